#include "core/analysis/residual.h"

#include <cmath>

#include "core/base/error.h"

namespace vitscope {

namespace {

template <class Row>
TokenChange tokenChange(const Row& x, const Row& o)
{
    double before = 0, added = 0, after = 0, product = 0;
    for (Eigen::Index i = 0; i < x.size(); ++i) {
        const double from = x[i], change = o[i], to = from + change;
        before += from * from;
        added += change * change;
        after += to * to;
        product += from * to;
    }
    const double lengths = std::sqrt(before) * std::sqrt(after);
    return {std::sqrt(before), std::sqrt(added), std::sqrt(after), lengths == 0 ? 0 : product / lengths};
}

}  // namespace

std::vector<TokenChange> tokenChanges(const TensorView& before, const TensorView& added)
{
    if (before.shape() != added.shape())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "A branch of %1 cannot be added to a stream of %2."),
                    {describe(added.shape()), describe(before.shape())});
    const ConstMatrixMap stream = before.matrix(), branch = added.matrix();
    std::vector<TokenChange> changes;
    for (Eigen::Index token = 0; token < stream.rows(); ++token)
        changes.push_back(tokenChange(stream.row(token), branch.row(token)));
    return changes;
}

}  // namespace vitscope
