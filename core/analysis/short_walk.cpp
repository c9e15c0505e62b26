#include "core/analysis/short_walk.h"

#include <algorithm>
#include <numeric>

#include "core/base/error.h"

namespace vitscope {

namespace {

/// Of the blocks behind the first, those that have a screen, ascending: of equal ones the first.
std::vector<std::int64_t> chosenBlocks(const Story& story)
{
    std::vector<std::int64_t> blocks(static_cast<std::size_t>(story.blocks));
    std::iota(blocks.begin(), blocks.end(), 0);
    blocks.erase(blocks.begin());
    std::vector<double> moved;
    for (std::int64_t block = 0; block < story.blocks; ++block)
        moved.push_back(story.moved(block));
    std::stable_sort(blocks.begin(), blocks.end(),
                     [&](std::int64_t a, std::int64_t b) { return moved[static_cast<std::size_t>(a)] > moved[static_cast<std::size_t>(b)]; });
    blocks.resize(std::min<std::size_t>(blocks.size(), mostFurtherBlocks));
    std::sort(blocks.begin(), blocks.end());
    return blocks;
}

/// Cuts the stages into screens, one behind the other.
class Cutter {
public:
    explicit Cutter(const Plan& plan) : plan_(plan) {}

    /// A screen up to a stage. Of the stops those that this model has; a step that it leaves out only where there is no other.
    void upTo(ScreenKind kind, int last, const std::vector<StageKey>& stops, std::int64_t block = -1)
    {
        Screen screen{kind, block, -1, -1, next_, last, {}};
        int leftOut = last;
        for (const StageKey& stop : stops)
            if (const int place = plan_.placeOf(stop); screen.covers(place)) {
                leftOut = place;
                if (stage(place).kind() != OperationKind::Copy)
                    screen.stops.push_back(place);
            }
        if (screen.stops.empty())
            screen.stops.push_back(leftOut);
        screen.firstBlock = stage(screen.first).key.block;
        screen.lastBlock = stage(screen.last).key.block;
        walk_.push_back(std::move(screen));
        next_ = last + 1;
    }
    void upTo(ScreenKind kind, const StageKey& last, const std::vector<StageKey>& stops, std::int64_t block = -1)
    {
        upTo(kind, plan_.placeOf(last), stops, block);
    }
    /// The last stage of a block, or with −1 the one before block 0.
    int endOf(std::int64_t block) const
    {
        const auto& stages = plan_.stages;
        const auto next = std::find_if(stages.begin(), stages.end(), [&](const Stage& each) { return each.key.block == block + 1; });
        if (next != stages.end())
            return static_cast<int>(next - stages.begin()) - 1;
        const auto last = std::find_if(stages.rbegin(), stages.rend(), [&](const Stage& each) { return each.key.block == block; });
        return static_cast<int>(stages.rend() - last) - 1;
    }
    std::vector<Screen> finish() { return std::move(walk_); }

private:
    const Stage& stage(int place) const { return plan_.stages[static_cast<std::size_t>(place)]; }

    const Plan& plan_;
    int next_ = 0;
    std::vector<Screen> walk_;
};

void cutAnswer(Cutter& cutter, const Plan& plan)
{
    const bool hasClasses = plan.placeOf(logitsId) >= 0;
    const int end = static_cast<int>(plan.stages.size()) - 1;
    cutter.upTo(ScreenKind::ReadOut, hasClasses ? plan.placeOf(pooledId) : end, {"pool.attention", pooledId});
    if (!hasClasses)
        return;
    cutter.upTo(ScreenKind::Logits, logitsId, {logitsId});
    cutter.upTo(ScreenKind::Answer, end, {probabilitiesId});
}

}  // namespace

std::vector<Screen> shortWalk(const Trace& trace, const Story& story)
{
    const Plan& plan = trace.plan();
    Cutter cutter(plan);
    cutter.upTo(ScreenKind::Picture, plan.pixels, {"image.source", "image.pixels"});
    cutter.upTo(ScreenKind::Tokens, cutter.endOf(-1), {"patches", "embed.patches", "embed.tokens", "embed.positions"});
    const auto of = [](const char* id) { return StageKey(id, 0); };
    cutter.upTo(ScreenKind::Look, of(attentionId), {of("blocks.query"), of("blocks.scores"), of(attentionId)}, 0);
    cutter.upTo(ScreenKind::Collect, of("blocks.residual1"), {of("blocks.context"), of("blocks.projection"), of("blocks.residual1")}, 0);
    cutter.upTo(ScreenKind::Think, cutter.endOf(0),
                {of("blocks.norm2"), of("blocks.hidden"), of("blocks.activation"), of("blocks.mlp"), of("blocks.output")}, 0);
    const std::vector<std::int64_t> blocks = chosenBlocks(story);
    for (const std::int64_t block : blocks)
        cutter.upTo(ScreenKind::Block, cutter.endOf(block == blocks.back() ? story.blocks - 1 : block), {{"blocks.output", block}}, block);
    cutAnswer(cutter, plan);
    return cutter.finish();
}

int screenOf(const std::vector<Screen>& walk, int place)
{
    const auto found = std::find_if(walk.begin(), walk.end(), [place](const Screen& screen) { return screen.covers(place); });
    if (found == walk.end())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "No screen covers stage number %1."), {std::to_string(place)});
    return static_cast<int>(found - walk.begin());
}

int stopAfter(const std::vector<Screen>& walk, int place)
{
    for (const Screen& screen : walk)
        for (const int stop : screen.stops)
            if (stop > place)
                return stop;
    return -1;
}

int stopBefore(const std::vector<Screen>& walk, int place)
{
    int before = -1;
    for (const Screen& screen : walk)
        for (const int stop : screen.stops)
            if (stop < place)
                before = stop;
    return before;
}

}  // namespace vitscope
