#include "core/analysis/claims.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/attention_facts.h"
#include "core/analysis/attention_map.h"
#include "core/analysis/moments.h"
#include "core/analysis/positions.h"
#include "core/analysis/region.h"
#include "core/analysis/residual.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"

namespace vitscope {

namespace {

double lengthOf(const TensorView& row)
{
    const MatrixView values = row.matrix();
    double squares = 0;
    for (std::int64_t i = 0; i < values.cols(); ++i)
        squares += static_cast<double>(values(0, i)) * values(0, i);
    return std::sqrt(squares);
}

/// Finds what can be said about one stage, token and head.
class Finder {
public:
    Finder(const Trace& trace, const ClaimQuestion& question, const FindValues& find)
        : trace_(trace),
          question_(question),
          find_(find),
          stage_(trace.stage(question.stage)),
          token_(inStage(tokenIn(trace, stage_, question.token)))
    {
    }

    std::vector<Claim> all();

private:
    std::optional<Slice> values(const StageKey& key) const { return find_ ? find_(key) : std::optional(trace_.slice(key)); }
    const Shape& shape() const { return stage_.shape; }
    /// A token's number in this stage: before patches are dropped there are more.
    std::int64_t inStage(std::int64_t token) const
    {
        const std::optional<PatchPlace> place = trace_.layout().placeOf(token);
        return place ? *stage_.tokens->tokenAt(*place) : token;
    }
    bool isSquare() const { return shape().size() == 3 && shape()[1].axis == Axis::Query; }
    bool isInHeads() const { return shape().size() == 3 && shape()[0].axis == Axis::Head; }

    void say(ClaimKind kind, std::vector<ClaimNumber> numbers, std::vector<ClaimCell> cells = {})
    {
        claims_.push_back({stage_.key, kind, token_, question_.head, std::move(numbers), std::move(cells)});
    }
    /// The place of a token's row along the stage's tokens or patches.
    std::int64_t rowNumber(std::int64_t token) const
    {
        return shape()[shape().size() - 2].axis == Axis::Patch ? token - stage_.tokens->prefixTokens() : token;
    }
    TensorView rowOf(const TensorView& values, std::int64_t token, std::int64_t head) const;
    Cell cellOf(std::int64_t token, std::int64_t head, std::int64_t entry) const;

    void picture();
    void patches();
    void positions();
    void lengths(std::int64_t head);
    void largestEntry(const TensorView& row, std::int64_t head);
    void heads();
    void norm();
    void residual();
    void hidden();
    void scores();
    void attention();
    void context();
    void classes();

    const Trace& trace_;
    const ClaimQuestion& question_;
    const FindValues& find_;
    const Stage& stage_;
    std::int64_t token_;
    std::vector<Claim> claims_;
};

TensorView Finder::rowOf(const TensorView& values, std::int64_t token, std::int64_t head) const
{
    if (values.rank() == 1)
        return values;
    const TensorView rows = values.has(Axis::Head) ? values.slice(Axis::Head, head) : values;
    return rows.slice(rows.shape().front().axis, rowNumber(token));
}

Cell Finder::cellOf(std::int64_t token, std::int64_t head, std::int64_t entry) const
{
    if (shape().size() == 1)
        return {stage_.key, {entry}};
    if (shape().size() == 2)
        return {stage_.key, {rowNumber(token), entry}};
    return {stage_.key, {head, rowNumber(token), entry}};
}

void Finder::picture()
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
        return;
    }
    const Shape& before = trace_.stage(stage_.inputs.front()).shape;
    const double rowsBefore = number(before[0].extent), columnsBefore = number(before[1].extent);
    say(ClaimKind::Resized, {{"rows_before", rowsBefore},
                             {"columns_before", columnsBefore},
                             {"rows", rows},
                             {"columns", columns},
                             {"share", rows * columns / (rowsBefore * columnsBefore)}});
}

void Finder::patches()
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

void Finder::positions()
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

