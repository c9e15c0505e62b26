#include "core/analysis/logit_ledger.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "core/analysis/moments.h"
#include "core/analysis/stream.h"
#include "core/base/error.h"

namespace vitscope {

namespace {

/// Numbers of one stage in double, row by row.
struct Doubles {
    std::int64_t rows = 0, columns = 0;
    std::vector<double> values;

    Doubles() = default;
    explicit Doubles(const Shape& shape) : rows(formOf(shape).rows), columns(formOf(shape).columns), values(static_cast<std::size_t>(rows * columns))
    {
    }
    double* row(std::int64_t i) { return values.data() + i * columns; }
};

/// Walks back from a number: by how much it grows with each number of a stage before it, the norm's scale held.
class Pull {
public:
    explicit Pull(const Trace& trace) : trace_(trace), plan_(trace.plan()) {}

    Doubles& at(int place) { return by_.try_emplace(place, stageAt(place).shape).first->second; }
    /// From what `at(from)` holds to `at(to)`.
    void walk(int from, int to)
    {
        for (int place = from; place > to; --place)
            if (const auto found = by_.find(place); found != by_.end())
                back(stageAt(place), found->second);
    }
    /// What the biases on the way have added.
    double biases() const { return biases_; }

private:
    const Stage& stageAt(int place) const { return plan_.stages[static_cast<std::size_t>(place)]; }
    const Parameter& parameter(const Stage& stage, std::size_t number) const
    {
        return trace_.model().parameters[static_cast<std::size_t>(stage.parameters[number])];
    }

    void back(const Stage& stage, Doubles& by);
    void linear(const Stage& stage, Doubles& by);
    void norm(const Stage& stage, Doubles& by);
    void handedOn(const Stage& stage, Doubles& by);
    void scale(const Stage& stage, Doubles& by);

