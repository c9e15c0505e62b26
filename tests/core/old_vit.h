// The forward and the backward pass as they were before the plan: what the plan is compared with, once.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/model/config.h"
#include "core/model/edits.h"
#include "core/model/vit.h"
#include "core/ops/attention.h"
#include "core/ops/layer_norm.h"
#include "core/ops/linear.h"
#include "core/ops/activation.h"
#include "core/ops/softmax.h"
#include "core/ops/sum.h"
#include "core/plan/compute.h"
#include "core/plan/stage_key.h"
#include "core/plan/workspace.h"
#include "core/tensor/matrix.h"
#include "core/tensor/parameter.h"

namespace vitscope::old {

//





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



/// The parameter of this name; null where the model has none.



struct Model { ModelConfig config; Weights weights; };
struct Values { BufferPtr buffer; Rows rows; };




/// A stage's values as the run wrote them. Whoever wants them longer than the call keeps the buffer: it is not written again
/// before its last owner lets go.
struct Recorded {
    TensorView view;   ///< the first example, axes named as in the catalogue
    BufferPtr buffer;  ///< what the view lies in: all examples of the batch, rows in order. Null where the values are borrowed
};

class Recorder {
public:
    virtual ~Recorder() = default;
    /// Told when a stage is computed. Returns whether to go on; false ends the run there.
    virtual bool record(const StageKey& key, const Recorded& recorded) = 0;
};

/// Keeps nothing, never stops: a plain run.
class NoRecorder : public Recorder {
public:
    bool record(const StageKey&, const Recorded&) override { return true; }
};


inline Linear zeroLinear(std::int64_t in, std::int64_t out, bool bias = true)
{
    return Linear{Parameter(in, out), bias ? Parameter(1, out) : Parameter()};
}

inline LayerNorm zeroNorm(std::int64_t features)
{
    return LayerNorm{Parameter(1, features), Parameter(1, features)};
}


inline Weights Weights::zeros(const ModelConfig& config)
{
    const std::int64_t width = config.width;
    Weights weights;
    weights.patch = zeroLinear(config.patchSize(), width);
    if (config.patchNorm)
        weights.patchNorm = zeroNorm(width);
    if (config.classToken)
        weights.classToken = Parameter(1, width);
    if (config.positions)
        weights.positions = Parameter((config.classToken ? 1 : 0) + config.patches(), width);
    for (std::int64_t i = 0; i < config.blocks; ++i) {
        BlockWeights block;
        if (config.blockNorms)
            block.norm1 = zeroNorm(width);
        block.query = zeroLinear(width, width, config.queryKeyValueBias);
        block.key = zeroLinear(width, width, config.queryKeyValueBias);
        block.value = zeroLinear(width, width, config.queryKeyValueBias);
        block.projection = zeroLinear(width, width);
        if (config.blockNorms)
            block.norm2 = zeroNorm(width);
        block.up = zeroLinear(width, config.hidden);
        block.down = zeroLinear(config.hidden, width);
        weights.blocks.push_back(std::move(block));
    }
    if (config.finalNorm)
        weights.norm = zeroNorm(width);
    if (config.classes > 0)
        weights.head = zeroLinear(width, config.classes);
    return weights;
}

/// Where to begin: at the pixels, or at a block with its recorded input. Block number `config.blocks` means: behind the last.
struct From {
    std::int64_t block = -1;
    TensorView input;  ///< (token, feature), contiguous
};

/// Runs the model and shows each stage to the recorder. Returns false where the recorder ended the run.
/// Throws Error (Usage) where the input's size is not the model's.
bool forward(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, Recorder& recorder, const From& from = {});



class Pass {
public:
    Pass(Workspace& workspace, const Model& model, const Edits& edits, std::int64_t examples, Recorder& recorder);

    bool run(const Input& input, const From& from);

private:
    bool embed(const Input& input);
    Values joinTokens(const Values& patches);
    Values addPositions(const Values& tokens);
    bool dropPatches();
    bool attention(std::int64_t i);
    bool mlp(std::int64_t i);
    Values pool(const Values& tokens);
    bool head();

