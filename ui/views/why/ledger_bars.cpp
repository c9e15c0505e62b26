#include "ui/views/why/ledger_bars.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/stream.h"

#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/views/why/effects.h"
#include "ui/words/answer_claims.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

QString signedNumber(double value)
{
    const QString text = number(value, 2);
    return value > 0 && text != QStringLiteral("0.00") ? QStringLiteral("+") + text : text;
}

/// The heads of a block, the largest in size first, as many as are listed; last the bias.
std::vector<std::int64_t> headsToList(const TensorView& values)
{
    constexpr std::size_t most = 8;
    const std::int64_t heads = values.size() - 1;
    std::vector<std::int64_t> order(static_cast<std::size_t>(heads));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) { return std::abs(values.at({a})) > std::abs(values.at({b})); });
    order.resize(std::min(order.size(), most));
    order.push_back(heads);
    return order;
}

}  // namespace

LedgerBars::LedgerBars(RunView& runView, QWidget* parent) : QWidget(parent), runView_(runView)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Who said it"));
    const auto again = [this] {
        updateGeometry();
        speak();
        update();
    };
    connect(&runView.why(), &WhyView::found, this, again);
    connect(&runView.why(), &WhyView::askedChanged, this, [this, again] {
        at_ = std::min(at_, std::max<std::int64_t>(terms() - 1, 0));
        heads_ = false;
        again();
    });
}

void LedgerBars::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

std::int64_t LedgerBars::terms() const
{
    return runView_.run() ? 2 * runView_.run()->trace->config().blocks + 2 : 0;
}

QSize LedgerBars::minimumSizeHint() const
{
    return {220, static_cast<int>(terms() + 1) * typePixels(17)};
}

int LedgerBars::rowHeight() const
{
    return std::min(height() / std::max(1, static_cast<int>(terms() + 1)), typePixels(34));
}

QPoint LedgerBars::centreOf(std::int64_t term) const
{
    return {width() / 2, static_cast<int>(term) * rowHeight() + rowHeight() / 2};
}

std::optional<std::int64_t> LedgerBars::term() const
{
    return hovered_ ? hovered_ : hasFocus() ? std::optional(at_) : std::nullopt;
}

bool LedgerBars::showsHeads() const
{
    const std::optional<std::int64_t> shown = term();
    return runView_.why().ledger() != nullptr && shown && (hovered_ || heads_) && *shown % 2 == 1 && *shown < terms() - 1;
}

LedgerBars::Columns LedgerBars::columns() const
{
    const QFontMetrics strong(interfaceFont(12, QFont::DemiBold)), plain(interfaceFont(12));
    const int block = strong.horizontalAdvance(tr("Block %1").arg(88)) + 12, part = plain.horizontalAdvance(tr("attention")) + 14;
    return {6, 6 + block, 6 + block + part, width() - typePixels(58)};
}

