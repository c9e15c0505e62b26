#include "core/analysis/residual.h"

#include <cmath>

#include "core/base/error.h"

namespace vitscope {

namespace {

TokenChange tokenChange(const MatrixView& stream, const MatrixView& branch, std::int64_t token)
{
    double before = 0, added = 0, after = 0, product = 0;
    for (std::int64_t i = 0; i < stream.cols(); ++i) {
        const double from = stream(token, i), change = branch(token, i), to = from + change;
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
    const MatrixView stream = before.matrix(), branch = added.matrix();
    std::vector<TokenChange> changes;
    for (std::int64_t token = 0; token < stream.rows(); ++token)
        changes.push_back(tokenChange(stream, branch, token));
    return changes;
}

}  // namespace vitscope