    Values make(std::int64_t rows, std::int64_t columns);
    Values linearOf(const Values& x, const Linear& layer);
    Values normOf(const Values& x, const LayerNorm& layer);
    Values sumOf(const Values& x, const Values& y);
    bool show(StageKey key, const Values& values, Shape shape, std::vector<std::int64_t> strides);
    bool showTokens(StageKey key, const Values& values, Axis row = Axis::Token, Axis column = Axis::Feature);
    bool showHeads(StageKey key, const Values& values);
    bool showSquare(StageKey key, const Values& values);
    bool showVector(StageKey key, const Values& values, Axis axis);

    Workspace& workspace_;
    const Compute& compute_;
    const ModelConfig& config_;
    const Weights& weights_;
    Recorder& recorder_;
    TokenLayout all_;     ///< up to the embedding
    TokenLayout layout_;  ///< what enters the blocks
    std::int64_t examples_;
    std::int64_t tokens_;
    Values x_;          ///< the residual stream: the block's input, later its output
    Values residual1_;  ///< between the block's two halves
};

Pass::Pass(Workspace& workspace, const Model& model, const Edits& edits, std::int64_t examples, Recorder& recorder)
    : workspace_(workspace),
      compute_(workspace.compute),
      config_(model.config),
      weights_(model.weights),
      recorder_(recorder),
      all_(tokenLayout(model.config)),
      layout_(tokenLayout(model.config, edits)),
      examples_(examples),
      tokens_(layout_.tokens())
{
}

Values Pass::make(std::int64_t rows, std::int64_t columns)
{
    BufferPtr buffer = workspace_.pool.take(static_cast<std::size_t>(rows * columns));
    const Rows view(buffer->data(), rows, columns);
    return {std::move(buffer), view};
}

Values Pass::linearOf(const Values& x, const Linear& layer)
{
    Values y = make(x.rows.rows, layer.weight.cols());
    linear(compute_, x.rows, layer.weight, layer.bias, y.rows);
    return y;
}

Values Pass::normOf(const Values& x, const LayerNorm& layer)
{
    Values y = make(x.rows.rows, x.rows.columns);
    layerNorm(compute_, x.rows, layer.weight, layer.bias, config_.normEpsilon, y.rows);
    return y;
}

Values Pass::sumOf(const Values& x, const Values& y)
{
    Values sum = make(x.rows.rows, x.rows.columns);
    add(compute_, x.rows, y.rows, sum.rows);
    return sum;
}

bool Pass::show(StageKey key, const Values& values, Shape shape, std::vector<std::int64_t> strides)
{
    return recorder_.record(key, {TensorView(values.rows.data, std::move(shape), std::move(strides)), values.buffer});
}

bool Pass::showTokens(StageKey key, const Values& values, Axis row, Axis column)
{
    const std::int64_t rows = values.rows.rows / examples_;
    return show(std::move(key), values, {{row, rows}, {column, values.rows.columns}}, {values.rows.stride, 1});
}

bool Pass::showHeads(StageKey key, const Values& values)
{
    const std::int64_t width = config_.headWidth();
    return show(std::move(key), values, {{Axis::Head, config_.heads}, {Axis::Token, tokens_}, {Axis::HeadFeature, width}},
                {width, values.rows.stride, 1});
}

bool Pass::showSquare(StageKey key, const Values& values)
{
    return show(std::move(key), values, {{Axis::Head, config_.heads}, {Axis::Query, tokens_}, {Axis::Key, tokens_}}, {tokens_ * tokens_, tokens_, 1});
}

bool Pass::showVector(StageKey key, const Values& values, Axis axis)
{
    return show(std::move(key), values, {{axis, values.rows.columns}}, {1});
}

/// Each patch as one row: channel, then row, then column.
void cutPatches(const ModelConfig& config, const float* pixels, Rows patches)
{
    const std::int64_t gridColumns = config.gridColumns();
    for (std::int64_t patch = 0; patch < patches.rows; ++patch) {
        float* out = patches.row(patch);
        const std::int64_t top = patch / gridColumns * config.patchRows, left = patch % gridColumns * config.patchColumns;
        for (std::int64_t channel = 0; channel < config.channels; ++channel)
            for (std::int64_t row = 0; row < config.patchRows; ++row, out += config.patchColumns) {
                const float* from = pixels + (channel * config.imageRows + top + row) * config.imageColumns + left;
                std::copy(from, from + config.patchColumns, out);
            }
    }
}

bool Pass::embed(const Input& input)
{
    const std::int64_t patchCount = all_.patches();
    const std::int64_t pictureSize = config_.channels * config_.imageRows * config_.imageColumns;
    Values patches = make(examples_ * patchCount, config_.patchSize());
    for (std::int64_t e = 0; e < examples_; ++e)
        cutPatches(config_, input.pixels.data() + e * pictureSize, patches.rows.rowRange(e * patchCount, patchCount));
    if (!showTokens("patches", patches, Axis::Patch))
        return false;

    Values embedded = linearOf(patches, weights_.patch);
    if (!showTokens("embed.patches", embedded, Axis::Patch))
        return false;
    if (config_.patchNorm) {
        embedded = normOf(embedded, weights_.patchNorm);
        if (!showTokens("embed.patch_norm", embedded, Axis::Patch))
            return false;
    }
    x_ = joinTokens(embedded);
    if (!showTokens("embed.tokens", x_))
        return false;
    if (config_.positions)
        x_ = addPositions(x_);
    return showTokens("embed.positions", x_) && dropPatches();
}

Values Pass::joinTokens(const Values& patches)
{
    const std::int64_t tokens = all_.tokens(), patchCount = all_.patches(), prefix = all_.prefixTokens();
    if (prefix == 0)
        return patches;
    Values joined = make(examples_ * tokens, config_.width);
    for (std::int64_t e = 0; e < examples_; ++e) {
        matrixOf(joined.rows.rowRange(e * tokens, prefix)) = matrixOf(weights_.classToken);
        matrixOf(joined.rows.rowRange(e * tokens + prefix, patchCount)) = matrixOf(patches.rows.rowRange(e * patchCount, patchCount));
    }
    return joined;
}

Values Pass::addPositions(const Values& tokens)
{
    Values placed = make(tokens.rows.rows, config_.width);
    const std::int64_t count = all_.tokens();
    for (std::int64_t e = 0; e < examples_; ++e)
        matrixOf(placed.rows.rowRange(e * count, count)) = matrixOf(tokens.rows.rowRange(e * count, count)) + matrixOf(weights_.positions);
    return placed;
}

bool Pass::dropPatches()
{
    if (layout_ == all_)
        return true;
    Values kept = make(examples_ * tokens_, config_.width);
    for (std::int64_t e = 0; e < examples_; ++e)
        for (std::int64_t token = 0; token < tokens_; ++token) {
            const auto place = layout_.placeOf(token);
            const std::int64_t from = place ? *all_.tokenAt(*place) : token;
            matrixOf(kept.rows.rowRange(e * tokens_ + token, 1)) = matrixOf(x_.rows.rowRange(e * all_.tokens() + from, 1));
        }
    x_ = kept;
    return showTokens("embed.kept", x_);
}

bool Pass::attention(std::int64_t i)
{
    const BlockWeights& layer = weights_.blocks[static_cast<std::size_t>(i)];
    const AttentionShape shape{examples_, tokens_, config_.heads, config_.headWidth(), config_.scaledScores};

    // A step that is left out is recorded as what it would have been given: the same buffer once more.
    const Values norm1 = config_.blockNorms ? normOf(x_, layer.norm1) : x_;
    if (!showTokens({"blocks.norm1", i}, norm1))
        return false;
    const Values query = linearOf(norm1, layer.query);
    if (!showHeads({"blocks.query", i}, query))
        return false;
    const Values key = linearOf(norm1, layer.key);
    if (!showHeads({"blocks.key", i}, key))
        return false;
    const Values value = linearOf(norm1, layer.value);
    if (!showHeads({"blocks.value", i}, value))
        return false;

    const std::int64_t squares = examples_ * config_.heads * tokens_;
    Values scores = make(squares, tokens_);
    attentionScores(compute_, shape, query.rows, key.rows, scores.rows);
    if (!showSquare({"blocks.scores", i}, scores))
        return false;
    const Values weights = config_.softmax ? make(squares, tokens_) : scores;
    if (config_.softmax)
        softmax(compute_, scores.rows, weights.rows);
    scores = {};
    if (!showSquare({"blocks.attention", i}, weights))
        return false;
    const Values context = config_.attentionTimesValue ? make(examples_ * tokens_, config_.width) : value;
    if (config_.attentionTimesValue)
        attentionContext(compute_, shape, weights.rows, value.rows, context.rows);
    if (!showHeads({"blocks.context", i}, context))
        return false;

    const Values projection = linearOf(context, layer.projection);
    if (!showTokens({"blocks.projection", i}, projection))
        return false;
    residual1_ = config_.residuals ? sumOf(x_, projection) : projection;
    return showTokens({"blocks.residual1", i}, residual1_);
}

bool Pass::mlp(std::int64_t i)
{
    const BlockWeights& layer = weights_.blocks[static_cast<std::size_t>(i)];
    const Values norm2 = config_.blockNorms ? normOf(residual1_, layer.norm2) : residual1_;
    if (!showTokens({"blocks.norm2", i}, norm2))
        return false;
    const Values hidden = linearOf(norm2, layer.up);
    if (!showTokens({"blocks.hidden", i}, hidden, Axis::Token, Axis::Hidden))
        return false;
    const Values active = make(hidden.rows.rows, hidden.rows.columns);
    activation(compute_, config_.activation, hidden.rows, active.rows);
    if (!showTokens({"blocks.activation", i}, active, Axis::Token, Axis::Hidden))
        return false;
    const Values down = linearOf(active, layer.down);
    if (!showTokens({"blocks.mlp", i}, down))
        return false;
    x_ = config_.residuals ? sumOf(residual1_, down) : down;
    return showTokens({"blocks.output", i}, x_);
}

Values Pass::pool(const Values& tokens)
{
    Values pooled = make(examples_, config_.width);
    const std::optional<std::int64_t> classToken = layout_.classToken();
    for (std::int64_t e = 0; e < examples_; ++e) {
        const Rows to = pooled.rows.rowRange(e, 1);
        if (classToken)
            matrixOf(to) = matrixOf(tokens.rows.rowRange(e * tokens_ + *classToken, 1));
        else
            meanOfRows(tokens.rows.rowRange(e * tokens_ + layout_.prefixTokens(), layout_.patches()), to);
    }
    return pooled;
}

bool Pass::head()
{
    if (config_.finalNorm) {
        x_ = normOf(x_, weights_.norm);
        if (!showTokens("norm", x_))
            return false;
    }
    const Values pooled = pool(x_);
    if (!showVector("pooled", pooled, Axis::Feature))
        return false;
    if (config_.classes == 0)
        return true;
    const Values logits = linearOf(pooled, weights_.head);
    if (!showVector("logits", logits, Axis::Class))
        return false;
    const Values probabilities = make(examples_, config_.classes);
    softmax(compute_, logits.rows, probabilities.rows);
    return showVector("probabilities", probabilities, Axis::Class);
}

bool Pass::run(const Input& input, const From& from)
{
    if (from.block < 0) {
        if (!embed(input))
            return false;
    } else {
        x_ = make(tokens_, config_.width);
        from.input.copyTo(x_.rows.data);
    }
    for (std::int64_t i = std::max<std::int64_t>(from.block, 0); i < config_.blocks; ++i)
        if (!attention(i) || !mlp(i))
            return false;
    return head();
}

void checkInput(const Model& model, const Input& input, const Edits& edits, const From& from)
{
    const ModelConfig& config = model.config;
    const std::int64_t wanted = input.examples * config.channels * config.imageRows * config.imageColumns;
    if (from.block < 0 && static_cast<std::int64_t>(input.pixels.size()) != wanted)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The model reads %1 × %2 pixels of %3 channels (%4 numbers), but was given %5 numbers."),
                    {std::to_string(config.imageRows), std::to_string(config.imageColumns), std::to_string(config.channels), std::to_string(wanted),
                     std::to_string(input.pixels.size())});
    const Shape tokens{{Axis::Token, tokenLayout(config, edits).tokens()}, {Axis::Feature, config.width}};
    if (from.block >= 0 && (from.block > config.blocks || from.input.shape() != tokens))
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "A run from block %1 on needs that block of the model and its input (%2)."),
                    {std::to_string(from.block), describe(tokens)});
}


