#include "tests/ui/maps_check.h"

#include <gtest/gtest.h>

#include <QMap>
#include <algorithm>

#include "core/plan/parameters.h"
#include "ui/views/stages/chosen.h"

namespace vitscope {

namespace {

struct Row {
    const char* oneHead;
    const char* allHeads = nullptr;  ///< where it differs
};

const QMap<QString, Row>& tensorTable()
{
    static const QMap<QString, Row> table{
        {"image.pixels", {"image.pixels image.pixels image.pixels"}},
        {"patches", {"image.pixels patches"}},
        {"embed.patches", {"patches parameter:patch.weight embed.patches"}},
        {"embed.tokens", {"embed.patches embed.tokens"}},
        {"embed.positions", {"embed.tokens parameter:positions embed.positions"}},
        {"embed.kept", {"embed.positions embed.kept"}},
        {"blocks.norm1", {"INPUT blocks.norm1"}},
        {"blocks.query", {"blocks.norm1 parameter:query.weight blocks.query"}},
        {"blocks.key", {"blocks.norm1 parameter:key.weight blocks.key"}},
        {"blocks.value", {"blocks.norm1 parameter:value.weight blocks.value"}},
        {"blocks.scores", {"blocks.query blocks.key blocks.scores blocks.attention", "EACH"}},
        {"blocks.attention", {"blocks.query blocks.key blocks.scores blocks.attention", "blocks.attention"}},
        {"blocks.context", {"blocks.attention blocks.value blocks.context", "blocks.value blocks.context"}},
        {"blocks.projection", {"blocks.context parameter:projection.weight blocks.projection"}},
        {"blocks.residual1", {"INPUT blocks.projection blocks.residual1"}},
        {"blocks.norm2", {"blocks.residual1 blocks.norm2"}},
        {"blocks.hidden", {"blocks.norm2 parameter:up.weight blocks.hidden"}},
        {"blocks.activation", {"blocks.hidden blocks.activation"}},
        {"blocks.mlp", {"blocks.activation parameter:down.weight blocks.mlp"}},
        {"blocks.output", {"blocks.residual1 blocks.mlp blocks.output"}},
        {"norm", {"INPUT norm"}},
        {"pooled", {"norm pooled"}},
    };
    return table;
}

/// What a part looks its numbers up in, and under which name.
struct Claim {
    const MapPart& part;
    std::size_t copy;  ///< how many parts before it show the same tensor
    const Stage& stage;
    std::int64_t head;
    const Trace& trace;
};

StageKey keyOf(const std::string& id, const Stage& stage)
{
    if (stage.key.id == id)
        return stage.key;
    for (const StageKey& input : stage.inputs)
        if (input.id == id)
            return input;
    return StageKey(id, id.starts_with("blocks.") ? stage.key.block : -1);
}

Parameter filled(std::int64_t rows, std::int64_t columns, const std::function<float(std::int64_t, std::int64_t)>& value)
{
    Parameter matrix(rows, columns);
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column)
            matrix(row, column) = value(row, column);
    return matrix;
}

Parameter parameterOf(const Claim& claim)
{
    const std::string kind = claim.part.tensor.mid(10).toStdString();
    const std::string name = claim.stage.key.block < 0 ? kind : "blocks." + std::to_string(claim.stage.key.block) + "." + kind;
    const Parameter* matrix = claim.trace.model().parameters.find(name);
    if (!matrix) {
        ADD_FAILURE() << "no parameter " << name;
        return {};
    }
    const auto columnsOf = [&](std::int64_t first, std::int64_t columns) {
        return filled(matrix->rows(), columns, [&](auto row, auto column) { return (*matrix)(row, first + column); });
    };
    const bool ofOneHead = claim.stage.shape.front().axis == Axis::Head && claim.head >= 0;
    const std::int64_t width = claim.trace.config().headWidth();
    return ofOneHead ? columnsOf(claim.head * width, width) : *matrix;
}

Parameter ofHeads(const Claim& claim, const TensorView& all)
{
    const std::int64_t heads = all.shape()[0].extent, rows = all.shape()[1].extent, columns = all.shape()[2].extent;
    if (claim.part.groups > 1)
        return filled(rows, heads * columns, [&](auto row, auto column) { return all.at({column / columns, row, column % columns}); });
    if (claim.head >= 0 && claim.part.rowAxis() == Axis::HeadFeature)
        return filled(columns, rows, [&](auto row, auto column) { return all.at({claim.head, column, row}); });
    if (claim.head >= 0)
        return filled(rows, columns, [&](auto row, auto column) { return all.at({claim.head, row, column}); });
    if (claim.part.tensor == QStringLiteral("blocks.scores"))
        return filled(rows, columns, [&](auto row, auto column) { return all.at({static_cast<std::int64_t>(claim.copy), row, column}); });
    return filled(rows, columns, [&](auto row, auto column) {
        double sum = 0;
        for (std::int64_t head = 0; head < heads; ++head)
            sum += all.at({head, row, column});
        return static_cast<float>(sum / static_cast<double>(heads));
    });
}

Parameter claimed(const Claim& claim)
{
    if (claim.part.tensor.startsWith(QStringLiteral("parameter:")))
        return parameterOf(claim);
    const Slice slice = claim.trace.slice(keyOf(claim.part.tensor.toStdString(), claim.stage));
    const TensorView& all = slice.view();
    if (all.rank() == 1)
        return filled(1, all.size(), [&](auto, auto column) { return all.at({column}); });
    if (all.rank() == 2)
        return filled(all.shape()[0].extent, all.shape()[1].extent, [&](auto row, auto column) { return all.at({row, column}); });
    if (all.has(Axis::Channel))
        return filled(all.shape()[1].extent, all.shape()[2].extent, [&](auto row, auto column) {
            return all.at({static_cast<std::int64_t>(claim.copy), row, column});
        });
    return ofHeads(claim, all);
}

/// Signed numbers on a diverging map around 0, weights from 0; the real range of the part or of the whole tensor, never less.
void expectScale(const MapPart& part, const Parameter& cells, const std::string& what)
{
    const auto [lowest, highest] = std::ranges::minmax_element(cells.values());
    const float low = *lowest, high = *highest;
    if (part.tensor == QStringLiteral("blocks.attention")) {
        EXPECT_EQ(part.style.palette, Palette::Viridis) << what;
        EXPECT_EQ(part.style.range.low, 0) << what;
        EXPECT_EQ(part.style.range.high, high) << what;
        return;
    }
    EXPECT_EQ(part.style.palette, Palette::Diverging) << what;
    EXPECT_EQ(part.style.range.low, -part.style.range.high) << what;
    EXPECT_GE(part.style.range.high, std::max(std::abs(low), std::abs(high))) << what;
}

void expectPart(const Claim& claim, const std::string& what)
{
    const Parameter expected = claimed(claim);
    const MatrixView cells = claim.part.cells.view().matrix();
    ASSERT_EQ(cells.rows(), expected.rows()) << what;
    ASSERT_EQ(cells.cols(), expected.cols()) << what;
    int different = 0;
    for (std::int64_t row = 0; row < cells.rows(); ++row)
        for (std::int64_t column = 0; column < cells.cols(); ++column)
            different += cells(row, column) == expected(row, column) ? 0 : 1;
    EXPECT_EQ(different, 0) << what;
    EXPECT_FALSE(claim.part.title.isEmpty()) << what;
    const bool ofAllHeads = claim.stage.shape.front().axis == Axis::Head && claim.head < 0;
    if (claim.part.tensor.startsWith(QStringLiteral("parameter:"))) {
        EXPECT_EQ(claim.part.groups, ofAllHeads ? claim.trace.config().heads : 1) << what;
    }
    expectScale(claim.part, expected, what);
}

/// Where outlines and rounded corners may lie over the cells of a map.
std::vector<QRectF> coveredIn(const MapsView& view, std::size_t index, RunView& runView, Viewpoint& viewpoint)
{
    const Trace& trace = *runView.run()->trace;
    const Chosen chosen = chosenIn(runView, viewpoint, trace.stage(viewpoint.selection().stage));
    const MapPart& part = view.parts()[index];
    const QRectF map = view.mapRect(index);
    const double across = map.width() / static_cast<double>(part.columns()), down = map.height() / static_cast<double>(part.rows());
    std::vector<QRectF> covered;
    const auto cells = [&](double row, double column, double rows, double columns) {
        covered.push_back(QRectF(map.x() + column * across, map.y() + row * down, columns * across, rows * down).adjusted(-5, -5, 5, 5));
    };
    if (const std::optional<std::int64_t> row = rowOfToken(part, chosen.token, trace.layout()))
        cells(static_cast<double>(*row), 0, 1, static_cast<double>(part.columns()));
    if (const QRect patch = cellsOfToken(part, chosen.token, trace.layout()); !patch.isEmpty())
        cells(patch.y(), patch.x(), patch.height(), patch.width());
    if (chosen.entry && part.columnAxis() == view.board().entryAxis)
        cells(0, static_cast<double>(*chosen.entry), static_cast<double>(part.rows()), 1);
    if (part.columnAxis() == Axis::Key)
        cells(0, static_cast<double>(chosen.token), static_cast<double>(part.rows()), 1);
    for (int group = 1; group < part.groups; ++group)
        covered.emplace_back(map.x() + map.width() * group / part.groups - 2, map.y(), 4, map.height());
    for (const QPointF corner : {map.topLeft(), map.topRight(), map.bottomLeft(), map.bottomRight()})
        covered.emplace_back(corner - QPointF(4, 4), QSizeF(8, 8));
    return covered;
}

}  // namespace

