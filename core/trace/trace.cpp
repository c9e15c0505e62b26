#include "core/trace/trace.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/plan/memory.h"

namespace vitscope {

/// Where stages are made again that the store has let go.
struct Trace::Remaking {
    std::mutex lock;
    Workspace workspace;
};

namespace {

/// A checkpoint whose preprocessing does not make what its model reads is of no use for any picture; where only the shorter edge is
/// set and nothing cropped, for none but those of the right form.
void checkPreprocessed(const ModelConfig& config, const PreprocessConfig& preprocess, const Tensor& pixels)
{
    const bool dependsOnPicture = preprocess.resize != PreprocessConfig::Resize::Squash && !preprocess.crop;
    const std::int64_t rows = pixels.view().extent(Axis::Row), columns = pixels.view().extent(Axis::Column);
    if (rows != config.imageRows || columns != config.imageColumns)
        throw Error(
            dependsOnPicture ? Fault::Picture : Fault::Model,
            VITSCOPE_TEXT(
                "core",
                "The model reads %1 × %2 pixels, but its preprocessor_config.json makes %3 × %4 of this picture. Correct its size or crop_size."),
            {std::to_string(config.imageRows), std::to_string(config.imageColumns), std::to_string(rows), std::to_string(columns)});
}

/// Hands over what was wanted, and is interrupted between rows.
class Handover : public Recorder {
public:
    Handover(std::function<void(int, const Values&)> made, const std::function<bool()>& goOn) : made_(std::move(made)), goOn_(goOn) {}
    bool record(int place, const Stage&, const Values& values) override
    {
        made_(place, values);
        return true;
    }
    bool goOn() override { return !goOn_ || goOn_(); }

private:
    std::function<void(int, const Values&)> made_;
    const std::function<bool()>& goOn_;
};

}  // namespace

/// Fills a trace while the model runs.
class TraceMaker : public Recorder {
public:
    TraceMaker(const Compute& compute, std::shared_ptr<const Model> model, const Edits& edits, std::shared_ptr<ValueStore> store,
               const Progress& progress);

    std::shared_ptr<const Trace> make(Workspace& workspace, TraceInput input);
    bool record(int, const Stage&, const Values&) override { return true; }
    bool goOn() override;

private:
    void take(Image image);
    void take(Tensor pixels);

    std::shared_ptr<Trace> trace_ = std::make_shared<Trace>();
    const Progress& progress_;
    std::size_t done_ = 0;
};

TraceMaker::TraceMaker(const Compute& compute, std::shared_ptr<const Model> model, const Edits& edits, std::shared_ptr<ValueStore> store,
                       const Progress& progress)
    : progress_(progress)
{
    trace_->model_ = std::move(model);
    trace_->edits_ = edits;
    trace_->store_ = store ? std::move(store) : std::make_shared<ValueStore>();
    trace_->remaking_ = std::make_shared<Trace::Remaking>();
    trace_->remaking_->workspace.compute = compute;
}

void TraceMaker::take(Image image)
{
    const PreprocessConfig& how = trace_->model().preprocess;
    auto picture = std::make_shared<const Preprocessed>(preprocess(std::move(image), how));
    checkPreprocessed(trace_->config(), how, picture->pixels);
    trace_->pixels_ = std::shared_ptr<const Tensor>(picture, &picture->pixels);
    trace_->picture_ = std::move(picture);
    for (Stage& stage : trace_->plan_.stages)
        if (const Image* bytes = trace_->drawn(stage.key))
            stage.shape = {{Axis::Row, bytes->rows}, {Axis::Column, bytes->columns}, {Axis::Channel, 3}};
}

void TraceMaker::take(Tensor pixels)
{
    trace_->pixels_ = std::make_shared<const Tensor>(std::move(pixels));
}

std::shared_ptr<const Trace> TraceMaker::make(Workspace& workspace, TraceInput input)
{
    const PreprocessConfig* preprocess = std::holds_alternative<Image>(input) ? &trace_->model().preprocess : nullptr;
    trace_->plan_ = vitPlan(trace_->config(), trace_->edits_, preprocess);
    requireMemory(trace_->plan_, trace_->store_->limit(), memoryPresent());
    std::visit([this](auto& begin) { take(std::move(begin)); }, input);
    if (!goOn())
        throw Cancelled();
    const Plan& plan = trace_->plan_;
    const Parameters& parameters = trace_->model().parameters;
    trace_->prints_ = fingerprints(plan, parameters, trace_->pixels_->values(), 1, workspace.compute);
    StoredRun stored(*trace_->store_, plan, trace_->prints_);
    if (!compute(workspace, plan, parameters.rows(), {trace_->pixels_->values(), 1}, all(plan), *this, &stored))
        throw Cancelled();
    return trace_;
}

bool TraceMaker::goOn()
{
    ++done_;
    return !progress_ || progress_(std::min(1.0, static_cast<double>(done_) / static_cast<double>(trace_->stages().size())));
}

int Trace::placeOf(const StageKey& key) const
{
    const int place = plan_.placeOf(key);
    if (place < 0)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "This run has no stage “%1”; `vitscope-cli stages` lists a model's stages."), {key.name()});
    return place;
}