inline bool forward(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, Recorder& recorder, const From& from)
{
    checkInput(model, input, edits, from);
    omp_set_num_threads(workspace.compute.threads);
    return Pass(workspace, model, edits, from.block < 0 ? input.examples : 1, recorder).run(input, from);
}

//





/// Keeps what the backward pass reads, for all examples of a batch.
class Activations : public Recorder {
public:
    bool record(const StageKey& key, const Recorded& recorded) override;
    /// The rows of a stage, as they lie in its buffer; `columns` floats each.
    ConstRows rows(const StageKey& key, std::int64_t columns) const;

private:
    std::map<StageKey, BufferPtr> buffers_;
};

/// Shown the gradient by a block's attention weights, (head, query, key) of the first example.
using AttentionGradientSink = std::function<void(std::int64_t block, const TensorView& gradient)>;

/// Adds to `gradients` (shapes as Weights::zeros) the gradient of a loss whose gradient by the logits is `dLogits`
/// (examples, classes). The activations are those of a forward run of the same model and batch.
void backward(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, const Activations& activations, ConstRows dLogits,
              Weights& gradients, const AttentionGradientSink& attentionSink = {});

/// The gradient of one class's logit by every block's attention weights: one tensor (head, query, key) per block.
std::vector<Tensor> attentionGradients(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, std::int64_t classIndex);





