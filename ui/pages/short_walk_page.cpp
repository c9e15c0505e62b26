#include "ui/pages/short_walk_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/pages/actions.h"
#include "ui/pages/columns.h"
#include "ui/pages/picture_card.h"
#include "ui/session/session.h"
#include "ui/theme/card.h"
#include "ui/views/answer_panel.h"
#include "ui/views/picture_view.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/views/story/lens_bars.h"
#include "ui/views/story/screen_list.h"
#include "ui/views/story/screen_panel.h"
#include "ui/views/story/screen_reading.h"
#include "ui/words/names.h"

namespace vitscope {

ShortWalkPage::ShortWalkPage(const Rooms& rooms)
    : runView_(rooms.runView),
      viewpoint_(rooms.viewpoint),
      steps_(runView_, viewpoint_, rooms.walk),
      frame_(*makeColumns())
{
    constexpr int padding = 20;
    fillLeft(rooms);
    auto* middle = new Card;
    middle->setPadding(padding);
    panel_ = new ScreenPanel(runView_, viewpoint_, rooms.walk, steps_);
    middle->content()->addWidget(panel_);
    frame_.addMiddle(middle, 1);
    fillRight(rooms);
    connect(panel_, &ScreenPanel::everyStepWanted, this, &ShortWalkPage::openEveryStep);
    connect(&steps_, &ShortWalkSteps::ended, this, &ShortWalkPage::openWhy, Qt::QueuedConnection);
    connect(&runView_, &RunView::runChanged, this, &ShortWalkPage::showScreen);
    connect(&runView_, &RunView::valuesArrived, this, &ShortWalkPage::showScreen);
    connect(&viewpoint_, &Viewpoint::selectionChanged, this, &ShortWalkPage::showScreen);
}

void ShortWalkPage::fillLeft(const Rooms& rooms)
{
    picture_ = new PictureCard(runView_, viewpoint_, rooms.actions);
    // The picture leaves the list its rows.
    connect(&frame_, &Columns::placed, this, [this](bool, int height) {
        constexpr int besidePicture = 170, aroundRows = 104, row = 23;
        picture_->view()->setMaximumHeight(
            std::max(120, height - besidePicture - aroundRows - row * static_cast<int>(std::max<std::size_t>(13, steps_.screens().size()))));
    });
    auto* screens = new Card(tr("Short walk"));
    count_ = new QLabel;
    setLook(count_, QStringLiteral("dim"));
    screens->head()->addWidget(count_);
    list_ = new ScreenList(runView_, steps_, screens);
    screens->content()->addWidget(list_, 1);
    auto* every = new QPushButton(tr("Every single step instead"));
    setLook(every, QStringLiteral("link"));
    connect(every, &QPushButton::clicked, this, &ShortWalkPage::openEveryStep, Qt::QueuedConnection);
    screens->content()->addWidget(every, 0, Qt::AlignLeft);
    frame_.addLeft(picture_);
    frame_.addLeft(screens, tr("Screens"), 1);
}

void ShortWalkPage::fillRight(const Rooms& rooms)
{
    auto* reading = new Card(tr("Reading"));
    reading_ = new ScreenReading(runView_, viewpoint_, steps_);
    reading->content()->addWidget(reading_, 1);
    barsCard_ = new Card(tr("Block by block"));
    bars_ = new LensBars(runView_);
    barsCard_->content()->addWidget(bars_);
    bars_->setToolTip(tr("What the last layer would say after each block."));
    connect(bars_, &LensBars::chosen, this, &ShortWalkPage::goToBlock);
    answer_ = new AnswerPanel(runView_, viewpoint_, &rooms.session.parts());
    connect(answer_, &AnswerPanel::partsWanted, rooms.actions[QStringLiteral("parts")], &QAction::trigger);
    answer_->setBrief(true);
    auto* answer = new Card(tr("Answer"));
    answer->content()->addWidget(answer_);
    frame_.addRight(reading, tr("Reading"), 1);
    frame_.addRight(barsCard_, tr("Blocks"));
    frame_.addRight(answer, tr("Answer"));
    frame_.beginWith(reading);
}

void ShortWalkPage::setTheme(const Theme& theme)
{
    picture_->setTheme(theme);
    list_->setTheme(theme);
    panel_->setTheme(theme);
    reading_->setTheme(theme);
    bars_->setTheme(theme);
    answer_->setTheme(theme);
}

void ShortWalkPage::setPresenting(bool presenting)
{
    frame_.setPresenting(presenting);
    panel_->setPresenting(presenting);
}

PageTables ShortWalkPage::tables() const
{
    if (!runView_.run() || panel_->showsBlock())
        return {};
    const Stage& stage = runView_.run()->trace->stage(viewpoint_.selection().stage);
    const QString place = stagePlace(stage, viewpoint_.selection().head), title = stageTitle(*stage.words);
    return {place.isEmpty() ? title : QStringLiteral("%1 · %2").arg(title, place), panel_->stagePanel().tables(),
            chosenIn(runView_, viewpoint_, stage)};
}

QWidget* ShortWalkPage::firstFocus()
{
    return picture_->view();
}

/// Playing by itself it stops; otherwise one stop further.
bool ShortWalkPage::goOn()
{
    if (steps_.isPlaying())
        steps_.setPlaying(false);
    else
        steps_.next();
    return true;
}

bool ShortWalkPage::step(int direction)
{
    direction > 0 ? steps_.next() : steps_.back();
    return true;
}

void ShortWalkPage::goToBlock(std::int64_t block)
{
    viewpoint_.select(withStage(viewpoint_.selection(), {"blocks.output", block}));
}

/// Behind the answer one asks why.
void ShortWalkPage::openWhy()
{
    if (runView_.run()->top.empty())
        return;
    runView_.why().ask({runView_.run()->top.front().index});
    viewpoint_.open(PageId::Why);
}

bool ShortWalkPage::play()
{
    steps_.setPlaying(!steps_.isPlaying());
    return true;
}

void ShortWalkPage::openEveryStep()
{
    viewpoint_.open(PageId::Walk);
}

void ShortWalkPage::showScreen()
{
    if (steps_.screens().empty())
        return;
    list_->showScreen();
    count_->setText(tr("%1 of %2").arg(steps_.screen() + 1).arg(steps_.screens().size()));
    barsCard_->setHeading(bars_->heading());
    const Trace& trace = *runView_.run()->trace;
    const Stage& stage = trace.stage(viewpoint_.selection().stage);
    const std::int64_t block = stage.key.block;
    bars_->setSeen(block < 0 ? (stage.part() == Part::Answer ? trace.config().blocks - 1 : -1)
                   : stage.key.id == "blocks.output" || steps_.here().kind == ScreenKind::Block ? block
                                                                                                : block - 1);
    steps_.setText(panel_->sentence() + u' ' + reading_->text());
}

}  // namespace vitscope
