#include "core/analysis/residual.h"

#include <cmath>

#include "core/base/error.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

using Vector = Eigen::Array<double, 1, Eigen::Dynamic>;

TokenChange tokenChange(const Vector& x, const Vector& o)
{
    const Vector r = x + o;
    const double before = std::sqrt(x.square().sum()), after = std::sqrt(r.square().sum()), lengths = before * after;
    return {before, std::sqrt(o.square().sum()), after, lengths == 0 ? 0 : (x * r).sum() / lengths};
}

}  // namespace

std::vector<TokenChange> tokenChanges(const TensorView& before, const TensorView& added)
{
    if (before.shape() != added.shape())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "A branch of %1 cannot be added to a stream of %2."),
                    {describe(added.shape()), describe(before.shape())});
    const auto stream = matrixOf(before.matrix()), branch = matrixOf(added.matrix());
    std::vector<TokenChange> changes;
    Vector x, o;
    for (Eigen::Index token = 0; token < stream.rows(); ++token) {
        x = stream.row(token).cast<double>();
        o = branch.row(token).cast<double>();
        changes.push_back(tokenChange(x, o));
    }
    return changes;
}

}  // namespace vitscope
