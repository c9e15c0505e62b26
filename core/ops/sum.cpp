#include "core/ops/sum.h"

#include "core/tensor/matrix.h"

namespace vitscope {

void add(const Compute& compute, ConstRows x, ConstRows y, Rows sum)
{
    parallelSlices(compute, x.rows, 64, [&](std::int64_t first, std::int64_t last) {
        matrixOf(sum.rowRange(first, last - first)) = matrixOf(x.rowRange(first, last - first)) + matrixOf(y.rowRange(first, last - first));
    });
}

void meanOfRows(ConstRows x, Rows mean)
{
    matrixOf(mean) = matrixOf(x).colwise().mean();
}

void meanOfRowsGradient(ConstRows dMean, Rows dx)
{
    matrixOf(dx).rowwise() += matrixOf(dMean).row(0) / static_cast<float>(dx.rows);
}

Explanation explainSum(std::vector<OperandLine> cells)
{
    explaining::Maker maker;
    std::string numbers, python = "result = ";
    for (OperandLine& cell : cells) {
        const std::string variable(1, static_cast<char>('a' + maker.result().lines.size()));
        const OperandAt at{maker.line(std::move(cell), variable), 0};
        maker.entry(maker.value(at), {at});
        numbers += numbers.empty() ? shortNumber(maker.value(at)) : explaining::plus(shortNumber(maker.value(at)));
        python += (at.line == 0 ? "" : " + ") + variable;
    }
    maker.python(std::move(python));
    return maker.finish(maker.sum(), std::move(numbers), {VITSCOPE_TEXT("explain", "sum"), {}});
}

Explanation explainMean(OperandLine cells)
{
    explaining::Maker maker;
    const std::size_t line = maker.line(std::move(cells), "x");
    const double share = 1.0 / static_cast<double>(maker.size(line));
    for (std::size_t i = 0; i < maker.size(line); ++i)
        maker.entry(maker.value({line, i}) * share, {{line, i}}, share);
    maker.python("result = x.mean()");
    std::string numbers = "(" + maker.largest(3, [&](const Term& term) { return shortNumber(maker.value(term.operands[0])); }) + ") / " +
                          std::to_string(maker.size(line));
    return maker.finish(maker.sum(), std::move(numbers), {VITSCOPE_TEXT("explain", "mean"), {}});
}

}  // namespace vitscope
