#include "ui/views/story/screen_reading.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/words/claims.h"
#include "ui/words/language.h"
#include "ui/words/screen_words.h"

namespace vitscope {

namespace {

QLabel* wrapped(const QString& look)
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    if (!look.isEmpty())
        setLook(label, look);
    return label;
}

}  // namespace

ScreenReading::ScreenReading(RunView& runView, Viewpoint& viewpoint, ShortWalkSteps& steps, QWidget* parent)
    : QScrollArea(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      steps_(steps),
      prose_(wrapped({})),
      facts_(wrapped(QStringLiteral("callout"))),
      note_(wrapped(QStringLiteral("dim")))
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 4, 0);
    column->setSpacing(8);
    for (QLabel* label : {prose_, facts_, note_})
        column->addWidget(label);
    column->addStretch(1);
    setWidget(page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    page->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    connect(&runView, &RunView::runChanged, this, &ScreenReading::showScreen);
    connect(&runView, &RunView::valuesArrived, this, &ScreenReading::showScreen);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &ScreenReading::showScreen);
    showScreen();
}

void ScreenReading::showScreen()
{
    if (!runView_.run() || steps_.screens().empty())
        return;
    const Run& run = *runView_.run();
    const Screen& screen = steps_.here();
    const Stage& stop = run.trace->stages()[static_cast<std::size_t>(steps_.stop())];
    prose_->setText(stopProse(*run.trace, stop));
    const bool ofBlock = stop.key.id == "blocks.output";
    constexpr qsizetype fewClaims = 2;
    const QString said = ofBlock ? blockFacts(*run.trace, run.story, stop.key.block) : factsOf(stop, fewClaims);
    facts_->setText(tr("<b>In this run</b><br>%1").arg(said));
    facts_->setVisible(!said.isEmpty());
    const bool maps = screen.kind == ScreenKind::Block || stop.key.id == "blocks.attention";
    note_->setText(maps ? tr("A bright patch was read from. It need not have been important for the answer.") : QString());
    note_->setVisible(maps);
}

/// The first that are said of a stage.
QString ScreenReading::factsOf(const Stage& stop, qsizetype most) const
{
    const Trace& trace = *runView_.run()->trace;
    QStringList said;
    for (const Claim& claim : runView_.claims(stop.key, viewpoint_.selection().token(), viewpoint_.selection().head))
        if (placeOf(claim.kind) == ClaimPlace::Reading && said.size() < most)
            said.append(claimText(trace, claim));
    return said.join(sentenceGap());
}

QString ScreenReading::text() const
{
    QString all = prose_->text();
    for (const QLabel* label : {facts_, note_})
        if (!label->text().isEmpty() && !label->isHidden())
            all += u' ' + label->text();
    return all;
}

}  // namespace vitscope