inline bool Activations::record(const StageKey& key, const Recorded& recorded)
{
    if (recorded.buffer && key.id != "blocks.scores" && key.id != "blocks.projection" && key.id != "blocks.mlp")
        buffers_[key] = recorded.buffer;
    return true;
}

inline ConstRows Activations::rows(const StageKey& key, std::int64_t columns) const
{
    const auto found = buffers_.find(key);
    if (found == buffers_.end())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "The backward pass needs stage %1, which the forward pass did not record."), {key.name()});
    return ConstRows(found->second->data(), static_cast<std::int64_t>(found->second->size()) / columns, columns);
}


/// Forward's Pass the other way round. `dx_` is the gradient of the residual stream; every branch adds to it. Without residuals it is
/// handed from step to step.
class BackwardPass {
public:
    BackwardPass(Workspace& workspace, const Model& model, const Edits& edits, std::int64_t examples, const Activations& activations,
                 Weights& gradients);

    void head(ConstRows dLogits);
    void mlp(std::int64_t i);
    void attention(std::int64_t i, const AttentionGradientSink& sink);
    void embed();

private:
    Rows make(std::int64_t rows, std::int64_t columns);
    ConstRows tokens(const char* id, std::int64_t i) const { return activations_.rows({id, i}, config_.width); }
    ConstRows blockInput(std::int64_t i) const
    {
        return i > 0 ? tokens("blocks.output", i - 1) : tokens(layout_ == all_ ? "embed.positions" : "embed.kept", -1);
    }
    void weighing(std::int64_t i, ConstRows dContext, Rows dNorm, const AttentionGradientSink& sink);
    void pool(ConstRows dPooled);
    void linearBack(ConstRows x, const Linear& layer, ConstRows dy, Rows dx, Linear& gradient, bool accumulate = false);
    void normBack(bool isThere, ConstRows x, const LayerNorm& layer, ConstRows dy, Rows dx, LayerNorm& gradient);
    void leaveStream();
    void showAttention(std::int64_t i, ConstRows dWeights, const AttentionGradientSink& sink) const;

