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

namespace {

constexpr int sideWidth = 164;

}  // namespace

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

QRect RowStrip::strip() const
{
    return rect().adjusted(sideWidth, 20, -sideWidth, -10);
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
    const TokenLayout& layout = session_.run()->trace->layout();
    const auto count = static_cast<std::int64_t>(weights.size());
    const Tensor cells(Shape{{Axis::Key, count}}, weights);
    QPainterPath corners;
    corners.addRoundedRect(strip(), 4, 4);
    painter.save();
    painter.setClipPath(corners);
    painter.drawImage(strip(), heatMap(cells.view(), fromZero(rangeOf(cells.view())), colourTable(Palette::Viridis)));
    painter.restore();
    QFont font = numberFont();
    font.setPixelSize(12);
    painter.setFont(font);
    painter.setPen(theme_.dim);
    const auto most = std::max_element(weights.begin(), weights.end());
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    const QRect left(0, strip().y() - 8, sideWidth - 12, strip().height() + 16);
    painter.drawText(left, Qt::AlignLeft | Qt::AlignVCenter, tr("row of\n%1\n%2 weights, sum %3").arg(tokenPhrase(layout, session_.selection().token())).arg(count).arg(number(sum, 4)));
    painter.drawText(left.translated(strip().right() + 12, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("uniform would be %1\nlargest %2, to\n%3").arg(scaleNumber(1.0 / static_cast<double>(count)), scaleNumber(*most), tokenPhrase(layout, most - weights.begin())));
}

bool RowStrip::event(QEvent* event)
{
    const std::vector<float> weights = event->type() == QEvent::ToolTip ? row() : std::vector<float>();
    if (weights.empty())
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QRect room = strip();
    if (room.contains(help->pos())) {
        const std::size_t token = static_cast<std::size_t>(help->pos().x() - room.x()) * weights.size() / static_cast<std::size_t>(room.width());
        QToolTip::showText(help->globalPos(), QStringLiteral("%1: %2").arg(tokenName(session_.run()->trace->layout(), static_cast<std::int64_t>(token)),
                                                                          scaleNumber(weights[token])));
    }
    return true;
}

}  // namespace vitscope
