#include <algorithm>
#include <cmath>
#include <unsupported/Eigen/SpecialFunctions>

#include "core/ops/activation_rows.h"
#include "core/ops/operations.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

constexpr float kInverseRoot2 = 0.70710678118654752F;
constexpr float kInverseRoot2Pi = 0.39894228040143268F;
constexpr float kRoot2OverPi = 0.79788456080286536F;
constexpr float kCubic = 0.044715F;
constexpr float kQuick = 1.702F;

}  // namespace

void activate(Activation kind, const Eigen::Map<const RowArray>& x, Eigen::Map<RowArray> y)
{
    switch (kind) {
    case Activation::Gelu: y = 0.5F * x * (1.0F + (x * kInverseRoot2).erf()); return;
    case Activation::GeluTanh: y = 0.5F * x * (1.0F + (kRoot2OverPi * (x + kCubic * x.cube())).tanh()); return;
    case Activation::QuickGelu: y = x * (1.0F + (-kQuick * x).exp()).inverse(); return;
    case Activation::Relu: y = x.max(0.0F); return;
    case Activation::Silu: y = x * (1.0F + (-x).exp()).inverse(); return;
    case Activation::Tanh: y = x.tanh(); return;
    }
}

void activationSlope(Activation kind, const Eigen::Map<const RowArray>& x, RowArray& slope)
{
    switch (kind) {
    case Activation::Gelu: slope = 0.5F * (1.0F + (x * kInverseRoot2).erf()) + x * kInverseRoot2Pi * (-0.5F * x.square()).exp(); return;
    case Activation::GeluTanh: {
        const RowArray t = (kRoot2OverPi * (x + kCubic * x.cube())).tanh();
        slope = 0.5F * (1.0F + t) + 0.5F * x * (1.0F - t.square()) * kRoot2OverPi * (1.0F + 3.0F * kCubic * x.square());
        return;
    }
    case Activation::QuickGelu: {
        const RowArray s = (1.0F + (-kQuick * x).exp()).inverse();
        slope = s + kQuick * x * s * (1.0F - s);
        return;
    }
    case Activation::Relu: slope = (x > 0.0F).cast<float>(); return;
    case Activation::Silu: {
        const RowArray s = (1.0F + (-x).exp()).inverse();
        slope = s + x * s * (1.0F - s);
        return;
    }
    case Activation::Tanh: slope = 1.0F - x.tanh().square(); return;
    }
}

ActivationShare shareOf(Activation kind, double x)
{
    const auto sigmoid = [](double z) { return 1.0 / (1.0 + std::exp(-z)); };
    switch (kind) {
    case Activation::Gelu: return {0.5 * (1.0 + std::erf(x / std::sqrt(2.0))), "Φ(%)", "0.5 * (1 + erf(x / np.sqrt(2)))"};
    case Activation::GeluTanh:
        return {0.5 * (1.0 + std::tanh(std::sqrt(2.0 / M_PI) * (x + 0.044715 * x * x * x))), "½ (1 + tanh(√(2/π) · (% + 0.044715 · %³)))",
                "0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))"};
    case Activation::QuickGelu: return {sigmoid(1.702 * x), "1 / (1 + e^(−1.702 · %))", "1 / (1 + np.exp(-1.702 * x))"};
    case Activation::Relu: return {x > 0 ? 1.0 : 0.0, "[% > 0]", "(x > 0)"};
    case Activation::Silu: return {sigmoid(x), "1 / (1 + e^(−%))", "1 / (1 + np.exp(-x))"};
    case Activation::Tanh: return {x == 0 ? 1.0 : std::tanh(x) / x, "tanh(%) / %", "np.tanh(x) / x if x else 1.0"};
    }
    return {1.0, "1", "1"};
}

namespace {

class ActivationOperation : public Operation {
public:
    explicit ActivationOperation(Activation kind) : kind_(kind) {}

    OperationKind kind() const override { return OperationKind::Activation; }
    std::string attributes() const override { return std::string(activationName(kind_)); }
    void forward(const Forward& f) const override
    {
        parallelSlices(f.compute, f.out.rows, 8, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first; i < last; ++i)
                activate(kind_, rowOf(f.inputs[0], i), rowOf(f.out, i));
        });
    }
    Reads gradientReads() const override { return {.inputs = true}; }
    GradientWay gradientWay() const override { return GradientWay::InPlace; }
    void gradient(const Backward& b) const override
    {
        parallelSlices(b.compute, b.dOut.rows, 8, [&](std::int64_t first, std::int64_t last) {
            RowArray slope(b.dOut.columns);
            for (std::int64_t i = first; i < last; ++i) {
                activationSlope(kind_, rowOf(b.inputs[0], i), slope);
                rowOf(b.to[0].rows, i) = rowOf(b.dOut, i) * slope;
            }
        });
    }
    Explanation explain(const Question& asked) const override;

private:
    Activation kind_;
};

/// Every one of these functions lets a share of x through: y = x · share(x), and the share is the term's factor.
Explanation ActivationOperation::explain(const Question& asked) const
{
    explaining::Maker maker;
    const OperandAt at{maker.line(asked.input(asked.here()), "x"), 0};
    const ActivationShare share = shareOf(kind_, maker.value(at));
    // "0.3 × Φ(0.3) = 0.3 × 0.6179"
    const std::string value = shortNumber(maker.value(at));
    std::string numbers = value + " × ";
    for (const char c : share.symbols)
        c == '%' ? numbers += value : numbers += c;
    numbers += " = " + value + " × " + shortNumber(share.value);
    maker.entry(maker.value(at) * share.value, {at}, share.value);
    maker.python("share = " + share.python);
    maker.python("result = x * share");
    Explanation result = maker.finish(maker.sum(), std::move(numbers));
    if (kind_ == Activation::Gelu)
        result.numpy.insert(result.numpy.begin() + 1, "from math import erf");
    return result;
}

}  // namespace

OperationPtr activation(Activation kind)
{
    return std::make_shared<ActivationOperation>(kind);
}

std::string_view activationName(Activation activation)
{
    return std::find_if(activationNames.begin(), activationNames.end(), [=](const ActivationName& a) { return a.activation == activation; })->name;
}

std::optional<Activation> activationNamed(std::string_view name)
{
    const auto found = std::find_if(activationNames.begin(), activationNames.end(), [=](const ActivationName& a) { return a.name == name; });
    return found == activationNames.end() ? std::nullopt : std::optional(found->activation);
}

std::string knownActivations()
{
    std::string known;
    for (const ActivationName& a : activationNames)
        known += (known.empty() ? "" : ", ") + std::string(a.name);
    return known;
}

}  // namespace vitscope
