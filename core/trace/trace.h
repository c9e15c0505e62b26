// What a run recorded. Immutable once made, shared by pointer to const; hands out slices, never the promise that a whole
// tensor lies in memory.
//
//   auto trace = recordTrace(workspace, model, picture, TraceLevel::Full);
//   Slice row = trace->slice({"blocks.attention", 3}, {{Axis::Head, 1}, {Axis::Query, 17}});
//
// Tested in tests/core/trace_test.cpp (both levels give the same numbers for every stage).
#pragma once

#include <map>
#include <memory>
#include <variant>
#include <vector>

#include "core/base/progress.h"
#include "core/model/forward.h"
#include "core/model/token_layout.h"
#include "core/stages/catalogue.h"

namespace vitscope {

/// Full keeps every stage. Light keeps block outputs and query, key, value, and makes the rest of a block again when asked,
/// with the forward pass's own operations.
enum class TraceLevel { Full, Light };

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
    const TokenLayout& layout() const { return layout_; }
    const Edits& edits() const { return edits_; }
    TraceLevel level() const { return level_; }
    /// The stages there are values of, in order. A run from `image.pixels` has no stages before it.
    const std::vector<Stage>& stages() const { return stages_; }
    /// The picture and its preprocessing; null where the run began with pixels.
    const Preprocessed* picture() const { return picture_.get(); }
    /// The bytes of a stage of 8-bit values; null for all others.
    const Image* image(const StageKey& key) const;

    /// The row of a stage. Throws Error (Usage) where this run has no such stage.
    const Stage& stage(const StageKey& key) const;
    /// A stage's values with some axes fixed. May compute (see isKept): not for the GUI thread then. Safe from any thread.
    /// Throws Error (Usage) for a stage, axis or index that is not there.
    Slice slice(const StageKey& key, const std::vector<Fixed>& fixed = {}) const;
    /// Whether slice() only has to look it up.
    bool isKept(const StageKey& key) const;

private:
    friend class TraceMaker;
    struct Remade;

    Slice whole(const StageKey& key) const;
    Slice fromPicture(const StageKey& key) const;
    Slice remake(const StageKey& key) const;

    std::shared_ptr<const Model> model_;
    std::shared_ptr<const Preprocessed> picture_;
    std::shared_ptr<const Tensor> pixels_;
    Edits edits_;
    TokenLayout layout_;
    TraceLevel level_ = TraceLevel::Full;
    std::vector<Stage> stages_;
    std::map<StageKey, std::size_t> rows_;
    std::map<StageKey, Recorded> kept_;
    std::shared_ptr<Remade> remade_;
};

/// Preprocesses, runs and records. Throws Cancelled where `progress` says so (asked at every stage).
std::shared_ptr<const Trace> recordTrace(Workspace& workspace, std::shared_ptr<const Model> model, TraceInput input, const Edits& edits = {},
                                         TraceLevel level = TraceLevel::Full, const Progress& progress = {});

}  // namespace vitscope
