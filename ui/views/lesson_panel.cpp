#include "ui/views/lesson_panel.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/resources/resources.h"
#include "ui/theme/theme.h"
#include "ui/views/attention_map.h"
#include "ui/views/reading/prose.h"
#include "ui/words/claims.h"
#include "ui/words/language.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

/// The cells of the grid that the object's box touches by more than half.
GridRegion regionOf(const QRectF& place, const TokenLayout& layout)
{
    const auto rows = static_cast<double>(layout.gridRows()), columns = static_cast<double>(layout.gridColumns());
    const auto first = [](double share, double count) {
        return std::clamp<std::int64_t>(std::llround(share * count), 0, static_cast<std::int64_t>(count) - 1);
    };
    const auto last = [](double share, double count) {
        return std::clamp<std::int64_t>(std::llround(share * count) - 1, 0, static_cast<std::int64_t>(count) - 1);
    };
    return {first(place.top(), rows), last(place.bottom(), rows), first(place.left(), columns), last(place.right(), columns), 0};
}

}  // namespace

LessonPanel::LessonPanel(RunView& runView, Viewpoint& viewpoint, QWidget* parent)
    : QWidget(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      truth_(new QLabel),
      question_(new QLabel),
      finding_(new QLabel),
      steps_(new QButtonGroup(this)),
      row_(new QWidget)
{
    auto* buttons = new QHBoxLayout(row_);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(0);
    const QStringList names{tr("1 Patches"), tr("2 Attention"), tr("3 Parts")};
    const QStringList segments{QStringLiteral("first"), QStringLiteral("middle"), QStringLiteral("last")};
    for (int step = 0; step < names.size(); ++step) {
        auto* button = new QPushButton(names[step]);
        button->setCheckable(true);
        setSegment(button, segments[step]);
        steps_->addButton(button, step);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    steps_->setExclusive(false);
    connect(steps_, &QButtonGroup::idClicked, this, &LessonPanel::open, Qt::QueuedConnection);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    for (QLabel* label : {truth_, question_})
        column->addWidget(label);
    column->addWidget(row_);
    column->addWidget(finding_);
    for (QLabel* label : {truth_, question_, finding_})
        label->setWordWrap(true);
    setLook(question_, QStringLiteral("dim"));
    setLook(finding_, QStringLiteral("callout"));
    truth_->setAccessibleName(tr("What the picture shows"));
    connect(&runView, &RunView::runChanged, this, &LessonPanel::showRun);
    connect(&runView, &RunView::valuesArrived, this, &LessonPanel::showRun);
    connect(&runView.why(), &WhyView::found, this, &LessonPanel::showFinding);
    connect(&runView.why(), &WhyView::askedChanged, this, &LessonPanel::showFinding);
    hide();
}

QString LessonPanel::truth() const
{
    return isHidden() ? QString() : truth_->text();
}

QString LessonPanel::finding() const
{
    return finding_->isHidden() ? QString() : finding_->text();
}

void LessonPanel::showRun()
{
    const Run& run = *runView_.run();
    const std::optional<SamplePicture> sample = sampleAt(run.picturePath);
    const std::optional<std::int64_t> truth = truthOf(run.picturePath, run.trace->model());
    const std::optional<Slice> shares = truth ? runView_.values(StageKey(probabilitiesId)) : std::nullopt;
    setVisible(shares.has_value());
    if (!shares)
        return;
    claim_ = claimOfTruth(shares->view().copy().values(), *truth);
    const bool isWrong = claim_->kind == ClaimKind::IsMistaken;
    const QString text = claimText(*run.trace, *claim_).toHtmlEscaped();
    truth_->setText(isWrong ? QStringLiteral("<b>%1</b>").arg(text) : text);
    setLook(truth_, isWrong ? QStringLiteral("callout") : QStringLiteral("dim"));
    question_->setText(sample->questions.value(currentLanguage() == QStringLiteral("zh_CN") ? 1 : 0));
    question_->setVisible(run.modelName == defaultModel && run.settings.isEmpty());  // it was asked of that answer
    row_->setVisible(isWrong);
    showFinding();
}

void LessonPanel::open(int step)
{
    if (!claim_)
        return;
    const std::int64_t answer = claim_->index("answer"), truth = claim_->index("truth");
    // What stands against the truth, not against the class that happens to be second.
    if (step == Attention) {
        const Trace& trace = *runView_.run()->trace;
        Selection there = withStage(viewpoint_.selection(), {attentionId, trace.config().blocks - 1});
        there.head = Selection::meanOfHeads;
        there.query = trace.layout().classToken().value_or(there.query);
        viewpoint_.go({viewpoint_.pageOfStages(), there});
    } else {
        runView_.why().ask({answer, truth});
        viewpoint_.open(PageId::Why);
    }
    runView_.why().openLesson(step);
}

/// Of the mean over all heads of the last block, where a class token answers.
std::optional<Claim> LessonPanel::attentionOnObject()
{
    const Run& run = *runView_.run();
    const Trace& trace = *run.trace;
    const std::int64_t last = trace.config().blocks - 1;
    const std::optional<std::int64_t> asking = trace.layout().classToken();
    const std::optional<Slice> attention = asking ? runView_.values({attentionId, last}) : std::nullopt;
    const std::optional<SamplePicture> sample = sampleAt(run.picturePath);
    if (!attention || !sample)
        return std::nullopt;
    return claimOfObject(trace, last, attentionRow(attention->view(), Selection::meanOfHeads, *asking), regionOf(sample->place, trace.layout()));
}

std::vector<Claim> LessonPanel::findings()
{
    std::vector<Claim> found;
    const int step = *runView_.why().lesson();
    if (step == Attention) {
        if (const std::optional<Claim> claim = attentionOnObject())
            found.push_back(*claim);
        return found;
    }
    for (const Claim& claim : runView_.why().claims()) {
        const bool ofPatches =
            claim.kind == ClaimKind::CarriesMost || claim.kind == ClaimKind::SpeaksAgainst || claim.kind == ClaimKind::AnswerTurned;
        const bool ofParts = claim.kind == ClaimKind::HalfOfLogit || claim.kind == ClaimKind::LedgerEnds;
        if (step == Patches ? ofPatches : ofParts)
            found.push_back(claim);
    }
    return found;
}

void LessonPanel::showFinding()
{
    const std::optional<int> step = runView_.why().lesson();
    for (QAbstractButton* button : steps_->buttons())
        button->setChecked(step == steps_->id(button));
    QStringList sentences;
    if (step && claim_ && runView_.run())
        for (const Claim& claim : findings())
            sentences.append(claimText(*runView_.run()->trace, claim));
    finding_->setText(sentences.join(sentenceGap()));
    finding_->setVisible(!sentences.isEmpty());
}

}  // namespace vitscope
