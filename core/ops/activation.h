// The MLP's activation functions, element by element, and their slopes (Hendrycks & Gimpel 2016 for the GELUs).
#pragma once

#include "core/ops/compute.h"
#include "core/ops/explanation.h"
#include "core/ops/rows.h"

namespace vitscope {

/// hidden_act: gelu (erf), gelu_new (tanh), quick_gelu, relu, silu.
enum class Activation { Gelu, GeluTanh, QuickGelu, Relu, Silu };

/// y = act(x).
void activation(const Compute& compute, Activation kind, ConstRows x, Rows y);

/// dx = dy · act′(x); dx may be dy.
void activationGradient(const Compute& compute, Activation kind, ConstRows x, ConstRows dy, Rows dx);

/// One cell of y. Every one of these functions lets a share of x through: y = x · share(x), and the share is the term's factor.
Explanation explainActivation(Activation kind, OperandLine x);

}  // namespace vitscope
