#include "ui/views/answer_panel.h"

#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>

#include "core/model/article.h"
#include "ui/charts/answer_chart.h"
#include "ui/render/numbers.h"
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

AnswerPanel::AnswerPanel(RunView& runView, Viewpoint& viewpoint, QWidget* parent)
    : QWidget(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      chart_(new AnswerChart),
      why_(new QPushButton),
      knowledge_(new QLabel)
{
    setLook(why_, QStringLiteral("link"));
    connect(
        why_, &QPushButton::clicked, this,
        [this] {
            runView_.inquiry().ask({"probabilities", {runView_.run()->top.front().index}});
        },
        Qt::QueuedConnection);
    knowledge_->setWordWrap(true);
    setLook(knowledge_, QStringLiteral("dim"));
    knowledge_->setAccessibleName(tr("What this model knows"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(chart_);
    column->addWidget(why_, 0, Qt::AlignLeft);
    column->addWidget(knowledge_);
    connect(&runView, &RunView::runChanged, this, &AnswerPanel::showRun);
    connect(chart_, &AnswerChart::chosen, this, &AnswerPanel::choose);
}

void AnswerPanel::setTheme(const Theme& theme)
{
    chart_->setTheme(theme);
}

void AnswerPanel::setBrief(bool brief)
{
    knowledge_->setVisible(!brief);
}

QString AnswerPanel::knowledge() const
{
    return knowledge_->text();
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
    std::vector<AnswerBar> bars;
    for (const RankedClass& ranked : run.top)
        bars.push_back({className(run.trace->model(), ranked.index), ranked.probability});
    chart_->setBars(bars);
    chart_->setVisible(!bars.empty());
    why_->setVisible(!bars.empty());
    if (!bars.empty())
        why_->setText(tr("Where do the %1 come from?").arg(percent(bars.front().probability, 1)));
    knowledge_->setText(knowledgeOf(run));
    knowledge_->setToolTip(classList(run.trace->model()));
}

}  // namespace vitscope
