#include "core/analysis/moments.h"

#include <cmath>

#include "core/base/error.h"
#include "core/tensor/matrix.h"

namespace vitscope {

RowMoments rowMoments(const TensorView& vector)
{
    if (vector.rank() > 1)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "A tensor of %1 is no vector: fix an axis first."), {describe(vector.shape())});
    if (vector.size() == 0)
        return {};
    // The mean first, then what is left: the difference of two large squares would cost digits.
    const auto values = matrixOf(vector.matrix()).row(0).cast<double>();
    const double mean = values.sum() / static_cast<double>(values.size());
    const double squares = (values.array() - mean).square().sum();
    return {mean, std::sqrt(squares / static_cast<double>(values.size()))};
}

}  // namespace vitscope
