// The MLP's activation functions, element by element, and their slopes (Hendrycks & Gimpel 2016 for the GELUs).
#pragma once

#include <array>
#include <string_view>

#include "core/ops/operation.h"

namespace vitscope {

enum class Activation { Gelu, GeluTanh, QuickGelu, Relu, Silu };

struct ActivationName {
    std::string_view name;
    Activation activation;
};

/// What config.json (hidden_act), timm (gelu_tanh) and settings call them. An activation's first name is the one written.
inline constexpr std::array activationNames{
    ActivationName{"gelu", Activation::Gelu},
    ActivationName{"gelu_python", Activation::Gelu},
    ActivationName{"gelu_pytorch_tanh", Activation::GeluTanh},
    ActivationName{"gelu_new", Activation::GeluTanh},
    ActivationName{"gelu_fast", Activation::GeluTanh},
    ActivationName{"gelu_tanh", Activation::GeluTanh},
    ActivationName{"quick_gelu", Activation::QuickGelu},
    ActivationName{"relu", Activation::Relu},
    ActivationName{"silu", Activation::Silu},
    ActivationName{"swish", Activation::Silu},
};

/// The name written.
std::string_view activationName(Activation activation);

/// y = act(x).
void activation(const Compute& compute, Activation kind, ConstRows x, Rows y);

/// dx = dy · act′(x); dx may be dy.
void activationGradient(const Compute& compute, Activation kind, ConstRows x, ConstRows dy, Rows dx);

/// One cell of y. Every one of these functions lets a share of x through: y = x · share(x), and the share is the term's factor.
Explanation explainActivation(Activation kind, OperandLine x);

/// The operation.
OperationPtr activation(Activation kind);

}  // namespace vitscope
