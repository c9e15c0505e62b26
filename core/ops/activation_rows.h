// The activation functions by the row, for the operations that apply one.
#pragma once

#include <string>

#include "core/ops/activation.h"
#include "core/tensor/matrix.h"

namespace vitscope {

/// y = act(x), and act′(x).
void activate(Activation kind, const Eigen::Map<const RowArray>& x, Eigen::Map<RowArray> y);
void activationSlope(Activation kind, const Eigen::Map<const RowArray>& x, RowArray& slope);

/// The share of x that is let through, as the formula writes it (% for x), and how NumPy finds it.
struct ActivationShare {
    double value;
    std::string symbols;
    std::string python;
};
ActivationShare shareOf(Activation kind, double x);

}  // namespace vitscope
