#include "core/analysis/story.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/attention_map.h"
#include "core/analysis/logit_lens.h"
#include "core/analysis/statistics.h"
#include "core/analysis/stream.h"

namespace vitscope {

namespace {

double cosine(const std::vector<float>& a, const std::vector<float>& b)
{
    double product = 0, one = 0, other = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        product += double{a[i]} * b[i];
        one += double{a[i]} * a[i];
        other += double{b[i]} * b[i];
    }
    return one == 0 || other == 0 ? 0 : product / std::sqrt(one * other);
}

Tensor oneRow(const std::vector<double>& values)
{
    return Tensor({{Axis::Feature, static_cast<std::int64_t>(values.size())}}, std::vector<float>(values.begin(), values.end()));
}

/// Where a move ends: the place of its stage in the plan.
struct MoveEnd {
    int place;
    int added;  ///< the place of what it adds; −1 where it adds nothing but takes the stream's place
};

/// Sees the stages of a run as they are made, and tells its story.
class Storyteller {
public:
    Storyteller(Workspace& workspace, const Trace& trace);
    std::vector<StageKey> wanted() const;
    void see(const StageKey& key, const Slice& values);
    std::size_t seen() const { return seen_; }
    Story finish();

private:
    void step(const TensorView& stream);
    void move(const TensorView& before, const TensorView& after, const TensorView* added);
    void ask(std::int64_t block, const TensorView& attention);
    bool isStep(int place) const { return place == first_ || isMoveEnd(place); }
    bool isMoveEnd(int place) const { return nextMove_ < ends_.size() && ends_[nextMove_].place == place; }

