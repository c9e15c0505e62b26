#include "ui/views/stages/chosen.h"

#include <cmath>

#include "ui/views/attention_map.h"
#include "ui/views/maps/map_part.h"

namespace vitscope {

namespace {

/// By size; of probabilities, which are never below 0, the largest.
std::int64_t strongest(const TensorView& row)
{
    const ConstMatrixMap values = row.matrix();
    Eigen::Index best = 0;
    for (Eigen::Index i = 1; i < values.cols(); ++i)
        if (std::abs(values(0, i)) > std::abs(values(0, best)))
            best = i;
    return best;
}

std::int64_t highest(const TensorView& row)
{
    Eigen::Index best = 0;
    row.matrix().row(0).maxCoeff(&best);
    return best;
}

/// Pixels and patches belong to places in the picture, which a prefix token has none of.
bool hasRow(const Stage& stage, std::int64_t token, const TokenLayout& layout)
{
    const Axis axis = stage.shape.front().axis;
    return (axis != Axis::Patch && axis != Axis::Channel && axis != Axis::Row) || layout.placeOf(token).has_value();
}

/// The key that fits best is the strongest of a row of scores, not the one that fits least.
std::int64_t usualEntry(const Stage& stage, const TensorView& row)
{
    return stage.info->kind == ValueKind::Logit || stage.shape.back().axis == Axis::Key ? highest(row) : strongest(row);
}

}  // namespace

std::optional<TensorView> rowOf(const TensorView& values, const TokenLayout& layout, std::int64_t token, std::int64_t head)
{
    if (values.rank() == 1)
        return values;
    if (values.has(Axis::Head))
        return head < 0 ? std::nullopt : rowOf(values.slice(Axis::Head, head), layout, token, head);
    if (values.has(Axis::Patch)) {
        const bool all = values.extent(Axis::Patch) == layout.patches();
        return all && layout.placeOf(token) ? std::optional(values.slice(Axis::Patch, token - layout.prefixTokens())) : std::nullopt;
    }
    const Axis axis = values.shape().front().axis;
    const bool tokens = (axis == Axis::Token || axis == Axis::Query) && values.extent(axis) == layout.tokens();
    return tokens ? std::optional(values.slice(axis, token)) : std::nullopt;
}

QString entryTitle(const Trace& trace, Axis axis, std::int64_t index)
{
    return axis == Axis::Class ? QString::fromStdString(trace.model().label(index)) : entryName(axis, index, trace.layout());
}

std::optional<TensorView> headsSideBySide(const TensorView& heads)
{
    if (heads.rank() != 3 || heads.shape()[0].axis != Axis::Head || heads.strides()[0] != heads.shape()[2].extent || heads.strides()[2] != 1)
        return std::nullopt;
    const Shape shape{{heads.shape()[1].axis, heads.shape()[1].extent}, {Axis::Feature, heads.shape()[0].extent * heads.shape()[2].extent}};
    return TensorView(heads.data(), shape, {heads.strides()[1], 1});
}

Chosen chosenIn(Session& session, const Stage& stage)
{
    const Selection& selection = session.selection();
    const TokenLayout& layout = session.run()->trace->layout();
    Chosen chosen{selection.token(), selection.head, std::nullopt, 0};
    if (!hasRow(stage, chosen.token, layout))
        chosen.token = layout.tokenAt({layout.gridRows() / 2, layout.gridColumns() / 2}).value_or(layout.prefixTokens());
    const bool picture = stage.key.id.starts_with("image.");
    const std::optional<Slice> values = picture ? std::nullopt : session.values(stage.key);
    if (!values)
        return chosen;
    if (stage.key.id == "blocks.attention" && chosen.head < 0) {
        const std::vector<float> row = attentionRow(values->view(), chosen.head, chosen.token);
        const Tensor mean(Shape{{Axis::Key, static_cast<std::int64_t>(row.size())}}, row);
        chosen.entry = selection.shownEntry().value_or(highest(mean.view()));
        chosen.value = row[static_cast<std::size_t>(*chosen.entry)];
        return chosen;
    }
    if (const std::optional<TensorView> row = rowOf(values->view(), layout, chosen.token, chosen.head)) {
        chosen.entry = selection.shownEntry() && *selection.shownEntry() < row->size() ? *selection.shownEntry() : usualEntry(stage, *row);
        chosen.value = row->at({*chosen.entry});
    }
    return chosen;
}

}  // namespace vitscope
