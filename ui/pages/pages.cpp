#include "ui/pages/pages.h"

#include <algorithm>

#include "core/base/error.h"
#include "ui/pages/article_page.h"
#include "ui/pages/short_walk_page.h"
#include "ui/pages/start_page.h"
#include "ui/pages/walk_page.h"
#include "ui/pages/why_page.h"

namespace vitscope {

namespace {

template <class Made>
Page* make(const Rooms& rooms)
{
    return new Made(rooms);
}

constexpr PageRow pageTable[] = {
    {PageId::Start, "start", make<StartPage>}, {PageId::ShortWalk, "short", make<ShortWalkPage>},
    {PageId::Walk, "walk", make<WalkPage>},    {PageId::Article, "article", make<ArticlePage>},
    {PageId::Why, "why", make<WhyPage>},
};

const PageRow& rowOf(PageId id)
{
    const auto row = std::find_if(std::begin(pageTable), std::end(pageTable), [&](const PageRow& row) { return row.id == id; });
    if (row == std::end(pageTable))
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "There is no page number %1."), {std::to_string(static_cast<int>(id))});
    return *row;
}

}  // namespace

std::span<const PageRow> pageRows()
{
    return pageTable;
}

Page* makePage(PageId id, const Rooms& rooms)
{
    return rowOf(id).make(rooms);
}

QString pageName(PageId id)
{
    return QString::fromLatin1(rowOf(id).name);
}

std::optional<PageId> pageNamed(const QString& name)
{
    for (const PageRow& row : pageTable)
        if (name == QLatin1String(row.name))
            return row.id;
    return std::nullopt;
}

}  // namespace vitscope