    Workspace& workspace_;
    const Compute& compute_;
    const ModelConfig& config_;
    const Weights& weights_;
    const Activations& activations_;
    Weights& gradients_;
    TokenLayout all_;     ///< up to the embedding
    TokenLayout layout_;  ///< what entered the blocks
    std::int64_t examples_;
    std::int64_t tokens_;
    std::vector<BufferPtr> held_;  ///< buffers of the step in progress
    BufferPtr stream_;
    Rows dx_;
};

BackwardPass::BackwardPass(Workspace& workspace, const Model& model, const Edits& edits, std::int64_t examples, const Activations& activations,
                           Weights& gradients)
    : workspace_(workspace),
      compute_(workspace.compute),
      config_(model.config),
      weights_(model.weights),
      activations_(activations),
      gradients_(gradients),
      all_(tokenLayout(model.config)),
      layout_(tokenLayout(model.config, edits)),
      examples_(examples),
      tokens_(layout_.tokens()),
      stream_(workspace.pool.take(static_cast<std::size_t>(examples * tokens_ * config_.width))),
      dx_(stream_->data(), examples * tokens_, config_.width)
{
    matrixOf(dx_).setZero();
}

Rows BackwardPass::make(std::int64_t rows, std::int64_t columns)
{
    held_.push_back(workspace_.pool.take(static_cast<std::size_t>(rows * columns)));
    return Rows(held_.back()->data(), rows, columns);
}

