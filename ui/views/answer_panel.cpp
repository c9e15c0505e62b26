#include "ui/views/answer_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>

#include "core/model/article.h"
#include "ui/charts/answer_chart.h"
#include "ui/render/numbers.h"
#include "ui/views/lesson_panel.h"
#include "ui/words/claims.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

/// All where they fit into a tooltip, else how many more there are.
QString classList(const Model& model)
{
    constexpr std::size_t most = 60;
    QStringList labels;
    for (std::size_t i = 0; i < std::min(model.labels.size(), most); ++i)
        labels.append(className(model, static_cast<std::int64_t>(i)).toHtmlEscaped());
    if (model.labels.size() > most)
        labels.append(AnswerPanel::tr("… and %1 more").arg(model.labels.size() - most));
    return labels.isEmpty() ? QString() : QStringLiteral("<qt>%1</qt>").arg(labels.join(QStringLiteral(", ")));
}

}  // namespace

QString knowledgeOf(const Run& run)
{
    const std::int64_t classes = run.trace->config().classes;
    if (classes == 0)
        return AnswerPanel::tr("This model has no classification head: it describes a picture and names nothing.");
    if (run.modelName == QStringLiteral("builtin:emoji"))
        return AnswerPanel::tr("This model knows <u>these %1 classes</u> only, in the style of its drawings. A photograph needs another model.")
            .arg(classes);
    if (run.modelName == QLatin1String(articleName))
        return AnswerPanel::tr("This model learned nothing: its weights are random. The arithmetic is real, the answer means nothing.");
    if (run.trace->model().labels.empty())
        return AnswerPanel::tr("This model tells %1 classes apart and names none of them.").arg(classes);
    return AnswerPanel::tr("This model knows <u>%1 classes</u> and calls everything one of them.").arg(classes);
}

AnswerPanel::AnswerPanel(RunView& runView, Viewpoint& viewpoint, PartsView* parts, QWidget* parent)
    : QWidget(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      parts_(parts),
      chart_(new AnswerChart),
      why_(new QPushButton),
      what_(new QPushButton(tr("What was it for?"))),
      change_(new QLabel),
      knowledge_(new QLabel),
      lesson_(new LessonPanel(runView, viewpoint))
{
    for (QPushButton* link : {why_, what_})
        setLook(link, QStringLiteral("link"));
    connect(
        why_, &QPushButton::clicked, this,
        [this] {
            if (!runView_.run()->top.empty())
                runView_.why().ask({runView_.run()->top.front().index});
            viewpoint_.open(PageId::Why);
        },
        Qt::QueuedConnection);
    connect(what_, &QPushButton::clicked, this, &AnswerPanel::partsWanted);
    for (QLabel* label : {change_, knowledge_}) {
        label->setWordWrap(true);
        setLook(label, QStringLiteral("dim"));
    }
    knowledge_->setAccessibleName(tr("What this model knows"));
    change_->setAccessibleName(tr("What leaving it out changes"));
    auto* links = new QHBoxLayout;
    links->addWidget(why_);
    links->addWidget(what_);
    links->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(chart_);
    column->addWidget(change_);
    column->addWidget(lesson_);
    column->addLayout(links);
    column->addWidget(knowledge_);
    connect(&runView, &RunView::runChanged, this, &AnswerPanel::showRun);
    connect(&runView, &RunView::valuesArrived, this, &AnswerPanel::showParts);
    connect(chart_, &AnswerChart::chosen, this, &AnswerPanel::choose);
    if (parts_ != nullptr)
        connect(parts_, &PartsView::found, this, &AnswerPanel::showParts);
    what_->hide();
    change_->hide();
}

void AnswerPanel::setTheme(const Theme& theme)
{
    chart_->setTheme(theme);
    if (runView_.run())
        showRun();
}

void AnswerPanel::setBrief(bool brief)
{
    knowledge_->setVisible(!brief);
}

QString AnswerPanel::knowledge() const
{
    return knowledge_->text();
}

QString AnswerPanel::truth() const
{
    return lesson_->truth();
}

QString AnswerPanel::change() const
{
    return change_->isHidden() ? QString() : change_->text();
}

/// In the logits where one looks at them, else in the probabilities.
void AnswerPanel::choose(int row)
{
    const StageKey& now = viewpoint_.selection().stage;
    Selection selection = withStage(viewpoint_.selection(), now.id == "logits" ? now : StageKey("probabilities"));
    selection.entry = runView_.run()->top[static_cast<std::size_t>(row)].index;
    viewpoint_.select(selection);
}

void AnswerPanel::showRun()
{
    const Run& run = *runView_.run();
    showParts();
    chart_->setVisible(!run.top.empty());
    why_->setText(run.top.empty() ? tr("Why this vector?") : tr("Why %1?").arg(className(run.trace->model(), run.top.front().index)));
    why_->setToolTip(
        run.top.empty() ? tr("Which patches the vector depends on")
                        : tr("Where do the %1 come from? Of the picture, of the model, of the numbers").arg(percent(run.top.front().probability, 1)));
    knowledge_->setText(knowledgeOf(run));
    knowledge_->setToolTip(classList(run.trace->model()));
}

/// The bars; behind them, where parts are left out, those with all parts.
void AnswerPanel::showParts()
{
    if (!runView_.run())
        return;
    const Run& run = *runView_.run();
    const std::optional<AnswerPair> pair = parts_ != nullptr ? parts_->here() : std::nullopt;
    std::vector<AnswerBar> bars;
    for (const RankedClass& ranked : run.top)
        bars.push_back({className(run.trace->model(), ranked.index), ranked.probability,
                        pair ? std::optional<double>(pair->before[static_cast<std::size_t>(ranked.index)]) : std::nullopt});
    chart_->setBars(bars);
    what_->setVisible(parts_ != nullptr && parts_->isChanged());
    change_->setVisible(pair.has_value());
    if (pair)
        change_->setText(claimText(*run.trace, claimOfLeavingOut(pair->before, pair->after)));
}

}  // namespace vitscope
