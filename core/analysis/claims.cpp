// What can be said about pictures, patches, positions and classes; and which stage is asked for what.
#include "core/analysis/claim_finder.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/moments.h"
#include "core/analysis/positions.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/model/vit.h"

namespace vitscope {

void ClaimFinder::picture()
{
    const ModelConfig& config = trace_.config();
    const auto number = [](std::int64_t value) { return static_cast<double>(value); };
    if (stage_.words->kind != ValueKind::EightBit) {
        const Statistics all = summarize(trace_.slice(stage_.key).view());
        say(ClaimKind::ValueRange, {{"lowest", all.lowest}, {"highest", all.highest}, {"mean", all.mean}, {"deviation", all.deviation}});
        return;
    }
    const double rows = number(shape()[0].extent), columns = number(shape()[1].extent);
    if (stage_.inputs.empty()) {
        say(ClaimKind::PictureSize,
            {{"rows", rows}, {"columns", columns}, {"read_rows", number(config.imageRows)}, {"read_columns", number(config.imageColumns)}});
        const SeenRegion seen = seenRegion({shape()[0].extent, shape()[1].extent}, trace_.model().preprocess);
        const double down = std::min(seen.row + seen.rows, rows) - std::max(seen.row, 0.0);  // padding is no part of the picture
        const double across = std::min(seen.column + seen.columns, columns) - std::max(seen.column, 0.0);
        say(ClaimKind::PartSeen, {{"share", down * across / (rows * columns)}});
        return;
    }
    const Shape& before = trace_.stage(stage_.inputs.front()).shape;
    const double rowsBefore = number(before[0].extent), columnsBefore = number(before[1].extent);
    say(ClaimKind::Resized, {{"rows_before", rowsBefore},
                             {"columns_before", columnsBefore},
                             {"rows", rows},
                             {"columns", columns},
                             {"share", rows * columns / (rowsBefore * columnsBefore)}});
    pass(before);
}

/// Of a pass of the resampling that weighs nothing.
void ClaimFinder::pass(const Shape& before)
{
    if (stage_.kind() != OperationKind::ResizeColumns && stage_.kind() != OperationKind::ResizeRows)
        return;
    const std::size_t axis = stage_.kind() == OperationKind::ResizeColumns ? 1 : 0;
    const auto from = static_cast<double>(before[axis].extent), to = static_cast<double>(shape()[axis].extent);
    if (from == to)
        say(ClaimKind::PassKeeps, {{"extent", from}});
    else if (trace_.model().preprocess.filter == Filter::Nearest)
        say(ClaimKind::NearestTaken, {{"before", from}, {"after", to}});
}

void ClaimFinder::patches()
{
    const std::optional<Slice> values = this->values(stage_.key);
    if (!values)
        return;
    std::vector<double> deviations;
    for (std::int64_t patch = 0; patch < shape()[0].extent; ++patch)
        deviations.push_back(rowMoments(values->view().slice(Axis::Patch, patch)).deviation);
    const auto [plain, rich] = std::minmax_element(deviations.begin(), deviations.end());
    say(ClaimKind::PatchVariety, {{"patches", static_cast<double>(shape()[0].extent)},
                                  {"length", static_cast<double>(shape()[1].extent)},
                                  {"richest", static_cast<double>(rich - deviations.begin())},
                                  {"richest_deviation", *rich},
                                  {"plainest", static_cast<double>(plain - deviations.begin())},
                                  {"plainest_deviation", *plain}});
}

void ClaimFinder::positions()
{
    const TokenLayout& layout = *stage_.tokens;
    const std::optional<PatchPlace> place = layout.placeOf(token_);
    if (!place)
        return lengths(-1);  // a prefix token has no place whose neighbours could be like it
    const Tensor own = question_.positionLikeness == nullptr ? positionSimilarity(trace_.model()) : Tensor();
    const Tensor& likeness = question_.positionLikeness == nullptr ? own : *question_.positionLikeness;
    const std::int64_t columns = layout.gridColumns(), count = layout.gridRows() * columns;
    const std::int64_t mine = place->row * columns + place->column;
    std::int64_t best = -1;
    for (std::int64_t other = 0; likeness.size() > 0 && other < count; ++other)
        if (other != mine && (best < 0 || likeness.view().at({mine, other}) > likeness.view().at({mine, best})))
            best = other;
    if (best >= 0)
        say(ClaimKind::LikestPosition,
            {{"patch", static_cast<double>(mine)}, {"likest", static_cast<double>(best)}, {"cosine", likeness.view().at({mine, best})}});
}

void ClaimFinder::classes()
{
    const std::optional<Slice> values = this->values(stage_.key);
    if (!values)
        return;
    const std::vector<std::int64_t> best = largest(values->view(), 2);
    if (best.size() < 2)
        return;
    const float first = values->view().at({best[0]}), second = values->view().at({best[1]});
    say(ClaimKind::BestClasses,
        {{"first", static_cast<double>(best[0])}, {"first_value", first}, {"second", static_cast<double>(best[1])}, {"second_value", second}},
        {{Cell{stage_.key, {best[0]}}, first}, {Cell{stage_.key, {best[1]}}, second}});
}

std::vector<Claim> ClaimFinder::all()
{
    if (stage_.part() == Part::Picture)
        picture();
    else if (stage_.kind() == OperationKind::CutPatches)
        patches();
    else if (stage_.kind() == OperationKind::AddPositions)
        positions();
    else if (stage_.kind() == OperationKind::Context)
        context();
    else if (stage_.kind() == OperationKind::LayerNorm)
        norm();
    else if (stage_.kind() == OperationKind::Sum)
        residual();
    else if (stage_.kind() == OperationKind::PositionBias)
        heads();
    else if (isSquare())
        stage_.words->kind == ValueKind::Probability ? attention() : scores();
    else if (isInHeads())
        heads();
    else if (shape().back().axis == Axis::Class)
        classes();
    else if (shape().back().axis == Axis::Hidden)
        hidden();
    else
        lengths(-1);
    return std::move(claims_);
}

namespace {

void check(const Trace& trace, const ClaimQuestion& question)
{
    const std::int64_t tokens = trace.layout().tokens(), heads = trace.config().heads;
    if (question.token < 0 || question.token >= tokens)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no token %1: this run has %2, counted from 0."),
                    {std::to_string(question.token), std::to_string(tokens)});
    if (question.head < Cell::meanOfHeads || question.head >= heads)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no head %1: the model has %2, counted from 0."),
                    {std::to_string(question.head), std::to_string(heads)});
}

}  // namespace

