#include "core/analysis/logit_lens.h"

#include <algorithm>

#include "core/analysis/stream.h"
#include "core/base/error.h"

namespace vitscope {

namespace {

/// A run that finds these values where the last block's would be: only what follows is computed.
class Instead : public ValueSource {
public:
    Instead(int place, Values values) : place_(place), values_(std::move(values)) {}
    Values find(int place) override { return place == place_ ? values_ : Values(); }
    void keep(int, const Values&) override {}

private:
    int place_;
    Values values_;
};

Values valuesIn(Workspace& workspace, const Trace& trace, int place)
{
    const Slice slice = trace.slice(trace.stages()[static_cast<std::size_t>(place)].key);
    const TensorView& view = slice.view();
    const BufferPtr buffer = workspace.pool.take(static_cast<std::size_t>(view.size()));
    view.copyTo(buffer->data());
    return {Rows(buffer->data(), view.shape().front().extent, view.shape().back().extent), buffer};
}

}  // namespace

Tensor logitLens(Workspace& workspace, const Trace& trace, const Progress& progress)
{
    const Plan& plan = trace.plan();
    const int logits = plan.placeOf(logitsId);
    if (logits < 0)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The model has no classes: its blocks have no answer to read."));
    const std::vector<int> stream = streamOf(plan);
    const std::int64_t classes = trace.config().classes;
    Tensor lens({{Axis::Block, static_cast<std::int64_t>(stream.size())}, {Axis::Class, classes}});
    const std::vector<ConstRows> parameters = trace.model().parameters.rows();
    for (std::size_t i = 0; i < stream.size(); ++i) {
        if (progress && !progress(static_cast<double>(i) / static_cast<double>(stream.size())))
            throw Cancelled();
        Instead source(stream.back(), valuesIn(workspace, trace, stream[i]));
        ValueRecorder answer;
        compute(workspace, plan, parameters, {trace.pixels().values(), 1}, justOne(plan, logits), answer, &source);
        std::copy_n(answer.of(logits).rows.data, classes, lens.data() + static_cast<std::int64_t>(i) * classes);
    }
    return lens;
}

}  // namespace vitscope