void Finder::largestEntry(const TensorView& row, std::int64_t head)
{
    const std::int64_t best = largestInSize(row);
    const float value = row.at({best});
    say(ClaimKind::LargestEntry, {{"index", static_cast<double>(best)}, {"value", value}}, {{cellOf(token_, head, best), value}});
}

/// How long the token's vector is beside all others, and its largest entry.
void Finder::lengths(std::int64_t head)
{
    const std::optional<Slice> values = this->values(stage_.key);
    if (!values)
        return;
    const TensorView mine = rowOf(values->view(), token_, head);
    if (shape().size() == 1) {
        say(ClaimKind::VectorLength, {{"length", lengthOf(mine)}});
        return largestEntry(mine, head);
    }
    const bool patches = shape()[0].axis == Axis::Patch;
    const std::int64_t first = patches ? stage_.tokens->prefixTokens() : 0, rows = shape()[shape().size() - 2].extent;
    double longest = -1, sum = 0;
    std::int64_t at = 0;
    for (std::int64_t token = first; token < first + rows; ++token) {
        const double length = lengthOf(rowOf(values->view(), token, head));
        sum += length;
        if (length > longest) {
            longest = length;
            at = token;
        }
    }
    say(ClaimKind::VectorLengths,
        {{"length", lengthOf(mine)}, {"mean", sum / static_cast<double>(rows)}, {"longest_token", static_cast<double>(at)}, {"longest", longest}});
    largestEntry(mine, head);
}

void Finder::heads()
{
    const std::optional<Slice> values = this->values(stage_.key);
    if (!values)
        return;
    double longest = -1;
    std::int64_t best = 0;
    for (std::int64_t head = 0; head < shape()[0].extent; ++head)
        if (const double length = lengthOf(rowOf(values->view(), token_, head)); length > longest) {
            longest = length;
            best = head;
        }
    say(ClaimKind::LongestHead, {{"head", static_cast<double>(best)}, {"length", longest}});
    if (question_.head >= 0)
        lengths(question_.head);
}

void Finder::norm()
{
    const std::optional<Slice> before = values(stage_.inputs.front()), after = values(stage_.key);
    if (!before || !after)
        return;
    const RowMoments from = rowMoments(rowOf(before->view(), token_, -1)), to = rowMoments(rowOf(after->view(), token_, -1));
    say(ClaimKind::Moments,
        {{"mean_before", from.mean}, {"deviation_before", from.deviation}, {"mean_after", to.mean}, {"deviation_after", to.deviation}});
}

void Finder::residual()
{
    const std::optional<Slice> before = values(stage_.inputs[0]), added = values(stage_.inputs[1]);
    if (!before || !added)
        return;
    const std::vector<TokenChange> changes = tokenChanges(before->view(), added->view());
    const auto share = [](const TokenChange& change) { return change.before > 0 ? change.added / change.before : 0.0; };
    const auto most =
        std::max_element(changes.begin(), changes.end(), [&](const TokenChange& a, const TokenChange& b) { return share(a) < share(b); });
    const TokenChange& mine = changes[static_cast<std::size_t>(token_)];
    say(ClaimKind::AddedLength, {{"before", mine.before}, {"added", mine.added}, {"share", share(mine)}});
    say(ClaimKind::Direction, {{"cosine", mine.cosine}});
    say(ClaimKind::MostAdded, {{"token", static_cast<double>(most - changes.begin())}, {"share", share(*most)}});
}

void Finder::hidden()
{
    const std::optional<Slice> values = this->values(stage_.key);
    if (!values)
        return;
    const TensorView row = rowOf(values->view(), token_, -1);
    const MatrixView numbers = row.matrix();
    std::int64_t above = 0;
    for (std::int64_t i = 0; i < numbers.cols(); ++i)
        above += numbers(0, i) > 0 ? 1 : 0;
    const auto count = static_cast<double>(numbers.cols());
    say(ClaimKind::AboveZero, {{"count", static_cast<double>(above)}, {"of", count}, {"share", static_cast<double>(above) / count}});
    largestEntry(row, -1);
}

