#include "core/training/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>
#include <future>
#include <numbers>
#include <numeric>

#include "core/base/error.h"
#include "core/model/vit.h"
#include "core/plan/gradients.h"
#include "core/training/initial.h"
#include "core/training/loss.h"

namespace vitscope {

namespace {

/// Pictures as a model reads them, one behind the other.
struct Batch {
    std::vector<float> pixels;
    std::vector<std::int64_t> labels;

    Input input() const { return {pixels, static_cast<std::int64_t>(labels.size())}; }
};

Batch drawBatch(const BatchSource& source, const PreprocessConfig& preprocessing, std::uint64_t seed, std::int64_t first, std::int64_t count)
{
    Batch batch;
    for (std::int64_t i = first; i < first + count; ++i) {
        LabelledImage example = source.example(seed, static_cast<std::uint64_t>(i));
        const Preprocessed picture = preprocess(std::move(example.image), preprocessing);
        batch.pixels.insert(batch.pixels.end(), picture.pixels.values().begin(), picture.pixels.values().end());
        batch.labels.push_back(example.label);
    }
    return batch;
}

/// Draws the batches ahead of the training, on threads of their own, and hands them over in order.
class Feeder {
public:
    Feeder(const BatchSource& source, const PreprocessConfig& preprocessing, std::uint64_t seed, std::int64_t first, std::int64_t last,
           std::int64_t size)
        : source_(source),
          preprocessing_(preprocessing),
          seed_(seed),
          next_(first),
          last_(last),
          size_(size)
    {
        while (coming_.size() < kAhead && next_ < last_)
            start();
    }
    Batch take()
    {
        Batch batch = coming_.front().get();
        coming_.pop_front();
        if (next_ < last_)
            start();
        return batch;
    }

private:
    static constexpr std::size_t kAhead = 4;

    void start()
    {
        const std::int64_t first = next_, count = std::min(size_, last_ - next_);
        next_ += count;
        coming_.push_back(std::async(std::launch::async, [this, first, count] { return drawBatch(source_, preprocessing_, seed_, first, count); }));
    }

    const BatchSource& source_;
    const PreprocessConfig& preprocessing_;
    std::uint64_t seed_;
    std::int64_t next_, last_, size_;
    std::deque<std::future<Batch>> coming_;
};

/// The patches a pass leaves out: a seeded choice, the same for its pictures.
Edits droppedAt(const TrainConfig& config, const ModelConfig& model, std::int64_t step, std::int64_t pass)
{
    const bool drops = config.dropShare > 0 && static_cast<double>(step) < config.dropUntil * static_cast<double>(config.steps());
    if (!drops)
        return {};
    std::vector<std::int64_t> patches(static_cast<std::size_t>(model.patches()));
    std::iota(patches.begin(), patches.end(), 0);
    std::uint64_t state = config.seed * 0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(step) * 1000003ULL + static_cast<std::uint64_t>(pass);
    for (std::size_t i = patches.size(); i > 1; --i) {
        state = (state ^ (state >> 29)) * 0xbf58476d1ce4e5b9ULL + 0x94d049bb133111ebULL;
        std::swap(patches[i - 1], patches[(state >> 33) % i]);
    }
    patches.resize(static_cast<std::size_t>(config.dropShare * static_cast<double>(patches.size())));
    std::sort(patches.begin(), patches.end());
    return {patches};
}

/// One pass over a few pictures: adds to gradients, returns the loss.
Loss learn(Workspace& workspace, const Model& model, const Batch& batch, const Edits& edits, const TrainConfig& config, Parameters& sums)
{
    const Plan plan = vitPlan(model.config, edits);
    const int logits = plan.placeOf(logitsId);
    const GradientsWanted wanted{.parameters = true, .stages = {}};
    const std::vector<ConstRows> parameters = model.parameters.rows();
    ValueRecorder kept;
    compute(workspace, plan, parameters, batch.input(), readBy(plan, logits, wanted), kept);
    Parameter dLogits(static_cast<std::int64_t>(batch.labels.size()), model.config.classes);
    const Loss loss = crossEntropy(kept.of(logits).rows, batch.labels, config.labelSmoothing, 1.0F / static_cast<float>(config.batch), dLogits);
    const std::vector<Rows> parameterGradients = sums.rows();
    gradients(workspace, plan, parameters, batch.input().examples, kept,
              {.from = logits, .by = dLogits, .wanted = wanted, .parameterGradients = parameterGradients, .sink = {}});
    return loss;
}

/// Loss and accuracy since the last report, and the pace.
class Pace {
public:
    Pace(const TrainConfig& config, std::int64_t firstStep) : config_(config), firstStep_(firstStep) {}

