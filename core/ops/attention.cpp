#include <algorithm>
#include <cmath>

#include "core/ops/matmul.h"
#include "core/ops/operations.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

/// How the heads of a run lie in its rows.
struct Heads {
    std::int64_t examples, queries, keys, heads, width;
};

/// Where one head of one example lies.
struct Place {
    const Heads& in;
    std::int64_t example;
    std::int64_t head;

    /// Of queries or of what the keys belong to: there are as many rows an example.
    template <class Value>
    BasicRows<Value> features(BasicRows<Value> rows) const
    {
        const std::int64_t tokens = rows.rows / in.examples;
        return rows.block(example * tokens, tokens, head * in.width, in.width);
    }
    template <class Value>
    BasicRows<Value> square(BasicRows<Value> rows) const
    {
        return rows.rowRange((example * in.heads + head) * in.queries, in.queries);
    }
};

/// Calls work(place, first query, queries) for `parts` of the queries of every head of every example, on all threads.
template <class Work>
void forEachPart(const Compute& compute, const Heads& in, std::int64_t parts, Work&& work)
{
    FirstError error;
    const std::int64_t count = in.examples * in.heads * parts;
#pragma omp parallel for num_threads(compute.threads) schedule(dynamic)
    for (std::int64_t i = 0; i < count; ++i)
        error.guard([&] {
            const std::int64_t head = i / parts, part = i % parts, first = in.queries * part / parts;
            work(Place{in, head / in.heads, head % in.heads}, first, in.queries * (part + 1) / parts - first);
        });
    error.rethrow();
}

template <class Work>
void forEachHead(const Compute& compute, const Heads& in, Work&& work)
{
    forEachPart(compute, in, 1, [&](const Place& at, std::int64_t, std::int64_t) { work(at); });
}

/// In so many parts that no thread is left over: 3 heads on 2 threads would keep one waiting for a third of the time.
template <class Work>
void forEachQueries(const Compute& compute, const Heads& in, Work&& work)
{
    const bool divides = in.examples * in.heads % compute.threads == 0;
    forEachPart(compute, in, divides ? 1 : std::clamp<std::int64_t>(in.queries / 32, 1, compute.threads), work);
}

/// What scores and context have in common.
class HeadsOperation : public Operation {
public:
    HeadsOperation(std::int64_t heads, std::int64_t width, bool scaled) : heads_(heads), width_(width), scaled_(scaled) {}

    std::string attributes() const override
    {
        return std::to_string(heads_) + " heads of " + std::to_string(width_) + (scaled_ ? "" : ", not scaled");
    }
    Reads gradientReads() const override { return {.inputs = true}; }
    /// A multiplication and an addition for each query, key and feature.
    double flops(std::span<const Shape> inputs, const Shape& out) const override
    {
        const Shape& square = inputs[0].back().axis == Axis::Key ? inputs[0] : out;
        return 2.0 * static_cast<double>(elementCount(square)) * static_cast<double>(width_);
    }

protected:
    Heads headsOf(std::int64_t examples, std::int64_t queries, std::int64_t keys) const
    {
        return {examples, queries / examples, keys / examples, heads_, width_};
    }
    bool isScaled() const { return scaled_; }
    float scale() const { return scaled_ ? 1.0F / std::sqrt(static_cast<float>(width_)) : 1.0F; }

private:
    std::int64_t heads_, width_;
    bool scaled_;
};

class Scores : public HeadsOperation {
public:
    using HeadsOperation::HeadsOperation;

    OperationKind kind() const override { return OperationKind::Scores; }
    Shape shape(std::span<const Shape> inputs) const override
    {
        return {inputs[0][0], {Axis::Query, inputs[0][1].extent}, {Axis::Key, inputs[1][1].extent}};
    }
    void forward(const Forward& f) const override
    {
        const ConstRows query = f.inputs[0], key = f.inputs[1];
        forEachQueries(f.compute, headsOf(f.examples, query.rows, key.rows), [&](const Place& at, std::int64_t first, std::int64_t count) {
            const Rows out = at.square(f.out).rowRange(first, count);
            const bool biased = f.inputs.size() > 2;
            if (biased)
                matrixOf(out) = matrixOf(at.square(f.inputs[2]).rowRange(first, count));
            matmul(alone(f.compute), plain(at.features(query).rowRange(first, count)), transposed(at.features(key)), out, scale(),
                   biased ? 1.0F : 0.0F);
        });
    }
    void gradient(const Backward& b) const override
    {
        const GradientTo &query = b.to[0], &key = b.to[1];
        if (b.to.size() > 2 && b.to[2].isWanted()) {
            clearUnlessAdding(b.to[2]);
            matrixOf(b.to[2].rows) += matrixOf(b.dOut);
        }
        forEachHead(b.compute, headsOf(b.examples, b.inputs[0].rows, b.inputs[1].rows), [&](const Place& at) {
            const ConstRows dOut = at.square(b.dOut);
            if (query.isWanted())
                matmul(alone(b.compute), plain(dOut), plain(at.features(b.inputs[1])), at.features(query.rows), scale(), query.beta());
            if (key.isWanted())
                matmul(alone(b.compute), transposed(dOut), plain(at.features(b.inputs[0])), at.features(key.rows), scale(), key.beta());
        });
    }
    Explanation explain(const Question& asked) const override;
};