    const Trace& trace_;
    Lens lens_;
    Story story_;
    int first_;
    std::vector<MoveEnd> ends_;
    std::size_t nextMove_ = 0, seen_ = 0;
    std::optional<Slice> stream_, added_;
    std::vector<std::vector<float>> readings_;
};

MoveEnd moveEnd(const Plan& plan, int place)
{
    const Stage& stage = plan.stages[static_cast<std::size_t>(place)];
    return {place, stage.kind() == OperationKind::Sum ? stage.reads[1] : -1};
}

Storyteller::Storyteller(Workspace& workspace, const Trace& trace)
    : trace_(trace),
      lens_(workspace, trace, trace.config().classes > 0 ? probabilitiesId : pooledId)
{
    const Plan& plan = trace.plan();
    const std::vector<int> stream = streamOf(plan);
    first_ = stream.front();
    story_.readOut = readOutOf(trace);
    story_.blocks = trace.config().blocks;
    story_.heads = trace.config().heads;
    story_.sharesAttention = trace.config().softmax && trace.config().attentionTimesValue;
    const std::int64_t tokens = trace.layout().tokens();
    for (std::int64_t block = 0; block < story_.blocks; ++block) {
        ends_.push_back(moveEnd(plan, plan.placeOf({"blocks.residual1", block})));
        ends_.push_back(moveEnd(plan, stream[static_cast<std::size_t>(block) + 1]));
    }
    story_.adds = std::all_of(ends_.begin(), ends_.end(), [](const MoveEnd& end) { return end.added >= 0; });
    story_.changes = Tensor({{Axis::Block, 2 * story_.blocks}, {Axis::Token, tokens}});
    story_.attention = Tensor({{Axis::Block, story_.blocks}, {Axis::Head, story_.heads}, {Axis::Key, tokens}});
}

std::vector<StageKey> Storyteller::wanted() const
{
    std::vector<int> places{first_};
    for (const MoveEnd& end : ends_) {
        places.push_back(end.place);
        if (end.added >= 0)
            places.push_back(end.added);
    }
    for (std::int64_t block = 0; block < story_.blocks; ++block)
        places.push_back(trace_.plan().placeOf({attentionId, block}));
    std::sort(places.begin(), places.end());
    std::vector<StageKey> keys;
    for (const int place : places)
        keys.push_back(trace_.stages()[static_cast<std::size_t>(place)].key);
    return keys;
}

void Storyteller::see(const StageKey& key, const Slice& values)
{
    ++seen_;
    const int place = trace_.plan().placeOf(key);
    if (key.id == attentionId)
        return ask(key.block, values.view());
    if (!isStep(place)) {
        added_ = values;
        return;
    }
    if (place != first_) {
        const bool adds = ends_[nextMove_].added >= 0;
        move(stream_->view(), values.view(), adds ? &added_->view() : nullptr);
        ++nextMove_;
    }
    stream_ = values;
    step(values.view());
}

void Storyteller::step(const TensorView& stream)
{
    readings_.push_back(lens_.read(stream));
}

void Storyteller::move(const TensorView& before, const TensorView& after, const TensorView* added)
{
    Tensor difference;
    if (added == nullptr) {
        difference = after.copy();
        const MatrixView was = before.matrix();
        for (std::int64_t row = 0; row < was.rows(); ++row)
            for (std::int64_t column = 0; column < was.cols(); ++column)
                difference.data()[row * was.cols() + column] -= was(row, column);
    }
    const TensorView step = added == nullptr ? difference.view() : *added;
    const std::vector<TokenChange> changes = tokenChanges(before, step);
    float* out = story_.changes.data() + static_cast<std::int64_t>(nextMove_ * changes.size());
    for (const TokenChange& change : changes)
        *out++ = static_cast<float>(change.before > 0 ? change.added / change.before : 0);
    const std::vector<double>& weights = story_.readOut.weights;
    const Tensor was = oneRow(weighed(before.matrix(), weights)), by = oneRow(weighed(step.matrix(), weights));
    story_.read.push_back(tokenChanges(was.view(), by.view()).front());
}

void Storyteller::ask(std::int64_t block, const TensorView& attention)
{
    const std::int64_t tokens = trace_.layout().tokens();
    for (std::int64_t head = 0; head < story_.heads; ++head) {
        const std::vector<double> sum = weighed(attention.slice(Axis::Head, head).matrix(), story_.readOut.weights);
        const std::vector<float> row(sum.begin(), sum.end());
        std::copy(row.begin(), row.end(), story_.attention.data() + (block * story_.heads + head) * tokens);
        story_.halves.push_back(story_.sharesAttention ? densestRegion(onPatchGrid(row, trace_.layout()).view(), 1.0, 0.5) : std::nullopt);
    }
}

Story Storyteller::finish()
{
    if (trace_.config().classes == 0) {
        for (const std::vector<float>& reading : readings_)
            story_.likeness.push_back(cosine(reading, readings_.back()));
        return std::move(story_);
    }
    story_.answers = Tensor({{Axis::Block, story_.steps()}, {Axis::Class, trace_.config().classes}});
    float* out = story_.answers.data();
    for (const std::vector<float>& reading : readings_)
        out = std::copy(reading.begin(), reading.end(), out);
    return std::move(story_);
}

}  // namespace

std::vector<std::int64_t> Story::likeliest(int step, std::int64_t count) const
{
    return largest(answers.view().slice(Axis::Block, step), count);
}

double Story::moved(std::int64_t block) const
{
    const int before = stepBefore(block), after = stepAfter(block);
    if (!hasClasses())
        return std::abs(likeness[static_cast<std::size_t>(after)] - likeness[static_cast<std::size_t>(before)]);
    const std::int64_t classes = answers.shape().back().extent;
    double sum = 0;
    for (std::int64_t i = 0; i < classes; ++i)
        sum += std::abs(probability(after, i) - probability(before, i));
    return sum / 2;
}

std::vector<float> Story::asked(std::int64_t block, std::optional<std::int64_t> head) const
{
    const TensorView ofBlock = attention.view().slice(Axis::Block, block);
    return (head ? ofBlock.slice(Axis::Head, *head).copy() : meanOverHeads(ofBlock)).values();
}

Story storyOf(Workspace& workspace, const Trace& trace, const Progress& progress)
{
    Storyteller teller(workspace, trace);
    const std::vector<StageKey> wanted = teller.wanted();
    const auto goOn = [&] { return !progress || progress(static_cast<double>(teller.seen()) / static_cast<double>(wanted.size())); };
    if (!goOn())
        throw Cancelled();
    trace.make(
        wanted,
        [&](const StageKey& key, const Slice& values) {
            teller.see(key, values);
            if (!goOn())
                throw Cancelled();
        },
        goOn);
    return teller.finish();
}

}  // namespace vitscope