QString expectedTensors(const Stage& stage, std::int64_t head, const ModelConfig& config)
{
    const auto row = tensorTable().find(QString::fromStdString(stage.key.id));
    if (row == tensorTable().end())
        return {};
    QString tensors = QString::fromLatin1(head < 0 && row->allHeads ? row->allHeads : row->oneHead);
    if (tensors == QStringLiteral("EACH"))
        tensors = QStringList(config.heads, QString::fromStdString(stage.key.id)).join(u' ');
    return tensors.replace(QStringLiteral("INPUT"), QString::fromStdString(stage.inputs.front().id));
}

void expectCellsEqualTrace(const MapsView& view, RunView& runView, Viewpoint& viewpoint)
{
    const Trace& trace = *runView.run()->trace;
    const Stage& stage = trace.stage(viewpoint.selection().stage);
    const std::int64_t head = viewpoint.selection().head;
    QStringList tensors;
    for (const MapPart& part : view.parts()) {
        const auto copy = static_cast<std::size_t>(tensors.count(part.tensor));
        tensors.append(part.tensor);
        if (part.picture.isNull())
            expectPart({part, copy, stage, head, trace}, part.tensor.toStdString() + " in " + stage.key.name() + ", head " + std::to_string(head));
    }
    // In the lecture hall attention stands without its factors.
    const bool bare = stage.key.id == "blocks.attention" && view.board().arrangement == Arrangement::Row;
    EXPECT_EQ(tensors.join(u' '), bare ? QStringLiteral("blocks.scores blocks.attention") : expectedTensors(stage, head, trace.config()))
        << stage.key.name() << ", head " << head;
}