const Stage& Trace::stage(const StageKey& key) const
{
    return plan_.stages[static_cast<std::size_t>(placeOf(key))];
}

bool Trace::isKept(const StageKey& key) const
{
    const int place = plan_.placeOf(key);
    return place >= 0 && (place <= plan_.pixels || store_->has(prints_[static_cast<std::size_t>(place)]));
}

std::optional<Slice> Trace::kept(const StageKey& key) const
{
    const int place = plan_.placeOf(key);
    if (place < 0)
        return std::nullopt;
    if (place <= plan_.pixels)
        return whole(place);
    const Values values = store_->find(prints_[static_cast<std::size_t>(place)]);
    return values.buffer ? std::optional(sliceOf(place, values)) : std::nullopt;
}

Slice Trace::slice(const StageKey& key, const std::vector<Fixed>& fixed) const
{
    const Slice all = whole(placeOf(key));
    TensorView view = all.view();
    for (const Fixed& at : fixed)
        view = view.slice(at.axis, at.index);
    return Slice(std::move(view), std::make_shared<Slice>(all));
}

Slice Trace::whole(int place) const
{
    if (place == plan_.pixels)
        return Slice(pixels_->view(), pixels_);
    if (place < plan_.pixels) {
        const StageKey& key = plan_.stages[static_cast<std::size_t>(place)].key;
        if (const Tensor* values = floatStep(key))
            return Slice(values->view(), picture_);
        const auto tensor = std::make_shared<const Tensor>(toTensor(*image(key)));
        return Slice(tensor->view(), tensor);
    }
    const Values values = store_->find(prints_[static_cast<std::size_t>(place)]);
    return sliceOf(place, values.buffer ? values : remake(place));
}

Slice Trace::sliceOf(int place, const Values& values) const
{
    return Slice(viewOf(values.rows, plan_.stages[static_cast<std::size_t>(place)].shape), values.buffer);
}

const Tensor* Trace::floatStep(const StageKey& key) const
{
    const int place = plan_.placeOf(key);
    if (!picture_ || !picture_->floats || place < 0)
        return nullptr;
    switch (plan_.stages[static_cast<std::size_t>(place)].kind()) {
    case OperationKind::ResizeColumns: return &picture_->floats->resizedRows;
    case OperationKind::ResizeRows: return &picture_->floats->resized;
    case OperationKind::Crop: return &*picture_->floats->cropped;
    default: return nullptr;
    }
}

const Image* Trace::image(const StageKey& key) const
{
    return floatStep(key) == nullptr ? drawn(key) : nullptr;
}

const Image* Trace::drawn(const StageKey& key) const
{
    const int place = plan_.placeOf(key);
    if (!picture_ || place < 0)
        return nullptr;
    switch (plan_.stages[static_cast<std::size_t>(place)].kind()) {
    case OperationKind::Begin: return &picture_->source;
    case OperationKind::ResizeColumns: return &picture_->resizedRows;
    case OperationKind::ResizeRows: return &picture_->resized;
    case OperationKind::Crop: return &*picture_->cropped;
    default: return nullptr;
    }
}

Values Trace::remake(int place) const
{
    ValueRecorder recorder;
    remake(justOne(plan_, place), recorder);
    return recorder.of(place);
}

/// False where the recorder ended it.
bool Trace::remake(const std::vector<bool>& wanted, Recorder& recorder) const
{
    const std::lock_guard lock(remaking_->lock);
    StoredRun stored(*store_, plan_, prints_);
    return compute(remaking_->workspace, plan_, model_->parameters.rows(), {pixels_->values(), 1}, wanted, recorder, &stored);
}

void Trace::make(const std::vector<StageKey>& keys, const std::function<void(const StageKey&, Slice)>& made, const std::function<bool()>& goOn) const
{
    Wanted wanted(stages().size(), false);
    for (const StageKey& key : keys)
        if (const int place = placeOf(key); place > plan_.pixels)
            wanted[static_cast<std::size_t>(place)] = true;
        else
            made(key, whole(place));
    if (std::find(wanted.begin(), wanted.end(), true) == wanted.end())
        return;
    Handover handover([&](int place, const Values& values) { made(stages()[static_cast<std::size_t>(place)].key, sliceOf(place, values)); }, goOn);
    if (!remake(wanted, handover))
        throw Cancelled();
}

std::shared_ptr<const Trace> recordTrace(Workspace& workspace, std::shared_ptr<const Model> model, TraceInput input, const Edits& edits,
                                         std::shared_ptr<ValueStore> store, const Progress& progress)
{
    return TraceMaker(workspace.compute, std::move(model), edits, std::move(store), progress).make(workspace, std::move(input));
}

}  // namespace vitscope
