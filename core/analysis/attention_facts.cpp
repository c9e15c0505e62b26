#include "core/analysis/attention_facts.h"

#include <cmath>
#include <optional>

#include "core/base/error.h"

namespace vitscope {

double entropy(const std::vector<float>& row)
{
    double sum = 0;
    for (const double weight : row)
        if (weight != 0)
            sum -= weight * std::log(weight);
    return sum;
}

LargestScore largestScore(const TensorView& scores)
{
    const bool oneHead = !scores.has(Axis::Head);
    const std::int64_t heads = oneHead ? 1 : scores.extent(Axis::Head), queries = scores.extent(Axis::Query);
    std::optional<LargestScore> largest;
    for (std::int64_t head = 0; head < heads; ++head) {
        const TensorView square = oneHead ? scores : scores.slice(Axis::Head, head);
        for (std::int64_t query = 0; query < queries; ++query) {
            const MatrixView row = square.slice(Axis::Query, query).matrix();
            for (std::int64_t key = 0; key < row.cols(); ++key)
                if (!std::isnan(row(0, key)) && (!largest || row(0, key) > largest->score))
                    largest = {head, query, key, row(0, key)};
        }
    }
    if (!largest)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "There is no number among the scores (%1)."), {describe(scores.shape())});
    return *largest;
}

}  // namespace vitscope
