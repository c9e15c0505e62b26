#include "ui/views/reading_panel.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/charts/histogram_chart.h"
#include "ui/render/numbers.h"
#include "ui/session/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/map_part.h"
#include "ui/views/reading.h"
#include "ui/views/scale_bar.h"

namespace vitscope {

namespace {

QLabel* paragraph(const QString& look = {})
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!look.isEmpty())
        setLook(label, look);
    return label;
}

}  // namespace

ReadingPanel::ReadingPanel(Session& session, QWidget* parent)
    : QWidget(parent), session_(session), summary_(paragraph()), howTo_(paragraph(QStringLiteral("dim"))),
      facts_(paragraph(QStringLiteral("callout"))), histogram_(new HistogramChart)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    shape_ = addRow(grid, tr("shape"));
    range_ = addRow(grid, tr("range"));
    mean_ = addRow(grid, tr("mean"));
    deviation_ = addRow(grid, tr("deviation"));
    notFinite_ = paragraph();
    notFinite_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{summary_, howTo_, facts_})
        column->addWidget(widget);
    column->addLayout(grid);
    column->addWidget(notFinite_);
    column->addWidget(histogram_);
    column->addStretch(1);
    connect(&session, &Session::runChanged, this, &ReadingPanel::showStage);
    connect(&session, &Session::selectionChanged, this, &ReadingPanel::showStage);
    connect(&session, &Session::valuesArrived, this, &ReadingPanel::showStage);
}

QLabel* ReadingPanel::addRow(QGridLayout* grid, const QString& name)
{
    const int row = grid->rowCount();
    auto* caption = new QLabel(name);
    setLook(caption, QStringLiteral("dim"));
    QLabel* value = paragraph();
    value->setFont(numberFont());
    value->setAccessibleName(name);
    grid->addWidget(caption, row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1);
    return value;
}

void ReadingPanel::setTheme(const Theme& theme)
{
    theme_ = theme;
    histogram_->setTheme(theme);
    numbersOf_.reset();
    showStage();
}

void ReadingPanel::showStage()
{
    if (!session_.run())
        return;
    const Stage& stage = session_.run()->trace->stage(session_.selection().stage);
    summary_->setText(stageSummary(*stage.info));
    howTo_->setText(howToRead(stage));
    const QString facts = inThisRun(session_, stage);
    facts_->setText(tr("<b>In this run</b><br>%1").arg(facts));
    facts_->setVisible(!facts.isEmpty());
    // A chart is slow to lay out, and hovering changes the sentences only.
    if (numbersOf_ == session_.run() && numbersStage_ == stage.key)
        return;
    numbersOf_ = session_.run();
    numbersStage_ = stage.key;
    showNumbers(stage);
}

void ReadingPanel::showNumbers(const Stage& stage)
{
    const StageSummary& summary = session_.run()->summary(stage.key);
    const Statistics& statistics = summary.statistics;
    const bool heads = !stage.shape.empty() && stage.shape.front().axis == Axis::Head;
    shape_->setText(shapeWithAxes(stage.shape) + (heads ? tr("; below: all heads") : QString()));
    range_->setText(QStringLiteral("%1 … %2").arg(scaleNumber(statistics.lowest), scaleNumber(statistics.highest)));
    mean_->setText(scaleNumber(statistics.mean));
    deviation_->setText(scaleNumber(statistics.deviation));
    notFinite_->setText(tr("%n value(s) are no finite numbers.", nullptr, static_cast<int>(statistics.notFinite)));
    notFinite_->setVisible(statistics.notFinite > 0);
    histogram_->setBins(summary.histogram, statistics.lowest, statistics.highest, stage.info->kind == ValueKind::Probability);
    const Part part = partOf(stage.key);
    histogram_->setColour(part == Part::Other ? mix(theme_.dim, theme_.card, 0.3) : mix(partColour(part, theme_), theme_.card, 0.15));
}

}  // namespace vitscope