void BackwardPass::linearBack(ConstRows x, const Linear& layer, ConstRows dy, Rows dx, Linear& gradient, bool accumulate)
{
    linearGradient(compute_, x, layer.weight, dy, dx, gradient.weight, gradient.bias, accumulate);
}

/// dx += the gradient through a layer norm; through none, dy itself.
void BackwardPass::normBack(bool isThere, ConstRows x, const LayerNorm& layer, ConstRows dy, Rows dx, LayerNorm& gradient)
{
    if (isThere)
        layerNormGradient(compute_, x, layer.weight, config_.normEpsilon, dy, dx, gradient.weight, gradient.bias);
    else
        matrixOf(dx) += matrixOf(dy);
}

/// Without residuals a branch has taken the stream's place: no gradient goes past it.
void BackwardPass::leaveStream()
{
    if (!config_.residuals)
        matrixOf(dx_).setZero();
}

void BackwardPass::head(ConstRows dLogits)
{
    const Rows dPooled = make(examples_, config_.width);
    linearBack(tokens("pooled", -1), weights_.head, dLogits, dPooled, gradients_.head);
    pool(dPooled);
    held_.clear();
}

void BackwardPass::pool(ConstRows dPooled)
{
    const ConstRows last = blockInput(config_.blocks);
    if (const std::optional<std::int64_t> classToken = layout_.classToken()) {
        const Rows dTokens = make(dx_.rows, config_.width);
        matrixOf(dTokens).setZero();
        for (std::int64_t e = 0; e < examples_; ++e)
            matrixOf(dTokens.rowRange(e * tokens_ + *classToken, 1)) = matrixOf(dPooled.rowRange(e, 1));
        normBack(config_.finalNorm, last, weights_.norm, dTokens, dx_, gradients_.norm);
        return;
    }
    const Rows dTokens = make(dx_.rows, config_.width);
    matrixOf(dTokens).setZero();
    for (std::int64_t e = 0; e < examples_; ++e)
        meanOfRowsGradient(dPooled.rowRange(e, 1), dTokens.rowRange(e * tokens_ + layout_.prefixTokens(), layout_.patches()));
    normBack(config_.finalNorm, last, weights_.norm, dTokens, dx_, gradients_.norm);
}

void BackwardPass::mlp(std::int64_t i)
{
    const BlockWeights& layer = weights_.blocks[static_cast<std::size_t>(i)];
    BlockWeights& gradient = gradients_.blocks[static_cast<std::size_t>(i)];
    const Rows dHidden = make(dx_.rows, config_.hidden), dNorm = make(dx_.rows, config_.width);
    linearBack(activations_.rows({"blocks.activation", i}, config_.hidden), layer.down, dx_, dHidden, gradient.down);
    activationGradient(compute_, config_.activation, activations_.rows({"blocks.hidden", i}, config_.hidden), dHidden, dHidden);
    linearBack(tokens("blocks.norm2", i), layer.up, dHidden, dNorm, gradient.up);
    leaveStream();
    normBack(config_.blockNorms, tokens("blocks.residual1", i), layer.norm2, dNorm, dx_, gradient.norm2);
    held_.clear();
}

void BackwardPass::attention(std::int64_t i, const AttentionGradientSink& sink)
{
    const BlockWeights& layer = weights_.blocks[static_cast<std::size_t>(i)];
    BlockWeights& gradient = gradients_.blocks[static_cast<std::size_t>(i)];
    const Rows dContext = make(dx_.rows, config_.width), dNorm = make(dx_.rows, config_.width);
    linearBack(tokens("blocks.context", i), layer.projection, dx_, dContext, gradient.projection);
    if (config_.attentionTimesValue) {
        weighing(i, dContext, dNorm, sink);
    } else {  // the context is the value: nothing reads the attention, so query and key have no gradient
        linearBack(tokens("blocks.norm1", i), layer.value, dContext, dNorm, gradient.value);
        const Parameter none(config_.heads * tokens_, tokens_);
        if (sink)
            showAttention(i, none, sink);
    }
    leaveStream();
    normBack(config_.blockNorms, blockInput(i), layer.norm1, dNorm, dx_, gradient.norm1);
    held_.clear();
}

