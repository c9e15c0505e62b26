#include "ui/views/stages/stage_panel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/words/glossary.h"
#include "ui/words/names.h"
#include "ui/words/titles.h"
#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/views/reading/facts.h"
#include "ui/views/reading/prose.h"
#include "ui/views/reading/word_label.h"
#include "ui/views/stages/stage_views.h"

namespace vitscope {

namespace {

/// "W_q" with a small q.
QString formulaText(const QString& formula)
{
    return formula.toHtmlEscaped().replace(QRegularExpression(QStringLiteral("_(\\w)")), QStringLiteral("<sub>\\1</sub>"));
}

}  // namespace

StagePanel::StagePanel(RunView& runView, Viewpoint& viewpoint, Walk& walk, QWidget* parent)
    : QWidget(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      walk_(walk),
      title_(titleLabel({})),
      howTo_(new WordLabel(runView, viewpoint)),
      formula_(new QLabel),
      symbols_(new WordLabel(runView, viewpoint)),
      stack_(new QStackedWidget)
{
    for (WordLabel* label : {howTo_, symbols_}) {
        setLook(label, QStringLiteral("dim"));
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    howTo_->setAccessibleName(tr("How to read it"));
    symbols_->setAccessibleName(tr("What the letters of the formula stand for"));
    formula_->setFont(interfaceFont(15));
    // What is written must not widen the pane.
    formula_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    title_->setMinimumWidth(1);
    for (const StageViewRow& row : stageViews()) {
        views_.push_back(row.create(runView, viewpoint));
        stack_->addWidget(views_.back());
    }
    head_ = new QBoxLayout(QBoxLayout::LeftToRight);
    head_->setSpacing(12);
    head_->addWidget(title_);
    head_->addWidget(formula_, 1, Qt::AlignBottom);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head_);
    column->addWidget(symbols_);
    column->addWidget(howTo_);
    column->addWidget(stack_, 1);
    connect(&runView, &RunView::runChanged, this, &StagePanel::showStage);
    connect(&runView, &RunView::valuesArrived, this, &StagePanel::showStage);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &StagePanel::onSelection);
    connect(&walk, &Walk::momentChanged, this, [this] { static_cast<StageView*>(stack_->currentWidget())->setMoment(walk_.moment()); });
}

void StagePanel::setTheme(const Theme& theme)
{
    theme_ = theme;
    for (StageView* view : views_)
        view->setTheme(theme);
    showHead();
}

void StagePanel::setBare(bool bare)
{
    for (QWidget* widget : std::initializer_list<QWidget*>{title_, formula_, symbols_, howTo_})
        widget->setVisible(!bare);
    for (StageView* view : views_)
        view->setBare(bare);
}

QString StagePanel::title() const
{
    return title_->text();
}

std::vector<MapPart> StagePanel::tables() const
{
    return runView_.run() ? static_cast<StageView*>(stack_->currentWidget())->tables() : std::vector<MapPart>();
}

void StagePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showHead();
}

void StagePanel::onSelection()
{
    // The view follows token and entry by itself; only another tensor is drawn anew.
    if (viewpoint_.selection().stage != drawn_.stage || viewpoint_.selection().head != drawn_.head)
        showStage();
}

void StagePanel::showHead()
{
    if (!runView_.run())
        return;
    const Stage& stage = runView_.run()->trace->stage(viewpoint_.selection().stage);
    title_->setText(stageHeading(stage));
    title_->setToolTip(stageName(stage.key));
    formula_->setText(formulaText(stageFormula(runView_.run()->trace->config(), stage)));
    // Where the formula finds no room beside the title it stands below.
    const bool beside = title_->sizeHint().width() + 12 + formula_->sizeHint().width() <= width();
    head_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    head_->setSpacing(beside ? 12 : 2);
    showWords(stage);
}

void StagePanel::showWords(const Stage& stage)
{
    TermMarks marks(glossaryOf(currentLanguage()));
    symbols_->setWords(marks.marked(symbolsHtml(proseOf(runView_.run()->trace->config(), stage), theme_)));
    howTo_->setWords(marks.marked(howToRead(stage).toHtmlEscaped()));
}

void StagePanel::showStage()
{
    if (!runView_.run())
        return;
    drawn_ = viewpoint_.selection();
    showHead();
    const Stage& stage = runView_.run()->trace->stage(drawn_.stage);
    StageView* view = views_[stageViewFor(stage)];
    view->showStage(stage);
    view->setMoment(walk_.moment());
    stack_->setCurrentWidget(view);
}

}  // namespace vitscope
