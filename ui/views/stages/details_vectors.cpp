// Details of what happens to one token by itself: layer norm, residual, activation, a row as bars.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "core/analysis/moments.h"
#include "core/analysis/residual.h"
#include "core/plan/parameters.h"
#include "ui/render/numbers.h"
#include "ui/render/overlay.h"
#include "ui/words/names.h"
#include "ui/words/titles.h"
#include "ui/theme/fonts.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/stages/detail.h"
#include "ui/views/stages/details.h"

namespace vitscope {

namespace {

/// `count` equal columns with a gap between.
QRect column(const QRect& room, int index, int count, int gap)
{
    const int width = (room.width() - (count - 1) * gap) / count;
    return {room.x() + index * (width + gap), room.y(), width, room.height()};
}

class NormDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(NormDetail)

public:
    explicit NormDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("Layer norm of the chosen token")) {}

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    void plot(Sketch& sketch, const QRect& room, const QString& title, const std::vector<float>& values, const Chosen& chosen);
};

void NormDetail::plot(Sketch& sketch, const QRect& room, const QString& title, const std::vector<float>& values, const Chosen& chosen)
{
    const RowMoments moments = rowMoments(TensorView(values.data(), {{Axis::Feature, static_cast<std::int64_t>(values.size())}}));
    const int line = typePixels(18);
    sketch.text(QRect(room.x(), room.y(), room.width(), line), title, Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    const QRect bars = room.adjusted(0, line + 4, 0, -line - 2);
    const ValueRange range = rangeWithZero(values);
    const double top = Sketch::height(bars, moments.mean + moments.deviation, range),
                 bottom = Sketch::height(bars, moments.mean - moments.deviation, range);
    const double upper = std::max(top, double{static_cast<double>(bars.top())}), lower = std::min(bottom, bars.bottom() + 1.0);
    sketch.painter.fillRect(QRectF(bars.x(), upper, bars.width(), lower - upper), theme_.soft);
    sketch.bars(bars, values, range, chosen.entry);
    sketch.level(bars, moments.mean, range, theme_.text, {}, Qt::DashLine);
    sketch.text(QRect(room.x(), bars.bottom() + 4, room.width(), line),
                tr("mean %1 · deviation %2").arg(scaleNumber(std::abs(moments.mean) < 1e-6 ? 0 : moments.mean), scaleNumber(moments.deviation)),
                Qt::AlignLeft | Qt::AlignVCenter, theme_.dim, 11);
}

void NormDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    const std::optional<Slice> input = runView_.values(stage().inputs.front()), output = runView_.values(key_);
    if (!input || !output)
        return;
    // Of queries and keys each head has a norm of its own.
    const std::optional<TensorView> from = rowOf(input->view(), layout(), chosen.token, chosen.head),
                                    to = rowOf(output->view(), layout(), chosen.token, chosen.head);
    if (!from || !to)
        return;
    const std::vector<float> before = copied(*from), after = copied(*to);
    const RowMoments moments = rowMoments(TensorView(before.data(), {{Axis::Feature, static_cast<std::int64_t>(before.size())}}));
    std::vector<float> between(before.size());
    const double scale = 1 / std::sqrt(moments.deviation * moments.deviation + trace().config().normEpsilon);
    for (std::size_t i = 0; i < before.size(); ++i)
        between[i] = static_cast<float>((before[i] - moments.mean) * scale);
    const QRect room = rect().adjusted(0, 4, 0, 0);
    plot(sketch, column(room, 0, 3, 18), tr("%1, before").arg(tokenName(layout(), chosen.token)), before, chosen);
    if (slow() >= 0.4)
        plot(sketch, column(room, 1, 3, 18), tr("− mean, ÷ deviation"), between, chosen);
    if (slow() >= 0.8)
        plot(sketch, column(room, 2, 3, 18), tr("× γ, + β: after"), after, chosen);
}

class ResidualDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(ResidualDetail)

public:
    explicit ResidualDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("How much the chosen token changes")) {}

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    void drawLengths(Sketch& sketch, const QRect& room, const QString& whose, const TokenChange& change);
    void drawGrid(Sketch& sketch, const QRect& room, const std::vector<TokenChange>& changes, const Chosen& chosen);
};

