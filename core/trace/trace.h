// What a run recorded: a plan, its values, and why each is what it is. Immutable once made, shared by pointer to const; hands out slices,
// never the promise that a whole tensor lies in memory.
//
//   auto trace = recordTrace(workspace, model, picture);
//   Slice row = trace->slice({"blocks.attention", 3}, {{Axis::Head, 1}, {Axis::Query, 17}});
//
// Tested in tests/core/trace_test.cpp (any limit of the store gives the same numbers for every stage).
#pragma once

#include <functional>
#include <memory>
#include <variant>
#include <vector>

#include "core/base/progress.h"
#include "core/model/model.h"
#include "core/model/vit.h"
#include "core/plan/store.h"

namespace vitscope {

/// One axis at one index.
struct Fixed {
    Axis axis;
    std::int64_t index;
};

/// Values of a stage, and what keeps them alive.
class Slice {
public:
    Slice(TensorView view, std::shared_ptr<const void> owner) : view_(std::move(view)), owner_(std::move(owner)) {}
    const TensorView& view() const { return view_; }

private:
    TensorView view_;
    std::shared_ptr<const void> owner_;
};

/// What a run begins with: a picture still to be preprocessed, or `image.pixels` as they stand.
using TraceInput = std::variant<Image, Tensor>;

class Trace {
public:
    const Model& model() const { return *model_; }
    std::shared_ptr<const Model> sharedModel() const { return model_; }
    const ModelConfig& config() const { return model_->config; }
    const TokenLayout& layout() const { return plan_.layout(); }
    const Edits& edits() const { return edits_; }
    const Plan& plan() const { return plan_; }
    /// The stages there are, in order. A run from `image.pixels` has none before it.
    const std::vector<Stage>& stages() const { return plan_.stages; }
    /// The picture and its preprocessing; null where the run began with pixels.
    const Preprocessed* picture() const { return picture_.get(); }
    /// `image.pixels`: what the model was given.
    const Tensor& pixels() const { return *pixels_; }
    /// The bytes of a stage of 8-bit values; null for all others.
    const Image* image(const StageKey& key) const;
    /// The picture of one of its stages as it is drawn: those bytes, or values of a float stage rounded to 8 bit. Null for all others.
    const Image* drawn(const StageKey& key) const;

    /// The row of a stage. Throws Error (Usage) where this run has no such stage.
    const Stage& stage(const StageKey& key) const;
    /// A stage's values with some axes fixed. Computes what the store has let go (see kept()): not for the GUI thread then. Safe from
    /// any thread. Throws Error (Usage) for a stage, axis or index that is not there.
    Slice slice(const StageKey& key, const std::vector<Fixed>& fixed = {}) const;
    /// Makes stages in one pass, and hands over each as soon as it is there; what the store knows is not computed again. Safe from any
    /// thread, which does the work. Throws Error (Usage) for a stage that is not there, Cancelled where `goOn` (asked after every row
    /// that is computed) says no.
    void make(const std::vector<StageKey>& keys, const std::function<void(const StageKey&, Slice)>& made,
              const std::function<bool()>& goOn = {}) const;
    /// The values where they only have to be looked up; nothing also where there is no such stage.
    std::optional<Slice> kept(const StageKey& key) const;
    bool isKept(const StageKey& key) const;

private:
    friend class TraceMaker;
    struct Remaking;

    int placeOf(const StageKey& key) const;
    Slice whole(int place) const;
    const Tensor* floatStep(const StageKey& key) const;
    Slice sliceOf(int place, const Values& values) const;
    Values remake(int place) const;
    bool remake(const std::vector<bool>& wanted, Recorder& recorder) const;

    std::shared_ptr<const Model> model_;
    std::shared_ptr<const Preprocessed> picture_;
    std::shared_ptr<const Tensor> pixels_;
    Edits edits_;
    Plan plan_;
    std::vector<Fingerprint> prints_;  ///< of the plan's stages
    std::shared_ptr<ValueStore> store_;
    std::shared_ptr<Remaking> remaking_;
};

/// Preprocesses, runs and records. What the store knows is not computed again, and what is computed goes there; a run without a store
/// keeps everything. Throws Cancelled where `progress` says so (asked at every stage).
std::shared_ptr<const Trace> recordTrace(Workspace& workspace, std::shared_ptr<const Model> model, TraceInput input, const Edits& edits = {},
                                         std::shared_ptr<ValueStore> store = {}, const Progress& progress = {});

}  // namespace vitscope