class Context : public HeadsOperation {
public:
    using HeadsOperation::HeadsOperation;

    OperationKind kind() const override { return OperationKind::Context; }
    Shape shape(std::span<const Shape> inputs) const override { return {inputs[1][0], {inputs[1][1].axis, inputs[0][1].extent}, inputs[1][2]}; }
    void forward(const Forward& f) const override
    {
        const ConstRows weights = f.inputs[0], value = f.inputs[1];
        forEachQueries(f.compute, headsOf(f.examples, f.out.rows, value.rows), [&](const Place& at, std::int64_t first, std::int64_t count) {
            matmul(alone(f.compute), plain(at.square(weights).rowRange(first, count)), plain(at.features(value)),
                   at.features(f.out).rowRange(first, count));
        });
    }
    void gradient(const Backward& b) const override
    {
        const GradientTo &weights = b.to[0], &value = b.to[1];
        forEachHead(b.compute, headsOf(b.examples, b.dOut.rows, b.inputs[1].rows), [&](const Place& at) {
            const ConstRows dOut = at.features(b.dOut);
            if (weights.isWanted())
                matmul(alone(b.compute), plain(dOut), transposed(at.features(b.inputs[1])), at.square(weights.rows), 1.0F, weights.beta());
            if (value.isWanted())
                matmul(alone(b.compute), transposed(at.square(b.inputs[0])), plain(dOut), at.features(value.rows), 1.0F, value.beta());
        });
    }
    Explanation explain(const Question& asked) const override;
};

/// The query's features and the key's.
Explanation Scores::explain(const Question& asked) const
{
    explaining::Maker maker;
    std::string numbers = maker.products(asked.input({only(asked.index(0)), only(asked.index(1)), asked.all(2)}), "q",
                                         asked.input({only(asked.index(0)), only(asked.index(2)), asked.all(2, 1)}, 1), "k");
    const double sum = maker.sum(), root = std::sqrt(static_cast<double>(maker.size(0)));
    if (isScaled()) {
        maker.named({VITSCOPE_TEXT("explain", "root of the %1 features of a head"), {std::to_string(maker.size(0))}}, root, {}, "√d");
        numbers = "(" + numbers + ") / " + shortNumber(root);
    }
    double bias = 0;
    if (asked.inputs() > 2) {
        const OperandAt at{maker.line(asked.input(asked.here(), 2), "b"), 0};
        bias = maker.value(at);
        maker.named({VITSCOPE_TEXT("explain", "position bias"), {}}, bias, {at}, "b");
        numbers += explaining::plus(shortNumber(bias));
    }
    maker.python(std::string(isScaled() ? "result = q @ k / np.sqrt(q.size)" : "result = q @ k") + (asked.inputs() > 2 ? " + b" : ""));
    return maker.finish((isScaled() ? sum / root : sum) + bias, std::move(numbers));
}

/// A query's weights, and one feature of all values.
Explanation Context::explain(const Question& asked) const
{
    explaining::Maker maker;
    std::string numbers = maker.products(asked.input({only(asked.index(0)), only(asked.index(1)), asked.all(2)}), "a",
                                         asked.input({only(asked.index(0)), asked.all(1, 1), only(asked.index(2))}, 1), "v");
    maker.python("result = a @ v");
    return maker.finish(maker.sum(), std::move(numbers));
}

}  // namespace

OperationPtr attentionScores(std::int64_t heads, std::int64_t headWidth, bool scaled)
{
    return std::make_shared<Scores>(heads, headWidth, scaled);
}

OperationPtr attentionContext(std::int64_t heads, std::int64_t headWidth)
{
    return std::make_shared<Context>(heads, headWidth, true);
}

}  // namespace vitscope
