#include "core/analysis/read_out.h"

#include "core/analysis/attention_map.h"
#include "core/base/error.h"

namespace vitscope {

namespace {

/// `share` of the whole, evenly, for the patches.
void spread(std::vector<double>& weights, const TokenLayout& layout, double share)
{
    for (std::int64_t token = layout.prefixTokens(); token < layout.tokens(); ++token)
        weights[static_cast<std::size_t>(token)] = share / static_cast<double>(layout.patches());
}

}  // namespace

ReadOut::Kind readOutKind(const ModelConfig& config)
{
    if (config.pool == Pool::Attention)
        return ReadOut::Kind::Pool;
    if (!config.classToken || config.pool == Pool::Mean)
        return ReadOut::Kind::MeanOfPatches;
    if (config.pool == Pool::TokenAndMean)
        return ReadOut::Kind::ClassAndMean;
    return config.pool == Pool::TwoTokens ? ReadOut::Kind::TwoTokens : ReadOut::Kind::ClassToken;
}

ReadOut readOutOf(const Trace& trace)
{
    const TokenLayout& layout = trace.layout();
    ReadOut readOut{readOutKind(trace.config()), std::vector<double>(static_cast<std::size_t>(layout.tokens()), 0.0)};
    const auto classToken = static_cast<std::size_t>(layout.classToken().value_or(0));
    switch (readOut.kind) {
    case ReadOut::Kind::ClassToken: readOut.weights[classToken] = 1; break;
    case ReadOut::Kind::MeanOfPatches: spread(readOut.weights, layout, 1); break;
    case ReadOut::Kind::ClassAndMean:
        spread(readOut.weights, layout, 0.5);
        readOut.weights[classToken] = 0.5;
        break;
    case ReadOut::Kind::TwoTokens: readOut.weights[classToken] = readOut.weights[classToken + 1] = 0.5; break;
    case ReadOut::Kind::Pool: {
        const Slice attention = trace.slice("pool.attention");
        const std::vector<float> mean = attentionRow(attention.view(), std::nullopt, 0);
        readOut.weights.assign(mean.begin(), mean.end());
        break;
    }
    }
    return readOut;
}

std::vector<double> weighed(const MatrixView& rows, const std::vector<double>& weights)
{
    if (rows.rows() != static_cast<std::int64_t>(weights.size()))
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "%1 values do not belong to %2 tokens."),
                    {std::to_string(rows.rows()), std::to_string(weights.size())});
    std::vector<double> sum(static_cast<std::size_t>(rows.cols()), 0.0);
    for (std::int64_t row = 0; row < rows.rows(); ++row)
        if (const double weight = weights[static_cast<std::size_t>(row)]; weight != 0)
            for (std::int64_t column = 0; column < rows.cols(); ++column)
                sum[static_cast<std::size_t>(column)] += weight * rows(row, column);
    return sum;
}

}  // namespace vitscope
