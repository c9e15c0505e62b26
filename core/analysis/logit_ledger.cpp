#include "core/analysis/logit_ledger.h"

#include <cmath>
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

/// Walks back from one logit: by how much it grows with each number of a stage, the norm's scale held.
class Pull {
public:
    Pull(const Trace& trace, std::int64_t classIndex) : trace_(trace), plan_(trace.plan())
    {
        const int logits = plan_.placeOf(logitsId);
        at(logits).values[static_cast<std::size_t>(classIndex)] = 1;
        end_ = streamOf(plan_).back();
        for (int place = logits; place > end_; --place)
            if (const auto found = by_.find(place); found != by_.end())
                back(stageAt(place), found->second);
    }

    /// By each number of what leaves the last block.
    const Doubles& byStream() { return at(end_); }
    int end() const { return end_; }
    double biases() const { return biases_; }

private:
    const Stage& stageAt(int place) const { return plan_.stages[static_cast<std::size_t>(place)]; }
    Doubles& at(int place) { return by_.try_emplace(place, stageAt(place).shape).first->second; }
    const Parameter& parameter(const Stage& stage, std::size_t number) const
    {
        return trace_.model().parameters[static_cast<std::size_t>(stage.parameters[number])];
    }

    void back(const Stage& stage, Doubles& by);
    void linear(const Stage& stage, Doubles& by);
    void norm(const Stage& stage, Doubles& by);
    void handedOn(const Stage& stage, Doubles& by);

    const Trace& trace_;
    const Plan& plan_;
    int end_ = 0;
    double biases_ = 0;
    std::map<int, Doubles> by_;
};

void Pull::linear(const Stage& stage, Doubles& by)
{
    const Parameter& weight = parameter(stage, 0);
    Doubles& to = at(stage.reads.front());
    for (std::int64_t row = 0; row < by.rows; ++row)
        for (std::int64_t in = 0; in < weight.rows(); ++in)
            for (std::int64_t out = 0; out < weight.cols(); ++out)
                to.row(row)[in] += by.row(row)[out] * weight(in, out);
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

void Pull::back(const Stage& stage, Doubles& by)
{
    switch (stage.kind()) {
    case OperationKind::Linear: return linear(stage, by);
    case OperationKind::LayerNorm: return norm(stage, by);
    case OperationKind::TakeClassToken:
    case OperationKind::MeanOfPatches:
    case OperationKind::ClassAndMean:
    case OperationKind::MeanOfTwo:
    case OperationKind::Copy:
    case OperationKind::Sum: return handedOn(stage, by);
    default:
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The logits of this model are no sum over its blocks: “%1” stands between them."),
                    {stage.key.name()});
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

}  // namespace

Tensor logitLedger(const Trace& trace, std::int64_t classIndex)
{
    requireClass(trace.config(), classIndex);
    const Plan& plan = trace.plan();
    Pull pull(trace, classIndex);
    const std::int64_t terms = 2 * trace.config().blocks + 2;
    Tensor ledger({{Axis::Term, terms}});
    ledger.data()[terms - 1] = static_cast<float>(pull.biases());
    // From the last block to the first, each sum parts what a branch brought from what was there.
    int place = pull.end();
    for (std::int64_t term = terms - 2; term >= 0; --term) {
        const Stage& stage = plan.stages[static_cast<std::size_t>(place)];
        const bool branches = term > 0 && stage.kind() == OperationKind::Sum;
        const StageKey& brought = branches ? stage.inputs[1] : stage.key;
        ledger.data()[term] = static_cast<float>(dot(pull.byStream(), trace.slice(brought).view()));
        if (!branches)
            break;  // nothing before it is left in the stream
        place = stage.reads[0];
    }
    return ledger;
}

}  // namespace vitscope
