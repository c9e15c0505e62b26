// A claim's naive twin: the same found again by plain loops over single cells of the run.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "core/analysis/claims.h"
#include "tests/core/detail_claim_checker.h"

namespace vitscope::test {

/// One claim held against the run's numbers, which are looked up cell by cell.
class ClaimChecker {
public:
    ClaimChecker(const Trace& trace, const ClaimQuestion& asked, const Claim& claim)
        : trace_(trace),
          asked_(asked),
          claim_(claim),
          stage_(trace.stage(claim.stage)),
          what_(claim.stage.name() + " " + std::string(claimKindName(claim.kind)) + " token " + std::to_string(asked.token) + " head " +
                std::to_string(asked.head))
    {
    }

    void expectTrue();

private:
    double said(const char* name) const { return claim_.number(name); }
    std::int64_t place(const char* name) const { return claim_.index(name); }
    void expectNear(const char* name, double expected) const
    {
        EXPECT_NEAR(said(name), expected, 1e-5 * std::max(1.0, std::abs(expected))) << name << " " << what_;
    }
    float at(const StageKey& key, std::vector<std::int64_t> index) const { return values(key).at(index); }
    const TensorView& values(const StageKey& key) const
    {
        auto found = slices_.find(key);
        if (found == slices_.end())
            found = slices_.emplace(key, trace_.slice(key)).first;
        return found->second.view();
    }
    /// The numbers of a token (as the stage numbers them) along the last axis.
    std::vector<double> row(const StageKey& key, std::int64_t token, std::int64_t head) const;
    static double length(const std::vector<double>& row)
    {
        double squares = 0;
        for (const double value : row)
            squares += value * value;
        return std::sqrt(squares);
    }
    std::int64_t rows() const { return stage_.shape[stage_.shape.size() - 2].extent; }
    std::int64_t firstToken() const { return stage_.shape[0].axis == Axis::Patch ? stage_.tokens->prefixTokens() : 0; }
    std::vector<double> weights(const StageKey& key) const;
    static std::pair<double, double> moments(const std::vector<double>& row);

    void lengths();
    void largestEntry();
    void moments();
    void added();
    void score();
    void region();
    void attention();
    void picture();
    void positions();
    void patches();
    void classes();

