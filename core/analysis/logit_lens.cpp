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

}  // namespace

Lens::Lens(Workspace& workspace, const Trace& trace, const char* stage)
    : workspace_(workspace),
      trace_(trace),
      parameters_(trace.model().parameters.rows()),
      from_(streamOf(trace.plan()).back()),
      to_(trace.plan().placeOf(stage))
{
    if (to_ <= from_)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The model has no classes: its blocks have no answer to read."));
}

std::vector<float> Lens::read(const TensorView& stream) const
{
    const BufferPtr buffer = workspace_.pool.take(static_cast<std::size_t>(stream.size()));
    stream.copyTo(buffer->data());
    Instead source(from_, {Rows(buffer->data(), stream.shape().front().extent, stream.shape().back().extent), buffer});
    ValueRecorder recorder;
    compute(workspace_, trace_.plan(), parameters_, {trace_.pixels().values(), 1}, justOne(trace_.plan(), to_), recorder, &source);
    const Rows rows = recorder.of(to_).rows;
    return {rows.data, rows.data + rows.columns};
}

Tensor logitLens(Workspace& workspace, const Trace& trace, const Progress& progress)
{
    const Lens head(workspace, trace, logitsId);
    const std::vector<int> stream = streamOf(trace.plan());
    Tensor lens({{Axis::Block, static_cast<std::int64_t>(stream.size())}, {Axis::Class, trace.config().classes}});
    for (std::size_t i = 0; i < stream.size(); ++i) {
        if (progress && !progress(static_cast<double>(i) / static_cast<double>(stream.size())))
            throw Cancelled();
        const std::vector<float> logits = head.read(trace.slice(trace.stages()[static_cast<std::size_t>(stream[i])].key).view());
        std::copy(logits.begin(), logits.end(), lens.data() + static_cast<std::int64_t>(i * logits.size()));
    }
    return lens;
}

}  // namespace vitscope