void LedgerBars::paintEvent(QPaintEvent*)
{
    const Ledger* ledger = runView_.run() ? runView_.why().ledger() : nullptr;
    if (ledger == nullptr)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double sum = 0, low = 0, high = 0;
    for (const float value : ledger->terms.values()) {
        sum += value;
        low = std::min(low, sum);
        high = std::max(high, sum);
    }
    double from = 0;
    for (std::int64_t term = 0; term < terms(); ++term) {
        drawTerm(painter, term, from, low, high);
        from += ledger->terms.values()[static_cast<std::size_t>(term)];
    }
    drawSum(painter, sum, low, high);
    if (hasFocus()) {
        painter.setPen(QPen(theme_.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
    if (showsHeads())
        drawHeads(painter, *term() / 2);
}

void LedgerBars::drawTerm(QPainter& painter, std::int64_t term, double from, double low, double high)
{
    const double value = runView_.why().ledger()->terms.values()[static_cast<std::size_t>(term)];
    const bool inBlock = term > 0 && term < terms() - 1, isAttention = inBlock && term % 2 == 1;
    const QRect row(0, static_cast<int>(term) * rowHeight(), width(), rowHeight());
    const Columns at = columns();
    if (this->term() == term)
        painter.fillRect(row, theme_.soft);
    if (isAttention || term == terms() - 1) {
        painter.setPen(theme_.line);
        painter.drawLine(row.topLeft(), row.topRight());
    }
    const auto text = [&](int x, int right, const QString& what, const QColor& colour, bool strong) {
        painter.setFont(interfaceFont(12, strong ? QFont::DemiBold : QFont::Normal));
        painter.setPen(colour);
        const QRect room(x, row.y(), right - x, row.height());
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(what, Qt::ElideRight, room.width()));
    };
    if (!inBlock)
        text(at.block, at.bars - 4, term == 0 ? tr("at the start") : tr("biases"), theme_.dim, false);
    else if (isAttention)
        text(at.block, at.part, tr("Block %1").arg(term / 2 + 1), theme_.text, true);
    if (inBlock)
        text(at.part, at.bars, isAttention ? tr("attention") : tr("MLP"), isAttention ? theme_.attention : theme_.dim, isAttention);
    const double room = at.number - at.bars - 8, scale = high > low ? room / (high - low) : 0;
    const auto x = [&](double what) { return at.bars + (what - low) * scale; };
    const int thick = std::min(row.height() - 4, 14);
    const QRectF bar(std::min(x(from), x(from + value)), row.center().y() - thick / 2, std::max(1.5, std::abs(value) * scale), thick);
    painter.fillRect(bar, isAttention || !inBlock ? effectColour(value) : mix(effectColour(value), theme_.card, 0.45));
    painter.setPen(theme_.dim);
    painter.drawLine(QPointF(x(from + value), bar.bottom()), QPointF(x(from + value), row.bottom() + (row.height() - thick) / 2.0));
    painter.setFont(numberFont(12));
    painter.setPen(theme_.text);
    painter.drawText(row.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter, signedNumber(value));
}

void LedgerBars::drawSum(QPainter& painter, double sum, double low, double high)
{
    const QRect row(0, static_cast<int>(terms()) * rowHeight(), width(), rowHeight());
    const Columns at = columns();
    painter.setPen(QPen(theme_.dim, 1));
    painter.drawLine(row.topLeft(), row.topRight());
    painter.setFont(interfaceFont(12, QFont::DemiBold));
    painter.setPen(theme_.text);
    const AskedClass& asked = runView_.why().asked();
    const Model& model = runView_.run()->trace->model();
    const QString name =
        asked.against ? tr("lead over %1").arg(className(model, *asked.against)) : tr("logit of %1").arg(className(model, asked.index));
    painter.drawText(QRect(at.block, row.y(), at.bars - at.block - 4, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, at.bars - at.block - 4));
    const double room = at.number - at.bars - 8, scale = high > low ? room / (high - low) : 0;
    const int thick = std::min(row.height() - 4, 16);
    painter.fillRect(QRectF(at.bars + (std::min(0.0, sum) - low) * scale, row.center().y() - thick / 2, std::abs(sum) * scale, thick), theme_.accent);
    painter.setFont(numberFont(13, QFont::DemiBold));
    painter.drawText(row.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter, number(sum, 2));
}

/// The heads of a block, the largest first; last the bias of their output layer.
void LedgerBars::drawHeads(QPainter& painter, std::int64_t block) const
{
    const std::int64_t heads = runView_.run()->trace->config().heads;
    const TensorView values = runView_.why().ledger()->heads.view().slice(Axis::Block, block);
    const std::vector<std::int64_t> order = headsToList(values);
    const std::int64_t left = heads + 1 - static_cast<std::int64_t>(order.size());
    const int line = typePixels(20), wide = std::min(width() - 12, typePixels(220));
    const int high = line * static_cast<int>(order.size() + 1 + (left > 0 ? 1 : 0)) + 14;
    const int below = static_cast<int>(2 * block + 2) * rowHeight() + 4, above = below - rowHeight() - high - 8;
    const QRect box(std::max(6, columns().bars - 6) + wide > width() - 6 ? width() - 6 - wide : std::max(6, columns().bars - 6),
                    below + high > height() && above >= 0 ? above : std::min(below, std::max(0, height() - high)), wide, high);
    painter.setPen(theme_.dim);
    painter.setBrush(theme_.card);
    painter.drawRoundedRect(box, 6, 6);
    double largest = 1e-12;
    for (const std::int64_t head : order)
        largest = std::max(largest, std::abs(double{values.at({head})}));
    painter.setPen(theme_.text);
    painter.setFont(interfaceFont(12, QFont::DemiBold));
    painter.drawText(QRect(box.x() + 10, box.y() + 5, wide - 20, line), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("Block %1, attention, by head").arg(block + 1));
    const int names = typePixels(66), numbers = typePixels(50);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double value = values.at({order[i]});
        const QRect row(box.x() + 10, box.y() + 5 + line * static_cast<int>(i + 1), wide - 20, line);
        painter.setFont(interfaceFont(12));
        painter.setPen(theme_.dim);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, order[i] == heads ? tr("bias") : headName(order[i], heads));
        painter.setFont(numberFont(12));
        painter.setPen(theme_.text);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, signedNumber(value));
        const double room = row.width() - names - numbers;
        painter.fillRect(QRectF(row.x() + names, row.center().y() - 4, std::max(1.0, room * std::abs(value) / largest), 8), effectColour(value));
    }
    if (left > 0) {
        painter.setFont(interfaceFont(12));
        painter.setPen(theme_.dim);
        painter.drawText(QRect(box.x() + 10, box.bottom() - line - 4, wide - 20, line), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("%1 smaller ones").arg(left));
    }
}