    const Trace& trace_;
    const ClaimQuestion& asked_;
    const Claim& claim_;
    const Stage& stage_;
    std::string what_;
    mutable std::map<StageKey, Slice> slices_;
};

inline std::vector<double> ClaimChecker::row(const StageKey& key, std::int64_t token, std::int64_t head) const
{
    const Shape& shape = trace_.stage(key).shape;
    std::vector<double> row;
    for (std::int64_t i = 0; i < shape.back().extent; ++i) {
        std::vector<std::int64_t> index{i};
        if (shape.size() > 1)
            index.insert(index.begin(), token == Claim::onlyRow                       ? 0
                                        : shape[shape.size() - 2].axis == Axis::Patch ? token - stage_.tokens->prefixTokens()
                                                                                      : token);
        if (shape.size() > 2)
            index.insert(index.begin(), head);
        row.push_back(at(key, index));
    }
    return row;
}

/// Whom the token attends to, in a head or the mean of all.
inline std::vector<double> ClaimChecker::weights(const StageKey& key) const
{
    const std::int64_t heads = trace_.config().heads;
    std::vector<double> sum(static_cast<std::size_t>(trace_.layout().tokens()), 0.0);
    for (std::int64_t head = 0; head < heads; ++head)
        if (asked_.head < 0 || asked_.head == head) {
            const std::vector<double> one = row(key, claim_.token, head);
            for (std::size_t i = 0; i < sum.size(); ++i)
                sum[i] += one[i] / (asked_.head < 0 ? static_cast<double>(heads) : 1.0);
        }
    return sum;
}

inline std::pair<double, double> ClaimChecker::moments(const std::vector<double>& row)
{
    double mean = 0, squares = 0;
    for (const double value : row)
        mean += value / static_cast<double>(row.size());
    for (const double value : row)
        squares += (value - mean) * (value - mean) / static_cast<double>(row.size());
    return {mean, std::sqrt(squares)};
}

inline void ClaimChecker::lengths()
{
    expectNear("length", length(row(claim_.stage, claim_.token, asked_.head)));
    double sum = 0, longest = 0;
    for (std::int64_t i = 0; i < rows(); ++i) {
        const double one = length(row(claim_.stage, firstToken() + i, asked_.head));
        sum += one;
        longest = std::max(longest, one);
    }
    expectNear("mean", sum / static_cast<double>(rows()));
    expectNear("longest", longest);
    EXPECT_NEAR(length(row(claim_.stage, place("longest_token"), asked_.head)), longest, 1e-5 * (1 + longest)) << what_;
}

inline void ClaimChecker::largestEntry()
{
    const std::vector<double> values = row(claim_.stage, claim_.token, asked_.head);
    EXPECT_EQ(said("value"), values[static_cast<std::size_t>(place("index"))]) << what_;
    for (const double value : values)
        EXPECT_LE(std::abs(value), std::abs(said("value"))) << what_;
    ASSERT_EQ(claim_.cells.size(), 1U);
    EXPECT_EQ(at(claim_.stage, claim_.cells[0].cell.index), said("value")) << what_;
    EXPECT_EQ(claim_.cells[0].cell.index.back(), place("index")) << what_;
}

inline void ClaimChecker::moments()
{
    const auto before = moments(row(stage_.inputs[0], claim_.token, asked_.head)), after = moments(row(claim_.stage, claim_.token, asked_.head));
    expectNear("mean_before", before.first);
    expectNear("deviation_before", before.second);
    expectNear("mean_after", after.first);
    expectNear("deviation_after", after.second);
}

inline void ClaimChecker::added()
{
    const auto share = [&](std::int64_t token) {
        const double was = length(row(stage_.inputs[0], token, -1));
        return was > 0 ? length(row(stage_.inputs[1], token, -1)) / was : 0;
    };
    if (claim_.kind == ClaimKind::MostAdded) {
        double most = 0;
        for (std::int64_t token = 0; token < rows(); ++token)
            most = std::max(most, share(token));
        expectNear("share", most);
        EXPECT_NEAR(share(place("token")), most, 1e-5 * (1 + most)) << what_;
        return;
    }
    const std::vector<double> before = row(stage_.inputs[0], claim_.token, -1), step = row(stage_.inputs[1], claim_.token, -1);
    if (claim_.kind == ClaimKind::AddedLength) {
        expectNear("before", length(before));
        expectNear("added", length(step));
        std::vector<double> sum = before;
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += step[i];
        expectNear("after", length(sum));
        expectNear("share", share(claim_.token));
        return;
    }
    double product = 0, after = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        product += before[i] * (before[i] + step[i]);
        after += (before[i] + step[i]) * (before[i] + step[i]);
    }
    const double lengths = length(before) * std::sqrt(after);
    expectNear("cosine", lengths == 0 ? 0 : product / lengths);
}

inline void ClaimChecker::score()
{
    EXPECT_EQ(at(claim_.stage, {place("head"), place("query"), place("key")}), said("score")) << what_;
    for (std::int64_t head = 0; head < stage_.shape[0].extent; ++head)
        for (std::int64_t query = 0; query < rows(); ++query)
            for (std::int64_t key = 0; key < rows() && (asked_.head < 0 || asked_.head == head); ++key)
                ASSERT_LE(at(claim_.stage, {head, query, key}), said("score")) << what_;
}

/// No smaller rectangle has half of the weight, and this one has.
inline void ClaimChecker::region()
{
    const std::vector<double> row = weights(claim_.stage);
    const TokenLayout& layout = trace_.layout();
    const auto sum = [&](std::int64_t top, std::int64_t bottom, std::int64_t left, std::int64_t right) {
        double total = 0;
        for (std::int64_t token = 0; token < layout.tokens(); ++token)
            if (const auto place = layout.placeOf(token);
                place && place->row >= top && place->row <= bottom && place->column >= left && place->column <= right)
                total += std::max(0.0, row[static_cast<std::size_t>(token)]);
        return total;
    };
    std::int64_t fewest = 1 << 30;
    for (std::int64_t top = 0; top < layout.gridRows(); ++top)
        for (std::int64_t bottom = top; bottom < layout.gridRows(); ++bottom)
            for (std::int64_t left = 0; left < layout.gridColumns(); ++left)
                for (std::int64_t right = left; right < layout.gridColumns(); ++right)
                    if (const std::int64_t cells = (bottom - top + 1) * (right - left + 1);
                        cells < fewest && sum(top, bottom, left, right) >= 0.5 + 1e-6)
                        fewest = cells;
    if (claim_.kind == ClaimKind::AttentionScatter) {
        expectNear("on_patches", sum(0, layout.gridRows(), 0, layout.gridColumns()));
        EXPECT_LT(said("on_patches"), 0.5 + 1e-5) << what_;
        EXPECT_EQ(fewest, 1 << 30) << what_;
        return;
    }
    EXPECT_LE((place("last_row") - place("first_row") + 1) * (place("last_column") - place("first_column") + 1), fewest) << what_;
    expectNear("share", sum(place("first_row"), place("last_row"), place("first_column"), place("last_column")));
    EXPECT_GE(said("share"), 0.5 - 1e-5) << what_;
}

