// The naive twins of what is said under the maps, under the picture and of single numbers.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/analysis/claims.h"
#include "core/model/vit.h"

namespace vitscope::test {

/// One claim held against single cells of the run.
class DetailClaimChecker {
public:
    DetailClaimChecker(const Trace& trace, const Claim& claim)
        : trace_(trace),
          claim_(claim),
          stage_(trace.stage(claim.stage)),
          what_(claim.stage.name() + " " + std::string(claimKindName(claim.kind)))
    {
        if (claim.why)
            what_ += " " + claim.why->cell.name();
    }

    void expectTrue();

private:
    double said(const char* name) const { return claim_.number(name); }
    void expectNear(const char* name, double expected, double tolerance = 1e-5) const
    {
        EXPECT_NEAR(said(name), expected, tolerance * std::max(1.0, std::abs(expected))) << name << " " << what_;
    }
    double at(const StageKey& key, const std::vector<std::int64_t>& index) const { return trace_.slice(key).view().at(index); }
    const std::vector<std::int64_t>& index() const { return claim_.why->cell.index; }
    /// The claim's token's weights, in its head or the mean of all.
    std::vector<double> weights() const
    {
        const TensorView all = trace_.slice(claim_.stage).view();
        std::vector<double> row(static_cast<std::size_t>(all.extent(Axis::Key)), 0.0);
        const double heads = claim_.head < 0 ? static_cast<double>(all.extent(Axis::Head)) : 1;
        for (std::int64_t head = 0; head < all.extent(Axis::Head); ++head)
            for (std::size_t key = 0; key < row.size() && (claim_.head < 0 || claim_.head == head); ++key)
                row[key] += all.at({head, std::max<std::int64_t>(claim_.token, 0), static_cast<std::int64_t>(key)}) / heads;
        return row;
    }

    void picture();
    void weightRow();
    void belowZero();
    void terms();
    void largestTerm();
    void shareOfRow();
    void standing();
    void ofTwo();
    void pixel();

