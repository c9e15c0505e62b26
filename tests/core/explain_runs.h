// Runs to explain: pictures through every kind of preprocessing, the models of tests/data, and small random ones with a part left out.
#pragma once

#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/trace/trace.h"
#include "tests/core/random_tensor.h"
#include "tests/support/golden.h"

namespace vitscope::test {

inline Image noisePicture(std::int64_t rows, std::int64_t columns, unsigned seed)
{
    std::mt19937 random(seed);
    Image image(rows, columns);
    for (std::uint8_t& value : image.rgb)
        value = random() % 3 == 0 ? 255 * (random() % 2) : random() % 256;  // hard edges too, which sharp filters overshoot
    return image;
}

/// Every parameter random, of a size that keeps the stages' numbers about 1.
inline std::shared_ptr<const Model> randomModel(const ModelConfig& config, unsigned seed)
{
    Model model{"random", config, {}, {}, Parameters(vitPlan(config).parameters)};
    for (std::size_t p = 0; p < model.parameters.size(); ++p) {
        Parameter& matrix = model.parameters[p];
        const std::vector<float> values = randomValues(matrix.size(), ++seed);
        const float size = matrix.rows() > 1 ? 1.7F / std::sqrt(static_cast<float>(matrix.rows())) : 1.0F;
        for (std::size_t i = 0; i < values.size(); ++i)
            matrix.data()[i] = values[i] * size;
    }
    return std::make_shared<const Model>(std::move(model));
}

inline ModelConfig smallConfig()
{
    ModelConfig config;
    config.imageRows = 12;
    config.imageColumns = 16;
    config.patchRows = config.patchColumns = 4;
    config.width = 12;
    config.blocks = 2;
    config.heads = 3;
    config.hidden = 20;
    config.classes = 5;
    config.normEpsilon = 1e-6F;
    return config;
}

/// smallConfig() with one thing changed, by a name to find it again.
struct Changed {
    const char* name;
    std::function<void(ModelConfig&)> change;
};

inline std::vector<Changed> changedConfigs()
{
    return {
        {"patchNorm",
         [](ModelConfig& c) {
             c.patchNorm = true;
             c.activation = Activation::Relu;
         }},
        {"no finalNorm",
         [](ModelConfig& c) {
             c.finalNorm = false;
             c.activation = Activation::GeluTanh;
         }},
        {"no classToken",
         [](ModelConfig& c) {
             c.classToken = false;
             c.activation = Activation::QuickGelu;
         }},
        {"no positions",
         [](ModelConfig& c) {
             c.positions = false;
             c.activation = Activation::Silu;
         }},
        {"no blockNorms", [](ModelConfig& c) { c.blockNorms = false; }},
        {"no scaledScores", [](ModelConfig& c) { c.scaledScores = false; }},
        {"no softmax", [](ModelConfig& c) { c.softmax = false; }},
        {"no attentionTimesValue", [](ModelConfig& c) { c.attentionTimesValue = false; }},
        {"no residuals", [](ModelConfig& c) { c.residuals = false; }},
        {"no queryKeyValueBias", [](ModelConfig& c) { c.queryKeyValueBias = false; }},
        {"none of them",
         [](ModelConfig& c) {
             c.finalNorm = c.classToken = c.positions = c.blockNorms = c.scaledScores = c.softmax = c.attentionTimesValue = c.residuals = false;
         }},
        // Matrices of one row, which are no vectors.
        {"one patch, one hidden value",
         [](ModelConfig& c) {
             c.imageRows = c.imageColumns = 4;
             c.hidden = 1;
             c.classToken = false;
         }},
    };
}

/// smallConfig() with what a family has.
inline std::vector<Changed> familyConfigs()
{
    return {
        {"registers, gate, class and mean",
         [](ModelConfig& c) {
             c.registers = 2;
             c.positionsOf = PositionsOf::ClassAndPatches;
             c.layerScale = c.gated = true;
             c.activation = Activation::Silu;
             c.pool = Pool::TokenAndMean;
         }},
        {"distilled",
         [](ModelConfig& c) {
             c.distillationToken = true;
             c.pool = Pool::TwoTokens;
         }},
        {"position bias, mean then norm",
         [](ModelConfig& c) {
             c.positionBias = c.layerScale = c.poolNorm = true;
             c.keyBias = c.finalNorm = false;
             c.pool = Pool::Mean;
         }},
        {"rotation, norms of query and key",
         [](ModelConfig& c) {
             c.rotation = 100.0F;
             c.registers = 1;
             c.queryKeyNorm = c.gated = true;
         }},
        {"norm before the blocks, token then norm",
         [](ModelConfig& c) {
             c.embedNorm = c.poolNorm = true;
             c.patchBias = c.finalNorm = false;
             c.activation = Activation::QuickGelu;
         }},
        {"attention pool",
         [](ModelConfig& c) {
             c.classToken = false;
             c.pool = Pool::Attention;
             c.activation = Activation::GeluTanh;
         }},
        {"representation", [](ModelConfig& c) { c.representation = 7; }},
        {"norms of query and key, registers without a class token",
         [](ModelConfig& c) {
             c.classToken = false;
             c.registers = 3;
             c.positionsOf = PositionsOf::Patches;
             c.queryKeyNorm = true;
         }},
    };
}

struct NamedRun {
    std::string name;
    std::shared_ptr<const Trace> trace;
};

class Runs {
public:
    /// `mostKept`: of each run.
    explicit Runs(std::size_t mostKept = ValueStore::everything) : mostKept_(mostKept) {}