inline void ClaimChecker::attention()
{
    const std::vector<double> row = weights(claim_.kind == ClaimKind::HalfOfContext ? stage_.inputs[0] : claim_.stage);
    const double most = *std::max_element(row.begin(), row.end());
    if (claim_.kind == ClaimKind::LargestWeight) {
        expectNear("weight", most);
        EXPECT_NEAR(row[static_cast<std::size_t>(place("key"))], most, 1e-7) << what_;
    } else if (claim_.kind == ClaimKind::ClassTokenWeight) {
        ASSERT_TRUE(trace_.layout().classToken());
        expectNear("weight", row[static_cast<std::size_t>(*trace_.layout().classToken())]);
        EXPECT_LE(said("weight"), most + 1e-7) << what_;
    } else if (claim_.kind == ClaimKind::Entropy) {
        double entropy = 0;
        for (const double weight : row)
            entropy -= weight > 0 ? weight * std::log(weight) : 0;
        expectNear("entropy", entropy);
        expectNear("most", std::log(static_cast<double>(row.size())));
    } else {
        std::vector<double> sorted = row;
        std::sort(sorted.rbegin(), sorted.rend());
        const auto upTo = [&](std::int64_t count) { return std::accumulate(sorted.begin(), sorted.begin() + count, 0.0); };
        EXPECT_GE(upTo(place("count")), 0.5 - 1e-5) << what_;
        EXPECT_LT(upTo(place("count") - 1), 0.5 + 1e-5) << what_;
    }
}

inline void ClaimChecker::picture()
{
    const Shape& shape = stage_.shape;
    if (claim_.kind == ClaimKind::ValueRange) {
        const Tensor all = values(claim_.stage).copy();
        const std::vector<double> numbers(all.values().begin(), all.values().end());
        const auto [mean, deviation] = moments(numbers);
        expectNear("mean", mean);
        expectNear("deviation", deviation);
        expectNear("lowest", *std::min_element(numbers.begin(), numbers.end()));
        expectNear("highest", *std::max_element(numbers.begin(), numbers.end()));
        return;
    }
    expectNear("rows", static_cast<double>(shape[0].extent));
    expectNear("columns", static_cast<double>(shape[1].extent));
    if (claim_.kind == ClaimKind::Resized)
        expectNear("share", static_cast<double>(elementCount(shape)) / static_cast<double>(elementCount(trace_.stage(stage_.inputs[0]).shape)));
}

inline void ClaimChecker::positions()
{
    const Parameter& learned = trace_.model().parameters.at("positions");
    const std::int64_t prefix = tokenLayout(trace_.config()).prefixTokens(), patches = learned.rows() - prefix;
    const auto cosine = [&](std::int64_t a, std::int64_t b) {
        double product = 0, one = 0, other = 0;
        for (std::int64_t i = 0; i < learned.cols(); ++i) {
            const double x = learned(prefix + a, i), y = learned(prefix + b, i);
            product += x * y;
            one += x * x;
            other += y * y;
        }
        return one == 0 || other == 0 ? 0 : product / std::sqrt(one * other);
    };
    expectNear("cosine", cosine(place("patch"), place("likest")));
    for (std::int64_t patch = 0; patch < patches; ++patch)
        if (patch != place("patch")) {
            EXPECT_LE(cosine(place("patch"), patch), said("cosine") + 1e-5) << what_;
        }
}