    const Trace& trace_;
    const Plan& plan_;
    double biases_ = 0;
    std::map<int, Doubles> by_;
};

void Pull::linear(const Stage& stage, Doubles& by)
{
    const Parameter& weight = parameter(stage, 0);
    Doubles& to = at(stage.reads.front());
    for (std::int64_t row = 0; row < by.rows; ++row) {
        if (std::all_of(by.row(row), by.row(row) + by.columns, [](double value) { return value == 0; }))
            continue;  // a token that the head does not read
        for (std::int64_t in = 0; in < weight.rows(); ++in)
            for (std::int64_t out = 0; out < weight.cols(); ++out)
                to.row(row)[in] += by.row(row)[out] * weight(in, out);
    }
    for (std::int64_t row = 0; row < by.rows && stage.parameters.size() > 1; ++row)
        for (std::int64_t out = 0; out < weight.cols(); ++out)
            biases_ += by.row(row)[out] * parameter(stage, 1)(0, out);
}

/// (x − mean) · γ / σ + β
void Pull::norm(const Stage& stage, Doubles& by)
{
    const Slice before = trace_.slice(stage.inputs.front());
    const MatrixView x = before.view().matrix();
    const Parameter &gain = parameter(stage, 0), &shift = parameter(stage, 1);
    Doubles& to = at(stage.reads.front());
    for (std::int64_t row = 0; row < by.rows; ++row) {
        const TensorView values(x.data + row * x.rowStride, {{Axis::Feature, x.columnCount}}, {x.columnStride});
        const double deviation = rowMoments(values).deviation, sigma = std::sqrt(deviation * deviation + trace_.config().normEpsilon);
        double mean = 0;
        for (std::int64_t f = 0; f < by.columns; ++f) {
            mean += by.row(row)[f] * gain(0, f) / sigma / static_cast<double>(by.columns);
            biases_ += by.row(row)[f] * shift(0, f);
        }
        for (std::int64_t f = 0; f < by.columns; ++f)
            to.row(row)[f] += by.row(row)[f] * gain(0, f) / sigma - mean;
    }
}

/// A token taken, a mean of tokens, a step left out: the operation's own gradient, which is exact here.
void Pull::handedOn(const Stage& stage, Doubles& by)
{
    const std::vector<float> dOut(by.values.begin(), by.values.end());
    const Compute alone{MatmulBackend::Eigen, 1};
    for (std::size_t i = 0; i < stage.reads.size(); ++i) {
        Doubles& to = at(stage.reads[i]);
        std::vector<float> result(to.values.size());
        std::vector<GradientTo> wanted(stage.reads.size());
        wanted[i].rows = Rows(result.data(), to.rows, to.columns);
        if (stage.operation->gradientWay() == GradientWay::HandedOn)
            result = dOut;
        else
            stage.operation->gradient({alone, 1, {}, {}, {}, ConstRows(dOut.data(), by.rows, by.columns), wanted, {}});
        for (std::size_t n = 0; n < result.size(); ++n)
            to.values[n] += result[n];
    }
}

void Pull::scale(const Stage& stage, Doubles& by)
{
    const Parameter& gain = parameter(stage, 0);
    Doubles& to = at(stage.reads.front());
    for (std::int64_t row = 0; row < by.rows; ++row)
        for (std::int64_t f = 0; f < by.columns; ++f)
            to.row(row)[f] += by.row(row)[f] * gain(0, f);
}

bool isLinear(OperationKind kind)
{
    switch (kind) {
    case OperationKind::Linear:
    case OperationKind::LayerNorm:
    case OperationKind::TakeClassToken:
    case OperationKind::MeanOfPatches:
    case OperationKind::ClassAndMean:
    case OperationKind::MeanOfTwo:
    case OperationKind::Scale:
    case OperationKind::Copy:
    case OperationKind::Sum: return true;
    default: return false;
    }
}

void Pull::back(const Stage& stage, Doubles& by)
{
    switch (stage.kind()) {
    case OperationKind::Linear: return linear(stage, by);
    case OperationKind::LayerNorm: return norm(stage, by);
    case OperationKind::Scale: return scale(stage, by);
    default: return handedOn(stage, by);
    }
}

double dot(const Doubles& by, const TensorView& view)
{
    const MatrixView values = view.matrix();
    double sum = 0;
    for (std::int64_t row = 0; row < values.rows(); ++row)
        for (std::int64_t column = 0; column < values.cols(); ++column)
            sum += by.values[static_cast<std::size_t>(row * by.columns + column)] * values(row, column);
    return sum;
}

/// One class's ledger while it is made: by what leaves the last block, and from there branch by branch back to the first.
class LedgerMaker {
public:
    LedgerMaker(const Trace& trace, std::int64_t classIndex) : trace_(trace), plan_(trace.plan()), pull_(trace)
    {
        requireClass(trace.config(), classIndex);
        if (const std::optional<Message> why = ledgerHindrance(plan_))
            throw Error(Fault::Usage, why->text, why->arguments);
        const int logits = plan_.placeOf(logitsId);
        end_ = streamOf(plan_).back();
        pull_.at(logits).values[static_cast<std::size_t>(classIndex)] = 1;
        pull_.walk(logits, end_);
    }

