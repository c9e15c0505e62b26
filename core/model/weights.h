// The parameters of a model. The same type holds gradients and the optimiser's moments.
//
// Matrices are stored input-major (in × out), so that a layer is x · weight + bias with rows as tokens. Vectors are 1 × n.
// forEachParameter() walks them all under their public names: "patch.weight", "class_token", "positions",
// "blocks.0.norm1.weight", "blocks.0.query.bias", …, "norm.weight", "head.bias". A parameter a model does not have is empty
// and skipped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/config.h"
#include "core/tensor/parameter.h"

namespace vitscope {

struct Linear {
    Parameter weight;  ///< in × out
    Parameter bias;    ///< 1 × out, or empty
};

struct LayerNorm {
    Parameter weight;  ///< 1 × features, the gain
    Parameter bias;    ///< 1 × features
};

struct BlockWeights {
    LayerNorm norm1;
    Linear query, key, value, projection;
    LayerNorm norm2;
    Linear up, down;
};

struct Weights {
    Linear patch;  ///< (channel · patch row · patch column) × D
    LayerNorm patchNorm;
    Parameter classToken;  ///< 1 × D
    Parameter positions;   ///< T × D, prefix tokens first
    std::vector<BlockWeights> blocks;
    LayerNorm norm;
    Linear head;  ///< D × classes, empty without a classification head

    /// All parameters in the shapes the configuration asks for, filled with zeros.
    static Weights zeros(const ModelConfig& config);
};

namespace detail {

template <class Layer, class Function>
void visitLayer(const std::string& name, Layer& layer, Function&& function)
{
    if (layer.weight.size() > 0)
        function(name + ".weight", layer.weight);
    if (layer.bias.size() > 0)
        function(name + ".bias", layer.bias);
}

}  // namespace detail

/// Calls function(name, matrix) for every parameter there is, in the order of the forward pass.
template <class AnyWeights, class Function>
void forEachParameter(AnyWeights& weights, Function&& function)
{
    detail::visitLayer("patch", weights.patch, function);
    detail::visitLayer("patch_norm", weights.patchNorm, function);
    if (weights.classToken.size() > 0)
        function(std::string("class_token"), weights.classToken);
    if (weights.positions.size() > 0)
        function(std::string("positions"), weights.positions);
    for (std::size_t i = 0; i < weights.blocks.size(); ++i) {
        const std::string block = "blocks." + std::to_string(i) + ".";
        auto& b = weights.blocks[i];
        detail::visitLayer(block + "norm1", b.norm1, function);
        detail::visitLayer(block + "query", b.query, function);
        detail::visitLayer(block + "key", b.key, function);
        detail::visitLayer(block + "value", b.value, function);
        detail::visitLayer(block + "projection", b.projection, function);
        detail::visitLayer(block + "norm2", b.norm2, function);
        detail::visitLayer(block + "up", b.up, function);
        detail::visitLayer(block + "down", b.down, function);
    }
    detail::visitLayer("norm", weights.norm, function);
    detail::visitLayer("head", weights.head, function);
}

std::int64_t parameterCount(const Weights& weights);

/// The parameter of this name; null where the model has none.
const Parameter* findParameter(const Weights& weights, std::string_view name);

}  // namespace vitscope