    const Trace& trace_;
    const Claim& claim_;
    const Stage& stage_;
    std::string what_;
};

inline void DetailClaimChecker::picture()
{
    if (claim_.kind == ClaimKind::PartSeen) {
        double share = 1;
        for (const Stage& stage : trace_.stages())
            if (stage.kind() == OperationKind::Crop)
                for (std::size_t axis = 0; axis < 2; ++axis)
                    share *= std::min(
                        1.0, static_cast<double>(stage.shape[axis].extent) / static_cast<double>(trace_.stage(stage.inputs[0]).shape[axis].extent));
        return expectNear("share", share, 1e-3);
    }
    const Tensor before = trace_.slice(stage_.inputs[0]).view().copy(), after = trace_.slice(claim_.stage).view().copy();
    if (claim_.kind == ClaimKind::PassKeeps) {
        EXPECT_EQ(before.values(), after.values()) << what_;
        return;
    }
    for (const float value : after.values())  // nothing is mixed
        ASSERT_NE(std::find(before.values().begin(), before.values().end(), value), before.values().end()) << what_;
}

inline void DetailClaimChecker::weightRow()
{
    const std::vector<double> row = weights();
    double sum = 0, most = row[0];
    for (const double weight : row) {
        sum += weight;
        most = std::max(most, weight);
    }
    if (claim_.kind == ClaimKind::WeightSum) {
        EXPECT_EQ(said("count"), static_cast<double>(row.size())) << what_;
        expectNear("sum", sum);
    } else if (claim_.kind == ClaimKind::LargestOfRow) {
        expectNear("weight", most);
        EXPECT_NEAR(row[static_cast<std::size_t>(claim_.index("key"))], most, 1e-6 * std::max(1.0, std::abs(most))) << what_;
    } else {
        expectNear("weight", 1.0 / static_cast<double>(row.size()));
        EXPECT_NEAR(sum, 1, 1e-4) << what_;  // only then there are equal shares
    }
}

inline void DetailClaimChecker::belowZero()
{
    const auto inRow = [&](std::int64_t i) {
        return claim_.token == Claim::onlyRow ? std::vector<std::int64_t>{i} : std::vector<std::int64_t>{claim_.token, i};
    };
    const std::int64_t width = stage_.shape.back().extent;
    double below = 0;
    for (std::int64_t i = 0; i < width; ++i)
        if (const double value = at(stage_.inputs[0], inRow(i)); value < 0) {
            ++below;
            EXPECT_LT(std::abs(at(claim_.stage, inRow(i))), std::abs(value)) << what_;  // held back
        }
    EXPECT_EQ(said("count"), below) << what_;
    EXPECT_EQ(said("of"), static_cast<double>(width)) << what_;
    expectNear("share", below / static_cast<double>(width));
}

inline void DetailClaimChecker::terms()
{
    const Explanation& why = claim_.why->explanation;
    double sum = 0, bias = 0, count = 0;
    for (const Term& term : why.terms) {
        if (!term.adds())
            continue;
        ++count;
        double product = term.factor.value_or(1);
        for (const OperandAt& operand : term.operands) {
            const OperandLine& line = why.lines[operand.line];
            product *= line.parameter ? line.values[operand.cell] : at(*StageKey::parse(line.name), line.indexOf(operand.cell));
        }
        EXPECT_NEAR(term.value, product, 1e-5 * std::max(1.0, std::abs(product))) << what_;
        sum += product;
        if (term.operands.size() == 1 && why.lines[term.operands[0].line].parameter)
            bias += product;
    }
    const double recorded = at(claim_.stage, index());
    EXPECT_EQ(said("recorded"), recorded) << what_;
    EXPECT_NEAR(said("value"), recorded, 2e-4 * std::max(1.0, std::abs(recorded))) << what_;
    if (claim_.kind == ClaimKind::SumOfTerms) {
        EXPECT_EQ(said("terms"), count) << what_;
        return expectNear("sum", sum);
    }
    expectNear("bias", bias);
    expectNear("products", sum - bias);
}

inline void DetailClaimChecker::largestTerm()
{
    std::vector<double> sizes;
    double all = 0, sum = 0;
    for (const Term& term : claim_.why->explanation.terms)
        if (term.adds()) {
            sizes.push_back(std::abs(term.value));
            all += sizes.back();
            sum += term.value;
        }
    std::sort(sizes.rbegin(), sizes.rend());
    EXPECT_EQ(std::abs(said("value")), sizes.front()) << what_;
    EXPECT_EQ(claim_.why->explanation.terms[static_cast<std::size_t>(claim_.index("term"))].value, said("value")) << what_;
    expectNear("sum", sum);
    EXPECT_EQ(said("of"), static_cast<double>(sizes.size())) << what_;
    double largest = 0;
    for (std::int64_t i = 0; i < claim_.index("count"); ++i) {
        EXPECT_LT(largest, all / 2 + 1e-9) << what_;  // one less is not half
        largest += sizes[static_cast<std::size_t>(i)];
    }
    EXPECT_GE(largest, all / 2 - 1e-9) << what_;
}

inline void DetailClaimChecker::shareOfRow()
{
    std::vector<std::int64_t> place = index();
    const StageKey& from = stage_.inputs[0];
    double most = -INFINITY, sum = 0, larger = 0;
    const double own = at(from, place);
    const std::int64_t width = stage_.shape.back().extent;
    for (place.back() = 0; place.back() < width; ++place.back())
        most = std::max(most, at(from, place));
    for (place.back() = 0; place.back() < width; ++place.back()) {
        sum += std::exp(at(from, place) - most);
        larger += at(from, place) > own ? 1 : 0;
    }
    expectNear("exponential", std::exp(own - most));
    expectNear("sum", sum);
    expectNear("share", std::exp(own - most) / sum);
    EXPECT_EQ(said("of"), static_cast<double>(width)) << what_;
    EXPECT_GE(said("rank"), larger + 1) << what_;  // more where others are as large
    EXPECT_NEAR(at(claim_.stage, index()), said("share"), 1e-5) << what_;
}

inline void DetailClaimChecker::standing()
{
    std::vector<std::int64_t> place = index();
    const StageKey& from = stage_.inputs[0];
    const double own = at(from, place), width = static_cast<double>(stage_.shape.back().extent);
    double mean = 0, squares = 0;
    for (place.back() = 0; place.back() < stage_.shape.back().extent; ++place.back())
        mean += at(from, place) / width;
    for (place.back() = 0; place.back() < stage_.shape.back().extent; ++place.back())
        squares += (at(from, place) - mean) * (at(from, place) - mean) / width;
    // The operation's own deviation has its ε within.
    expectNear("deviations", squares > 0 ? (own - mean) / std::sqrt(squares + trace_.config().normEpsilon) : 0, 2e-2);
    EXPECT_NEAR(at(claim_.stage, index()), (own - mean) / std::sqrt(squares + trace_.config().normEpsilon) * said("gain") + said("shift"), 1e-3)
        << what_;
}

inline void DetailClaimChecker::ofTwo()
{
    if (claim_.kind == ClaimKind::Activated) {
        expectNear("before", at(stage_.inputs[0], index()));
        expectNear("after", at(claim_.stage, index()));
        return expectNear("factor", said("before") == 0 ? said("factor") : said("after") / said("before"), 1e-3);
    }
    const double one = at(stage_.inputs[0], index()), other = at(claim_.stage, index()) - one;
    const double large = std::max(std::abs(one), std::abs(other)), small = std::min(std::abs(one), std::abs(other));
    if (large > 1e-3)
        expectNear("share", small / large, 1e-2);
    const Term& term = claim_.why->explanation.terms[static_cast<std::size_t>(claim_.index("term"))];
    EXPECT_NEAR(std::abs(term.value), large, 1e-4 * std::max(1.0, large)) << what_;
}

inline void DetailClaimChecker::pixel()
{
    if (claim_.kind == ClaimKind::PixelScaled) {
        EXPECT_EQ(said("pixel"), at(stage_.inputs[0], {index()[1], index()[2], index()[0]})) << what_;
        expectNear("scaled", said("pixel") * said("factor"));
        expectNear("recorded", at(claim_.stage, index()));
        return expectNear("value", (said("scaled") - said("mean")) / said("deviation"));
    }
    const double value = at(claim_.stage, index());
    EXPECT_EQ(said("value"), value) << what_;
    EXPECT_NEAR(std::clamp(said("sum"), 0.0, 255.0), value, 0.5 + 1e-4) << what_;
    EXPECT_GE(said("pixels"), 1) << what_;
}

inline void DetailClaimChecker::expectTrue()
{
    switch (claim_.kind) {
    case ClaimKind::PartSeen:
    case ClaimKind::PassKeeps:
    case ClaimKind::NearestTaken: return picture();
    case ClaimKind::WeightSum:
    case ClaimKind::LargestOfRow:
    case ClaimKind::UniformWeight: return weightRow();
    case ClaimKind::BelowZero: return belowZero();
    case ClaimKind::MapShown:
        EXPECT_EQ(claim_.stage, StageKey(attentionId, claim_.index("block"))) << what_;
        EXPECT_EQ(stage_.shape.size(), 3U) << what_;
        return;
    case ClaimKind::NothingAttends:
        for (const Stage& stage : trace_.stages()) {
            EXPECT_NE(stage.key.id, attentionId) << what_;
            if (stage.key == claim_.stage)
                return;
        }
        return;
    case ClaimKind::SumOfTerms:
    case ClaimKind::SumAndBias: return terms();
    case ClaimKind::LargestTerm: return largestTerm();
    case ClaimKind::ShareOfRow: return shareOfRow();
    case ClaimKind::Standing: return standing();
    case ClaimKind::Activated:
    case ClaimKind::LargerOfTwo: return ofTwo();
    case ClaimKind::Resampled:
    case ClaimKind::PixelScaled: return pixel();
    default: FAIL() << "no twin: " << what_;
    }
}

}  // namespace vitscope::test