std::int64_t tokenIn(const Trace& trace, const Stage& stage, std::int64_t token)
{
    const TokenLayout& layout = trace.layout();
    const Axis axis = stage.shape.front().axis;
    const bool ofPlaces = axis == Axis::Patch || axis == Axis::Channel || axis == Axis::Row;
    if (!ofPlaces || layout.placeOf(token))
        return token;
    return layout.tokenAt({layout.gridRows() / 2, layout.gridColumns() / 2}).value_or(layout.prefixTokens());
}

Claim classesNotShown(const Trace& trace, const StageKey& stage, const std::vector<std::int64_t>& shown, const TensorView& values)
{
    const bool shares = trace.stage(stage).words->kind == ValueKind::Probability;
    double together = 0;
    std::optional<std::int64_t> largest;
    for (std::int64_t index = 0; index < values.size(); ++index) {
        if (std::find(shown.begin(), shown.end(), index) != shown.end())
            continue;
        together += values.at({index});
        if (!largest || values.at({index}) > values.at({*largest}))
            largest = index;
    }
    if (!largest)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "All classes are shown."));
    const double most = values.at({*largest});
    Claim claim{stage, ClaimKind::NotShown};
    claim.numbers = {{"classes", static_cast<double>(values.size()) - static_cast<double>(shown.size())},
                     shares ? ClaimNumber{"together", together} : ClaimNumber{"largest", most}};
    claim.cells = {{Cell{stage, {*largest}}, most}};
    return claim;
}

Claim underThePicture(const Trace& trace, const ClaimQuestion& question, std::int64_t block)
{
    const Part part = trace.stage(question.stage).part();
    if (part != Part::Block && part != Part::Answer)
        return {question.stage, ClaimKind::NothingAttends, question.token, question.head};
    return {{attentionId, block}, ClaimKind::MapShown, question.token, question.head, {{"block", static_cast<double>(block)}}};
}

std::vector<Claim> claimsOf(const Trace& trace, const ClaimQuestion& question, const FindValues& find)
{
    check(trace, question);
    return ClaimFinder(trace, question, find).all();
}

}  // namespace vitscope
