#include "core/ops/attention.h"

#include <algorithm>
#include <cmath>

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

/// Calls work(place, first query, queries) for `parts` of the queries of every head of every example, on all threads.
template <class Work>
void forEachPart(const Compute& compute, const AttentionShape& shape, std::int64_t parts, Work&& work)
{
    FirstError error;
    const std::int64_t count = shape.examples * shape.heads * parts;
#pragma omp parallel for num_threads(compute.threads) schedule(dynamic)
    for (std::int64_t i = 0; i < count; ++i)
        error.guard([&] {
            const std::int64_t head = i / parts, part = i % parts, first = shape.tokens * part / parts;
            work(Place{shape, head / shape.heads, head % shape.heads}, first, shape.tokens * (part + 1) / parts - first);
        });
    error.rethrow();
}

template <class Work>
void forEachHead(const Compute& compute, const AttentionShape& shape, Work&& work)
{
    forEachPart(compute, shape, 1, [&](const Place& at, std::int64_t, std::int64_t) { work(at); });
}

/// In so many parts that no thread is left over: 3 heads on 2 threads would keep one waiting for a third of the time.
template <class Work>
void forEachQueries(const Compute& compute, const AttentionShape& shape, Work&& work)
{
    const bool divides = shape.examples * shape.heads % compute.threads == 0;
    forEachPart(compute, shape, divides ? 1 : std::clamp<std::int64_t>(shape.tokens / 32, 1, compute.threads), work);
}

/// What scores and context have in common.
class HeadsOperation : public Operation {
public:
    HeadsOperation(std::int64_t heads, std::int64_t headWidth, bool scaled) : heads_(heads), headWidth_(headWidth), scaled_(scaled) {}

    std::string attributes() const override
    {
        return std::to_string(heads_) + " heads of " + std::to_string(headWidth_) + (scaled_ ? "" : ", not scaled");
    }
    Reads gradientReads() const override { return {.inputs = true}; }
    /// A multiplication and an addition for each query, key and feature.
    double flops(std::span<const Shape> inputs, const Shape& out) const override
    {
        const Shape& square = inputs[0].back().axis == Axis::Key ? inputs[0] : out;
        return 2.0 * static_cast<double>(elementCount(square)) * static_cast<double>(headWidth_);
    }

protected:
    AttentionShape shapeOf(std::int64_t examples, ConstRows features) const
    {
        return {examples, features.rows / examples, heads_, headWidth_, scaled_};
    }
    bool isScaled() const { return scaled_; }

private:
    std::int64_t heads_, headWidth_;
    bool scaled_;
};

class ScoresOperation : public HeadsOperation {
public:
    using HeadsOperation::HeadsOperation;

    OperationKind kind() const override { return OperationKind::Scores; }
    Shape shape(std::span<const Shape> inputs) const override
    {
        return {inputs[0][0], {Axis::Query, inputs[0][1].extent}, {Axis::Key, inputs[1][1].extent}};
    }
    void forward(const Forward& f) const override { attentionScores(f.compute, shapeOf(f.examples, f.inputs[0]), f.inputs[0], f.inputs[1], f.out); }
    void gradient(const Backward& b) const override
    {
        attentionScoresGradient(b.compute, shapeOf(b.examples, b.inputs[0]), b.inputs[0], b.inputs[1], b.dOut, b.to[0], b.to[1]);
    }
    Explanation explain(const Question& asked) const override
    {
        return explainScores(asked.input({only(asked.index(0)), only(asked.index(1)), asked.all(2)}),
                             asked.input({only(asked.index(0)), only(asked.index(2)), asked.all(2, 1)}, 1), isScaled());
    }
};

class ContextOperation : public HeadsOperation {
public:
    using HeadsOperation::HeadsOperation;

    OperationKind kind() const override { return OperationKind::Context; }
    Shape shape(std::span<const Shape> inputs) const override { return inputs[1]; }
    void forward(const Forward& f) const override { attentionContext(f.compute, shapeOf(f.examples, f.inputs[1]), f.inputs[0], f.inputs[1], f.out); }
    void gradient(const Backward& b) const override
    {
        attentionContextGradient(b.compute, shapeOf(b.examples, b.inputs[1]), b.inputs[0], b.inputs[1], b.dOut, b.to[0], b.to[1]);
    }
    Explanation explain(const Question& asked) const override
    {
        return explainContext(asked.input({only(asked.index(0)), only(asked.index(1)), asked.all(2)}),
                              asked.input({only(asked.index(0)), asked.all(1, 1), only(asked.index(2))}, 1));
    }
};

float betaOf(const GradientTo& to)
{
    return to.adds ? 1.0F : 0.0F;
}

}  // namespace

OperationPtr attentionScores(std::int64_t heads, std::int64_t headWidth, bool scaled)
{
    return std::make_shared<ScoresOperation>(heads, headWidth, scaled);
}

OperationPtr attentionContext(std::int64_t heads, std::int64_t headWidth)
{
    return std::make_shared<ContextOperation>(heads, headWidth, true);
}

float AttentionShape::scale() const
{
    return scaled ? 1.0F / std::sqrt(static_cast<float>(headWidth)) : 1.0F;
}

void attentionScores(const Compute& compute, const AttentionShape& shape, ConstRows query, ConstRows key, Rows scores)
{
    forEachQueries(compute, shape, [&](const Place& at, std::int64_t first, std::int64_t count) {
        matmul(alone(compute), plain(at.features(query).rowRange(first, count)), transposed(at.features(key)),
               at.square(scores).rowRange(first, count), shape.scale());
    });
}

void attentionScoresGradient(const Compute& compute, const AttentionShape& shape, ConstRows query, ConstRows key, ConstRows dScores,
                             const GradientTo& dQuery, const GradientTo& dKey)
{
    forEachHead(compute, shape, [&](const Place& at) {
        if (dQuery.isWanted())
            matmul(alone(compute), plain(at.square(dScores)), plain(at.features(key)), at.features(dQuery.rows), shape.scale(), betaOf(dQuery));
        if (dKey.isWanted())
            matmul(alone(compute), transposed(at.square(dScores)), plain(at.features(query)), at.features(dKey.rows), shape.scale(), betaOf(dKey));
    });
}

void attentionContext(const Compute& compute, const AttentionShape& shape, ConstRows weights, ConstRows value, Rows context)
{
    forEachQueries(compute, shape, [&](const Place& at, std::int64_t first, std::int64_t count) {
        matmul(alone(compute), plain(at.square(weights).rowRange(first, count)), plain(at.features(value)),
               at.features(context).rowRange(first, count));
    });
}

void attentionContextGradient(const Compute& compute, const AttentionShape& shape, ConstRows weights, ConstRows value, ConstRows dContext,
                              const GradientTo& dWeights, const GradientTo& dValue)
{
    forEachHead(compute, shape, [&](const Place& at) {
        if (dWeights.isWanted())
            matmul(alone(compute), plain(at.features(dContext)), transposed(at.features(value)), at.square(dWeights.rows), 1.0F, betaOf(dWeights));
        if (dValue.isWanted())
            matmul(alone(compute), transposed(at.square(weights)), plain(at.features(dContext)), at.features(dValue.rows), 1.0F, betaOf(dValue));
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
