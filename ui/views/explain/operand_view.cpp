#include "ui/views/explain/operand_view.h"

#include <QPainter>
#include <algorithm>

#include "core/plan/parameters.h"
#include "ui/render/heat_map.h"
#include "ui/words/names.h"
#include "ui/theme/fonts.h"
#include "ui/words/titles.h"
#include "ui/render/overlay.h"
#include "ui/views/maps/map_part.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/stages/sketch.h"

namespace vitscope {

namespace {

constexpr int narrowestBar = 130, widestBar = 200;

/// The two axes of a tensor that its map shows; of three, the first is fixed, or the last where it is a picture's channel.
std::pair<std::size_t, std::size_t> mapAxes(const Shape& shape)
{
    if (shape.size() == 3)
        return shape[2].axis == Axis::Channel ? std::pair<std::size_t, std::size_t>{0, 1} : std::pair<std::size_t, std::size_t>{1, 2};
    return {0, shape.size() - 1};
}

}  // namespace

OperandView::OperandView(RunView& runView, QWidget* parent) : QWidget(parent), runView_(runView)
{
    setAccessibleName(tr("Where the operands stand"));
    connect(&runView.inquiry(), &Inquiry::changed, this, qOverload<>(&QWidget::update));
    connect(&runView.inquiry(), &Inquiry::termChanged, this, qOverload<>(&QWidget::update));
}

void OperandView::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

QRect OperandView::drawTensor(Sketch& sketch, const QRect& room, const OperandLine& line)
{
    const auto [rowAxis, columnAxis] = mapAxes(line.shape);
    const std::int64_t rows = line.shape.size() == 1 ? 1 : line.shape[rowAxis].extent, columns = line.shape[columnAxis].extent;
    // As large as fits, cells not above 12 pixels; what would be very thin is stretched, so that a place in it can be seen.
    const auto mapIn = [&](QSize free) {
        const double scale = std::min(
            {12.0, static_cast<double>(free.width()) / static_cast<double>(columns), static_cast<double>(free.height()) / static_cast<double>(rows)});
        const auto side = [&](std::int64_t cells, int least, int most) {
            return std::clamp(static_cast<int>(static_cast<double>(cells) * scale), std::min(least, most), most);
        };
        return QRect(room.topLeft(), QSize(side(columns, 90, free.width()), side(rows, rows == 1 ? 18 : 60, std::max(1, free.height()))));
    };
    // The scale stands beside a narrow map, below a wide one.
    const QRect alone = mapIn(room.size());
    const int barHeight = typePixels(16), free = room.width() - alone.width() - 12;
    const bool beside = free >= typePixels(narrowestBar);
    const QRect map = beside ? alone : mapIn(room.size() - QSize(0, barHeight + 4));
    const QRect bar = beside ? QRect(map.right() + 13, map.y(), std::min(free, widestBar), barHeight)
                             : QRect(map.x(), map.bottom() + 5, std::min(map.width(), widestBar), barHeight);
    if (!line.parameter && runView_.run()->trace->image(*StageKey::parse(line.name))) {
        sketch.painter.drawImage(map, runView_.run()->summary(*StageKey::parse(line.name)).picture);
        return map;
    }
    std::optional<Slice> keep;
    TensorView view;
    if (const Parameter* matrix = line.parameter ? runView_.run()->trace->model().parameters.find(line.name) : nullptr) {
        view = viewOf(*matrix, line.shape);
    } else if ((keep = runView_.values(*StageKey::parse(line.name)))) {
        view = keep->view();
        if (view.rank() == 3)
            view = view.slice(view.shape()[0].axis, line.where[0].fixed ? line.where[0].first : 0);
    } else {
        return map;
    }
    const bool probability = !line.parameter && runView_.run()->trace->stage(*StageKey::parse(line.name)).words->kind == ValueKind::Probability;
    const ValueRange range = probability ? fromZero(rangeOf(view)) : symmetric(rangeOf(view));
    const QSize dots = map.size() * devicePixelRatioF();
    const ColourTable colours = colourTable(probability ? Palette::Viridis : Palette::Diverging, theme_.neutral.rgb());
    sketch.painter.drawImage(map, heatMapThumbnail(view, std::max(1, dots.height()), std::max(1, dots.width()), range, colours));
    // Its scale is its own: the two maps of a product seldom share one.
    drawScaleBar(sketch.painter, bar, {colourBar(colours, 256, 1), range, {}}, theme_);
    return map;
}

void OperandView::drawPlace(Sketch& sketch, const QRect& map, const OperandLine& line, const std::vector<std::int64_t>& index)
{
    const auto [rowAxis, columnAxis] = mapAxes(line.shape);
    const bool vector = line.shape.size() == 1;
    const auto span = [&](std::size_t axis, double length, bool cell) {
        const auto extent = static_cast<double>(line.shape[axis].extent);
        const Along& along = line.where[axis];
        const double first = cell || along.fixed ? static_cast<double>(index[axis]) : static_cast<double>(along.first);
        return std::pair(first * length / extent, std::max(2.0, (cell || along.fixed ? 1.0 : static_cast<double>(along.count)) * length / extent));
    };
    const auto frame = [&, row = rowAxis, column = columnAxis](bool cell, const QColor& colour, double width) {
        const auto [x, across] = span(column, map.width(), cell);
        const auto [y, down] = vector ? std::pair(0.0, static_cast<double>(map.height())) : span(row, map.height(), cell);
        sketch.frame(QRectF(map.x() + x, map.y() + y, across, down).adjusted(-1.5, -1.5, 1.5, 1.5), colour, width);
    };
    const Role role = roleOf(line);
    const QColor colour = role == Role::Other ? theme_.accent : roleColour(role, theme_);
    if (line.axis())
        frame(false, colour, 1.5);
    frame(true, Qt::white, 4);
    frame(true, colour, 2);
}

void OperandView::drawOperand(Sketch& sketch, const QRect& room, const Explanation& why, OperandAt at)
{
    const Trace& trace = *runView_.run()->trace;
    const OperandLine& line = why.lines[at.line];
    const int high = typePixels(17);
    const Role role = roleOf(line);
    const auto tell = [&](int row, const QString& text, const QColor& colour, bool strong = false) {
        sketch.text(QRect(room.x(), room.y() + row * high, room.width(), high), text, Qt::AlignLeft | Qt::AlignVCenter, colour, 12, strong);
    };
    const std::optional<Cell> cell = cellOf(why, at);
    tell(0, lineTitle(trace, line), role == Role::Other ? theme_.text : roleColour(role, theme_), true);
    tell(1, cell ? cellPlace(trace, *cell) : QString::fromStdString(line.name), theme_.text);
    tell(2, cell ? tr("in %1").arg(shapeWithAxes(line.shape)) : tr("learned in training"), theme_.dim);
    const QRect map = drawTensor(sketch, room.adjusted(2, 3 * high + 6, -4, -10), line);
    drawPlace(sketch, map, line, line.indexOf(at.cell));
}

void OperandView::paintEvent(QPaintEvent*)
{
    const ExplainedPtr explained = runView_.run() ? runView_.inquiry().answer() : nullptr;
    if (!explained)
        return;
    QPainter painter(this);
    Sketch sketch(painter, theme_);
    const Explanation& why = explained->explanation;
    const std::optional<std::size_t> term = runView_.inquiry().term();
    std::vector<OperandAt> operands;
    if (term && *term < why.terms.size())
        operands = why.terms[*term].operands;
    if (operands.empty()) {
        painter.setPen(theme_.dim);
        return painter.drawText(rect(), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
                                tr("Nothing of this run stands behind this number: the operation brings it, or it comes from outside."));
    }
    const int each = height() / static_cast<int>(operands.size());
    for (std::size_t i = 0; i < operands.size(); ++i)
        drawOperand(sketch, QRect(0, static_cast<int>(i) * each, width(), each), why, operands[i]);
}

}  // namespace vitscope