inline void ClaimChecker::patches()
{
    double most = -1, least = 1e9;
    for (std::int64_t patch = 0; patch < stage_.shape[0].extent; ++patch) {
        const double deviation = moments(row(claim_.stage, patch + stage_.tokens->prefixTokens(), -1)).second;
        most = std::max(most, deviation);
        least = std::min(least, deviation);
    }
    expectNear("richest_deviation", most);
    expectNear("plainest_deviation", least);
    EXPECT_NEAR(moments(row(claim_.stage, place("richest") + stage_.tokens->prefixTokens(), -1)).second, most, 1e-5 * (1 + most)) << what_;
    EXPECT_NEAR(moments(row(claim_.stage, place("plainest") + stage_.tokens->prefixTokens(), -1)).second, least, 1e-5 * (1 + least)) << what_;
}

inline void ClaimChecker::classes()
{
    const std::vector<double> values = row(claim_.stage, 0, -1);
    EXPECT_EQ(said("first_value"), values[static_cast<std::size_t>(place("first"))]) << what_;
    EXPECT_EQ(said("second_value"), values[static_cast<std::size_t>(place("second"))]) << what_;
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(values.size()); ++i) {
        EXPECT_LE(values[static_cast<std::size_t>(i)], said("first_value")) << what_;
        if (i != place("first")) {
            EXPECT_LE(values[static_cast<std::size_t>(i)], said("second_value")) << what_;
        }
    }
}

inline void ClaimChecker::expectTrue()
{
    switch (claim_.kind) {
    case ClaimKind::PictureSize:
    case ClaimKind::Resized:
    case ClaimKind::ValueRange: return picture();
    case ClaimKind::PatchVariety: return patches();
    case ClaimKind::LikestPosition: return positions();
    case ClaimKind::VectorLength: return expectNear("length", length(row(claim_.stage, claim_.token, asked_.head)));
    case ClaimKind::VectorLengths: return lengths();
    case ClaimKind::LargestEntry: return largestEntry();
    case ClaimKind::LongestHead: {
        double longest = 0;
        for (std::int64_t head = 0; head < trace_.config().heads; ++head)
            longest = std::max(longest, length(row(claim_.stage, claim_.token, head)));
        expectNear("length", longest);
        EXPECT_NEAR(length(row(claim_.stage, claim_.token, place("head"))), longest, 1e-5 * (1 + longest)) << what_;
        return;
    }
    case ClaimKind::Moments: return moments();
    case ClaimKind::AddedLength:
    case ClaimKind::MostAdded:
    case ClaimKind::Direction: return added();
    case ClaimKind::AboveZero: {
        const std::vector<double> values = row(claim_.stage, claim_.token, -1);
        const auto above = std::count_if(values.begin(), values.end(), [](double value) { return value > 0; });
        expectNear("count", static_cast<double>(above));
        expectNear("share", static_cast<double>(above) / static_cast<double>(values.size()));
        return;
    }
    case ClaimKind::LargestScore: return score();
    case ClaimKind::AttentionRegion:
    case ClaimKind::AttentionScatter: return region();
    case ClaimKind::LargestWeight:
    case ClaimKind::ClassTokenWeight:
    case ClaimKind::Entropy:
    case ClaimKind::HalfOfContext: return attention();
    case ClaimKind::BestClasses: return classes();
    default: return DetailClaimChecker(trace_, claim_).expectTrue();
    }
}

/// Whom a claim is about: the token asked for, or where the stage has no row for it, one that has.
inline void expectAboutTheToken(const Trace& trace, const ClaimQuestion& asked, const Claim& claim)
{
    const Stage& stage = trace.stage(claim.stage);
    const std::optional<PatchPlace> place = trace.layout().placeOf(asked.token);
    const bool ofPlaces = stage.shape[0].axis == Axis::Patch || stage.shape[0].axis == Axis::Row || stage.shape[0].axis == Axis::Channel;
    const bool pool = stage.key.block < 0 && stage.shape.size() > 1 &&
                      (stage.shape[stage.shape.size() - 2].axis == Axis::Query || stage.kind() == OperationKind::Context);
    const bool single = stage.part() != Part::Picture && (stage.shape.size() == 1 || pool);
    if (single)
        EXPECT_EQ(claim.token, Claim::onlyRow) << claim.stage.name();
    else if (place)
        EXPECT_EQ(stage.tokens->placeOf(claim.token), place) << claim.stage.name();
    else if (ofPlaces)
        EXPECT_TRUE(stage.tokens->placeOf(claim.token)) << claim.stage.name();
    else
        EXPECT_EQ(claim.token, asked.token);
    EXPECT_EQ(claim.head, asked.head);
}

}  // namespace vitscope::test
