#include "core/checkpoint/dialects/infer.h"

#include <array>
#include <cmath>

namespace vitscope {

namespace {

class Inference {
public:
    Inference(const Dialect& dialect, const TensorFile& file, ModelConfig& config) : dialect_(dialect), file_(file), c_(config) {}

    void go(std::optional<Size> image);

private:
    const TensorEntry* find(std::string_view ours, std::int64_t block = -1, const DialectRow** row = nullptr) const
    {
        return findTensor(dialect_, ours, file_, block, row);
    }
    bool has(std::string_view ours, std::int64_t block = -1) const { return find(ours, block) != nullptr; }
    void patchEmbedding();
    void tokens();
    void blocks();
    void pooling();
    void grid(std::optional<Size> image);
    void gridOfBias();

    const Dialect& dialect_;
    const TensorFile& file_;
    ModelConfig& c_;
};

void Inference::patchEmbedding()
{
    const DialectRow* row = nullptr;
    const TensorEntry* patch = find("patch.weight", -1, &row);
    if (patch == nullptr || patch->shape.size() != 4)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” must be a convolution with four axes to tell the patch size, not %2."),
                    {patch == nullptr ? "patch embedding" : patch->fullName(), patch == nullptr ? "missing" : describeShape(patch->shape)});
    const std::vector<std::int64_t>& shape = patch->shape;
    const bool last = row->storage == Storage::ConvolutionLast;
    c_.width = last ? shape[3] : shape[0];
    c_.channels = last ? shape[2] : shape[1];
    c_.patchRows = last ? shape[0] : shape[2];
    c_.patchColumns = last ? shape[1] : shape[3];
    c_.patchBias = has("patch.bias");
}

void Inference::tokens()
{
    c_.classToken = has("class_token");
    c_.distillationToken = has("distillation_token");
    const TensorEntry* registers = find("registers");
    c_.registers = registers != nullptr && registers->shape.size() > 1 ? registers->shape[registers->shape.size() - 2] : 0;
    c_.embedNorm = has("embed_norm.weight");
}

void Inference::blocks()
{
    c_.blocks = 0;
    while (has("blocks.#.projection.weight", c_.blocks))
        ++c_.blocks;
    const DialectRow* row = nullptr;
    if (const TensorEntry* up = find("blocks.#.up.weight", 0, &row); up != nullptr && up->shape.size() == 2)
        c_.hidden = row->storage == Storage::Plain ? up->shape[1] : up->shape[0] / row->parts;
    c_.queryKeyValueBias = has("blocks.#.query.bias", 0) || has("blocks.#.value.bias", 0);
    // timm keeps the biases of queries and values apart where keys have none; DINOv3's own files mask them.
    c_.keyBias = has("blocks.#.key.bias", 0) && file_.find("blocks.0.attn.qkv.bias_mask") == nullptr;
    c_.queryKeyNorm = has("blocks.#.query_norm.weight", 0);
    const TensorEntry* table = find("blocks.#.position_bias", 0);
    c_.positionBias = table != nullptr && table->shape.size() == 2;
    c_.layerScale = has("blocks.#.scale1", 0);
    c_.gated = has("blocks.#.gate.weight", 0);
    c_.finalNorm = has("norm.weight");
}

void Inference::pooling()
{
    c_.poolNorm = has("pool_norm.weight");
    const DialectRow* row = nullptr;
    if (const TensorEntry* layer = find("representation.weight", -1, &row); layer != nullptr && layer->shape.size() == 2)
        c_.representation = layer->shape[row->storage == Storage::Plain ? 1 : 0];
    if (has("pool.probe"))
        c_.pool = Pool::Attention;
    const TensorEntry* head = find("head.weight", -1, &row);
    if (head == nullptr || head->shape.size() != 2)
        return;
    const bool plain = row->storage == Storage::Plain;
    c_.classes = head->shape[plain ? 1 : 0];
    if (head->shape[plain ? 0 : 1] == 2 * c_.width && c_.representation == 0)
        c_.pool = Pool::TokenAndMean;
    if (has("head_distillation.weight"))
        c_.pool = Pool::TwoTokens;
}

/// Which tokens have a position follows from how many there are.
void Inference::grid(std::optional<Size> image)
{
    if (image) {
        c_.imageRows = image->rows;
        c_.imageColumns = image->columns;
    }
    const TensorEntry* positions = find("positions");
    if (!image && positions == nullptr && c_.positionBias)
        return gridOfBias();
    if (positions == nullptr || positions->shape.size() < 2)
        return;
    const std::int64_t rows = positions->shape[positions->shape.size() - 2];
    const std::int64_t prefix = (c_.classToken ? 1 : 0) + (c_.distillationToken ? 1 : 0);
    const std::array choices{std::pair(PositionsOf::AllTokens, prefix + c_.registers), std::pair(PositionsOf::ClassAndPatches, prefix),
                             std::pair(PositionsOf::Patches, std::int64_t{0})};
    for (const auto& [of, before] : choices) {
        const std::int64_t patches = rows - before, side = std::llround(std::sqrt(static_cast<double>(std::max<std::int64_t>(patches, 0))));
        if (image ? patches != c_.patches() : side < 1 || side * side != patches)
            continue;
        c_.positionsOf = of;
        if (!image) {
            c_.imageRows = side * c_.patchRows;
            c_.imageColumns = side * c_.patchColumns;
        }
        return;
    }
    if (image)
        return grid(std::nullopt);
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” has the shape %2, which is no square grid of patches behind %3 other tokens."),
                {positions->fullName(), describeShape(positions->shape), std::to_string(prefix + c_.registers)});
}

