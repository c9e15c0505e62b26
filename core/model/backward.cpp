#include "core/model/backward.h"

#include "core/base/error.h"
#include "core/model/token_layout.h"
#include "core/ops/attention.h"
#include "core/ops/layer_norm.h"
#include "core/ops/linear.h"
#include "core/ops/softmax.h"
#include "core/ops/sum.h"
#include "core/tensor/matrix.h"

namespace vitscope {

bool Activations::record(const StageKey& key, const Recorded& recorded)
{
    if (recorded.buffer && key.id != "blocks.scores" && key.id != "blocks.projection" && key.id != "blocks.mlp")
        buffers_[key] = recorded.buffer;
    return true;
}

ConstRows Activations::rows(const StageKey& key, std::int64_t columns) const
{
    const auto found = buffers_.find(key);
    if (found == buffers_.end())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "The backward pass needs stage %1, which the forward pass did not record."), {key.name()});
    return ConstRows(found->second->data(), static_cast<std::int64_t>(found->second->size()) / columns, columns);
}

namespace {

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
      all_(model.config),
      layout_(model.config, edits),
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
        // The head reads the class token alone: the other tokens' final norm has no gradient.
        const std::int64_t first = *classToken * config_.width, stride = tokens_ * config_.width;
        normBack(config_.finalNorm, ConstRows(last.data + first, examples_, config_.width, stride), weights_.norm, dPooled,
                 Rows(dx_.data + first, examples_, config_.width, stride), gradients_.norm);
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

    attentionContextGradient(compute_, shape, weights, tokens("blocks.value", i), dContext, dScores, dValue);
    if (sink)
        showAttention(i, dScores, sink);
    if (config_.softmax)
        softmaxGradient(compute_, weights, dScores, dScores);
    attentionScoresGradient(compute_, shape, tokens("blocks.query", i), tokens("blocks.key", i), dScores, dQuery, dKey);
    linearBack(norm1, layer.query, dQuery, dNorm, gradient.query);
    linearBack(norm1, layer.key, dKey, dNorm, gradient.key, true);
    linearBack(norm1, layer.value, dValue, dNorm, gradient.value, true);
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

}  // namespace

void backward(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, const Activations& activations, ConstRows dLogits,
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

std::vector<Tensor> attentionGradients(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, std::int64_t classIndex)
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

}  // namespace vitscope
