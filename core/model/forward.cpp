#include "core/model/forward.h"

#include "core/base/error.h"
#include "core/model/token_layout.h"
#include "core/ops/attention.h"
#include "core/ops/layer_norm.h"
#include "core/ops/linear.h"
#include "core/ops/softmax.h"
#include "core/ops/sum.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

/// A stage's values while the pass needs them.
struct Values {
    BufferPtr buffer;
    Rows rows;
};

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
      all_(model.config),
      layout_(model.config, edits),
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
    const Shape tokens{{Axis::Token, TokenLayout(config, edits).tokens()}, {Axis::Feature, config.width}};
    if (from.block >= 0 && (from.block > config.blocks || from.input.shape() != tokens))
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "A run from block %1 on needs that block of the model and its input (%2)."),
                    {std::to_string(from.block), describe(tokens)});
}

}  // namespace

bool forward(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, Recorder& recorder, const From& from)
{
    checkInput(model, input, edits, from);
    omp_set_num_threads(workspace.compute.threads);
    return Pass(workspace, model, edits, from.block < 0 ? input.examples : 1, recorder).run(input, from);
}

}  // namespace vitscope
