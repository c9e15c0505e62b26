#include "core/ops/attention.h"

#include <cmath>
#include <exception>

namespace vitscope {

namespace {

/// Where one head of one example lies.
struct Place {
    const AttentionShape& shape;
    std::int64_t example;
    std::int64_t head;

    template <class Value>
    BasicRows<Value> features(BasicRows<Value> rows) const
    {
        return rows.block(example * shape.tokens, shape.tokens, head * shape.headWidth, shape.headWidth);
    }
    template <class Value>
    BasicRows<Value> square(BasicRows<Value> rows) const
    {
        return rows.rowRange((example * shape.heads + head) * shape.tokens, shape.tokens);
    }
};

/// Calls work(place) for every head of every example, on all threads; an error is carried out of the parallel region.
template <class Work>
void forEachHead(const Compute& compute, const AttentionShape& shape, Work&& work)
{
    std::exception_ptr error;
    const std::int64_t count = shape.examples * shape.heads;
#pragma omp parallel for num_threads(compute.threads) schedule(dynamic)
    for (std::int64_t i = 0; i < count; ++i) {
        try {
            work(Place{shape, i / shape.heads, i % shape.heads});
        } catch (...) {
#pragma omp critical(vitscope_attention_error)
            error = std::current_exception();
        }
    }
    if (error)
        std::rethrow_exception(error);
}

/// Inside the parallel region each product runs on its own thread.
Compute alone(Compute compute)
{
    compute.threads = 1;
    return compute;
}

}  // namespace

float AttentionShape::scale() const
{
    return scaled ? 1.0F / std::sqrt(static_cast<float>(headWidth)) : 1.0F;
}

void attentionScores(const Compute& compute, const AttentionShape& shape, ConstRows query, ConstRows key, Rows scores)
{
    forEachHead(compute, shape, [&](const Place& at) {
        matmul(alone(compute), plain(at.features(query)), transposed(at.features(key)), at.square(scores), shape.scale());
    });
}

void attentionScoresGradient(const Compute& compute, const AttentionShape& shape, ConstRows query, ConstRows key, ConstRows dScores, Rows dQuery,
                             Rows dKey)
{
    forEachHead(compute, shape, [&](const Place& at) {
        matmul(alone(compute), plain(at.square(dScores)), plain(at.features(key)), at.features(dQuery), shape.scale());
        matmul(alone(compute), transposed(at.square(dScores)), plain(at.features(query)), at.features(dKey), shape.scale());
    });
}

void attentionContext(const Compute& compute, const AttentionShape& shape, ConstRows weights, ConstRows value, Rows context)
{
    forEachHead(compute, shape,
                [&](const Place& at) { matmul(alone(compute), plain(at.square(weights)), plain(at.features(value)), at.features(context)); });
}

void attentionContextGradient(const Compute& compute, const AttentionShape& shape, ConstRows weights, ConstRows value, ConstRows dContext,
                              Rows dWeights, Rows dValue)
{
    forEachHead(compute, shape, [&](const Place& at) {
        matmul(alone(compute), plain(at.features(dContext)), transposed(at.features(value)), at.square(dWeights));
        matmul(alone(compute), transposed(at.square(weights)), plain(at.features(dContext)), at.features(dValue));
    });
}

Explanation explainScores(OperandLine query, OperandLine key, bool scaled)
{
    explaining::Maker maker;
    const std::size_t q = maker.line(std::move(query), "q"), k = maker.line(std::move(key), "k");
    explaining::addProducts(maker, q, k);
    std::string numbers = maker.largest(3, [&](const Term& term) { return explaining::productText(maker, term); });
    const double sum = maker.sum(), root = std::sqrt(static_cast<double>(maker.size(q)));
    if (scaled) {
        maker.named({VITSCOPE_TEXT("explain", "root of the %1 features of a head"), {std::to_string(maker.size(q))}}, root, {}, "√d");
        numbers = "(" + numbers + ") / " + shortNumber(root);
    }
    maker.python(scaled ? "result = q @ k / np.sqrt(q.size)" : "result = q @ k");
    return maker.finish(scaled ? sum / root : sum, std::move(numbers), {VITSCOPE_TEXT("explain", "sum"), {}});
}

Explanation explainContext(OperandLine weights, OperandLine values)
{
    explaining::Maker maker;
    const std::size_t a = maker.line(std::move(weights), "a"), v = maker.line(std::move(values), "v");
    explaining::addProducts(maker, a, v);
    std::string numbers = maker.largest(3, [&](const Term& term) { return explaining::productText(maker, term); });
    maker.python("result = a @ v");
    return maker.finish(maker.sum(), std::move(numbers), {VITSCOPE_TEXT("explain", "sum"), {}});
}

}  // namespace vitscope