    /// A model of tests/data from its pixels.
    NamedRun golden(const std::string& name, const Edits& edits = {})
    {
        return {name, recordTrace(workspace_, golden::model(name), readPixels(golden::folder(name) / "pixels.npy"), edits, store())};
    }
    /// hf-vit from a picture, preprocessed in another way.
    NamedRun picture(const std::string& name, Image image, const std::function<void(PreprocessConfig&)>& change, const Edits& edits = {})
    {
        Model model = *golden::model("hf-vit");
        change(model.preprocess);
        return {name, recordTrace(workspace_, std::make_shared<const Model>(std::move(model)), std::move(image), edits, store())};
    }
    /// The model that is built in, from a picture.
    NamedRun builtin()
    {
        const auto model = golden::model("../../resources/models/emoji");
        return {"builtin:emoji", recordTrace(workspace_, model, noisePicture(150, 200, 8), {}, store())};
    }
    NamedRun random(const Changed& changed, const Edits& edits = {})
    {
        ModelConfig config = smallConfig();
        changed.change(config);
        Tensor pixels = randomTensor({{Axis::Channel, 3}, {Axis::Row, config.imageRows}, {Axis::Column, config.imageColumns}}, 77);
        return {changed.name, recordTrace(workspace_, randomModel(config, 5), std::move(pixels), edits, store())};
    }

    NamedRun squashed()
    {
        return picture("squash", noisePicture(50, 71, 1), [](PreprocessConfig& p) { p.filter = Filter::Bilinear; });
    }
    NamedRun padded()
    {
        return picture("crop with padding", noisePicture(60, 45, 2), [](PreprocessConfig& p) {
            p.resize = PreprocessConfig::Resize::ShortestEdge;
            p.shortestEdge = 40;
            p.crop = Size{48, 48};
        });
    }

private:
    std::shared_ptr<ValueStore> store() const { return std::make_shared<ValueStore>(mostKept_); }

    std::size_t mostKept_;
    Workspace workspace_{{MatmulBackend::OneDnn, 2}, {}};
};

/// Every kind of run there is.
inline std::vector<NamedRun> allRuns()
{
    using Resize = PreprocessConfig::Resize;
    Runs runs;
    std::vector<NamedRun> all{runs.squashed(), runs.padded(), runs.builtin()};
    for (const char* name : {"hf-vit", "hf-vit-relu", "hf-vit-f16-sharded", "hf-vit-encoder-only"})
        all.push_back(runs.golden(name));
    all.push_back(runs.golden("hf-vit", Edits{{0, 3, 6, 8, 9, 12, 26, 28, 32}}));
    all.push_back(runs.picture("shortest edge and crop", noisePicture(80, 61, 3), [](PreprocessConfig& p) {
        p.resize = Resize::ShortestEdge;
        p.shortestEdge = 56;
        p.crop = Size{48, 48};
        p.filter = Filter::Bicubic;
    }));
    all.push_back(runs.picture("lanczos", noisePicture(90, 40, 4), [](PreprocessConfig& p) { p.filter = Filter::Lanczos; }));
    all.push_back(runs.picture(
        "nearest", noisePicture(33, 97, 5), [](PreprocessConfig& p) { p.filter = Filter::Nearest; }, Edits{{0, 35}}));
    all.push_back(runs.picture("a single pixel, not normalised", noisePicture(1, 1, 6), [](PreprocessConfig& p) { p.normalize = false; }));
    all.push_back(runs.picture("as it is", noisePicture(48, 48, 7), [](PreprocessConfig& p) {
        p.resize = Resize::None;
        p.rescale = false;
    }));
    for (const Changed& changed : changedConfigs())
        all.push_back(runs.random(changed));
    return all;
}

}  // namespace vitscope::test
