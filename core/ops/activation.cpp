#include "core/ops/activation.h"

#include <unsupported/Eigen/SpecialFunctions>

namespace vitscope {

namespace {

using RowArray = Eigen::Array<float, 1, Eigen::Dynamic>;
using ConstRow = Eigen::Map<const RowArray>;
using Row = Eigen::Map<RowArray>;

constexpr float kInverseRoot2 = 0.70710678118654752F;
constexpr float kInverseRoot2Pi = 0.39894228040143268F;
constexpr float kRoot2OverPi = 0.79788456080286536F;
constexpr float kCubic = 0.044715F;
constexpr float kQuick = 1.702F;

void forwardRow(Activation kind, const ConstRow& x, Row y)
{
    switch (kind) {
    case Activation::Gelu: y = 0.5F * x * (1.0F + (x * kInverseRoot2).erf()); return;
    case Activation::GeluTanh: y = 0.5F * x * (1.0F + (kRoot2OverPi * (x + kCubic * x.cube())).tanh()); return;
    case Activation::QuickGelu: y = x * (1.0F + (-kQuick * x).exp()).inverse(); return;
    case Activation::Relu: y = x.max(0.0F); return;
    case Activation::Silu: y = x * (1.0F + (-x).exp()).inverse(); return;
    }
}

void slopeRow(Activation kind, const ConstRow& x, RowArray& slope)
{
    switch (kind) {
    case Activation::Gelu:
        slope = 0.5F * (1.0F + (x * kInverseRoot2).erf()) + x * kInverseRoot2Pi * (-0.5F * x.square()).exp();
        return;
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
    }
}

}  // namespace

void activation(const Compute& compute, Activation kind, ConstRows x, Rows y)
{
    parallelSlices(compute, x.rows, 8, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            forwardRow(kind, ConstRow(x.row(i), x.columns), Row(y.row(i), y.columns));
    });
}

void activationGradient(const Compute& compute, Activation kind, ConstRows x, ConstRows dy, Rows dx)
{
    parallelSlices(compute, x.rows, 8, [&](std::int64_t first, std::int64_t last) {
        RowArray slope(x.columns);
        for (std::int64_t i = first; i < last; ++i) {
            slopeRow(kind, ConstRow(x.row(i), x.columns), slope);
            Row(dx.row(i), dx.columns) = ConstRow(dy.row(i), dy.columns) * slope;
        }
    });
}

}  // namespace vitscope
