#include "ui/views/story/answer_moves.h"

#include <QPainter>
#include <algorithm>

#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

constexpr int mostBars = 5, barHeight = 10, ghostHeight = 20, legendHeight = 26, valueWidth = 110;

}  // namespace

AnswerMoves::AnswerMoves(RunView& runView, QWidget* parent) : QWidget(parent), runView_(runView)
{
    setAccessibleName(tr("The answer before and after this block"));
    connect(&runView, &RunView::runChanged, this, qOverload<>(&QWidget::update));
}

void AnswerMoves::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

void AnswerMoves::setBlock(std::int64_t block)
{
    block_ = block;
    update();
    setAccessibleDescription(sentences().join(u'\n'));
}

/// The likeliest after the block; the one that led before it among them.
std::vector<AnswerMoves::Bar> AnswerMoves::bars() const
{
    std::vector<Bar> bars;
    if (!runView_.run())
        return bars;
    const Run& run = *runView_.run();
    const Story& story = run.story;
    const int before = Story::stepBefore(block_);
    if (!story.hasClasses()) {
        const auto at = [&](int step) { return story.likeness[static_cast<std::size_t>(step)]; };
        bars.push_back({tr("cosine"), at(before), at(before + 1), at(before + 2), true});
        return bars;
    }
    std::vector<std::int64_t> shown = story.likeliest(before + 2, mostBars);
    if (const std::int64_t led = story.likeliest(before, 1).front(); std::find(shown.begin(), shown.end(), led) == shown.end())
        shown.back() = led;
    for (const std::int64_t index : shown)
        bars.push_back({className(run.trace->model(), index), story.probability(before, index), story.probability(before + 1, index),
                        story.probability(before + 2, index), bars.empty()});
    return bars;
}

double AnswerMoves::largest() const
{
    const Story& story = runView_.run()->story;
    double most = 0;
    if (!story.hasClasses())
        return 1;
    for (const float value : story.answers.values())
        most = std::max<double>(most, value);
    return most > 0 ? most : 1;
}

QString AnswerMoves::change(const Bar& bar) const
{
    if (!runView_.run()->story.hasClasses())
        return QStringLiteral("%1 → %2").arg(number(bar.before, 2), number(bar.after, 2));
    return QStringLiteral("%1 → %2").arg(number(100 * bar.before, 1), percent(bar.after, 1));
}

QStringList AnswerMoves::sentences() const
{
    QStringList said;
    for (const Bar& bar : bars())
        said.append(QStringLiteral("%1 %2").arg(bar.label, change(bar)));
    return said;
}

void AnswerMoves::drawBarOf(QPainter& painter, const Bar& bar, const QRect& row, int labelWidth) const
{
    painter.setFont(interfaceFont(13));
    painter.setPen(theme_.text);
    const QRect label(row.x(), row.y(), labelWidth, row.height());
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(bar.label, Qt::ElideRight, labelWidth - 6));
    painter.setFont(numberFont(13, bar.first ? QFont::DemiBold : QFont::Normal));
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, change(bar));
    const QRect room(row.x() + labelWidth, row.y(), row.width() - labelWidth - valueWidth, row.height());
    const double scale = room.width() / largest();
    const auto length = [&](double value) { return std::max(2.0, std::max(0.0, value) * scale); };
    const double middle = row.center().y() + 0.5;
    const int ghost = std::min(ghostHeight, row.height() - 4), solid = std::min(barHeight, ghost - 4);
    painter.setPen(QPen(theme_.dim, 1, Qt::DashLine));
    painter.setBrush(theme_.soft);
    painter.drawRoundedRect(QRectF(room.x(), middle - ghost / 2.0, length(bar.before), ghost), 2, 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(bar.first ? theme_.accent : mix(theme_.accent, theme_.card, 0.35));
    painter.drawRoundedRect(QRectF(room.x(), middle - solid / 2.0, length(bar.after), solid), 2, 2);
    painter.setPen(QPen(theme_.attention, 2));
    const double tick = room.x() + length(bar.between);
    painter.drawLine(QPointF(tick, middle - ghost / 2.0), QPointF(tick, middle + ghost / 2.0));
}

void AnswerMoves::drawLegend(QPainter& painter, const QRect& room) const
{
    painter.setFont(interfaceFont(12));
    const QString block = QString::number(block_ + 1);
    QStringList texts{tr("before block %1").arg(block), tr("after its attention"), tr("after block %1").arg(block)};
    constexpr int sign = 22, gap = 18;
    int needed = 3 * (sign + 6) + 2 * gap;
    for (const QString& text : texts)
        needed += painter.fontMetrics().horizontalAdvance(text);
    if (needed > room.width())
        texts = {tr("before"), tr("attention"), tr("after")};
    int x = room.x();
    const double middle = room.center().y();
    for (int i = 0; i < 3; ++i) {
        const int tickAt = x + sign / 2;
        if (i == 0) {
            painter.setPen(QPen(theme_.dim, 1, Qt::DashLine));
            painter.setBrush(theme_.soft);
            painter.drawRoundedRect(QRectF(x, middle - 5, sign, 10), 2, 2);
        } else if (i == 1) {
            painter.setPen(QPen(theme_.attention, 2));
            painter.drawLine(QPointF(tickAt, middle - 6), QPointF(tickAt, middle + 6));
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme_.accent);
            painter.drawRoundedRect(QRectF(x, middle - 4, sign, 8), 2, 2);
        }
        painter.setPen(theme_.dim);
        const int left = x + sign + 6, width = painter.fontMetrics().horizontalAdvance(texts[i]);
        painter.drawText(QRect(left, room.y(), width + 2, room.height()), Qt::AlignLeft | Qt::AlignVCenter, texts[i]);
        x = left + width + gap;
    }
}

void AnswerMoves::paintEvent(QPaintEvent*)
{
    std::vector<Bar> all = bars();
    if (all.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int room = height() - legendHeight, least = 20;
    if (room / static_cast<int>(all.size()) < least)
        all.resize(static_cast<std::size_t>(std::max(1, room / least)));
    const int rowHeight = std::min(34, room / static_cast<int>(all.size()));
    // Long names take from the bars, up to a third.
    int labels = 64;
    for (const Bar& bar : all)
        labels = std::max(labels, QFontMetrics(interfaceFont(13)).horizontalAdvance(bar.label) + 10);
    labels = std::min(labels, std::max(64, width() / 3));
    for (std::size_t i = 0; i < all.size(); ++i)
        drawBarOf(painter, all[i], QRect(0, static_cast<int>(i) * rowHeight, width(), rowHeight), labels);
    drawLegend(painter, QRect(0, static_cast<int>(all.size()) * rowHeight + 2, width(), legendHeight - 2));
}

}  // namespace vitscope
