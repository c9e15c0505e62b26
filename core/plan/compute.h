// The one executor: runs the rows of a plan that are wanted, and what they need.
//
//   compute(workspace, plan, parameters, {pixels, 1}, all(plan), recorder);     // recorded
//   compute(workspace, plan, parameters, {pixels, 1}, answer(plan), recorder);  // plain: a buffer goes back at its last reader
//
// Tested in tests/core/forward_test.cpp against reference values of every stage.
#pragma once

#include <span>

#include "core/plan/recorder.h"

namespace vitscope {

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
