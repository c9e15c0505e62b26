#include "core/analysis/positions.h"

#include "core/model/token_layout.h"
#include "core/tensor/matrix.h"

namespace vitscope {

Tensor positionSimilarity(const Model& model)
{
    const Parameter& positions = model.weights.positions;
    if (positions.size() == 0)
        return Tensor({{Axis::Patch, 0}, {Axis::Key, 0}});
    const TokenLayout layout(model.config);
    const std::int64_t patches = layout.patches();
    Eigen::MatrixXd directions = matrixOf(positions).middleRows(layout.prefixTokens(), patches).cast<double>();
    for (Eigen::Index patch = 0; patch < patches; ++patch)
        directions.row(patch).normalize();  // leaves zeros as they are
    Eigen::MatrixXd similarity = Eigen::MatrixXd::Zero(patches, patches);
    similarity.selfadjointView<Eigen::Lower>().rankUpdate(directions);
    Tensor result({{Axis::Patch, patches}, {Axis::Key, patches}});
    Eigen::Map<Matrix>(result.data(), patches, patches) = Eigen::MatrixXd(similarity.selfadjointView<Eigen::Lower>()).cast<float>();
    return result;
}

}  // namespace vitscope
