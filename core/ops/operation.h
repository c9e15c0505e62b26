// An operation makes a stage of its inputs and parameters. Its forward, its gradient, its explanation and its cost stand in one file of
// core/ops (those of the picture in core/image); core/plan/compute.h and gradients.h run them, core/model/vit.cpp puts them in their order.
//
// Operations are immutable: what they depend on beside their operands (ε, heads, kind of activation) is inside them. Values are rows,
// those of all examples one behind the other (core/plan/form.h tells how a stage's axes lie in them).
// Tested in tests/core/ops_test.cpp, gradients_test.cpp and explain_test.cpp.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/ops/compute.h"
#include "core/ops/explanation.h"
#include "core/tensor/rows.h"

namespace vitscope {

enum class OperationKind {
    Begin,          ///< nothing: here the numbers come from outside
    ResizeColumns,  ///< Pillow's horizontal pass
    ResizeRows,     ///< and its vertical one
    Crop,
    Normalize,
    CutPatches,
    Linear,
    LayerNorm,
    JoinTokens,  ///< prefix tokens in front of the patches
    AddPositions,
    KeepTokens,  ///< some patches are left out
    Scores,
    Softmax,
    Context,
    Activation,
    Sum,
    TakeClassToken,
    MeanOfPatches,
    Scale,         ///< a learned gain for each feature (layer scale)
    Gate,          ///< act(gate) · hidden
    Rotate,        ///< of queries and keys, by place
    PositionBias,  ///< added to the scores, by where query and key stand to each other
    ClassAndMean,  ///< the class token, and the mean of the patches beside it
    MeanOfTwo,
    Learned,  ///< a parameter by itself
    Copy,     ///< a step that this model leaves out
};

/// "linear", "layer norm", …: for programs.
std::string_view operationName(OperationKind kind);

using Operands = std::span<const ConstRows>;

/// What a gradient needs of the forward run.
struct Reads {
    bool inputs = false;
    bool output = false;
};

/// Where the gradient by an input goes: written, or added to what other readers of that input gave. Without data it is not wanted.
struct GradientTo {
    Rows rows;
    bool adds = false;

    bool isWanted() const { return rows.data != nullptr; }
    /// As a product takes it: the part of what stands there that stays.
    float beta() const { return adds ? 1.0F : 0.0F; }
};

/// A row run forwards: what it is made of, and where to (every row of it is to be written).
struct Forward {
    const Compute& compute;
    std::int64_t examples = 1;
    Operands inputs, parameters;
    Rows out;
};

/// And backwards: what was kept of the forward run (rows without data were not asked for), the gradient by the output, and where those by
/// the inputs and the parameters go. The latter are added to, where they have data.
struct Backward {
    const Compute& compute;
    std::int64_t examples = 1;
    Operands inputs, parameters;
    ConstRows output, dOut;
    std::span<const GradientTo> to;
    std::span<const Rows> dParameters;
};

/// How the gradient by an input comes about.
enum class GradientWay {
    Computed,  ///< by gradient()
    InPlace,   ///< likewise, which may write over the gradient by the output
    HandedOn,  ///< it is the gradient by the output; gradient() only adds to those of the parameters
};

class Operation {
public:
    virtual ~Operation() = default;

    virtual OperationKind kind() const = 0;
    /// What tells it from others of its kind, as text: "epsilon 1e-06".
    virtual std::string attributes() const { return {}; }
    /// Axes and extents of what it makes of inputs of these shapes: those of the first, where nothing else is said.
    virtual Shape shape(std::span<const Shape> inputs) const { return inputs[0]; }

    virtual void forward(const Forward&) const {}

    virtual Reads gradientReads() const { return {}; }
    virtual GradientWay gradientWay() const { return GradientWay::Computed; }
    virtual void gradient(const Backward&) const {}

    /// How the cell asked for came about.
    virtual Explanation explain(const Question& question) const = 0;
    /// Additions and multiplications of one example's matrix products.
    virtual double flops(std::span<const Shape>, const Shape&) const { return 0; }
};

using OperationPtr = std::shared_ptr<const Operation>;

/// Prepares a gradient that is added to row by row.
inline void clearUnlessAdding(const GradientTo& to)
{
    if (!to.adds)
        for (std::int64_t row = 0; row < to.rows.rows; ++row)
            std::fill(to.rows.row(row), to.rows.row(row) + to.rows.columns, 0.0F);
}

}  // namespace vitscope
