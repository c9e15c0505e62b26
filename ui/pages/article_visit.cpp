#include "ui/pages/article_visit.h"

#include <utility>

#include "core/model/article.h"

namespace vitscope {

namespace {

const QString article = QString::fromLatin1(articleName);

}  // namespace

ArticleVisit::ArticleVisit(Session& session) : session_(session)
{
    connect(&session, &Session::runChanged, this, &ArticleVisit::onRun);
    connect(&session, &Session::selectionChanged, this, &ArticleVisit::keep);
    connect(&session.viewpoint(), &Viewpoint::pageChanged, this, &ArticleVisit::onPage);
}

void ArticleVisit::begin()
{
    session_.viewpoint().open(PageId::Article);
}

void ArticleVisit::end()
{
    Viewpoint& viewpoint = session_.viewpoint();
    viewpoint.open(viewpoint.pageOfStages());
    if (!before_ || session_.recipe().model != article)
        return;
    returning_ = before_;
    session_.openModel(before_->model, before_->settings);
}

void ArticleVisit::keep()
{
    const RunPtr run = session_.run();
    if (run && run->modelName != article && !returning_ && session_.viewpoint().page() != PageId::Article)
        before_ = {run->modelName, run->settings, session_.viewpoint().place()};
}

void ArticleVisit::onPage()
{
    keep();
    if (session_.viewpoint().page() != PageId::Article || session_.recipe().model == article)
        return;
    asked_ = true;
    session_.openModel(article);
}

void ArticleVisit::onRun()
{
    Viewpoint& viewpoint = session_.viewpoint();
    const QString model = session_.run()->modelName, before = std::exchange(shownModel_, model);
    const std::optional<Before> returning = std::exchange(returning_, std::nullopt);
    // Whoever opened the page, and has left it since, is not brought back.
    const bool byPage = std::exchange(asked_, false) || session_.viewpoint().page() == PageId::Article;
    if (model == article && before != article && !byPage)
        viewpoint.open(PageId::Article);
    else if (returning && model == returning->model)
        viewpoint.go(returning->place, true);
    else if (model != article && viewpoint.page() == PageId::Article && session_.recipe().model != article)
        viewpoint.open(viewpoint.pageOfStages());
    keep();
}

}  // namespace vitscope
