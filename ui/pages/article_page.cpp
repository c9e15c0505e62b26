#include "ui/pages/article_page.h"

#include <QVBoxLayout>

#include "ui/pages/article_panel.h"
#include "ui/pages/article_visit.h"
#include "ui/pages/columns.h"
#include "ui/pages/picture_card.h"
#include "ui/session/session.h"
#include "ui/theme/card.h"
#include "ui/views/answer_panel.h"
#include "ui/views/stage_list.h"

namespace vitscope {

namespace {

constexpr int articlePadding = 20;

}  // namespace

ArticlePage::ArticlePage(const Rooms& rooms) : visit_(rooms.visit)
{
    Columns* frame = makeColumns();
    picture_ = new PictureCard(rooms.runView, rooms.viewpoint, rooms.actions);
    picture_->follow(frame);
    auto* pipeline = new Card(tr("Pipeline"));
    stages_ = new StageList(rooms.runView, rooms.viewpoint, pipeline);
    pipeline->content()->addWidget(stages_, 1);
    article_ = new ArticlePanel(rooms.session);
    auto* article = new Card;
    article->setPadding(articlePadding);
    article->content()->addWidget(article_);
    answer_ = new AnswerPanel(rooms.runView, rooms.viewpoint, &rooms.session.parts());
    connect(answer_, &AnswerPanel::partsWanted, rooms.actions[QStringLiteral("parts")], &QAction::trigger);
    auto* answer = new Card(tr("Answer"));
    answer->content()->addWidget(answer_);
    frame->addLeft(picture_);
    frame->addLeft(pipeline, tr("Pipeline"), 1);
    frame->addMiddle(article, 1);
    frame->addRight(answer, tr("Answer"));
}

void ArticlePage::setTheme(const Theme& theme)
{
    picture_->setTheme(theme);
    stages_->setTheme(theme);
    article_->setTheme(theme);
    answer_->setTheme(theme);
}

QWidget* ArticlePage::firstFocus()
{
    return article_;
}

bool ArticlePage::escape()
{
    visit_.end();
    return true;
}

}  // namespace vitscope
