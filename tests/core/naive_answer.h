// The answer once more, in double, from any state of the stream: final norm, read-out and head by plain loops. For models whose head reads
// the class token or the mean of the patches.
#pragma once

#include <cmath>
#include <vector>

#include "core/trace/trace.h"

namespace vitscope::test {

/// What the head reads of a stream (token, feature).
inline std::vector<double> naivePooled(const Trace& trace, const TensorView& stream)
{
    const ModelConfig& config = trace.config();
    const Parameters& parameters = trace.model().parameters;
    const MatrixView x = stream.matrix();
    const bool classToken = trace.layout().classToken().has_value();
    std::vector<double> pooled(static_cast<std::size_t>(config.width), 0.0);
    const std::int64_t first = classToken ? 0 : trace.layout().prefixTokens(), last = classToken ? 1 : x.rows();
    for (std::int64_t token = first; token < last; ++token) {
        double mean = 0, squares = 0;
        for (std::int64_t f = 0; f < x.cols(); ++f)
            mean += x(token, f) / static_cast<double>(x.cols());
        for (std::int64_t f = 0; f < x.cols(); ++f)
            squares += (x(token, f) - mean) * (x(token, f) - mean) / static_cast<double>(x.cols());
        for (std::int64_t f = 0; f < x.cols(); ++f) {
            double value = x(token, f);
            if (config.finalNorm)
                value =
                    (value - mean) / std::sqrt(squares + config.normEpsilon) * parameters.at("norm.weight")(0, f) + parameters.at("norm.bias")(0, f);
            pooled[static_cast<std::size_t>(f)] += value / static_cast<double>(last - first);
        }
    }
    return pooled;
}

/// The logits of a stream (token, feature).
inline std::vector<double> naiveAnswer(const Trace& trace, const TensorView& stream, bool withBiases = true)
{
    const Parameters& parameters = trace.model().parameters;
    const std::vector<double> pooled = naivePooled(trace, stream);
    std::vector<double> logits;
    const Parameter& head = parameters.at("head.weight");
    for (std::int64_t c = 0; c < trace.config().classes; ++c) {
        double sum = withBiases ? parameters.at("head.bias")(0, c) : 0;
        for (std::int64_t f = 0; f < head.rows(); ++f)
            sum += pooled[static_cast<std::size_t>(f)] * head(f, c);
        logits.push_back(sum);
    }
    return logits;
}

}  // namespace vitscope::test