/// A table of relative positions has (2 · side − 1)² rows, and three for the class token.
void Inference::gridOfBias()
{
    const TensorEntry* table = find("blocks.#.position_bias", 0);
    const std::int64_t places = table->shape.front() - 3,
                       side = (std::llround(std::sqrt(static_cast<double>(std::max<std::int64_t>(places, 0)))) + 1) / 2;
    if (side < 1 || (2 * side - 1) * (2 * side - 1) != places)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” has the shape %2, which is no table of a square grid of patches."),
                    {table->fullName(), describeShape(table->shape)});
    c_.imageRows = side * c_.patchRows;
    c_.imageColumns = side * c_.patchColumns;
}

void Inference::go(std::optional<Size> image)
{
    patchEmbedding();
    tokens();
    blocks();
    pooling();
    grid(image);
}

}  // namespace

void inferFromTensors(const Dialect& dialect, const TensorFile& file, std::optional<Size> image, ModelConfig& config)
{
    Inference(dialect, file, config).go(image);
}

std::optional<std::int64_t> headsInTensors(const Dialect& dialect, const TensorFile& file, const ModelConfig& config)
{
    const auto byWidth = [&](std::int64_t of) { return of > 0 && config.width % of == 0 ? std::optional(config.width / of) : std::nullopt; };
    if (const TensorEntry* table = findTensor(dialect, "blocks.#.position_bias", file, 0); table != nullptr && table->shape.size() == 2)
        return table->shape[1];
    if (const TensorEntry* norm = findTensor(dialect, "blocks.#.query_norm.weight", file, 0); norm != nullptr && norm->shape.size() == 1)
        return byWidth(norm->shape[0]);
    const DialectRow* row = nullptr;
    if (const TensorEntry* query = findTensor(dialect, "blocks.#.query.weight", file, 0, &row);
        query != nullptr && row->storage == Storage::Plain && query->shape.size() == 3)
        return query->shape[1];
    if (const TensorEntry* periods = file.find("rope_embed.periods"); periods != nullptr && periods->shape.size() == 1)
        return byWidth(4 * periods->shape[0]);
    return std::nullopt;
}

std::int64_t usualHeads(std::int64_t width)
{
    constexpr std::array<std::pair<std::int64_t, std::int64_t>, 8> others{
        {{64, 1}, {96, 3}, {1152, 16}, {1280, 16}, {1408, 16}, {1664, 16}, {4096, 32}, {48, 1}}};
    for (const auto& [of, heads] : others)
        if (of == width)
            return heads;
    return width % 64 == 0 ? width / 64 : 0;
}

}  // namespace vitscope