int expectPixelsEqualCells(MapsView& view, RunView& runView, Viewpoint& viewpoint, const Theme& theme)
{
    const QImage image = view.grab().toImage();
    int compared = 0;
    for (std::size_t i = 0; i < view.parts().size(); ++i) {
        const MapPart& part = view.parts()[i];
        const QRect map = view.mapRect(i);
        if (!part.picture.isNull() || map.width() < 2 * part.columns() || map.height() < 2 * part.rows())
            continue;
        const std::vector<QRectF> covered = coveredIn(view, i, runView, viewpoint);
        const ColourTable colours = colourTable(part.style.palette, theme.neutral.rgb());
        const MatrixView cells = part.cells.view().matrix();
        for (std::int64_t row = 0; row < cells.rows(); ++row)
            for (std::int64_t column = 0; column < cells.cols(); ++column) {
                const QPoint at = view.centreOf(i, {row, column});
                if (std::any_of(covered.begin(), covered.end(), [&](const QRectF& rect) { return rect.contains(QPointF(at) + QPointF(0.5, 0.5)); }))
                    continue;
                const QRgb expected = colours[static_cast<std::size_t>(quantise(cells(row, column), part.style.range))];
                if (image.pixel(at) != expected) {
                    ADD_FAILURE() << part.tensor.toStdString() << " in " << viewpoint.selection().stage.name() << " at " << row << ", " << column
                                  << ": " << QColor(image.pixel(at)).name().toStdString() << " instead of " << QColor(expected).name().toStdString();
                    return compared;
                }
                ++compared;
            }
    }
    return compared;
}

}  // namespace vitscope
