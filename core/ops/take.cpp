#include "core/ops/take.h"

namespace vitscope {

Explanation explainTaken(OperandLine cell)
{
    explaining::Maker maker;
    const OperandAt at{maker.line(std::move(cell), "result"), 0};
    maker.entry(maker.value(at), {at});
    return maker.finish(maker.sum(), shortNumber(maker.value(at)), {VITSCOPE_TEXT("explain", "sum"), {}});
}

Explanation explainGiven(OperandLine self)
{
    explaining::Maker maker;
    const double value = self.values.front();
    maker.line(std::move(self), "result");
    maker.named({VITSCOPE_TEXT("explain", "as the file has it"), {}}, value, {});
    return maker.finish(value, shortNumber(value), {VITSCOPE_TEXT("explain", "sum"), {}});
}

Explanation explainPadding()
{
    explaining::Maker maker;
    maker.named({VITSCOPE_TEXT("explain", "outside the picture"), {}}, 0, {});
    maker.python("result = 0");
    return maker.finish(0, "0", {VITSCOPE_TEXT("explain", "sum"), {}});
}

}  // namespace vitscope
