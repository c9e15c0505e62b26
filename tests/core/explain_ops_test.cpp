// Each operation's explanation with numbers that can be checked by hand; how operands, terms and numbers are written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/image/operations.h"
#include "core/ops/operations.h"

namespace vitscope {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

/// A whole vector.
OperandLine vectorOf(const std::string& name, std::vector<float> values, Axis axis = Axis::Feature)
{
    const auto count = static_cast<std::int64_t>(values.size());
    return {name, false, {{axis, count}}, {{0, count, false}}, std::move(values)};
}

/// The cell `index` of a vector of ten.
OperandLine cellOf(const std::string& name, float value, std::int64_t index = 3)
{
    return {name, false, {{Axis::Feature, 10}}, {{index, 1, true}}, {value}};
}

/// The vector of these features in head 0, token 0.
OperandLine inHead(const std::string& name, std::vector<float> values)
{
    const auto count = static_cast<std::int64_t>(values.size());
    return {name, false, {{Axis::Head, 1}, {Axis::Token, 1}, {Axis::HeadFeature, count}}, {only(0), only(0), {0, count, false}}, std::move(values)};
}

/// A cell whose operands are these, wherever the operation looks for them.
class Asked : public Question {
public:
    Asked(std::vector<std::int64_t> index, std::vector<OperandLine> inputs, std::vector<OperandLine> parameters = {}, Shape shape = {})
        : Question(std::move(index)),
          inputs_(std::move(inputs)),
          parameters_(std::move(parameters)),
          shape_(std::move(shape))
    {
    }
    std::string stageName() const override { return "asked"; }
    const Shape& shape() const override { return shape_; }
    std::size_t inputs() const override { return inputs_.size(); }
    std::size_t parameters() const override { return parameters_.size(); }
    const Shape& inputShape(std::size_t number) const override { return inputs_[number].shape; }
    OperandLine self() const override { return inputs_[0]; }
    OperandLine input(std::vector<Along>, std::size_t number) const override { return inputs_[number]; }
    OperandLine parameter(std::size_t number, std::vector<Along>) const override { return parameters_[number]; }

private:
    std::vector<OperandLine> inputs_, parameters_;
    Shape shape_;
};

std::vector<double> addingValues(const Explanation& why)
{
    std::vector<double> values;
    for (const Term& term : why.terms)
        if (term.adds())
            values.push_back(term.value);
    return values;
}

const Term& withSymbol(const Explanation& why, const std::string& symbol)
{
    for (const Term& term : why.terms)
        if (term.symbol == symbol)
            return term;
    throw std::runtime_error("no term " + symbol);
}

TEST(OperandLine, IsWrittenAsNumPyDoes)
{
    const Shape shape{{Axis::Head, 2}, {Axis::Token, 3}, {Axis::HeadFeature, 4}};
    const Along heads{0, 2, false}, tokens{0, 3, false}, features{0, 4, false}, one{1, 1, true}, two{2, 1, true}, some{1, 2, false};
    const auto text = [&](const std::vector<Along>& where) {
        std::size_t count = 1;
        for (const Along& along : where)
            count *= along.fixed ? 1 : static_cast<std::size_t>(along.count);
        const OperandLine line{"x", false, shape, where, std::vector<float>(count)};
        return line.python() + " " + line.pythonShape();
    };
    EXPECT_EQ(text({one, two, features}), "[1, 2] (4,)");
    EXPECT_EQ(text({one, tokens, two}), "[1, :, 2] (3,)");
    EXPECT_EQ(text({heads, one, features}), "[:, 1].reshape(-1) (8,)");
    EXPECT_EQ(text({one, some, two}), "[1, 1:3, 2] (2,)");
    EXPECT_EQ(text({one, two, one}), "[1, 2, 1] ()");
    EXPECT_EQ(text({heads, tokens, features}), ".reshape(-1) (24,)");
    EXPECT_EQ(vectorOf("x", {1, 2}).python(), "");
}

TEST(OperandLine, KnowsWhereItsValuesStand)
{
    const OperandLine line{
        "x", false, {{Axis::Head, 2}, {Axis::Token, 3}, {Axis::HeadFeature, 4}}, {{0, 2, false}, {1, 1, true}, {0, 4, false}}, std::vector<float>(8)};
    EXPECT_THAT(line.indexOf(0), ElementsAre(0, 1, 0));
    EXPECT_THAT(line.indexOf(5), ElementsAre(1, 1, 1));
    EXPECT_EQ(line.axis(), Axis::HeadFeature);
    const OperandLine part{"x", false, {{Axis::Row, 9}, {Axis::Column, 9}}, {{4, 3, false}, {2, 1, true}}, std::vector<float>(3)};
    EXPECT_THAT(part.indexOf(2), ElementsAre(6, 2));
    EXPECT_EQ(part.axis(), Axis::Row);
    EXPECT_EQ(cellOf("x", 1).axis(), std::nullopt);
}

TEST(TermLabel, SaysWhereItsFirstOperandStands)
{
    Explanation why;
    why.lines = {vectorOf("x", {1, 2}),
                 {"y",
                  false,
                  {{Axis::Head, 2}, {Axis::Token, 3}, {Axis::HeadFeature, 4}},
                  {{0, 2, false}, {1, 1, true}, {0, 4, false}},
                  std::vector<float>(8)},
                 {"z", false, {{Axis::Token, 5}, {Axis::Feature, 4}}, {{4, 1, true}, {2, 1, true}}, {0}}};
    const auto label = [&](std::vector<OperandAt> operands) {
        Term term;
        term.operands = std::move(operands);
        return termLabel(why, term);
    };
    EXPECT_EQ(label({{0, 1}, {1, 0}}), "feature 1");
    EXPECT_EQ(label({{1, 5}}), "head 1, head feature 1");
    EXPECT_EQ(label({{2, 0}}), "token 4, feature 2");
    Term named;
    named.label = {"root of the %1 features of a head", {"32"}};
    named.operands = {{0, 0}};
    EXPECT_EQ(termLabel(why, named), "root of the 32 features of a head");
}

TEST(ShortNumber, HasFourDigitsAndARealMinus)
{
    EXPECT_EQ(shortNumber(0), "0");
    EXPECT_EQ(shortNumber(-0.0), "0");
    EXPECT_EQ(shortNumber(1.5), "1.5");
    EXPECT_EQ(shortNumber(-0.123456), "−0.1235");
    EXPECT_EQ(shortNumber(123456.7), "1.235e+05");
    EXPECT_EQ(shortNumber(0.0000123456), "1.235e-05");
    EXPECT_EQ(shortNumber(4194304), "4194304") << "a whole weight of 22 bits";
    EXPECT_EQ(shortNumber(-255), "−255");
    EXPECT_EQ(shortNumber(std::nan("")), "NaN");
    EXPECT_EQ(shortNumber(INFINITY), "∞");
    EXPECT_EQ(shortNumber(-INFINITY), "−∞");
}

TEST(ExplainLinear, AddsProductsAndBias)
{
    const Explanation why =
        linear({Axis::Class, 10})->explain(Asked({3}, {vectorOf("x", {1, 2, 3})}, {vectorOf("w", {2, -3, 0.5F}), cellOf("b", 4)}));
    EXPECT_THAT(addingValues(why), ElementsAre(-6, 4, 2, 1.5));
    EXPECT_EQ(why.sum, 1.5);
    EXPECT_EQ(why.recomputed, 1.5);
    EXPECT_EQ(why.numbers, "2 × (−3) + 1 × 2 + 3 × 0.5 + 4");
    EXPECT_EQ(termLabel(why, why.terms[0]), "feature 1");
    EXPECT_EQ(termLabel(why, why.terms[1]), "bias");
    EXPECT_EQ(why.terms[0].operands, (std::vector<OperandAt>{{0, 1}, {1, 1}}));
    EXPECT_THAT(why.numpy, ElementsAre("import numpy as np", "run = np.load(\"arrays.npz\")", "x = run[\"x\"]  # (3,)", "w = run[\"w\"]  # (3,)",
                                       "b = run[\"b\"][3]", "result = x @ w + b", "# 1.5"));
    EXPECT_EQ(linear({Axis::Class, 10})->explain(Asked({3}, {vectorOf("x", {1})}, {vectorOf("w", {-2})})).recomputed, -2);
}

TEST(ExplainLinear, WhatIsNoNumberStandsFirst)
{
    const Explanation why =
        linear({Axis::Class, 10})->explain(Asked({3}, {vectorOf("x", {100, nan, 1})}, {vectorOf("w", {1, 1, 1}), cellOf("b", 0)}));
    EXPECT_TRUE(std::isnan(why.recomputed) && std::isnan(why.sum) && std::isnan(why.terms.front().value));
    EXPECT_EQ(why.terms[1].value, 100);
    EXPECT_EQ(why.numbers, "NaN × 1 + 100 × 1 + 1 × 1 + 0");
}

TEST(ExplainScores, DividesByTheRootOfTheWidth)
{
    const Explanation why = attentionScores(1, 4, true)->explain(Asked({0, 0, 0}, {inHead("q", {1, 2, 2, 0}), inHead("k", {3, 1, -1, 5})}));
    EXPECT_THAT(addingValues(why), ElementsAre(3, 2, -2, 0));
    EXPECT_EQ(why.terms[1].operands.front().cell, 1U) << "equal terms keep their order";
    EXPECT_EQ(why.sum, 3);
    EXPECT_EQ(withSymbol(why, "√d").value, 2);
    EXPECT_EQ(why.recomputed, 1.5);
    EXPECT_EQ(why.numbers, "(1 × 3 + 2 × 1 + 2 × (−1) + …) / 2");
    const Explanation plain = attentionScores(1, 2, false)->explain(Asked({0, 0, 0}, {inHead("q", {1, 2}), inHead("k", {3, 1})}));
    EXPECT_EQ(plain.recomputed, 5);
    EXPECT_EQ(plain.terms.size(), 2U);
}

TEST(ExplainSoftmax, IsItsOwnExponentialsShare)
{
    const Explanation why = softmax()->explain(Asked({2}, {vectorOf("s", {1, 3, 2}, Axis::Key)}));
    const double sum = 1 + std::exp(-1.0) + std::exp(-2.0);
    EXPECT_THAT(addingValues(why), ElementsAre(1, std::exp(-1.0), std::exp(-2.0)));
    EXPECT_EQ(termLabel(why, why.terms[why.own.value()]), "key 2");
    EXPECT_EQ(why.own, 1U);
    EXPECT_EQ(withSymbol(why, "max").value, 3);
    EXPECT_NEAR(why.sum, sum, 1e-15);
    EXPECT_NEAR(why.recomputed, std::exp(-1.0) / sum, 1e-15);
    EXPECT_EQ(why.numbers, "e^(2 − 3) / 1.503");
    EXPECT_EQ(why.sumName.text, "sum of the exponentials");
}

TEST(ExplainSoftmax, TiesHugeNumbersAndNone)
{
    const Explanation ties = softmax()->explain(Asked({3}, {vectorOf("s", {5, 5, 5, 5})}));
    EXPECT_EQ(ties.recomputed, 0.25);
    EXPECT_EQ(ties.own, 3U);
    EXPECT_EQ(withSymbol(ties, "max").operands.front().cell, 0U);
    const Explanation huge = softmax()->explain(Asked({0}, {vectorOf("s", {3e38F, -3e38F})}));
    EXPECT_EQ(huge.recomputed, 1);
    EXPECT_TRUE(std::isnan(softmax()->explain(Asked({0}, {vectorOf("s", {1, nan})})).recomputed));
}

TEST(ExplainLayerNorm, ShowsTheFeaturesPartsOfTheVariance)
{
    const Explanation why = layerNorm(0.0F)->explain(Asked({3}, {vectorOf("x", {1, 3, 2, 6})}, {cellOf("g", 5), cellOf("b", 7)}));
    EXPECT_THAT(addingValues(why), ElementsAre(2.25, 1, 0.25, 0));  // (x − 3)² / 4: 6, 1, 2, 3
    EXPECT_EQ(why.own, 0U);
    EXPECT_EQ(withSymbol(why, "mean").value, 3);
    EXPECT_EQ(withSymbol(why, "ε").value, 0);
    EXPECT_EQ(withSymbol(why, "γ").value, 5);
    EXPECT_EQ(withSymbol(why, "β").value, 7);
    EXPECT_EQ(why.sum, 3.5);
    EXPECT_NEAR(why.recomputed, 3 / std::sqrt(3.5) * 5 + 7, 1e-14);
    EXPECT_EQ(why.numbers, "(6 − 3) / √(3.5 + 0) · 5 + 7");
    EXPECT_EQ(why.sumName.text, "variance");
    // Equal features: ε alone keeps the quotient finite.
    EXPECT_EQ(layerNorm(1e-6F)->explain(Asked({0}, {vectorOf("x", {2, 2})}, {cellOf("g", 5), cellOf("b", 7)})).recomputed, 7);
}

TEST(ExplainActivation, LetsAShareThrough)
{
    const auto recomputed = [](Activation kind, float x) { return activation(kind)->explain(Asked({3}, {cellOf("h", x)})).recomputed; };
    EXPECT_EQ(recomputed(Activation::Relu, -2), 0);
    EXPECT_EQ(recomputed(Activation::Relu, 3), 3);
    EXPECT_NEAR(recomputed(Activation::Gelu, 1), 0.841345, 1e-6);
    EXPECT_NEAR(recomputed(Activation::GeluTanh, 1), 0.841192, 1e-6);
    EXPECT_NEAR(recomputed(Activation::QuickGelu, 1), 0.845796, 1e-6);
    EXPECT_NEAR(recomputed(Activation::Silu, 1), 0.731059, 1e-6);
    const Explanation why = activation(Activation::Gelu)->explain(Asked({3}, {cellOf("h", 1)}));
    ASSERT_EQ(why.terms.size(), 1U);
    EXPECT_NEAR(why.terms[0].factor.value(), 0.841345, 1e-6);
    EXPECT_EQ(why.numbers, "1 × Φ(1) = 1 × 0.8413");
}

TEST(ExplainSum, AndMean)
{
    const Explanation total = sum()->explain(Asked({3}, {cellOf("r", 0.25F), cellOf("m", -0.5F)}));
    EXPECT_THAT(addingValues(total), ElementsAre(-0.5, 0.25));
    EXPECT_EQ(total.recomputed, -0.25);
    EXPECT_EQ(total.numbers, "0.25 − 0.5") << "in the order of the formula";
    const Explanation mean = meanOfTokens(0, 4)->explain(Asked({0}, {vectorOf("n", {1, 2, 6, 7})}));
    EXPECT_EQ(mean.recomputed, 4);
    EXPECT_THAT(addingValues(mean), ElementsAre(1.75, 1.5, 0.5, 0.25));
    EXPECT_EQ(mean.terms[0].factor, 0.25);
    EXPECT_EQ(mean.numbers, "(7 + 6 + 2 + …) / 4");
}

TEST(ExplainTaken, GivenAndPadding)
{
    const Explanation taken = copy()->explain(Asked({3}, {cellOf("image.pixels", 0.5F)}));
    EXPECT_EQ(taken.recomputed, 0.5);
    EXPECT_EQ(taken.terms.front().operands, (std::vector<OperandAt>{{0, 0}}));
    const Explanation given = begin({})->explain(Asked({3}, {cellOf("image.source", 200)}));
    EXPECT_EQ(given.recomputed, 200);
    EXPECT_TRUE(given.terms.front().operands.empty()) << "nothing is behind it";
    const OperandLine picture{"image.resized",
                              false,
                              {{Axis::Row, 2}, {Axis::Column, 1}, {Axis::Channel, 3}},
                              {{0, 2, false}, {0, 1, false}, {0, 3, false}},
                              std::vector<float>(6, 9.0F)};
    const Explanation padding = centerCropped({})->explain(Asked({0, 0, 2}, {picture}, {}, {{Axis::Row, 4}, {Axis::Column, 1}, {Axis::Channel, 3}}));
    EXPECT_EQ(padding.recomputed, 0);
    EXPECT_TRUE(padding.terms.front().operands.empty());
    EXPECT_THAT(padding.numpy,
                ElementsAre("import numpy as np", "run = np.load(\"arrays.npz\")", "x = run[\"image.resized\"]  # (2, 1, 3)",
                            "row, column = -1, 0  # where the cropped pixel would stand in it",
                            "inside = 0 <= row < x.shape[0] and 0 <= column < x.shape[1]", "result = x[row, column, 2] if inside else 0", "# 0"));
}

TEST(ExplainResampled, RoundingIsATermOfItsOwn)
{
    constexpr std::int32_t one = 1 << 22;
    const auto explained = [](std::vector<float> pixels, std::vector<std::int32_t> weights) {
        return explainResampled(vectorOf("image.source", std::move(pixels), Axis::Column), {0, std::move(weights)}, "image.resized_rows");
    };
    const Explanation half = explained({10, 21}, {one / 2, one / 2});
    EXPECT_EQ(half.recomputed, 16) << "one half is rounded up";
    EXPECT_THAT(addingValues(half), ElementsAre(10.5, 5, 0.5));
    EXPECT_EQ(half.terms.back().label.text, "rounding to 8 bit");
    EXPECT_EQ(half.terms.front().factor, one / 2);
    EXPECT_EQ(half.numbers, "⌊(2097152 × 21 + 2097152 × 10) / 2²²⌉");
    EXPECT_EQ(half.ownNumbers.front().name, "image.resized_rows.weights");
    EXPECT_THAT(half.ownNumbers.front().values, ElementsAre(one / 2, one / 2));

    const Explanation over = explained({255, 0}, {one + one / 4, -one / 4});
    EXPECT_EQ(over.recomputed, 255);
    EXPECT_EQ(over.sum, 255);
    EXPECT_THAT(addingValues(over), ElementsAre(318.75, -63.75, 0));
    EXPECT_EQ(over.terms[1].label.text, "rounding, cut off at 0 and 255");
    EXPECT_EQ(explained({0, 255}, {one + one / 4, -one / 4}).recomputed, 0);
    EXPECT_THAT(addingValues(explained({200}, {one})), ElementsAre(200, 0));
}

TEST(ExplainNormalized, RescalesThenNormalises)
{
    PreprocessConfig config;
    config.mean = {0.5F, 0.25F, 0.5F};
    config.deviation = {0.5F, 0.125F, 0.5F};
    config.rescaleFactor = 1.0 / 256;
    const Explanation why = explainNormalized(cellOf("image.resized", 128), config, 1);
    EXPECT_THAT(addingValues(why), ElementsAre(0.5, -0.25));
    EXPECT_EQ(why.sum, 0.25);
    EXPECT_EQ(why.recomputed, 2);
    EXPECT_EQ(withSymbol(why, "deviation").value, 0.125);
    EXPECT_EQ(why.numbers, "(128 × 0.003906 − 0.25) / 0.125");
    EXPECT_THAT(why.numpy, ::testing::Contains("result = (p * 0.00390625 - 0.25) / 0.125"));
    config.normalize = false;
    EXPECT_EQ(explainNormalized(cellOf("image.resized", 128), config, 1).recomputed, 0.5);
    config.rescale = false;
    EXPECT_EQ(explainNormalized(cellOf("image.resized", 128), config, 1).recomputed, 128);
}

}  // namespace
}  // namespace vitscope
