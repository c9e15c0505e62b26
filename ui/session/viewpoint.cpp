#include "ui/session/viewpoint.h"

#include <algorithm>
#include <utility>

#include "core/trace/trace.h"

namespace vitscope {

namespace {

constexpr std::size_t mostRemembered = 500;

bool isBehindBlocks(const Trace& trace, const StageKey& key)
{
    return &trace.stage(key) > &trace.stage({"blocks.output", trace.config().blocks - 1});
}

}  // namespace

bool showsStages(PageId page)
{
    return page == PageId::ShortWalk || page == PageId::Walk;
}

void Viewpoint::enter(std::shared_ptr<const Trace> leading)
{
    place_.selection = leading_ ? carriedOver(selection(), leading_->layout(), *leading) : firstSelection(*leading);
    leading_ = std::move(leading);
}

void Viewpoint::announce()
{
    emit selectionChanged();
    emit displayChanged();
    emit historyChanged();
}

void Viewpoint::select(const Selection& selection, bool passing)
{
    if (!leading_)
        return;
    const Selection next = fitted(selection, *leading_);
    go({next.stage.id == place_.selection.stage.id ? page() : pageOfStages(), selection}, passing);
}

void Viewpoint::open(PageId page)
{
    go({page, selection().locked()});
}

void Viewpoint::go(Place place, bool passing)
{
    Selection& next = place.selection;
    if (leading_) {
        next = fitted(next, *leading_);
        // Behind the blocks one stands behind the last of them, unless another is asked for.
        if (next.stage != selection().stage && next.block == selection().block && isBehindBlocks(*leading_, next.stage))
            next.block = leading_->config().blocks - 1;
    } else {
        next = selection();
    }
    if (place == place_)
        return;
    if (leading_ && !passing && Place{place.page, next.locked()} != Place{page(), selection().locked()})
        remember({page(), selection().locked()});
    show(place);
}

void Viewpoint::show(const Place& place)
{
    const Place before = std::exchange(place_, place);
    if (showsStages(place.page))
        pageOfStages_ = place.page;
    if (before.page != place.page)
        emit pageChanged();
    if (before.selection != place.selection)
        emit selectionChanged();
}

void Viewpoint::remember(const Place& left)
{
    if (past_.size() >= mostRemembered)
        past_.erase(past_.begin());
    past_.push_back(left);
    future_.clear();
    emit historyChanged();
}

void Viewpoint::move(std::vector<Place>& from, std::vector<Place>& to)
{
    if (from.empty() || !leading_)
        return;
    to.push_back({page(), selection().locked()});
    Place there = from.back();
    there.selection = fitted(there.selection, *leading_);
    from.pop_back();
    show(there);
    emit historyChanged();
}

void Viewpoint::goBack()
{
    move(past_, future_);
}

void Viewpoint::leavePage()
{
    const PageId here = page();
    const auto elsewhere = std::find_if(past_.rbegin(), past_.rend(), [&](const Place& place) { return place.page != here; });
    elsewhere == past_.rend() ? open(pageOfStages_) : go(Place(*elsewhere));
}

void Viewpoint::goForward()
{
    move(future_, past_);
}

void Viewpoint::preview(std::optional<std::int64_t> token, std::optional<std::int64_t> entry)
{
    Selection next = selection();
    next.preview = token;
    next.previewEntry = entry;
    select(next);
}

void Viewpoint::light(const QString& tensor)
{
    if (tensor == lit_)
        return;
    lit_ = tensor;
    emit litChanged();
}

void Viewpoint::setDisplay(const Display& display)
{
    if (display == display_)
        return;
    display_ = display;
    emit displayChanged();
}

}  // namespace vitscope
