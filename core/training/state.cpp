// A training on disk: see saveState() and loadState() in trainer.h.
#include "core/base/error.h"
#include "core/checkpoint/formats/registry.h"
#include "core/checkpoint/formats/safetensors.h"
#include "core/training/trainer.h"

namespace vitscope {

namespace {

constexpr const char* kSteps = "training.steps";
constexpr const char* kPlan = "training.plan";
constexpr const char* kShape = "training.shape";

/// What must be the same for the training to go on as it would have without the stop.
Tensor planOf(const TrainConfig& config)
{
    std::vector<float> plan{static_cast<float>(config.seed),
                            static_cast<float>(config.pictures),
                            static_cast<float>(config.batch),
                            static_cast<float>(config.microBatch),
                            config.learningRate,
                            static_cast<float>(config.warmUp),
                            config.labelSmoothing,
                            static_cast<float>(config.dropShare),
                            static_cast<float>(config.dropUntil),
                            config.optimiser.beta1,
                            config.optimiser.beta2,
                            config.optimiser.weightDecay,
                            config.optimiser.clipNorm};
    const Shape shape{{Axis::Feature, static_cast<std::int64_t>(plan.size())}};
    return Tensor(shape, std::move(plan));
}

/// What of the model's form its weights do not show.
Tensor shapeOf(const ModelConfig& config)
{
    std::vector<float> shape{static_cast<float>(config.heads), static_cast<float>(config.imageRows), static_cast<float>(config.patchRows),
                             static_cast<float>(config.activation), config.normEpsilon};
    const Shape extent{{Axis::Feature, static_cast<std::int64_t>(shape.size())}};
    return Tensor(extent, std::move(shape));
}

template <class AnyState, class Function>
void forEachTensor(AnyState& state, Function&& function)
{
    forEachParameter(state.model.weights, [&](const std::string& name, auto& matrix) { function("weights." + name, matrix); });
    forEachParameter(state.moments.first, [&](const std::string& name, auto& matrix) { function("first." + name, matrix); });
    forEachParameter(state.moments.second, [&](const std::string& name, auto& matrix) { function("second." + name, matrix); });
}

Shape shapeOf(const Matrix& matrix)
{
    return {{Axis::Row, matrix.rows()}, {Axis::Column, matrix.cols()}};
}

void read(const TensorFile& file, const std::filesystem::path& path, const std::string& name, const std::vector<std::int64_t>& shape, float* out)
{
    const TensorEntry* entry = file.find(name);
    if (entry == nullptr || entry->shape != shape)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "%1 does not go on with this training: “%2” is missing or of another shape. Start it with the same options, or in another folder."),
                    {path.string(), name});
    file.readFloats(*entry, out);
}

}  // namespace

void saveState(const TrainState& state, const TrainConfig& config, const std::filesystem::path& path)
{
    const Tensor plan = planOf(config), shape = shapeOf(state.model.config), steps({{Axis::Feature, 1}}, {static_cast<float>(state.moments.steps)});
    std::vector<NamedTensor> tensors{{kPlan, plan.view()}, {kShape, shape.view()}, {kSteps, steps.view()}};
    forEachTensor(state, [&](const std::string& name, const Matrix& matrix) {
        tensors.emplace_back(name, TensorView(matrix.data(), shapeOf(matrix)));
    });
    writeSafetensors(path, std::move(tensors));
}

void loadState(TrainState& state, const TrainConfig& config, const std::filesystem::path& path)
{
    const std::unique_ptr<TensorFile> file = openTensorFile(path);
    const auto requireSame = [&](const char* name, const Tensor& wanted) {
        std::vector<float> found(wanted.values().size());
        read(*file, path, name, {static_cast<std::int64_t>(found.size())}, found.data());
        if (found != wanted.values())
            throw Error(Fault::Model, VITSCOPE_TEXT("core", "%1 was begun with other options. Go on with the same ones, or start in another folder."), {path.string()});
    };
    requireSame(kPlan, planOf(config));
    if (file->find(kShape) != nullptr)  // states written before this was kept go on without
        requireSame(kShape, shapeOf(state.model.config));
    float steps = 0;
    read(*file, path, kSteps, {1}, &steps);
    forEachTensor(state, [&](const std::string& name, Matrix& matrix) { read(*file, path, name, {matrix.rows(), matrix.cols()}, matrix.data()); });
    state.moments.steps = static_cast<std::int64_t>(steps);
}

}  // namespace vitscope
