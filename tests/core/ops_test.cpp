// Every operation against a naive loop in double precision, every gradient against finite differences.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

#include "core/ops/matmul.h"
#include "core/ops/operations.h"
#include "core/tensor/matrix.h"

namespace vitscope {
namespace {

Matrix randomMatrix(std::int64_t rows, std::int64_t columns, unsigned seed)
{
    std::mt19937 random(seed);
    Matrix matrix(rows, columns);
    for (std::int64_t i = 0; i < matrix.size(); ++i)
        matrix.data()[i] = static_cast<float>(random()) / 2147483648.0F - 1.0F;
    return matrix;
}

/// What an operation makes of these, in a matrix of this size.
Matrix made(const OperationPtr& operation, std::int64_t rows, std::int64_t columns, const std::vector<ConstRows>& inputs,
            const std::vector<ConstRows>& parameters = {}, std::int64_t examples = 1)
{
    Matrix out(rows, columns);
    operation->forward({{}, examples, inputs, parameters, out});
    return out;
}

double naiveEntry(const Factor& left, const Factor& right, std::int64_t i, std::int64_t j)
{
    double sum = 0;
    for (std::int64_t k = 0; k < left.width(); ++k) {
        const double a = left.transposed ? left.rows.row(k)[i] : left.rows.row(i)[k];
        const double b = right.transposed ? right.rows.row(j)[k] : right.rows.row(k)[j];
        sum += a * b;
    }
    return sum;
}

class MatmulTest : public testing::TestWithParam<std::tuple<MatmulBackend, bool, bool, int>> {};

TEST_P(MatmulTest, EqualsTheNaiveLoop)
{
    const auto [backend, leftTransposed, rightTransposed, threads] = GetParam();
    const Compute compute{backend, threads};
    for (const auto& [m, n, k] : std::vector<std::array<int, 3>>{{1, 1, 1}, {5, 7, 3}, {64, 33, 20}, {197, 50, 64}}) {
        // Factors and result lie inside wider matrices, so that the stride matters.
        const Matrix a = randomMatrix(leftTransposed ? k : m, (leftTransposed ? m : k) + 5, 1);
        const Matrix b = randomMatrix(rightTransposed ? n : k, (rightTransposed ? k : n) + 3, 2);
        const Factor left{ConstRows(a).block(0, a.rows(), 2, a.cols() - 5), leftTransposed};
        const Factor right{ConstRows(b).block(0, b.rows(), 1, b.cols() - 3), rightTransposed};
        const Matrix before = randomMatrix(m, n + 2, 3);
        Matrix result = before;
        matmul(compute, left, right, Rows(result).block(0, m, 1, n), 0.5F, 2.0F);
        for (int i = 0; i < m; ++i)
            for (int j = 0; j < n; ++j)
                EXPECT_NEAR(result(i, j + 1), 0.5 * naiveEntry(left, right, i, j) + 2.0 * before(i, j + 1), 1e-4) << m << " " << n << " " << k;
        EXPECT_EQ(result.col(0), before.col(0));
        EXPECT_EQ(result.col(n + 1), before.col(n + 1));

        result.setConstant(std::nanf(""));
        matmul(compute, left, right, Rows(result).block(0, m, 1, n));
        EXPECT_NEAR(result(m - 1, n), naiveEntry(left, right, m - 1, n - 1), 1e-4) << "beta 0 must not read the old result";
    }
}

INSTANTIATE_TEST_SUITE_P(Backends, MatmulTest,
                         testing::Combine(testing::Values(MatmulBackend::OneDnn, MatmulBackend::Eigen), testing::Bool(), testing::Bool(),
                                          testing::Values(1, 2)));

TEST(Matmul, RefusesFactorsThatDoNotFit)
{
    Matrix a = Matrix::Zero(2, 3), b = Matrix::Zero(4, 2), c = Matrix::Zero(2, 2);
    EXPECT_ANY_THROW(matmul({}, plain(a), plain(b), c));
}

double activationOf(Activation kind, double x)
{
    switch (kind) {
    case Activation::Gelu: return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
    case Activation::GeluTanh: return 0.5 * x * (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
    case Activation::QuickGelu: return x / (1 + std::exp(-1.702 * x));
    case Activation::Relu: return x > 0 ? x : 0;
    case Activation::Silu: return x / (1 + std::exp(-x));
    case Activation::Tanh: return std::tanh(x);
    }
    return 0;
}

class ActivationTest : public testing::TestWithParam<Activation> {};

TEST_P(ActivationTest, ValueAndSlope)
{
    Matrix x(3, 200);
    for (int i = 0; i < x.size(); ++i)
        x.data()[i] = static_cast<float>(i - 300) * 0.041F + 0.003F;
    Matrix slope(3, 200);
    const Matrix ones = Matrix::Ones(3, 200);
    const Matrix y = made(activation(GetParam()), 3, 200, {x});
    activation(GetParam())->gradient({{}, 1, std::vector<ConstRows>{x}, {}, {}, ones, std::vector<GradientTo>{{Rows(slope)}}, {}});
    for (int i = 0; i < x.size(); ++i) {
        const double at = x.data()[i], step = 1e-5;
        EXPECT_NEAR(y.data()[i], activationOf(GetParam(), at), 2e-6 * std::max(1.0, std::abs(at)));
        EXPECT_NEAR(slope.data()[i], (activationOf(GetParam(), at + step) - activationOf(GetParam(), at - step)) / (2 * step), 5e-6);
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, ActivationTest,
                         testing::Values(Activation::Gelu, Activation::GeluTanh, Activation::QuickGelu, Activation::Relu, Activation::Silu));

TEST(Softmax, EqualsTheNaiveLoopAndDoesNotOverflow)
{
    Matrix x = randomMatrix(40, 19, 4) * 30.0F;
    x(0, 0) = 1e4F;
    const Matrix y = made(softmax(), 40, 19, {x});
    for (int i = 0; i < x.rows(); ++i) {
        double sum = 0;
        for (int j = 0; j < x.cols(); ++j)
            sum += std::exp(static_cast<double>(x(i, j)) - x.row(i).maxCoeff());
        for (int j = 0; j < x.cols(); ++j)
            EXPECT_NEAR(y(i, j), std::exp(static_cast<double>(x(i, j)) - x.row(i).maxCoeff()) / sum, 1e-6);
    }
}

TEST(LayerNorm, EqualsTheNaiveLoop)
{
    const Matrix x = randomMatrix(33, 24, 5), weight = randomMatrix(1, 24, 6), bias = randomMatrix(1, 24, 7);
    const Matrix y = made(layerNorm(1e-3F), 33, 24, {x}, {weight, bias});
    for (int i = 0; i < x.rows(); ++i) {
        double mean = 0, variance = 0;
        for (int j = 0; j < 24; ++j)
            mean += x(i, j) / 24.0;
        for (int j = 0; j < 24; ++j)
            variance += (x(i, j) - mean) * (x(i, j) - mean) / 24.0;
        for (int j = 0; j < 24; ++j)
            EXPECT_NEAR(y(i, j), (x(i, j) - mean) / std::sqrt(variance + 1e-3) * weight(0, j) + bias(0, j), 2e-6);
    }
}

/// The slope of Σ f · dy by each entry of `at`, by central differences, compared with `gradient`.
void expectGradient(Matrix& at, const Matrix& gradient, const std::function<Matrix()>& f, const Matrix& dy, const char* what)
{
    for (int i = 0; i < at.size(); i += 1 + static_cast<int>(at.size()) / 40) {
        const float was = at.data()[i], step = 1e-2F;
        at.data()[i] = was + step;
        const double above = (f().array() * dy.array()).cast<double>().sum();
        at.data()[i] = was - step;
        const double below = (f().array() * dy.array()).cast<double>().sum();
        at.data()[i] = was;
        EXPECT_NEAR(gradient.data()[i], (above - below) / (2.0 * step), 2e-2 * std::max(0.2F, gradient.cwiseAbs().maxCoeff())) << what << " " << i;
    }
}

TEST(Gradients, Linear)
{
    Matrix x = randomMatrix(70, 6, 1), weight = randomMatrix(6, 5, 2), bias = randomMatrix(1, 5, 3);
    const Matrix dy = randomMatrix(70, 5, 4);
    Matrix dx(70, 6), dWeight = Matrix::Zero(6, 5), dBias = Matrix::Zero(1, 5);
    const OperationPtr operation = linear({Axis::Feature, 5});
    const auto f = [&] { return made(operation, 70, 5, {x}, {weight, bias}); };
    operation->gradient({{},
                         1,
                         std::vector<ConstRows>{x},
                         std::vector<ConstRows>{weight, bias},
                         {},
                         dy,
                         std::vector<GradientTo>{{Rows(dx)}},
                         std::vector<Rows>{dWeight, dBias}});
    expectGradient(x, dx, f, dy, "x");
    expectGradient(weight, dWeight, f, dy, "weight");
    expectGradient(bias, dBias, f, dy, "bias");
}

TEST(Gradients, LayerNorm)
{
    Matrix x = randomMatrix(40, 12, 1), weight = randomMatrix(1, 12, 2), bias = randomMatrix(1, 12, 3);
    const Matrix dy = randomMatrix(40, 12, 4);
    Matrix dx = Matrix::Zero(40, 12), dWeight = Matrix::Zero(1, 12), dBias = Matrix::Zero(1, 12);
    const OperationPtr operation = layerNorm(1e-5F);
    const auto f = [&] { return made(operation, 40, 12, {x}, {weight, bias}); };
    operation->gradient({{},
                         1,
                         std::vector<ConstRows>{x},
                         std::vector<ConstRows>{weight, bias},
                         {},
                         dy,
                         std::vector<GradientTo>{{Rows(dx)}},
                         std::vector<Rows>{dWeight, dBias}});
    expectGradient(x, dx, f, dy, "x");
    expectGradient(weight, dWeight, f, dy, "weight");
    expectGradient(bias, dBias, f, dy, "bias");
}

TEST(ParallelSlices, CarryAnErrorToTheCaller)
{
    const Compute two{MatmulBackend::OneDnn, 2};
    const auto fail = [](std::int64_t first, std::int64_t, auto...) {
        if (first > 0)
            throw std::runtime_error("in the second slice");
    };
    EXPECT_THROW(parallelSlices(two, 100, 1, fail), std::runtime_error);
    float total = 0;
    EXPECT_THROW(parallelSums(two, 100, 1, 1, &total, fail), std::runtime_error);
    EXPECT_EQ(total, 0.0F);
}

TEST(Gradients, Attention)
{
    Matrix query = randomMatrix(10, 12, 1), key = randomMatrix(10, 12, 2), value = randomMatrix(10, 12, 3);
    const Matrix dy = randomMatrix(10, 12, 4);
    const OperationPtr toScores = attentionScores(3, 4, true), toContext = attentionContext(3, 4);
    Matrix weights(30, 5);
    const auto f = [&] {
        const Matrix scores = made(toScores, 30, 5, {query, key}, {}, 2);
        weights = made(softmax(), 30, 5, {scores}, {}, 2);
        return made(toContext, 10, 12, {weights, value}, {}, 2);
    };
    f();
    Matrix dWeights(30, 5), dQuery(10, 12), dKey(10, 12), dValue(10, 12);
    const auto gradient = [](const OperationPtr& operation, const std::vector<ConstRows>& inputs, ConstRows output, ConstRows dOut,
                             const std::vector<GradientTo>& to) {
        operation->gradient({{}, 2, inputs, {}, output, dOut, to, {}});
    };
    gradient(toContext, {weights, value}, {}, dy, {{Rows(dWeights)}, {Rows(dValue)}});
    gradient(softmax(), {}, weights, dWeights, {{Rows(dWeights)}});
    gradient(toScores, {query, key}, {}, dWeights, {{Rows(dQuery)}, {Rows(dKey)}});
    expectGradient(query, dQuery, f, dy, "query");
    expectGradient(key, dKey, f, dy, "key");
    expectGradient(value, dValue, f, dy, "value");
}

}  // namespace
}  // namespace vitscope
