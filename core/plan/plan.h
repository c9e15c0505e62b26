// A plan is a model written once: its stages in order, each a row with an operation, the rows it reads, and the parameters it takes. The
// same rows are run (compute.h), run backwards (gradients.h), explained (core/trace/explain.h), summed up (FLOPs, memory) and listed
// (`vitscope-cli stages`). core/model/vit.cpp makes them.
//
//   Ref n = b.add("norm1", layerNorm(epsilon), {x}, b.norm("norm1", width));
//
// Tested in tests/core/plan_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/ops/operation.h"
#include "core/plan/parameters.h"
#include "core/plan/stage_key.h"
#include "core/plan/token_layout.h"
#include "core/stages/words.h"

namespace vitscope {

/// A row of a plan.
struct Stage {
    StageKey key;
    const StageWords* words = nullptr;
    OperationPtr operation;
    std::vector<int> reads;                     ///< places of the stages it is made from
    std::vector<StageKey> inputs;               ///< their keys
    std::vector<int> parameters;                ///< places in Plan::parameters
    Shape shape;                                ///< extent 0 where only the picture decides (image.source and its resized forms)
    std::shared_ptr<const TokenLayout> tokens;  ///< which token stands for what

    OperationKind kind() const { return operation->kind(); }
    Part part() const { return words->part; }
};

struct Plan {
    std::vector<Stage> stages;
    std::vector<ParameterInfo> parameters;  ///< in the order of the stages that take them
    int pixels = 0;                         ///< the stage that a run is given; those before it are the picture's
    /// Of the tokens that enter the blocks.
    const TokenLayout& layout() const { return *stages.back().tokens; }

    /// Additions and multiplications of the matrix products of one example, from `image.pixels` on.
    double flops() const;
    /// The place of a stage; -1 where there is none.
    int placeOf(const StageKey& key) const;
    std::vector<std::string> parameterNames(const Stage& stage) const;
};

/// Writes a plan row by row. Names inside a block go without "blocks.3.".
class PlanBuilder {
public:
    using Ref = int;

    /// A row; its axes follow from the operation. `variant` picks among the stage's words.
    Ref add(const char* name, OperationPtr operation, std::vector<Ref> inputs, std::vector<int> parameters = {}, std::string_view variant = {});
    /// A step that this model leaves out.
    Ref leaveOut(const char* name, Ref input, OperationPtr how = {});
    /// The last row is what a run is given.
    void beginsHere() { plan_.pixels = static_cast<int>(plan_.stages.size()) - 1; }

    int parameter(const std::string& name, Shape shape, ParameterRole role, double spread = 1);
    /// Weight and bias of a linear layer, gain and shift of a norm.
    std::vector<int> linear(const std::string& name, Dimension in, Dimension out, bool bias = true, double spread = 1);
    std::vector<int> norm(const std::string& name, std::int64_t features);

    /// -1: outside the blocks.
    void setBlock(std::int64_t block) { block_ = block; }
    void setTokens(TokenLayout layout) { tokens_ = std::make_shared<const TokenLayout>(std::move(layout)); }
    const TokenLayout& tokens() const { return *tokens_; }
    const Shape& shape(Ref row) const { return plan_.stages[static_cast<std::size_t>(row)].shape; }
    Plan finish() { return std::move(plan_); }

private:
    Plan plan_;
    std::int64_t block_ = -1;
    std::shared_ptr<const TokenLayout> tokens_;
};

}  // namespace vitscope
