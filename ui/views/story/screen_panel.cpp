#include "ui/views/story/screen_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/views/story/block_view.h"
#include "ui/views/story/sentence_box.h"
#include "ui/words/names.h"
#include "ui/words/screen_words.h"
#include "ui/words/story_claims.h"

namespace vitscope {

ScreenPanel::ScreenPanel(RunView& runView, Viewpoint& viewpoint, Walk& walk, ShortWalkSteps& steps, QWidget* parent)
    : QWidget(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      steps_(steps),
      title_(titleLabel({})),
      subtitle_(new QLabel),
      where_(new QLabel),
      stack_(new QStackedWidget),
      block_(new BlockView(runView, viewpoint)),
      stage_(new StagePanel(runView, viewpoint, walk)),
      sentence_(new SentenceBox),
      back_(new QPushButton),
      next_(new QPushButton),
      every_(new QPushButton),
      foot_(makeFoot())
{
    for (QLabel* label : {subtitle_, where_})
        setLook(label, QStringLiteral("dim"));
    subtitle_->setMinimumWidth(1);
    subtitle_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(title_);
    head->addWidget(subtitle_, 1, Qt::AlignBottom);
    head->addWidget(where_, 0, Qt::AlignBottom);
    stack_->addWidget(block_);
    stack_->addWidget(stage_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addLayout(head);
    column->addWidget(stack_, 1);
    column->addWidget(sentence_);
    column->addWidget(foot_);
    connect(&runView, &RunView::runChanged, this, &ScreenPanel::showScreen);
    connect(&runView, &RunView::valuesArrived, this, &ScreenPanel::showScreen);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &ScreenPanel::showScreen);
    showScreen();
}

QWidget* ScreenPanel::makeFoot()
{
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    setLook(next_, QStringLiteral("primary"));
    setLook(every_, QStringLiteral("link"));
    connect(back_, &QPushButton::clicked, &steps_, &ShortWalkSteps::back);
    connect(next_, &QPushButton::clicked, &steps_, &ShortWalkSteps::next);
    connect(every_, &QPushButton::clicked, this, &ScreenPanel::everyStepWanted);
    row->addWidget(back_);
    row->addWidget(next_);
    row->addStretch(1);
    row->addWidget(every_);
    return foot;
}

void ScreenPanel::setTheme(const Theme& theme)
{
    block_->setTheme(theme);
    stage_->setTheme(theme);
    sentence_->setTheme(theme);
}

void ScreenPanel::setPresenting(bool presenting)
{
    foot_->setVisible(!presenting);
}

QString ScreenPanel::sentence() const
{
    return sentence_->text();
}

QString ScreenPanel::title() const
{
    return title_->text();
}

bool ScreenPanel::showsBlock() const
{
    return stack_->currentWidget() == block_;
}

/// The screen where another begins, else the stage.
QString ScreenPanel::stopName(int place) const
{
    const Trace& trace = *runView_.run()->trace;
    const Screen& to = steps_.screens()[static_cast<std::size_t>(screenOf(steps_.screens(), place))];
    if (to.first != steps_.here().first)
        return screenTitle(trace, to);
    return stageTitle(*trace.stages()[static_cast<std::size_t>(place)].words);
}

void ScreenPanel::nameButtons()
{
    const int here = runView_.run()->trace->plan().placeOf(viewpoint_.selection().stage);
    const int before = stopBefore(steps_.screens(), here), after = stopAfter(steps_.screens(), here);
    back_->setEnabled(before >= 0);
    back_->setText(before < 0 ? tr("Back") : QStringLiteral("‹ ") + stopName(before));
    const Run& run = *runView_.run();
    const QString next = after >= 0        ? tr("Next: %1").arg(stopName(after))
                         : run.top.empty() ? tr("The end")
                                           : tr("Why %1?").arg(className(run.trace->model(), run.top.front().index));
    next_->setText(next + tr("   [Space]"));
    const Screen& screen = steps_.here();
    const std::int64_t block = viewpoint_.selection().stage.block;
    const auto& stages = runView_.run()->trace->stages();
    const auto steps = std::count_if(stages.begin(), stages.end(), [&](const Stage& stage) { return stage.key.block == block; });
    every_->setText(screen.block >= 0 ? tr("All %1 steps of this block").arg(steps) : tr("Every single step"));
}

void ScreenPanel::showScreen()
{
    if (!runView_.run() || steps_.screens().empty())
        return;
    const Run& run = *runView_.run();
    const Screen& screen = steps_.here();
    const Stage& stop = run.trace->stages()[static_cast<std::size_t>(steps_.stop())];
    const bool ofBlock = screen.kind == ScreenKind::Block;
    const std::int64_t block = stop.key.block;
    // Above a stage, which has a title of its own, it is no more than a section's head.
    title_->setFont(ofBlock ? titleFont() : sectionFont());
    title_->setText(ofBlock ? tr("Block %1 of %2").arg(block + 1).arg(run.story.blocks) : screenTitle(*run.trace, screen));
    subtitle_->setText(ofBlock ? tr("where %1 looked, and what that changed").arg(readOutPhrase(*run.trace)) : QString());
    const QString number = tr("Screen %1 of %2").arg(steps_.screen() + 1).arg(steps_.screens().size());
    const auto at = std::find(screen.stops.begin(), screen.stops.end(), steps_.stop()) - screen.stops.begin();
    where_->setText(screen.stops.size() > 1 ? number + tr(" · %1 of %2").arg(at + 1).arg(screen.stops.size()) : number);
    if (ofBlock)
        block_->setBlock(block);
    stack_->setCurrentWidget(ofBlock ? static_cast<QWidget*>(block_) : stage_);
    sentence_->setSentence(takeAway(*run.trace, run.story, screen, stop));
    sentence_->setVisible(!sentence_->text().isEmpty());
    nameButtons();
}

}  // namespace vitscope
