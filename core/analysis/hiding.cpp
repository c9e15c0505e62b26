#include "core/analysis/hiding.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace vitscope {

namespace {

/// Floats of a batch's stream: larger ones leave the cache and are no faster.
constexpr std::int64_t mostAtOnce = std::int64_t{3} << 18;

class GoingOn : public ValueRecorder {
public:
    explicit GoingOn(std::function<bool()> goOn) : goOn_(std::move(goOn)) {}
    bool goOn() override { return goOn_(); }

private:
    std::function<bool()> goOn_;
};

class Hider {
public:
    explicit Hider(const Trace& trace) : config_(trace.config()), pixels_(trace.pixels().values())
    {
        const std::int64_t plane = config_.imageRows * config_.imageColumns;
        for (std::int64_t channel = 0; channel < config_.channels; ++channel) {
            double sum = 0;
            for (std::int64_t i = 0; i < plane; ++i)
                sum += pixels_[static_cast<std::size_t>(channel * plane + i)];
            colour_.push_back(static_cast<float>(sum / static_cast<double>(plane)));
        }
    }

    void append(const PatchSet& set, std::vector<float>& pictures) const
    {
        const auto begin = static_cast<std::int64_t>(pictures.size());
        pictures.insert(pictures.end(), pixels_.begin(), pixels_.end());
        for (const std::int64_t patch : set)
            hide(patch, pictures.data() + begin);
    }

private:
    void hide(std::int64_t patch, float* picture) const
    {
        const std::int64_t top = patch / config_.gridColumns() * config_.patchRows, left = patch % config_.gridColumns() * config_.patchColumns;
        for (std::int64_t channel = 0; channel < config_.channels; ++channel)
            for (std::int64_t row = 0; row < config_.patchRows; ++row)
                std::fill_n(picture + (channel * config_.imageRows + top + row) * config_.imageColumns + left, config_.patchColumns,
                            colour_[static_cast<std::size_t>(channel)]);
    }

    const ModelConfig& config_;
    const std::vector<float>& pixels_;
    std::vector<float> colour_;
};

int answerPlace(const Trace& trace)
{
    return trace.plan().placeOf(trace.config().classes > 0 ? logitsId : pooledId);
}

double shareOf(std::span<const float> logits, std::int64_t index)
{
    const double most = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(logit - most);
    return std::exp(logits[static_cast<std::size_t>(index)] - most) / sum;
}

double cosine(std::span<const float> one, std::span<const float> other)
{
    double product = 0, ones = 0, others = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        product += double{one[i]} * other[i];
        ones += double{one[i]} * one[i];
        others += double{other[i]} * other[i];
    }
    return ones > 0 && others > 0 ? product / std::sqrt(ones * others) : 1;
}

}  // namespace

std::vector<PatchSet> aroundEachPatch(const ModelConfig& config, std::int64_t reach)
{
    std::vector<PatchSet> sets;
    const std::int64_t rows = config.gridRows(), columns = config.gridColumns();
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column) {
            PatchSet& set = sets.emplace_back();
            for (std::int64_t r = std::max<std::int64_t>(row - reach, 0); r <= std::min(row + reach, rows - 1); ++r)
                for (std::int64_t c = std::max<std::int64_t>(column - reach, 0); c <= std::min(column + reach, columns - 1); ++c)
                    set.push_back(r * columns + c);
        }
    return sets;
}

void answersWithout(Workspace& workspace, const Trace& trace, std::span<const PatchSet> sets, const Answered& answered, const Progress& progress)
{
    const ModelConfig& config = trace.config();
    const int read = answerPlace(trace);
    const std::int64_t width = trace.stages()[static_cast<std::size_t>(read)].shape.back().extent, all = static_cast<std::int64_t>(sets.size());
    const std::int64_t batch = std::clamp<std::int64_t>(mostAtOnce / (trace.layout().tokens() * config.width), 1, std::max<std::int64_t>(all, 1));
    const std::vector<ConstRows> parameters = trace.model().parameters.rows();
    const Wanted wanted = justOne(trace.plan(), read);
    const Hider hider(trace);
    std::vector<float> pictures;
    for (std::int64_t first = 0; first < all; first += batch) {
        const std::int64_t count = std::min(batch, all - first);
        pictures.clear();
        for (std::int64_t i = 0; i < count; ++i)
            hider.append(sets[static_cast<std::size_t>(first + i)], pictures);
        GoingOn recorder([&] { return !progress || progress(static_cast<double>(first) / static_cast<double>(all)); });
        if (!compute(workspace, trace.plan(), parameters, {pictures, count}, wanted, recorder))
            throw Cancelled();
        Tensor answers({{Axis::Patch, count}, {config.classes > 0 ? Axis::Class : Axis::Feature, width}});
        const ConstRows rows = recorder.of(read).rows;
        for (std::int64_t row = 0; row < count; ++row)
            std::copy_n(rows.row(row), width, answers.data() + row * width);
        answered(first, answers);
    }
}

std::vector<float> answerOf(const Trace& trace)
{
    return trace.slice(trace.stages()[static_cast<std::size_t>(answerPlace(trace))].key).view().copy().values();
}

Tensor withHidden(const Trace& trace, const PatchSet& set)
{
    std::vector<float> picture;
    Hider(trace).append(set, picture);
    return Tensor(trace.pixels().shape(), std::move(picture));
}

double measured(const ModelConfig& config, std::span<const float> answer, std::span<const float> whole, const AskedClass& asked)
{
    if (config.classes == 0)
        return cosine(answer, whole);
    if (asked.against)
        return double{answer[static_cast<std::size_t>(asked.index)]} - answer[static_cast<std::size_t>(*asked.against)];
    return shareOf(answer, asked.index);
}

}  // namespace vitscope
