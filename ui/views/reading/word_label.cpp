#include "ui/views/reading/word_label.h"

#include <QCursor>
#include <QEvent>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QToolTip>

#include "ui/views/reading/glossary_dialog.h"
#include "ui/views/reading/prose.h"
#include "ui/words/glossary.h"

namespace vitscope {

WordLabel::WordLabel(RunView& runView, Viewpoint& viewpoint, QWidget* parent) : QLabel(parent), runView_(runView), viewpoint_(viewpoint)
{
    setWordWrap(true);
    setTextFormat(Qt::RichText);
    connect(this, &QLabel::linkHovered, this, &WordLabel::hover);
    connect(this, &QLabel::linkActivated, this, &WordLabel::follow);
}

void WordLabel::setWords(const QString& html)
{
    // Not yet in a window it would become one of its own.
    if (html.isEmpty() || parentWidget())
        setVisible(!html.isEmpty());
    if (text() == html)
        return;
    // Words of the glossary alone are no place for the focus: Tab would take for ever, and the glossary has a key of its own.
    static const QRegularExpression leadsSomewhere(QStringLiteral("<a href=\"(?!%1)").arg(termLink));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse |
                            (html.contains(leadsSomewhere) ? Qt::LinksAccessibleByKeyboard : Qt::NoTextInteraction));
    setText(html);
    readTips(html);
    drawDots();
}

void WordLabel::readTips(const QString& html)
{
    static const QRegularExpression link(QStringLiteral("<a href=\"([^\"]+)\"[^>]*>(.*?)</a>"));
    const Glossary& glossary = glossaryOf(currentLanguage());
    tips_.clear();
    for (auto found = link.globalMatch(html); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const std::vector<TermUse> uses = glossary.usesIn(plainText(match.captured(2)));
        if (!uses.empty() && !tips_.contains(match.captured(1)))
            tips_.insert(
                match.captured(1),
                QStringLiteral("<qt><b>%1</b><br>%2</qt>").arg(uses.front().entry->title.toHtmlEscaped(), uses.front().entry->brief.toHtmlEscaped()));
    }
}

/// HTML knows no dotted underline here, but the document that the label lays its text out with does. Without it the words stay links.
void WordLabel::drawDots()
{
    (void)heightForWidth(width());  // the document is filled when the text is laid out
    auto* document = findChild<QTextDocument*>();
    if (!document)
        return;
    QColor dots = palette().color(foregroundRole());
    dots.setAlphaF(0.7F);
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next())
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextFragment fragment = part.fragment();
            QTextCharFormat format = fragment.charFormat();
            if (!format.anchorHref().startsWith(termLink) || (format.underlineStyle() == QTextCharFormat::DotLine && format.underlineColor() == dots))
                continue;
            format.clearForeground();
            format.setUnderlineStyle(QTextCharFormat::DotLine);
            format.setUnderlineColor(dots);
            QTextCursor cursor(document);
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            cursor.setCharFormat(format);
            part = block.begin();  // what was found of the block is no longer true
        }
}

void WordLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        drawDots();
}

/// Going back, QLabel never leaves a link with which its text begins.
bool WordLabel::focusNextPrevChild(bool next)
{
    return !next && selectionStart() == 0 ? QFrame::focusNextPrevChild(false) : QLabel::focusNextPrevChild(next);
}

/// A pointer that leaves in one leap tells the label nothing about its link.
void WordLabel::leaveEvent(QEvent* event)
{
    QLabel::leaveEvent(event);
    hover({});
}

void WordLabel::hover(const QString& link)
{
    viewpoint_.light(link.startsWith(termLink) ? QString() : link);
    if (const QString tip = tipOf(link); tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(QCursor::pos(), tip, this);
}

void WordLabel::follow(const QString& link)
{
    if (link.startsWith(termLink))
        showGlossary(*this, runView_, viewpoint_, link.mid(termLink.size()));
    else if (runView_.run())
        goTo(link);
}

/// A word leads to its stage, in this block or before it; from a page that shows none to the one that does.
void WordLabel::goTo(const QString& tensor)
{
    const Trace& trace = *runView_.run()->trace;
    const Selection now = viewpoint_.selection();
    const auto go = [&](const StageKey& stage) { viewpoint_.go({viewpoint_.pageOfStages(), withStage(now, stage)}); };
    for (const StageKey& input : trace.stage(now.stage).inputs)
        if (showsStages(viewpoint_.page()) && QString::fromStdString(input.id) == tensor)
            return go(input);
    for (const Stage& stage : trace.stages())
        if (QString::fromStdString(stage.key.id) == tensor && (stage.key.block < 0 || stage.key.block == now.block))
            return go(stage.key);
}

}  // namespace vitscope
