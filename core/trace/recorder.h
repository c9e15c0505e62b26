// Who watches a run. The forward pass shows every stage to its recorder, which keeps what it wants and may end the run.
#pragma once

#include "core/tensor/tensor.h"
#include "core/trace/stage_key.h"
#include "core/trace/workspace.h"

namespace vitscope {

/// A stage's values as the run wrote them. Whoever wants them longer than the call keeps the buffer: it is not written again
/// before its last owner lets go.
struct Recorded {
    TensorView view;   ///< the first example, axes named as in the catalogue
    BufferPtr buffer;  ///< what the view lies in: all examples of the batch, rows in order. Null where the values are borrowed
};

class Recorder {
public:
    virtual ~Recorder() = default;
    /// Told when a stage is computed. Returns whether to go on; false ends the run there.
    virtual bool record(const StageKey& key, const Recorded& recorded) = 0;
};

/// Keeps nothing, never stops: a plain run.
class NoRecorder : public Recorder {
public:
    bool record(const StageKey&, const Recorded&) override { return true; }
};

}  // namespace vitscope
