#include "ui/views/row_strip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <numeric>

#include "ui/render/heat_map.h"
#include "ui/render/numbers.h"
#include "ui/session/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/attention_map.h"
#include "ui/views/scale_bar.h"

namespace vitscope {

RowStrip::RowStrip(Session& session, QWidget* parent) : QWidget(parent), session_(session)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Weights of the chosen token"));
    connect(&session, &Session::selectionChanged, this, qOverload<>(&QWidget::update));
    connect(&session, &Session::runChanged, this, qOverload<>(&QWidget::update));
}

void RowStrip::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

QFont RowStrip::textFont()
{
    QFont font = numberFont();
    font.setPixelSize(12);
    return font;
}

QString RowStrip::leftText(const std::vector<float>& weights) const
{
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    return tr("row of\n%1\n%2 weights, sum %3")
        .arg(tokenPhrase(session_.run()->trace->layout(), session_.selection().token()))
        .arg(weights.size())
        .arg(number(sum, 4));
}

QString RowStrip::rightText(const std::vector<float>& weights) const
{
    const auto most = std::max_element(weights.begin(), weights.end());
    return tr("uniform would be %1\nlargest %2, to\n%3")
        .arg(scaleNumber(1.0 / static_cast<double>(weights.size())), scaleNumber(*most),
             tokenPhrase(session_.run()->trace->layout(), most - weights.begin()));
}

int RowStrip::sideWidth(const std::vector<float>& weights) const
{
    // Steady while the pointer moves: as wide as the widest line could be.
    const QFontMetrics metrics(textFont());
    const QString widest = tr("uniform would be %1").arg(QStringLiteral("0.000000"));
    return std::max(metrics.horizontalAdvance(widest), metrics.size(0, leftText(weights)).width()) + 12;
}

QRect RowStrip::strip(const std::vector<float>& weights) const
{
    const int side = sideWidth(weights);
    return rect().adjusted(side, 20, -side, -10);
}

std::vector<float> RowStrip::row() const
{
    const Selection& selection = session_.selection();
    const std::optional<Slice> attention = session_.run() ? session_.values({"blocks.attention", selection.block}) : std::nullopt;
    return attention ? attentionRow(attention->view(), selection.head, selection.token()) : std::vector<float>();
}

void RowStrip::paintEvent(QPaintEvent*)
{
    const std::vector<float> weights = row();
    if (weights.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme_.line, 1));
    painter.drawLine(0, 4, width(), 4);
    const Tensor cells(Shape{{Axis::Key, static_cast<std::int64_t>(weights.size())}}, weights);
    const QRect room = strip(weights);
    QPainterPath corners;
    corners.addRoundedRect(room, 4, 4);
    painter.save();
    painter.setClipPath(corners);
    painter.drawImage(room, heatMap(cells.view(), fromZero(rangeOf(cells.view())), colourTable(Palette::Viridis)));
    painter.restore();
    painter.setFont(textFont());
    painter.setPen(theme_.dim);
    const QRect text(0, room.y() - 8, width(), room.height() + 16);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, leftText(weights));
    painter.drawText(text.adjusted(room.right() + 12, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, rightText(weights));
}

bool RowStrip::event(QEvent* event)
{
    const std::vector<float> weights = event->type() == QEvent::ToolTip ? row() : std::vector<float>();
    if (weights.empty())
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QRect room = strip(weights);
    if (room.contains(help->pos())) {
        const std::size_t token = static_cast<std::size_t>(help->pos().x() - room.x()) * weights.size() / static_cast<std::size_t>(room.width());
        QToolTip::showText(help->globalPos(), QStringLiteral("%1: %2").arg(tokenName(session_.run()->trace->layout(), static_cast<std::int64_t>(token)),
                                                                          scaleNumber(weights[token])));
    }
    return true;
}

}  // namespace vitscope
