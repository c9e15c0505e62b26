#include "core/analysis/positions.h"

#include "core/model/vit.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

const Parameter* positionsOf(const Parameters& parameters)
{
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (parameters.info(i).role == ParameterRole::Positions)
            return &parameters[i];
    return nullptr;
}

}  // namespace

Tensor positionSimilarity(const Model& model)
{
    const Parameter* learned = positionsOf(model.parameters);
    if (learned == nullptr)
        return Tensor({{Axis::Patch, 0}, {Axis::Key, 0}});
    const TokenLayout layout = tokenLayout(model.config);
    const std::int64_t patches = layout.patches();
    Eigen::MatrixXd directions = matrixOf(*learned).middleRows(layout.prefixTokens(), patches).cast<double>();
    for (Eigen::Index patch = 0; patch < patches; ++patch)
        directions.row(patch).normalize();  // leaves zeros as they are
    Eigen::MatrixXd similarity = Eigen::MatrixXd::Zero(patches, patches);
    similarity.selfadjointView<Eigen::Lower>().rankUpdate(directions);
    Tensor result({{Axis::Patch, patches}, {Axis::Key, patches}});
    Eigen::Map<Matrix>(result.data(), patches, patches) = Eigen::MatrixXd(similarity.selfadjointView<Eigen::Lower>()).cast<float>();
    return result;
}

}  // namespace vitscope
