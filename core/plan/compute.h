// The one executor: runs the rows of a plan that are wanted, and what they need.
//
//   compute(workspace, plan, parameters, {pixels, 1}, all(plan), recorder);     // recorded
//   compute(workspace, plan, parameters, {pixels, 1}, answer(plan), recorder);  // plain: a buffer goes back at its last reader
//
// Tested in tests/core/forward_test.cpp against reference values of every stage.
#pragma once

#include <span>

#include "core/plan/form.h"
#include "core/plan/plan.h"
#include "core/plan/workspace.h"

namespace vitscope {

// Who watches a run: every stage that is wanted is shown to the recorder, which keeps what it wants and may end the run.

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

/// One or several pictures as `image.pixels`: each (channel, row, column) in C order, one behind the other.
struct Input {
    std::span<const float> pixels;
    std::int64_t examples = 1;
};

/// Whether a stage is wanted, by place.
using Wanted = std::vector<bool>;

/// Every stage from `image.pixels` on.
Wanted all(const Plan& plan);
/// This one alone.
Wanted justOne(const Plan& plan, int place);
/// The last one.
Wanted answer(const Plan& plan);

/// Where a run may find values it need not compute, and puts those it computed.
class ValueSource {
public:
    virtual ~ValueSource() = default;
    /// Values without rows where there are none.
    virtual Values find(int place) = 0;
    virtual void keep(int place, const Values& values) = 0;
};

/// Computes what is wanted, in order, and shows it to the recorder: each stage that is wanted, and no other. Returns false where the
/// recorder ended the run. `parameters` are those of the plan, in its order.
/// Throws Error (Usage) where the input's size is not the model's.
bool compute(Workspace& workspace, const Plan& plan, Operands parameters, const Input& input, const Wanted& wanted, Recorder& recorder,
             ValueSource* source = nullptr);

}  // namespace vitscope
