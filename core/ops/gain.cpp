#include "core/ops/activation_rows.h"
#include "core/ops/operations.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

class Scale : public Operation {
public:
    OperationKind kind() const override { return OperationKind::Scale; }
    void forward(const Forward& f) const override
    {
        const auto gain = rowOf(f.parameters[0], 0);
        for (std::int64_t i = 0; i < f.out.rows; ++i)
            rowOf(f.out, i) = rowOf(f.inputs[0], i) * gain;
    }
    Reads gradientReads() const override { return {.inputs = true}; }
    void gradient(const Backward& b) const override
    {
        clearUnlessAdding(b.to[0]);
        const auto gain = rowOf(b.parameters[0], 0);
        for (std::int64_t i = 0; i < b.dOut.rows; ++i) {
            if (b.to[0].isWanted())
                rowOf(b.to[0].rows, i) += rowOf(b.dOut, i) * gain;
            if (b.dParameters[0].data != nullptr)
                rowOf(b.dParameters[0], 0) += rowOf(b.dOut, i) * rowOf(b.inputs[0], i);
        }
    }
    Explanation explain(const Question& asked) const override
    {
        explaining::Maker maker;
        const OperandAt x{maker.line(asked.input(asked.here()), "x"), 0}, gain{maker.line(asked.parameter(0, {only(asked.last())}), "g"), 0};
        maker.entry(maker.value(x) * maker.value(gain), {x, gain});
        const std::string gainText = shortNumber(maker.value(gain));
        std::string numbers = shortNumber(maker.value(x)) + " × " + (maker.value(gain) < 0 ? "(" + gainText + ")" : gainText);
        maker.python("result = x * g");
        return maker.finish(maker.sum(), std::move(numbers));
    }
};

class Gate : public Operation {
public:
    explicit Gate(Activation kind) : kind_(kind) {}

    OperationKind kind() const override { return OperationKind::Gate; }
    std::string attributes() const override { return std::string(activationName(kind_)); }
    void forward(const Forward& f) const override
    {
        parallelSlices(f.compute, f.out.rows, 8, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first; i < last; ++i) {
                activate(kind_, rowOf(f.inputs[0], i), rowOf(f.out, i));
                rowOf(f.out, i) *= rowOf(f.inputs[1], i);
            }
        });
    }
    Reads gradientReads() const override { return {.inputs = true}; }
    void gradient(const Backward& b) const override
    {
        for (const GradientTo& to : b.to)
            if (to.isWanted())
                clearUnlessAdding(to);
        parallelSlices(b.compute, b.dOut.rows, 8, [&](std::int64_t first, std::int64_t last) {
            RowArray row(b.dOut.columns);
            for (std::int64_t i = first; i < last; ++i) {
                if (b.to[0].isWanted()) {
                    activationSlope(kind_, rowOf(b.inputs[0], i), row);
                    rowOf(b.to[0].rows, i) += rowOf(b.dOut, i) * row * rowOf(b.inputs[1], i);
                }
                if (b.to[1].isWanted()) {
                    activate(kind_, rowOf(b.inputs[0], i), Eigen::Map<RowArray>(row.data(), row.size()));
                    rowOf(b.to[1].rows, i) += rowOf(b.dOut, i) * row;
                }
            }
        });
    }
    Explanation explain(const Question& asked) const override
    {
        explaining::Maker maker;
        const OperandAt x{maker.line(asked.input(asked.here(), 0), "x"), 0}, hidden{maker.line(asked.input(asked.here(), 1), "h"), 0};
        const ActivationShare share = shareOf(kind_, maker.value(x));
        maker.entry(maker.value(x) * share.value * maker.value(hidden), {x, hidden}, share.value);
        maker.python("share = " + share.python);
        maker.python("result = x * share * h");
        std::string numbers = shortNumber(maker.value(x)) + " × " + shortNumber(share.value) + " × " + shortNumber(maker.value(hidden));
        Explanation result = maker.finish(maker.sum(), std::move(numbers));
        if (kind_ == Activation::Gelu)
            result.numpy.insert(result.numpy.begin() + 1, "from math import erf");
        return result;
    }

private:
    Activation kind_;
};

}  // namespace

OperationPtr scale()
{
    return std::make_shared<Scale>();
}

OperationPtr gate(Activation kind)
{
    return std::make_shared<Gate>(kind);
}

}  // namespace vitscope
