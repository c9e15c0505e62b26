// What can be said about vectors: how long they are, what stands in them, what a norm, a sum and an activation did to them.
#include "core/analysis/claim_finder.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/moments.h"
#include "core/analysis/residual.h"
#include "core/analysis/statistics.h"

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

}  // namespace

TensorView ClaimFinder::rowOf(const TensorView& values, std::int64_t token, std::int64_t head) const
{
    if (values.rank() == 1)
        return values;
    const TensorView rows = values.has(Axis::Head) ? values.slice(Axis::Head, head) : values;
    return rows.slice(rows.shape().front().axis, rowNumber(token));
}

Cell ClaimFinder::cellOf(std::int64_t token, std::int64_t head, std::int64_t entry) const
{
    if (shape().size() == 1)
        return {stage_.key, {entry}};
    if (shape().size() == 2)
        return {stage_.key, {rowNumber(token), entry}};
    return {stage_.key, {head, rowNumber(token), entry}};
}

void ClaimFinder::largestEntry(const TensorView& row, std::int64_t head)
{
    const std::int64_t best = largestInSize(row);
    const float value = row.at({best});
    say(ClaimKind::LargestEntry, {{"index", static_cast<double>(best)}, {"value", value}}, {{cellOf(token_, head, best), value}});
}

void ClaimFinder::lengths(std::int64_t head)
{
    const std::optional<Slice> values = this->values(stage_.key);
    if (!values)
        return;
    const TensorView mine = rowOf(values->view(), token_, head);
    if (token_ == Claim::onlyRow) {
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

void ClaimFinder::heads()
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

void ClaimFinder::norm()
{
    if (isInHeads() && question_.head < 0)
        return heads();
    const std::optional<Slice> before = values(stage_.inputs.front()), after = values(stage_.key);
    if (!before || !after)
        return;
    const RowMoments from = rowMoments(rowOf(before->view(), token_, question_.head)), to = rowMoments(rowOf(after->view(), token_, question_.head));
    say(ClaimKind::Moments,
        {{"mean_before", from.mean}, {"deviation_before", from.deviation}, {"mean_after", to.mean}, {"deviation_after", to.deviation}});
}

void ClaimFinder::residual()
{
    const std::optional<Slice> before = values(stage_.inputs[0]), added = values(stage_.inputs[1]);
    if (!before || !added)
        return;
    const std::vector<TokenChange> changes = tokenChanges(before->view(), added->view());
    const auto share = [](const TokenChange& change) { return change.before > 0 ? change.added / change.before : 0.0; };
    const auto most =
        std::max_element(changes.begin(), changes.end(), [&](const TokenChange& a, const TokenChange& b) { return share(a) < share(b); });
    const TokenChange& mine = changes[static_cast<std::size_t>(rowNumber(token_))];
    say(ClaimKind::AddedLength, {{"before", mine.before}, {"added", mine.added}, {"after", mine.after}, {"share", share(mine)}});
    say(ClaimKind::Direction, {{"cosine", mine.cosine}});
    if (token_ != Claim::onlyRow)
        say(ClaimKind::MostAdded, {{"token", static_cast<double>(most - changes.begin())}, {"share", share(*most)}});
}

void ClaimFinder::hidden()
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
    if (stage_.kind() == OperationKind::Activation)
        belowZero();
}

/// Of what the activation is given.
void ClaimFinder::belowZero()
{
    const std::optional<Slice> given = values(stage_.inputs.front());
    if (!given)
        return;
    const TensorView row = rowOf(given->view(), token_, -1);
    const MatrixView numbers = row.matrix();
    std::int64_t below = 0;
    for (std::int64_t i = 0; i < numbers.cols(); ++i)
        below += numbers(0, i) < 0 ? 1 : 0;
    const auto count = static_cast<double>(numbers.cols());
    say(ClaimKind::BelowZero, {{"count", static_cast<double>(below)}, {"of", count}, {"share", static_cast<double>(below) / count}});
}

}  // namespace vitscope
