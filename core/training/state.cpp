// A training on disk: see saveState() and loadState() in trainer.h.
#include <charconv>
#include <limits>
#include <sstream>

#include "core/base/error.h"
#include "core/checkpoint/formats/registry.h"
#include "core/checkpoint/formats/safetensors.h"
#include "core/tensor/matrix.h"
#include "core/training/trainer.h"

namespace vitscope {

namespace {

constexpr const char* kSteps = "steps";
constexpr const char* kPlan = "plan";

/// What must be the same for the training to go on as it would have without the stop: its options, and what of the model's form
/// the shapes of its weights do not show.
std::string planOf(const TrainConfig& training, const ModelConfig& model)
{
    std::ostringstream plan;
    plan.precision(std::numeric_limits<double>::max_digits10);
    plan << "seed " << training.seed << ", pictures " << training.pictures << ", batch " << training.batch << " in " << training.microBatch
         << ", rate " << training.learningRate << ", warm-up " << training.warmUp << ", smoothing " << training.labelSmoothing << ", drop "
         << training.dropShare << " until " << training.dropUntil << ", beta " << training.optimiser.beta1 << " " << training.optimiser.beta2
         << ", epsilon " << training.optimiser.epsilon << ", decay " << training.optimiser.weightDecay << ", clip " << training.optimiser.clipNorm
         << ", heads " << model.heads << ", picture " << model.imageRows << " x " << model.imageColumns << ", patch " << model.patchRows << " x "
         << model.patchColumns << ", activation " << static_cast<int>(model.activation) << ", norm epsilon " << model.normEpsilon;
    return plan.str();
}

template <class AnyState, class Function>
void forEachTensor(AnyState& state, Function&& function)
{
    const auto all = [&](const std::string& prefix, auto& parameters) {
        for (std::size_t i = 0; i < parameters.size(); ++i)
            function(prefix + parameters.info(i).name, parameters[i]);
    };
    all("weights.", state.model.parameters);
    all("first.", state.moments.first);
    all("second.", state.moments.second);
}

Shape shapeOf(const Parameter& matrix)
{
    return {{Axis::Row, matrix.rows()}, {Axis::Column, matrix.cols()}};
}

void read(const TensorFile& file, const std::filesystem::path& path, const std::string& name, Parameter& matrix)
{
    const std::vector<std::int64_t> shape{matrix.rows(), matrix.cols()};
    const TensorEntry* entry = file.find(name);
    if (entry == nullptr || entry->shape != shape)
        throw Error(
            Fault::Model,
            VITSCOPE_TEXT(
                "core",
                "%1 does not go on with this training: “%2” is missing or of another shape. Start it with the same options, or in another folder."),
            {path.string(), name});
    std::vector<float> values(static_cast<std::size_t>(matrix.size()));
    file.readFloats(*entry, values.data());
    matrixOf(matrix) = matrixOf(ConstRows(values.data(), matrix.rows(), matrix.cols()));
}

}  // namespace

void saveState(const TrainState& state, const TrainConfig& config, const std::filesystem::path& path)
{
    std::vector<NamedTensor> tensors;
    forEachTensor(state, [&](const std::string& name, const Parameter& matrix) { tensors.emplace_back(name, viewOf(matrix, shapeOf(matrix))); });
    writeSafetensors(path, std::move(tensors), {{kPlan, planOf(config, state.model.config)}, {kSteps, std::to_string(state.moments.steps)}});
}

void loadState(TrainState& state, const TrainConfig& config, const std::filesystem::path& path)
{
    const std::unique_ptr<TensorFile> file = openTensorFile(path);
    const auto entry = [&](const char* key) {
        const auto found = file->metadata().find(key);
        return found == file->metadata().end() ? std::string() : found->second;
    };
    if (entry(kPlan) != planOf(config, state.model.config))
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "%1 was begun with other options. Go on with the same ones, or start in another folder."),
                    {path.string()});
    std::int64_t steps = -1;
    const std::string text = entry(kSteps);
    std::from_chars(text.data(), text.data() + text.size(), steps);
    if (steps < 0)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "%1 does not say how far the training was. Start in another folder."), {path.string()});
    forEachTensor(state, [&](const std::string& name, Parameter& matrix) { read(*file, path, name, matrix); });
    state.moments.steps = steps;
}

}  // namespace vitscope
