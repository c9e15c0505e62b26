// Who watches a run: every stage that is wanted is shown to the recorder, which keeps what it wants and may end the run.
#pragma once

#include "core/plan/form.h"
#include "core/plan/plan.h"
#include "core/plan/workspace.h"

namespace vitscope {

/// A stage's values of all examples. Whoever wants them longer than the call keeps the buffer: it is not written again before its last
/// owner lets go. Null where the values are borrowed.
struct Values {
    Rows rows;
    BufferPtr buffer;
};

/// Room for a stage's values of so many examples.
inline Values roomFor(const Stage& stage, std::int64_t examples, BufferPool& pool)
{
    const Form form = formOf(stage.shape);
    const std::int64_t rows = examples * form.rows;
    BufferPtr buffer = pool.take(static_cast<std::size_t>(rows * form.columns));
    const Rows view(buffer->data(), rows, form.columns);
    return {view, std::move(buffer)};
}

class Recorder {
public:
    virtual ~Recorder() = default;
    /// Shown each stage that was wanted. Returns whether to go on; false ends the run there.
    virtual bool record(int place, const Stage& stage, const Values& values) = 0;
    /// Asked after every row that was computed, wanted or not.
    virtual bool goOn() { return true; }
};

/// Keeps nothing, never stops: a plain run.
class NoRecorder : public Recorder {
public:
    bool record(int, const Stage&, const Values&) override { return true; }
};

/// Keeps the values of the stages that were wanted, by place.
class ValueRecorder : public Recorder {
public:
    bool record(int place, const Stage& stage, const Values& values) override;
    /// Throws Error (Internal) where the stage was not computed.
    const Values& of(int place) const;
    bool has(int place) const
    {
        return static_cast<std::size_t>(place) < values_.size() && values_[static_cast<std::size_t>(place)].rows.data != nullptr;
    }

private:
    std::vector<Values> values_;
};

}  // namespace vitscope