/// From the context through attention × value, softmax, scores and the three linear layers to what they read.
void BackwardPass::weighing(std::int64_t i, ConstRows dContext, Rows dNorm, const AttentionGradientSink& sink)
{
    const BlockWeights& layer = weights_.blocks[static_cast<std::size_t>(i)];
    BlockWeights& gradient = gradients_.blocks[static_cast<std::size_t>(i)];
    const AttentionShape shape{examples_, tokens_, config_.heads, config_.headWidth(), config_.scaledScores};
    const ConstRows weights = activations_.rows({"blocks.attention", i}, tokens_), norm1 = tokens("blocks.norm1", i);
    const Rows dValue = make(dx_.rows, config_.width), dQuery = make(dx_.rows, config_.width), dKey = make(dx_.rows, config_.width),
               dScores = make(weights.rows, tokens_);

    attentionContextGradient(compute_, shape, weights, tokens("blocks.value", i), dContext, {dScores}, {dValue});
    if (sink)
        showAttention(i, dScores, sink);
    if (config_.softmax)
        softmaxGradient(compute_, weights, dScores, dScores);
    attentionScoresGradient(compute_, shape, tokens("blocks.query", i), tokens("blocks.key", i), dScores, {dQuery}, {dKey});
    linearBack(norm1, layer.value, dValue, dNorm, gradient.value);
    linearBack(norm1, layer.key, dKey, dNorm, gradient.key, true);
    linearBack(norm1, layer.query, dQuery, dNorm, gradient.query, true);
}

void BackwardPass::showAttention(std::int64_t i, ConstRows dWeights, const AttentionGradientSink& sink) const
{
    sink(i, TensorView(dWeights.data, {{Axis::Head, config_.heads}, {Axis::Query, tokens_}, {Axis::Key, tokens_}}));
}

void BackwardPass::embed()
{
    const std::int64_t patchCount = all_.patches(), prefix = all_.prefixTokens();
    const Rows dPatches = make(examples_ * patchCount, config_.width);
    matrixOf(dPatches).setZero();  // a dropped patch has no gradient
    for (std::int64_t e = 0; e < examples_; ++e)
        for (std::int64_t token = 0; token < tokens_; ++token) {
            const auto place = layout_.placeOf(token);
            const std::int64_t at = place ? *all_.tokenAt(*place) : token;
            const auto gradient = matrixOf(dx_.rowRange(e * tokens_ + token, 1));
            if (config_.positions)
                matrixOf(gradients_.positions).row(at) += gradient;
            if (place)
                matrixOf(dPatches.rowRange(e * patchCount + at - prefix, 1)) = gradient;
            else
                matrixOf(gradients_.classToken).row(token) += gradient;
        }
    Rows dEmbedded = dPatches;
    if (config_.patchNorm) {
        dEmbedded = make(dPatches.rows, config_.width);
        matrixOf(dEmbedded).setZero();
        normBack(true, tokens("embed.patches", -1), weights_.patchNorm, dPatches, dEmbedded, gradients_.patchNorm);
    }
    linearBack(activations_.rows("patches", config_.patchSize()), weights_.patch, dEmbedded, Rows(), gradients_.patch);
    held_.clear();
}


inline void backward(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, const Activations& activations, ConstRows dLogits,
              Weights& gradients, const AttentionGradientSink& attentionSink)
{
    omp_set_num_threads(workspace.compute.threads);
    BackwardPass pass(workspace, model, edits, input.examples, activations, gradients);
    pass.head(dLogits);
    for (std::int64_t i = model.config.blocks; i-- > 0;) {
        pass.mlp(i);
        pass.attention(i, attentionSink);
    }
    pass.embed();
}

inline std::vector<Tensor> attentionGradients(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, std::int64_t classIndex)
{
    if (classIndex < 0 || classIndex >= model.config.classes)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no class %1: the model has %2, counted from 0."),
                    {std::to_string(classIndex), std::to_string(model.config.classes)});
    Activations activations;
    forward(workspace, model, input, edits, activations);
    Parameter dLogits(1, model.config.classes);
    dLogits(0, classIndex) = 1.0F;
    Weights gradients = Weights::zeros(model.config);
    std::vector<Tensor> result(static_cast<std::size_t>(model.config.blocks));
    backward(workspace, model, input, edits, activations, dLogits, gradients,
             [&](std::int64_t block, const TensorView& gradient) { result[static_cast<std::size_t>(block)] = gradient.copy(); });
    return result;
}


}  // namespace vitscope::old
