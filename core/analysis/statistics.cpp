#include "core/analysis/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitscope {

namespace {

template <class Function>
void forEachValue(const TensorView& values, Function&& function)
{
    if (values.rank() <= 2) {
        const MatrixView matrix = values.matrix();
        for (std::int64_t row = 0; row < matrix.rows(); ++row)
            for (std::int64_t column = 0; column < matrix.cols(); ++column)
                function(matrix(row, column));
        return;
    }
    const Dimension& outer = values.shape().front();
    for (std::int64_t i = 0; i < outer.extent; ++i)
        forEachValue(values.slice(outer.axis, i), function);
}

}  // namespace

Statistics summarize(const TensorView& values)
{
    Statistics result;
    double sum = 0, squares = 0;
    forEachValue(values, [&](float value) {
        if (!std::isfinite(value)) {
            ++result.notFinite;
            return;
        }
        result.lowest = result.count == 0 ? value : std::min(result.lowest, value);
        result.highest = result.count == 0 ? value : std::max(result.highest, value);
        ++result.count;
        sum += value;
        squares += static_cast<double>(value) * value;
    });
    if (result.count > 0) {
        result.mean = sum / static_cast<double>(result.count);
        result.deviation = std::sqrt(std::max(0.0, squares / static_cast<double>(result.count) - result.mean * result.mean));
    }
    return result;
}

std::vector<std::int64_t> histogram(const TensorView& values, float low, float high, int bins)
{
    std::vector<std::int64_t> counts(static_cast<std::size_t>(bins));
    const double width = (static_cast<double>(high) - low) / bins;
    forEachValue(values, [&](float value) {
        if (!(value >= low && value <= high))
            return;
        const int bin = width > 0 ? static_cast<int>((static_cast<double>(value) - low) / width) : 0;
        ++counts[static_cast<std::size_t>(std::min(bin, bins - 1))];
    });
    return counts;
}

std::int64_t largestInSize(const TensorView& vector)
{
    const MatrixView values = vector.matrix();
    std::int64_t best = 0;
    for (std::int64_t i = 1; i < values.cols(); ++i)
        if (std::abs(values(0, i)) > std::abs(values(0, best)))
            best = i;
    return best;
}

std::vector<std::int64_t> largest(const TensorView& vector, std::int64_t count)
{
    const MatrixView values = vector.matrix();
    std::vector<std::int64_t> order(static_cast<std::size_t>(values.cols()));
    std::iota(order.begin(), order.end(), 0);
    const auto last = order.begin() + std::min<std::ptrdiff_t>(count, static_cast<std::ptrdiff_t>(order.size()));
    std::partial_sort(order.begin(), last, order.end(),
                      [&](std::int64_t a, std::int64_t b) { return values(0, a) != values(0, b) ? values(0, a) > values(0, b) : a < b; });
    order.erase(last, order.end());
    return order;
}

}  // namespace vitscope
