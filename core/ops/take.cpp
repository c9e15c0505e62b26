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

Explanation explainPadding(OperandLine picture, const std::array<std::int64_t, 3>& outside)
{
    explaining::Maker maker;
    const auto text = [](std::int64_t number) { return std::to_string(number); };
    const Shape& shape = picture.shape;
    maker.python("x = run[\"" + picture.name + "\"]  # (" + text(shape[0].extent) + ", " + text(shape[1].extent) + ", " + text(shape[2].extent) +
                 ")");
    maker.python("row, column = " + text(outside[0]) + ", " + text(outside[1]) + "  # where the cropped pixel would stand in it");
    maker.python("inside = 0 <= row < x.shape[0] and 0 <= column < x.shape[1]");
    maker.python("result = x[row, column, " + text(outside[2]) + "] if inside else 0");
    maker.result().lines.push_back(std::move(picture));
    maker.named({VITSCOPE_TEXT("explain", "outside the picture"), {}}, 0, {});
    return maker.finish(0, "0", {VITSCOPE_TEXT("explain", "sum"), {}});
}

}  // namespace vitscope