void ResidualDetail::drawLengths(Sketch& sketch, const QRect& room, const QString& whose, const TokenChange& change)
{
    const int line = typePixels(18), nameWidth = typePixels(104), numberWidth = typePixels(56);
    sketch.text(QRect(room.x(), room.y(), room.width(), line), tr("%1: lengths of the vectors").arg(whose), Qt::AlignLeft | Qt::AlignVCenter,
                theme_.text, 12, true);
    const std::pair<QString, double> rows[] = {{tr("was there"), change.before}, {tr("is added"), change.added}, {tr("comes out"), change.after}};
    const double longest = std::max({change.before, change.added, change.after, 1e-12});
    for (int i = 0; i < 3; ++i) {
        const QRect row(room.x(), room.y() + line + 6 + i * (line + 6), room.width(), line);
        sketch.text(row, rows[i].first, Qt::AlignLeft | Qt::AlignVCenter, theme_.dim);
        const int most = row.width() - nameWidth - numberWidth;
        const double share = i == 0 ? 1 : std::clamp(slow() * 2 - (i - 1), 0.0, 1.0);
        const QRectF bar(row.x() + nameWidth, row.y() + 3, std::max(1.0, most * rows[i].second / longest * share), row.height() - 6);
        sketch.painter.fillRect(bar, i == 1 ? Sketch::signColour(1) : i == 0 ? theme_.dim : theme_.accent);
        if (share >= 1)
            sketch.text(row, scaleNumber(rows[i].second), Qt::AlignRight | Qt::AlignVCenter, theme_.text);
    }
    const QRect below(room.x(), room.y() + 4 * (line + 6), room.width(), line);
    say(sketch, below, said(ClaimKind::Direction), theme_.dim, 11);
}

void ResidualDetail::drawGrid(Sketch& sketch, const QRect& room, const std::vector<TokenChange>& changes, const Chosen& chosen)
{
    Tensor map(Shape{{Axis::Row, layout().gridRows()}, {Axis::Column, layout().gridColumns()}});
    for (std::int64_t token = 0; token < layout().tokens(); ++token)
        if (const std::optional<PatchPlace> place = layout().placeOf(token)) {
            const TokenChange& change = changes[static_cast<std::size_t>(token)];
            map.data()[place->row * layout().gridColumns() + place->column] =
                static_cast<float>(change.before > 0 ? change.added / change.before : 0);
        }
    const int line = typePixels(18);
    const QSize size = QSize(static_cast<int>(layout().gridColumns()), static_cast<int>(layout().gridRows()))
                           .scaled(room.width(), room.height() - 2 * line - 4, Qt::KeepAspectRatio);
    const QRect grid(QPoint(room.x(), room.y() + line + 2), size);
    sketch.text(QRect(room.x() - 80, room.y(), room.width() + 80, line), tr("added ÷ before, every patch"), Qt::AlignRight | Qt::AlignVCenter,
                theme_.text, 12, true);
    const ValueRange range = fromZero(rangeOf(map.view()));
    sketch.cells(grid, map.view(), range, Palette::Viridis);
    const ColourTable colours = colourTable(Palette::Viridis);
    drawScaleBar(sketch.painter, QRect(grid.x(), grid.bottom() + 4, std::max(grid.width(), typePixels(110)), line),
                 {colourBar(colours, 256, 1), range, std::nullopt}, theme_);
    for (std::int64_t token = 0; token < layout().tokens(); ++token)
        if (const std::optional<PatchPlace> place = layout().placeOf(token)) {
            const double width = static_cast<double>(grid.width()) / static_cast<double>(layout().gridColumns());
            const double height = static_cast<double>(grid.height()) / static_cast<double>(layout().gridRows());
            const QRectF cell(grid.x() + width * static_cast<double>(place->column), grid.y() + height * static_cast<double>(place->row), width,
                              height);
            spot(cell, token, std::nullopt);
            if (token == chosen.token)
                drawCellOutline(sketch.painter, cell.toRect(), theme_.query);
        }
}

void ResidualDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    const std::optional<Slice> before = runView_.values(stage().inputs[0]), added = runView_.values(stage().inputs[1]);
    if (!before || !added)
        return;
    const std::vector<TokenChange> changes = tokenChanges(before->view(), added->view());
    const QRect room = rect().adjusted(0, 4, 0, 0);
    if (stage().shape.size() == 1)
        return drawLengths(sketch, room, stageTitle(*stage().words), changes.front());
    const int side = std::min(room.height(), room.width() / 3);
    drawLengths(sketch, room.adjusted(0, 0, -side - 24, 0), tokenName(layout(), chosen.token), changes[static_cast<std::size_t>(chosen.token)]);
    drawGrid(sketch, QRect(room.right() - side, room.y(), side, room.height()), changes, chosen);
}

class CurveDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(CurveDetail)

public:
    explicit CurveDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, {}) {}

    void showStage(const Stage& stage) override
    {
        Detail::showStage(stage);
        setAccessibleName(tr("The curve of %1").arg(activationTitle(trace().config().activation)));
    }

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    void drawCurve(Sketch& sketch, const QRect& plot, ValueRange across, ValueRange up);
    void drawWords(Sketch& sketch, const QRect& room, std::size_t entry);
};

double acrossOf(const QRect& plot, double value, ValueRange range)
{
    return plot.x() + plot.width() * (value - range.low) / std::max(1e-12, double{range.high} - range.low);
}

void CurveDetail::drawCurve(Sketch& sketch, const QRect& plot, ValueRange across, ValueRange up)
{
    sketch.painter.setPen(QPen(theme_.line, 1));
    sketch.painter.drawLine(QPointF(plot.left(), Sketch::height(plot, 0, up)), QPointF(plot.right(), Sketch::height(plot, 0, up)));
    sketch.painter.drawLine(QPointF(acrossOf(plot, 0, across), plot.top()), QPointF(acrossOf(plot, 0, across), plot.bottom()));
    std::vector<float> at(static_cast<std::size_t>(std::max(2, plot.width()))), curve(at.size());
    for (std::size_t i = 0; i < at.size(); ++i)
        at[i] = across.low + (across.high - across.low) * static_cast<float>(i) / static_cast<float>(at.size() - 1);
    const auto count = static_cast<std::int64_t>(at.size());
    const ConstRows input(at.data(), 1, count);
    stage().operation->forward({Compute{MatmulBackend::Eigen, 1}, 1, {&input, 1}, {}, Rows(curve.data(), 1, count)});
    QPolygonF points;
    for (std::size_t i = 0; i < at.size(); ++i)
        points.append(QPointF(acrossOf(plot, at[i], across), Sketch::height(plot, curve[i], up)));
    sketch.painter.setPen(QPen(theme_.dim, 1.5));
    sketch.painter.drawPolyline(points);
}

void CurveDetail::drawWords(Sketch& sketch, const QRect& room, std::size_t entry)
{
    const int line = typePixels(18);
    const auto several = Qt::AlignLeft | Qt::AlignTop | static_cast<Qt::AlignmentFlag>(Qt::TextWordWrap);
    say(sketch, QRect(room.x(), room.y(), room.width(), 3 * line), said(ClaimKind::BelowZero), theme_.dim, 12, false, several);
    const QRect chosen(room.x(), room.y() + 3 * line, room.width(), line);
    sketch.text(chosen, tr("□ hidden %1").arg(entry + 1), Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    if (const ExplainedPtr explained = explainedIn(runView_, viewpoint_, stage()))
        say(sketch, chosen.translated(0, line + 2).adjusted(0, 0, 0, 2 * line), saidOf(explained->cell, ClaimKind::Activated), theme_.text, 12, false,
            several);
}

void CurveDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    const std::optional<Slice> input = runView_.values(stage().inputs.front()), output = runView_.values(key_);
    if (!input || !output)
        return;
    const std::optional<TensorView> from = rowOf(input->view(), layout(), chosen.token, -1), to = rowOf(output->view(), layout(), chosen.token, -1);
    if (!from || !to || !chosen.entry)
        return;
    const std::vector<float> hidden = copied(*from), active = copied(*to);
    const ValueRange across = rangeWithZero(hidden), up = rangeWithZero(active);
    const int line = typePixels(18);
    const QRect plot = rect().adjusted(typePixels(44), line + 6, -typePixels(180), -line);
    sketch.text(QRect(0, 2, width(), line), tr("%1: every hidden value on the curve").arg(tokenName(layout(), chosen.token)),
                Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    const auto x = [&](double value) { return acrossOf(plot, value, across); };
    drawCurve(sketch, plot, across, up);
    QColor dot = theme_.accent;
    dot.setAlpha(110);
    sketch.painter.setPen(Qt::NoPen);
    sketch.painter.setBrush(dot);
    const auto shown = static_cast<std::size_t>(slow() * static_cast<double>(hidden.size()));
    for (std::size_t i = 0; i < shown; ++i)
        sketch.painter.drawEllipse(QPointF(x(hidden[i]), Sketch::height(plot, active[i], up)), 2.5, 2.5);
    const auto entry = static_cast<std::size_t>(*chosen.entry);
    sketch.frame(QRectF(x(hidden[entry]) - 5, Sketch::height(plot, active[entry], up) - 5, 10, 10), theme_.text);
    sketch.text(QRect(0, plot.top() - 4, plot.left() - 6, line), scaleNumber(up.high), Qt::AlignRight | Qt::AlignVCenter, theme_.dim, 11);
    sketch.text(QRect(plot.left(), plot.bottom() + 2, plot.width() / 2, line), scaleNumber(across.low), Qt::AlignLeft | Qt::AlignVCenter, theme_.dim,
                11);
    sketch.text(QRect(plot.center().x(), plot.bottom() + 2, plot.width() / 2, line), scaleNumber(across.high), Qt::AlignRight | Qt::AlignVCenter,
                theme_.dim, 11);
    drawWords(sketch, QRect(plot.right() + 16, plot.top(), width() - plot.right() - 16, plot.height()), entry);
}

class RowDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(RowDetail)

public:
    explicit RowDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("The row of the chosen token")) {}

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;
};

void RowDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    const std::optional<Slice> values = runView_.values(key_);
    const std::optional<TensorView> row = values ? rowOf(values->view(), layout(), chosen.token, chosen.head) : std::nullopt;
    if (!row)
        return;
    const std::vector<float> numbers = copied(*row);
    const ValueRange range = rangeWithZero(numbers);
    const int line = typePixels(18);
    const bool vector = stage().shape.size() == 1 || stage().shape[stage().shape.size() - 2].extent < layout().patches();  // or the pool's one row
    const QString what = vector ? stageTitle(*stage().words) : tokenName(layout(), chosen.token);
    sketch.text(QRect(0, 2, width(), line), tr("%1: %2 numbers, each a bar").arg(what).arg(numbers.size()), Qt::AlignLeft | Qt::AlignVCenter,
                theme_.text, 12, true);
    const QRect bars = rect().adjusted(typePixels(44), line + 6, -4, -line);
    const auto there = static_cast<std::size_t>(slow() * static_cast<double>(numbers.size()));
    std::vector<float> shown = numbers;
    std::fill(shown.begin() + static_cast<std::ptrdiff_t>(there), shown.end(), 0.0F);
    sketch.bars(bars, shown, range, chosen.entry);
    sketch.text(QRect(0, bars.top() - line / 2, bars.left() - 6, line), scaleNumber(range.high), Qt::AlignRight | Qt::AlignVCenter, theme_.dim, 11);
    sketch.text(QRect(0, bars.bottom() - line / 2, bars.left() - 6, line), scaleNumber(range.low), Qt::AlignRight | Qt::AlignVCenter, theme_.dim, 11);
    const QString name = entryTitle(trace(), stage().shape.back().axis, *chosen.entry);
    sketch.text(QRect(bars.left(), bars.bottom() + 2, bars.width(), line), QStringLiteral("%1: %2").arg(name, scaleNumber(chosen.value)),
                Qt::AlignRight | Qt::AlignVCenter, theme_.text, 11);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const double step = static_cast<double>(bars.width()) / static_cast<double>(numbers.size());
        spot(QRectF(bars.x() + step * static_cast<double>(i), bars.y(), step, bars.height()), std::nullopt, static_cast<std::int64_t>(i));
    }
}

}  // namespace

StageView* makeNormDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new NormDetail(runView, viewpoint);
}
StageView* makeResidualDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new ResidualDetail(runView, viewpoint);
}
StageView* makeCurveDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new CurveDetail(runView, viewpoint);
}
StageView* makeRowDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new RowDetail(runView, viewpoint);
}

}  // namespace vitscope
