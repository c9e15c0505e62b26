#include "app/cli/flops.h"

#include "core/model/token_layout.h"

namespace vitscope::cli {

double forwardFlops(const ModelConfig& config)
{
    const TokenLayout layout(config);
    const auto T = static_cast<double>(layout.tokens()), N = static_cast<double>(layout.patches()), D = static_cast<double>(config.width);
    const auto P = static_cast<double>(config.patchSize()), M = static_cast<double>(config.hidden), C = static_cast<double>(config.classes);
    const double block = 4 * T * D * D + 2 * T * T * D + 2 * T * D * M;
    return 2 * (N * P * D + static_cast<double>(config.blocks) * block + D * C);
}

}  // namespace vitscope::cli