    void add(const Loss& loss, std::size_t pictures)
    {
        sum_.sum += loss.sum;
        sum_.correct += loss.correct;
        pictures_ += static_cast<double>(pictures);
    }
    TrainReport report(std::int64_t step)
    {
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
        const double rate = static_cast<double>((step - firstStep_) * config_.batch) / seconds;
        const TrainReport result{step,
                                 config_.steps(),
                                 sum_.sum / pictures_,
                                 static_cast<double>(sum_.correct) / pictures_,
                                 rate,
                                 static_cast<double>((config_.steps() - step) * config_.batch) / rate};
        sum_ = {};
        pictures_ = 0;
        return result;
    }

private:
    const TrainConfig& config_;
    std::int64_t firstStep_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    Loss sum_;
    double pictures_ = 0;
};

}  // namespace

float TrainConfig::rateAt(std::int64_t step) const
{
    const double total = static_cast<double>(steps()), warm = std::max(1.0, warmUp * total), at = static_cast<double>(step) + 1.0;
    if (at < warm)
        return static_cast<float>(learningRate * at / warm);
    return static_cast<float>(learningRate * 0.5 * (1.0 + std::cos(std::numbers::pi * (at - warm) / std::max(1.0, total - warm))));
}

TrainState beginTraining(const ModelConfig& config, const PreprocessConfig& preprocess, std::vector<std::string> labels, std::uint64_t seed)
{
    check(config);
    const Parameters zeros(vitPlan(config).parameters);
    Model model{"training", config, preprocess, std::move(labels), initialParameters(config, seed)};
    return {std::move(model), Moments{zeros, zeros, 0}};
}

bool train(const TrainConfig& config, const Compute& compute, const BatchSource& source, TrainState& state, const TrainObserver& observer,
           std::int64_t reportEvery)
{
    if (config.microBatch < 1 || config.batch % config.microBatch != 0)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "A batch of %1 pictures does not divide into passes of %2."),
                    {std::to_string(config.batch), std::to_string(config.microBatch)});
    Workspace workspace{compute, {}};
    Parameters sums(vitPlan(state.model.config).parameters);
    Feeder feeder(source, state.model.preprocess, config.seed, state.moments.steps * config.batch, config.steps() * config.batch, config.microBatch);
    Pace pace(config, state.moments.steps);
    for (std::int64_t step = state.moments.steps; step < config.steps(); ++step) {
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i].fill(0);
        std::int64_t pass = 0;
        for (std::int64_t done = 0; done < config.batch; done += config.microBatch, ++pass) {
            const Batch batch = feeder.take();
            pace.add(learn(workspace, state.model, batch, droppedAt(config, state.model.config, step, pass), config, sums), batch.labels.size());
        }
        const double norm = adamWStep(config.optimiser, config.rateAt(step), sums, state.moments, state.model.parameters);
        if (!std::isfinite(norm))
            throw Error(Fault::Internal,
                        VITSCOPE_TEXT("core", "Training broke down at step %1: the gradient is no number any more. Try a smaller learning rate."),
                        {std::to_string(step)});
        const bool last = step + 1 == config.steps();
        if ((last || (step + 1) % reportEvery == 0) && observer && !observer(pace.report(step + 1), state))
            return last;
    }
    return true;
}

Evaluation evaluate(const Compute& compute, const Model& model, const BatchSource& source, std::uint64_t seed, std::int64_t count)
{
    constexpr std::int64_t size = 8;
    Workspace workspace{compute, {}};
    Evaluation result;
    const auto classes = static_cast<std::size_t>(model.config.classes);
    result.confusion.assign(classes, std::vector<std::int64_t>(classes));
    const Plan plan = vitPlan(model.config);
    const int place = plan.placeOf(logitsId);
    const Wanted wanted = justOne(plan, place);
    Feeder feeder(source, model.preprocess, seed, 0, count, size);
    while (result.pictures < count) {
        const Batch batch = feeder.take();
        ValueRecorder recorder;
        vitscope::compute(workspace, plan, model.parameters.rows(), batch.input(), wanted, recorder);
        const ConstRows logits = recorder.of(place).rows;
        for (std::size_t e = 0; e < batch.labels.size(); ++e) {
            const float* row = logits.row(static_cast<std::int64_t>(e));
            const std::int64_t named = std::max_element(row, row + logits.columns) - row;
            result.confusion[static_cast<std::size_t>(batch.labels[e])][static_cast<std::size_t>(named)] += 1;
            result.correct += named == batch.labels[e] ? 1 : 0;
        }
        result.pictures += static_cast<std::int64_t>(batch.labels.size());
    }
    return result;
}

}  // namespace vitscope
