#include "ui/views/reading/reading_panel.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/charts/histogram_chart.h"
#include "ui/words/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/maps/map_part.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/reading/facts.h"
#include "ui/views/reading/live_numbers.h"
#include "ui/views/reading/prose.h"
#include "ui/views/reading/word_label.h"
#include "ui/views/stages/chosen.h"
#include "ui/words/glossary.h"

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

constexpr int restMilliseconds = 90, histogramGap = 10;

const QString moreLink = QStringLiteral("more");

/// A text that stays the same is not laid out again: hovering changes some paragraphs, not all.
void setText(QLabel* label, const QString& text)
{
    if (label->text() != text)
        label->setText(text);
    label->setVisible(!text.isEmpty());
}

}  // namespace

ReadingPanel::ReadingPanel(RunView& runView, Viewpoint& viewpoint, QWidget* parent)
    : QScrollArea(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      prose_(new WordLabel(runView, viewpoint)),
      facts_(new WordLabel(runView, viewpoint)),
      live_(paragraph(QStringLiteral("code"))),
      histogram_(new HistogramChart)
{
    setLook(facts_, QStringLiteral("callout"));
    prose_->setAccessibleName(tr("What happens and why"));
    facts_->setAccessibleName(tr("In this run"));
    live_->setAccessibleName(tr("The formula with this run's numbers"));
    live_->setFont(codeFont());
    live_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(live_, &QLabel::linkActivated, this, [this] { askForChosen(runView_, viewpoint_); });
    notFinite_ = paragraph();
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 4, 0);
    column->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{prose_, facts_, live_})
        column->addWidget(widget);
    column->addLayout(makeNumbers());
    column->addWidget(notFinite_);
    column->addStretch(1);
    setWidget(body);
    // Below what scrolls: its numbers are never cut by the edge.
    histogram_->setParent(this);
    setViewportMargins(0, 0, 0, histogram_->height() + histogramGap);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Reading"));
    connect(prose_, &QLabel::linkActivated, this, [&viewpoint](const QString& link) {
        if (link != moreLink)
            return;
        Display display = viewpoint.display();
        display.wholeText = !display.wholeText;
        viewpoint.setDisplay(display);
    });
    connect(&viewpoint, &Viewpoint::displayChanged, this, [this] {
        if (viewpoint_.display().wholeText == wholeText_)
            return;
        numbersOf_.reset();
        showStage();
    });
    connect(&runView, &RunView::runChanged, this, &ReadingPanel::showStage);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &ReadingPanel::onSelection);
    rest_.setSingleShot(true);
    rest_.setInterval(restMilliseconds);
    connect(&rest_, &QTimer::timeout, this, &ReadingPanel::showStage);
    connect(&runView, &RunView::valuesArrived, this, &ReadingPanel::showStage);
}

QLayout* ReadingPanel::makeNumbers()
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    shape_ = addValue(grid, 0, 0, tr("shape"), 3);
    range_ = addValue(grid, 1, 0, tr("range"), 3);
    mean_ = addValue(grid, 2, 0, tr("mean"));
    deviation_ = addValue(grid, 2, 2, tr("deviation"));
    return grid;
}

QLabel* ReadingPanel::addValue(QGridLayout* grid, int row, int column, const QString& name, int span)
{
    auto* caption = new QLabel(name);
    setLook(caption, QStringLiteral("dim"));
    QLabel* value = paragraph();
    value->setFont(numberFont());
    value->setAccessibleName(name);
    grid->addWidget(caption, row, column, Qt::AlignTop);
    grid->addWidget(value, row, column + 1, 1, span);
    return value;
}

void ReadingPanel::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    // Where there is little room it goes to the sentences.
    const bool roomy = height() >= 4 * histogram_->height();
    histogram_->setVisible(roomy);
    setViewportMargins(0, 0, 0, roomy ? histogram_->height() + histogramGap : 0);
    histogram_->setGeometry(0, height() - histogram_->height(), viewport()->width(), histogram_->height());
}

void ReadingPanel::setTheme(const Theme& theme)
{
    theme_ = theme;
    histogram_->setTheme(theme);
    numbersOf_.reset();
    showStage();
}

QString ReadingPanel::prose() const
{
    return prose_->text();
}

QString ReadingPanel::facts() const
{
    return facts_->text();
}

QString ReadingPanel::numbers() const
{
    return live_->text();
}

void ReadingPanel::onSelection()
{
    if (viewpoint_.selection().locked() == shown_.locked() && viewpoint_.selection() != shown_)
        rest_.start();
    else
        showStage();
}

void ReadingPanel::showStage()
{
    if (!runView_.run())
        return;
    rest_.stop();
    shown_ = viewpoint_.selection();
    const Stage& stage = runView_.run()->trace->stage(viewpoint_.selection().stage);
    showTexts(stage);
    setText(live_, liveNumbers(runView_, viewpoint_, stage).lines.join(QStringLiteral("<br>")));
    // A chart is slow to lay out, and hovering changes the sentences only.
    if (numbersOf_ == runView_.run() && numbersStage_ == stage.key)
        return;
    numbersOf_ = runView_.run();
    numbersStage_ = stage.key;
    viewpoint_.light({});
    showNumbers(stage);
}

/// A word is explained where it first appears: in the prose, or else in what was measured.
void ReadingPanel::showTexts(const Stage& stage)
{
    TermMarks marks(glossaryOf(currentLanguage()));
    wholeText_ = viewpoint_.display().wholeText;
    const Prose prose = proseOf(runView_.run()->trace->config(), stage);
    QString text = marks.marked(proseHtml(prose, wholeText_, stage, theme_));
    if (!prose.more.isEmpty())
        text += QStringLiteral(" <nobr><a href=\"%1\">%2</a></nobr>").arg(moreLink, wholeText_ ? tr("less") : tr("more …"));
    prose_->setWords(text);
    const QString facts = inThisRun(runView_, viewpoint_, stage);
    facts_->setWords(facts.isEmpty() ? QString() : marks.marked(tr("<b>In this run</b><br>%1").arg(facts.toHtmlEscaped())));
}

void ReadingPanel::showNumbers(const Stage& stage)
{
    const StageSummary& summary = runView_.run()->summary(stage.key);
    const Statistics& statistics = summary.statistics;
    shape_->setText(shapeWithAxes(stage.shape));
    const bool heads = stage.shape.front().axis == Axis::Head;
    range_->setText(QStringLiteral("%1 … %2").arg(scaleNumber(statistics.lowest), scaleNumber(statistics.highest)) +
                    (heads ? tr("  (all heads)") : QString()));
    mean_->setText(scaleNumber(statistics.mean));
    deviation_->setText(scaleNumber(statistics.deviation));
    setText(notFinite_,
            statistics.notFinite > 0 ? tr("%n value(s) are no finite numbers.", nullptr, static_cast<int>(statistics.notFinite)) : QString());
    histogram_->setBins(summary.histogram, statistics.lowest, statistics.highest, stage.words->kind == ValueKind::Probability);
    const Role role = roleOf(QString::fromStdString(stage.key.id));
    histogram_->setColour(role == Role::Other ? mix(theme_.dim, theme_.card, 0.3) : mix(roleColour(role, theme_), theme_.card, 0.15));
}

}  // namespace vitscope