bool LedgerBars::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter || (key == Qt::Key_Escape && heads_))
            event->accept();
    }
    return QWidget::event(event);
}

void LedgerBars::keyPressEvent(QKeyEvent* event)
{
    hovered_.reset();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool attention = at_ % 2 == 1 && at_ < terms() - 1;
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        at_ = std::clamp<std::int64_t>(at_ + (event->key() == Qt::Key_Up ? -1 : 1), 0, std::max<std::int64_t>(terms() - 1, 0));
    else if (enter && attention && !heads_)
        heads_ = true;
    else if (enter)
        open(at_);
    else if (event->key() == Qt::Key_Escape && heads_)
        heads_ = false;
    else
        return QWidget::keyPressEvent(event);
    speak();
    update();
}

void LedgerBars::speak()
{
    if (!runView_.run() || runView_.why().ledger() == nullptr)
        return;
    const double value = runView_.why().ledger()->terms.values()[static_cast<std::size_t>(at_)];
    setAccessibleDescription(QStringLiteral("%1 %2").arg(ledgerTermName(runView_.run()->trace->config(), at_), signedNumber(value)));
}

/// Where what the term added is made.
void LedgerBars::open(std::int64_t term)
{
    const Trace& trace = *runView_.run()->trace;
    const std::int64_t block = (term - 1) / 2;
    if (term == 0)
        emit stageWanted(trace.plan().stages[static_cast<std::size_t>(streamOf(trace.plan()).front())].key);
    else if (term == terms() - 1)
        emit stageWanted(StageKey(logitsId));
    else
        emit stageWanted({term % 2 == 1 ? "blocks.projection" : "blocks.mlp", block});
}

void LedgerBars::mouseMoveEvent(QMouseEvent* event)
{
    const std::int64_t row = event->position().toPoint().y() / std::max(1, rowHeight());
    hovered_ = row >= 0 && row < terms() ? std::optional(row) : std::nullopt;
    update();
}

void LedgerBars::mousePressEvent(QMouseEvent* event)
{
    const std::int64_t row = event->position().toPoint().y() / std::max(1, rowHeight());
    if (event->button() == Qt::LeftButton && runView_.why().ledger() != nullptr && row >= 0 && row < terms())
        open(row);
}

void LedgerBars::leaveEvent(QEvent*)
{
    hovered_.reset();
    update();
}

void LedgerBars::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void LedgerBars::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    heads_ = false;
    update();
}

}  // namespace vitscope
