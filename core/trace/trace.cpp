#include "core/trace/trace.h"

#include <algorithm>

#include "core/base/error.h"

namespace vitscope {

/// Stages made again for a light trace. The last piece (a block, or what comes before or after the blocks) is kept, because
/// whoever looks at one stage of it looks at the next.
struct Trace::Remade {
    std::mutex lock;
    Workspace workspace;
    std::map<StageKey, Recorded> stages;
};

namespace {

bool keptWhenLight(const StageKey& key)
{
    static constexpr std::string_view ids[] = {"embed.positions", "embed.kept", "blocks.query", "blocks.key",   "blocks.value",
                                               "blocks.output",   "pooled",     "logits",       "probabilities"};
    return std::find(std::begin(ids), std::end(ids), key.id) != std::end(ids);
}

/// Keeps everything until a stage has been seen, then ends the run.
class UntilRecorder : public Recorder {
public:
    UntilRecorder(StageKey last, std::map<StageKey, Recorded>& stages) : last_(std::move(last)), stages_(stages) {}
    bool record(const StageKey& key, const Recorded& recorded) override
    {
        stages_[key] = recorded;
        return key != last_;
    }

private:
    StageKey last_;
    std::map<StageKey, Recorded>& stages_;
};

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

}  // namespace

/// Fills a trace while the model runs.
class TraceMaker : public Recorder {
public:
    TraceMaker(std::shared_ptr<const Model> model, TraceInput input, const Edits& edits, TraceLevel level, const Compute& compute,
               const Progress& progress);

    bool record(const StageKey& key, const Recorded& recorded) override;
    std::shared_ptr<const Trace> finish() { return trace_; }
    const Tensor& pixels() const { return *trace_->pixels_; }

private:
    bool goOn();

    std::shared_ptr<Trace> trace_ = std::make_shared<Trace>();
    const Progress& progress_;
    std::size_t done_ = 0;
};

TraceMaker::TraceMaker(std::shared_ptr<const Model> model, TraceInput input, const Edits& edits, TraceLevel level, const Compute& compute,
                       const Progress& progress)
    : progress_(progress)
{
    trace_->model_ = std::move(model);
    trace_->layout_ = TokenLayout(trace_->config(), edits);
    trace_->edits_ = edits;
    trace_->level_ = level;
    trace_->remade_ = std::make_shared<Trace::Remade>();
    trace_->remade_->workspace.compute = compute;
    const Beginning beginning = std::holds_alternative<Image>(input) ? Beginning::Picture : Beginning::Pixels;
    trace_->stages_ = vitscope::stages(trace_->config(), edits, trace_->model().preprocess, beginning);
    if (Image* image = std::get_if<Image>(&input)) {
        auto picture = std::make_shared<const Preprocessed>(preprocess(std::move(*image), trace_->model().preprocess));
        checkPreprocessed(trace_->config(), trace_->model().preprocess, picture->pixels);
        trace_->pixels_ = std::shared_ptr<const Tensor>(picture, &picture->pixels);
        trace_->picture_ = std::move(picture);
    } else {
        trace_->pixels_ = std::make_shared<const Tensor>(std::move(std::get<Tensor>(input)));
    }
    for (std::size_t i = 0; i < trace_->stages_.size(); ++i)
        trace_->rows_[trace_->stages_[i].key] = i;
    for (Stage& stage : trace_->stages_)
        if (stage.key.id.starts_with("image."))
            stage.shape = trace_->slice(stage.key).view().shape();
    if (!goOn())
        throw Cancelled();
}

bool TraceMaker::goOn()
{
    ++done_;
    return !progress_ || progress_(std::min(1.0, static_cast<double>(done_) / static_cast<double>(trace_->stages_.size())));
}

bool TraceMaker::record(const StageKey& key, const Recorded& recorded)
{
    const Stage& stage = trace_->stage(key);
    if (recorded.view.shape() != stage.shape)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "Stage %1 was computed as %2, but the catalogue says %3."),
                    {key.name(), describe(recorded.view.shape()), describe(stage.shape)});
    if (trace_->level_ == TraceLevel::Full || keptWhenLight(key))
        trace_->kept_[key] = recorded;
    return goOn();
}

const Stage& Trace::stage(const StageKey& key) const
{
    const auto found = rows_.find(key);
    if (found == rows_.end())
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "This run has no stage “%1”; `vitscope-cli stages` lists a model's stages."), {key.name()});
    return stages_[found->second];
}

bool Trace::isKept(const StageKey& key) const
{
    return key.id.starts_with("image.") || kept_.contains(key);
}

Slice Trace::slice(const StageKey& key, const std::vector<Fixed>& fixed) const
{
    const Slice all = whole(key);
    TensorView view = all.view();
    for (const Fixed& at : fixed)
        view = view.slice(at.axis, at.index);
    return Slice(std::move(view), std::make_shared<Slice>(all));
}

Slice Trace::whole(const StageKey& key) const
{
    stage(key);
    if (key.id == "image.pixels")
        return Slice(pixels_->view(), pixels_);
    if (key.id.starts_with("image."))
        return fromPicture(key);
    if (const auto found = kept_.find(key); found != kept_.end())
        return Slice(found->second.view, found->second.buffer);
    return remake(key);
}

Slice Trace::fromPicture(const StageKey& key) const
{
    const auto tensor = std::make_shared<const Tensor>(toTensor(*image(key)));
    return Slice(tensor->view(), tensor);
}

const Image* Trace::image(const StageKey& key) const
{
    if (!picture_)
        return nullptr;
    if (key.id == "image.source")
        return &picture_->source;
    if (key.id == "image.resized_rows")
        return &picture_->resizedRows;
    if (key.id == "image.resized")
        return &picture_->resized;
    return key.id == "image.cropped" && picture_->cropped ? &*picture_->cropped : nullptr;
}

Slice Trace::remake(const StageKey& key) const
{
    const std::lock_guard lock(remade_->lock);
    if (!remade_->stages.contains(key)) {
        remade_->stages.clear();
        From from;
        StageKey last = key;
        if (key.block >= 0 || key.id == "norm") {
            from.block = key.block >= 0 ? key.block : config().blocks;
            // The first stage of the block (or behind the last) is made from what runs from block to block.
            const StageKey first = key.block >= 0 ? StageKey("blocks.norm1", key.block) : key;
            from.input = kept_.at(stage(first).inputs.front()).view;
            last = key.block >= 0 ? StageKey("blocks.output", key.block) : StageKey("pooled");
        }
        UntilRecorder recorder(last, remade_->stages);
        forward(remade_->workspace, *model_, {pixels_->values(), 1}, edits_, recorder, from);
    }
    const Recorded& made = remade_->stages.at(key);
    return Slice(made.view, made.buffer);
}

std::shared_ptr<const Trace> recordTrace(Workspace& workspace, std::shared_ptr<const Model> model, TraceInput input, const Edits& edits,
                                         TraceLevel level, const Progress& progress)
{
    const Model& running = *model;
    TraceMaker maker(std::move(model), std::move(input), edits, level, workspace.compute, progress);
    if (!forward(workspace, running, {maker.pixels().values(), 1}, edits, maker))
        throw Cancelled();
    return maker.finish();
}

}  // namespace vitscope
