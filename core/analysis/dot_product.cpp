#include "core/analysis/dot_product.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/error.h"

namespace vitscope {

namespace {

double magnitude(const Term& term)
{
    return std::isnan(term.product) ? std::numeric_limits<double>::infinity() : std::abs(term.product);
}

}  // namespace

DotProduct dotProduct(const TensorView& left, const TensorView& right)
{
    if (left.rank() != 1 || right.rank() != 1 || left.size() != right.size())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "There is no dot product of %1 and %2."),
                    {describe(left.shape()), describe(right.shape())});
    const ConstMatrixMap lefts = left.matrix(), rights = right.matrix();
    DotProduct result;
    for (Eigen::Index i = 0; i < lefts.cols(); ++i) {
        const double a = lefts(0, i), b = rights(0, i);
        result.terms.push_back({i, a, b, a * b});
        result.sum += a * b;
    }
    std::stable_sort(result.terms.begin(), result.terms.end(), [](const Term& a, const Term& b) { return magnitude(a) > magnitude(b); });
    return result;
}

}  // namespace vitscope
