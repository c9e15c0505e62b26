// The MLP's activation functions, element by element, and their slopes (Hendrycks & Gimpel 2016 for the GELUs).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace vitscope {

enum class Activation { Gelu, GeluTanh, QuickGelu, Relu, Silu, Tanh };

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
    ActivationName{"tanh", Activation::Tanh},
};

/// The name written.
std::string_view activationName(Activation activation);
/// The one that is called so, and all names there are, as a sentence lists them.
std::optional<Activation> activationNamed(std::string_view name);
std::string knownActivations();

}  // namespace vitscope
