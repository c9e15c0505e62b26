#include "ui/views/story/sentence_box.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/theme/fonts.h"

namespace vitscope {

namespace {

constexpr int besides = 18, overs = 12;

}  // namespace

SentenceBox::SentenceBox(QWidget* parent) : QLabel(parent)
{
    setWordWrap(true);
    setContentsMargins(besides, overs, besides, overs);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void SentenceBox::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

void SentenceBox::setSentence(const QString& sentence)
{
    setText(sentence);
    fit();
}

void SentenceBox::fit()
{
    const int room = std::max(1, width() - 2 * besides);
    for (const int size : {18, 16, 14}) {
        const QFont font = interfaceFont(size, QFont::DemiBold);
        const QFontMetrics metrics(font);
        const bool oneLine = metrics.horizontalAdvance(text()) <= room;
        const bool twoLines =
            size < 18 && metrics.boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, text()).height() <= 2 * metrics.lineSpacing();
        if (!oneLine && !twoLines && size > 14)
            continue;
        if (this->font() != font)
            setFont(font);
        return;
    }
}

void SentenceBox::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    fit();
}

void SentenceBox::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath ground;
    ground.addRoundedRect(rect(), 6, 6);
    painter.fillPath(ground, theme_.soft);
    painter.setClipPath(ground);
    painter.fillRect(QRect(0, 0, 3, height()), theme_.accent);
    painter.end();
    QLabel::paintEvent(event);
}

}  // namespace vitscope
