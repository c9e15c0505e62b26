#include "core/training/loss.h"

#include <cmath>

#include "core/tensor/matrix.h"

namespace vitscope {

Loss crossEntropy(ConstRows logits, std::span<const std::int64_t> labels, float smoothing, float scale, Rows dLogits)
{
    Loss loss;
    const float share = smoothing / static_cast<float>(logits.columns);
    for (std::int64_t e = 0; e < logits.rows; ++e) {
        const auto row = matrixOf(logits.rowRange(e, 1));
        const std::int64_t label = labels[static_cast<std::size_t>(e)];
        Eigen::Index best = 0;
        const float highest = row.row(0).maxCoeff(&best);
        const Matrix shifted = row.array() - highest;
        const float logSum = std::log(shifted.array().exp().sum());
        const Matrix probabilities = (shifted.array() - logSum).exp();
        loss.sum -= (1.0F - smoothing) * (shifted(0, label) - logSum) + share * (shifted.sum() - logSum * static_cast<float>(logits.columns));
        loss.correct += best == label ? 1 : 0;
        auto gradient = matrixOf(dLogits.rowRange(e, 1));
        gradient = (probabilities.array() - share) * scale;
        gradient(0, label) -= (1.0F - smoothing) * scale;
    }
    return loss;
}

}  // namespace vitscope