void Finder::scores()
{
    const std::optional<Slice> values = this->values(stage_.key);
    if (!values)
        return;
    const std::int64_t head = question_.head;
    vitscope::LargestScore most = largestScore(head < 0 ? values->view() : values->view().slice(Axis::Head, head));
    if (head >= 0)
        most.head = head;
    say(ClaimKind::LargestScore,
        {{"score", most.score},
         {"head", static_cast<double>(most.head)},
         {"query", static_cast<double>(most.query)},
         {"key", static_cast<double>(most.key)}},
        {{Cell{stage_.key, {most.head, most.query, most.key}}, most.score}});
}

void Finder::attention()
{
    const std::optional<Slice> values = this->values(stage_.key);
    if (!values)
        return;
    const TokenLayout& layout = trace_.layout();
    const std::int64_t head = question_.head;
    const std::vector<float> row = attentionRow(values->view(), head < 0 ? std::nullopt : std::optional(head), token_);
    const auto cell = [&](std::int64_t key) { return ClaimCell{Cell{stage_.key, {head, token_, key}}, row[static_cast<std::size_t>(key)]}; };
    const auto number = [](std::int64_t value) { return static_cast<double>(value); };
    if (const std::optional<GridRegion> region = densestRegion(onPatchGrid(row, layout).view(), 1.0, 0.5)) {
        std::vector<ClaimCell> cells;
        for (std::int64_t token = layout.prefixTokens(); token < layout.tokens(); ++token)
            if (const PatchPlace place = *layout.placeOf(token); place.row >= region->firstRow && place.row <= region->lastRow &&
                                                                 place.column >= region->firstColumn && place.column <= region->lastColumn)
                cells.push_back(cell(token));
        say(ClaimKind::AttentionRegion,
            {{"share", region->share},
             {"first_row", number(region->firstRow)},
             {"last_row", number(region->lastRow)},
             {"first_column", number(region->firstColumn)},
             {"last_column", number(region->lastColumn)}},
            std::move(cells));
    } else {
        double onPatches = 0;
        for (std::int64_t token = layout.prefixTokens(); token < layout.tokens(); ++token)
            onPatches += row[static_cast<std::size_t>(token)];
        say(ClaimKind::AttentionScatter, {{"on_patches", onPatches}});
    }
    const std::int64_t most = std::max_element(row.begin(), row.end()) - row.begin();
    say(ClaimKind::LargestWeight, {{"weight", row[static_cast<std::size_t>(most)]}, {"key", number(most)}}, {cell(most)});
    if (const std::optional<std::int64_t> classToken = layout.classToken(); classToken && *classToken != most)
        say(ClaimKind::ClassTokenWeight, {{"weight", row[static_cast<std::size_t>(*classToken)]}}, {cell(*classToken)});
    say(ClaimKind::Entropy, {{"entropy", entropy(row)}, {"most", std::log(static_cast<double>(row.size()))}});
}

void Finder::context()
{
    const std::optional<Slice> attention = values(stage_.inputs.front());
    if (!attention)
        return;
    // Where the weights are no shares of a whole (a model without softmax) there is no half of them.
    if (trace_.stage(stage_.inputs.front()).words->kind != ValueKind::Probability)
        return heads();
    std::vector<float> row = attentionRow(attention->view(), question_.head < 0 ? std::nullopt : std::optional(question_.head), token_);
    std::sort(row.begin(), row.end(), std::greater<>());
    double sum = 0;
    std::size_t count = 0;
    while (count < row.size() && sum < 0.5)
        sum += row[count++];
    say(ClaimKind::HalfOfContext, {{"count", static_cast<double>(count)}, {"tokens", static_cast<double>(row.size())}});
}

void Finder::classes()
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

std::vector<Claim> Finder::all()
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

std::vector<Claim> claimsOf(const Trace& trace, const ClaimQuestion& question, const FindValues& find)
{
    check(trace, question);
    return Finder(trace, question, find).all();
}

}  // namespace vitscope