    double biases() const { return pull_.biases(); }
    /// Calls `told` with each term's number and the stage that brought it, the last block's MLP first.
    void eachTerm(const std::function<void(std::int64_t term, int place)>& told) const
    {
        int place = end_;
        for (std::int64_t term = 2 * trace_.config().blocks; term >= 0; --term) {
            const Stage& stage = plan_.stages[static_cast<std::size_t>(place)];
            const bool branches = term > 0 && stage.kind() == OperationKind::Sum;
            told(term, branches ? stage.reads[1] : place);
            if (!branches)
                break;  // nothing before it is left in the stream
            place = stage.reads[0];
        }
    }
    double valueOf(int place) { return dot(pull_.at(end_), trace_.slice(plan_.stages[static_cast<std::size_t>(place)].key).view()); }
    /// What each head gives through the output layer to what `place` brought, and last the layer's bias.
    std::vector<double> byHead(int place);

private:
    const Trace& trace_;
    const Plan& plan_;
    int end_ = 0;
    Pull pull_;
};

std::vector<double> LedgerMaker::byHead(int place)
{
    const Stage& brought = plan_.stages[static_cast<std::size_t>(place)];
    const int context = plan_.placeOf({"blocks.context", brought.key.block});
    Pull branch(trace_);
    branch.at(place) = pull_.at(end_);
    branch.walk(place, context);
    const std::int64_t heads = trace_.config().heads, d = trace_.config().headWidth();
    std::vector<double> result(static_cast<std::size_t>(heads) + 1);
    const Slice values = trace_.slice(plan_.stages[static_cast<std::size_t>(context)].key);
    for (std::int64_t head = 0; head < heads; ++head) {
        const MatrixView own = values.view().slice(Axis::Head, head).matrix();
        for (std::int64_t token = 0; token < own.rows(); ++token)
            for (std::int64_t f = 0; f < d; ++f)
                result[static_cast<std::size_t>(head)] += branch.at(context).row(token)[head * d + f] * own(token, f);
    }
    result.back() = branch.biases();
    return result;
}

}  // namespace

std::optional<Message> ledgerHindrance(const Plan& plan)
{
    const int logits = plan.placeOf(logitsId);
    if (logits < 0)
        return Message{VITSCOPE_TEXT("core", "The model has no classes: there is no logit that its blocks could add up to."), {}};
    for (int place = streamOf(plan).back() + 1; place <= logits; ++place)
        if (const Stage& stage = plan.stages[static_cast<std::size_t>(place)]; !isLinear(stage.kind()))
            return Message{VITSCOPE_TEXT("core", "The logits of this model are no sum over its blocks: “%1” stands between them."),
                           {stage.key.name()}};
    return std::nullopt;
}

Tensor logitLedger(const Trace& trace, std::int64_t classIndex)
{
    LedgerMaker maker(trace, classIndex);
    Tensor ledger({{Axis::Term, 2 * trace.config().blocks + 2}});
    ledger.data()[ledger.size() - 1] = static_cast<float>(maker.biases());
    maker.eachTerm([&](std::int64_t term, int place) { ledger.data()[term] = static_cast<float>(maker.valueOf(place)); });
    return ledger;
}

Tensor logitLedgerOfHeads(const Trace& trace, std::int64_t classIndex)
{
    LedgerMaker maker(trace, classIndex);
    const std::int64_t columns = trace.config().heads + 1;
    Tensor ledger({{Axis::Block, trace.config().blocks}, {Axis::Term, columns}});
    maker.eachTerm([&](std::int64_t term, int place) {
        if (term % 2 == 0 || trace.stages()[static_cast<std::size_t>(place)].key.block < 0)
            return;  // an MLP, or what entered the first block
        const std::vector<double> heads = maker.byHead(place);
        std::transform(heads.begin(), heads.end(), ledger.data() + term / 2 * columns, [](double value) { return static_cast<float>(value); });
    });
    return ledger;
}

Ledger ledgerOf(const Trace& trace, const AskedClass& asked)
{
    const auto of = [&](std::int64_t index) {
        return Ledger{logitLedger(trace, index), logitLedgerOfHeads(trace, index), trace.slice(logitsId).view().at({index})};
    };
    Ledger ledger = of(asked.index);
    if (!asked.against)
        return ledger;
    const Ledger other = of(*asked.against);
    const auto less = [](Tensor& from, const Tensor& what) {
        std::transform(from.data(), from.data() + from.size(), what.data(), from.data(), std::minus<>());
    };
    less(ledger.terms, other.terms);
    less(ledger.heads, other.heads);
    ledger.recorded -= other.recorded;
    return ledger;
}

}  // namespace vitscope
