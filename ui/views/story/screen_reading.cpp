#include "ui/views/story/screen_reading.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/views/reading/prose.h"
#include "ui/views/reading/word_label.h"
#include "ui/words/claims.h"
#include "ui/words/glossary.h"
#include "ui/words/language.h"
#include "ui/words/screen_words.h"

namespace vitscope {

namespace {

const QString wholeLink = QStringLiteral("more");

}  // namespace

QString screenProse(const Trace& trace, const Screen& screen, const Stage& stop, bool whole, const Theme& theme)
{
    return screen.kind == ScreenKind::Block ? blockProse(trace) : proseHtml(proseOf(trace.config(), stop), whole, stop, theme);
}

ScreenReading::ScreenReading(RunView& runView, Viewpoint& viewpoint, ShortWalkSteps& steps, QWidget* parent)
    : QScrollArea(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      steps_(steps),
      prose_(new WordLabel(runView, viewpoint)),
      facts_(new WordLabel(runView, viewpoint)),
      note_(new QLabel)
{
    setLook(facts_, QStringLiteral("callout"));
    setLook(note_, QStringLiteral("dim"));
    note_->setWordWrap(true);
    connect(prose_, &QLabel::linkActivated, this, [&viewpoint](const QString& link) {
        if (link != wholeLink)
            return;
        Display display = viewpoint.display();
        display.wholeText = !display.wholeText;
        viewpoint.setDisplay(display);
    });
    connect(&viewpoint, &Viewpoint::displayChanged, this, &ScreenReading::showScreen);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 4, 0);
    column->setSpacing(8);
    for (QLabel* label : std::initializer_list<QLabel*>{prose_, facts_, note_})
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

void ScreenReading::setTheme(const Theme& theme)
{
    theme_ = theme;
    showScreen();
}

void ScreenReading::showScreen()
{
    if (!runView_.run() || steps_.screens().empty())
        return;
    const Run& run = *runView_.run();
    const Screen& screen = steps_.here();
    const Stage& stop = run.trace->stages()[static_cast<std::size_t>(steps_.stop())];
    TermMarks marks(glossaryOf(currentLanguage()));
    prose_->setWords(marks.marked(screenProse(*run.trace, screen, stop, viewpoint_.display().wholeText, theme_)));
    const bool ofBlock = stop.key.id == "blocks.output";
    constexpr qsizetype fewClaims = 2;
    const QString said = ofBlock ? blockFacts(*run.trace, run.story, stop.key.block) : factsOf(stop, fewClaims);
    facts_->setWords(said.isEmpty() ? QString() : tr("<b>In this run</b><br>%1").arg(marks.marked(said.toHtmlEscaped())));
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
    QString all;
    for (const QLabel* label : std::initializer_list<const QLabel*>{prose_, facts_, note_})
        if (!label->isHidden())
            all += plainText(label->text()) + u' ';
    return all.trimmed();
}

}  // namespace vitscope
