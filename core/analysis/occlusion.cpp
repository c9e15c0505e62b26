#include "core/analysis/occlusion.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace vitscope {

namespace {

class Occluder {
public:
    Occluder(Workspace& workspace, const Trace& trace, const OcclusionQuestion& question)
        : workspace_(workspace),
          trace_(trace),
          question_(question),
          parameters_(trace.model().parameters.rows()),
          read_(trace.plan().placeOf(trace.config().classes > 0 ? probabilitiesId : pooledId))
    {
        const ModelConfig& config = trace.config();
        const std::int64_t plane = config.imageRows * config.imageColumns;
        for (std::int64_t channel = 0; channel < config.channels; ++channel) {
            double sum = 0;
            for (std::int64_t i = 0; i < plane; ++i)
                sum += pixels()[static_cast<std::size_t>(channel * plane + i)];
            colour_.push_back(static_cast<float>(sum / static_cast<double>(plane)));
        }
        whole_ = answers(pixels(), 1);
    }

    Tensor map(const Progress& progress);

private:
    const std::vector<float>& pixels() const { return trace_.pixels().values(); }
    /// What is read of so many pictures, row by row.
    std::vector<float> answers(const std::vector<float>& pictures, std::int64_t count);
    void hide(std::int64_t row, std::int64_t column, float* picture) const;
    double loss(const float* answer) const;

    Workspace& workspace_;
    const Trace& trace_;
    const OcclusionQuestion& question_;
    std::vector<ConstRows> parameters_;
    int read_;
    std::vector<float> colour_, whole_;
};

std::vector<float> Occluder::answers(const std::vector<float>& pictures, std::int64_t count)
{
    ValueRecorder recorder;
    compute(workspace_, trace_.plan(), parameters_, {pictures, count}, justOne(trace_.plan(), read_), recorder);
    const ConstRows rows = recorder.of(read_).rows;
    std::vector<float> values;
    for (std::int64_t row = 0; row < rows.rows; ++row)
        values.insert(values.end(), rows.row(row), rows.row(row) + rows.columns);
    return values;
}

void Occluder::hide(std::int64_t row, std::int64_t column, float* picture) const
{
    const ModelConfig& config = trace_.config();
    const auto span = [&](std::int64_t place, std::int64_t count, std::int64_t patch) {
        return std::pair(std::max<std::int64_t>(place - question_.reach, 0) * patch, std::min(place + question_.reach + 1, count) * patch);
    };
    const auto [top, bottom] = span(row, config.gridRows(), config.patchRows);
    const auto [left, right] = span(column, config.gridColumns(), config.patchColumns);
    for (std::int64_t channel = 0; channel < config.channels; ++channel)
        for (std::int64_t y = top; y < bottom; ++y) {
            float* line = picture + (channel * config.imageRows + y) * config.imageColumns;
            std::fill(line + left, line + right, colour_[static_cast<std::size_t>(channel)]);
        }
}

double Occluder::loss(const float* answer) const
{
    if (trace_.config().classes > 0)
        return double{whole_[static_cast<std::size_t>(question_.classIndex)]} - answer[question_.classIndex];
    double product = 0, one = 0, other = 0;
    for (std::size_t i = 0; i < whole_.size(); ++i) {
        product += double{whole_[i]} * answer[i];
        one += double{whole_[i]} * whole_[i];
        other += double{answer[i]} * answer[i];
    }
    return one > 0 && other > 0 ? 1 - product / std::sqrt(one * other) : 0;
}

Tensor Occluder::map(const Progress& progress)
{
    const ModelConfig& config = trace_.config();
    const std::int64_t patches = config.patches(), columns = config.gridColumns(), size = static_cast<std::int64_t>(pixels().size());
    // A few thousand tokens at once: larger batches leave the cache and are no faster.
    const std::int64_t batch = std::clamp<std::int64_t>(4096 / trace_.layout().tokens(), 1, patches);
    Tensor map({{Axis::Row, config.gridRows()}, {Axis::Column, columns}});
    std::vector<float> pictures;
    for (std::int64_t first = 0; first < patches; first += batch) {
        if (progress && !progress(static_cast<double>(first) / static_cast<double>(patches)))
            throw Cancelled();
        const std::int64_t count = std::min(batch, patches - first);
        pictures.clear();
        for (std::int64_t i = 0; i < count; ++i) {
            pictures.insert(pictures.end(), pixels().begin(), pixels().end());
            hide((first + i) / columns, (first + i) % columns, pictures.data() + i * size);
        }
        const std::vector<float> read = answers(pictures, count);
        for (std::int64_t i = 0; i < count; ++i)
            map.data()[first + i] = static_cast<float>(loss(read.data() + i * static_cast<std::int64_t>(whole_.size())));
        if (question_.filled)
            question_.filled(map, first + count);
    }
    return map;
}

}  // namespace

Tensor occlusion(Workspace& workspace, const Trace& trace, const OcclusionQuestion& question, const Progress& progress)
{
    if (trace.config().classes > 0)
        requireClass(trace.config(), question.classIndex);
    return Occluder(workspace, trace, question).map(progress);
}

}  // namespace vitscope
