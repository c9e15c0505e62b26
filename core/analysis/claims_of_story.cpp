#include "core/analysis/claims_of_story.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace vitscope {

namespace {

double asNumber(std::int64_t value)
{
    return static_cast<double>(value);
}

std::int64_t aboutWhom(const Trace& trace, const Story& story)
{
    return story.readOut.kind == ReadOut::Kind::ClassToken ? *trace.layout().classToken() : Claim::onlyRow;
}

/// The block where a measure of steps changes most; of equal ones the first.
std::int64_t largestChange(const Story& story, const std::function<double(int)>& at)
{
    std::int64_t best = 0;
    const auto change = [&](std::int64_t block) { return std::abs(at(Story::stepAfter(block)) - at(Story::stepBefore(block))); };
    for (std::int64_t block = 1; block < story.blocks; ++block)
        if (change(block) > change(best))
            best = block;
    return best;
}

/// What can be said of one block.
class BlockTeller {
public:
    BlockTeller(const Trace& trace, const Story& story, std::int64_t block)
        : trace_(trace),
          story_(story),
          block_(block),
          step_(Story::stepBefore(block))
    {
    }

    std::vector<Claim> all()
    {
        story_.hasClasses() ? takeAway() : likeness();
        lengths();
        if (story_.hasClasses())
            answers();
        if (block_ > 0)
            differs();
        return std::move(claims_);
    }

private:
    void say(ClaimKind kind, std::vector<ClaimNumber> numbers)
    {
        claims_.push_back({{"blocks.output", block_}, kind, aboutWhom(trace_, story_), -1, std::move(numbers)});
    }
    double before(std::int64_t classIndex) const { return story_.probability(step_, classIndex); }
    double after(std::int64_t classIndex) const { return story_.probability(step_ + 2, classIndex); }
    double gain(std::int64_t classIndex) const { return after(classIndex) - before(classIndex); }

    void takeAway();
    void takeAway(ClaimKind kind, std::int64_t first, std::optional<std::int64_t> second = {});
    std::int64_t mostMoved(std::int64_t leader) const;
    void likeness();
    void lengths();
    void answers();
    void differs();

    const Trace& trace_;
    const Story& story_;
    std::int64_t block_;
    int step_;
    std::vector<Claim> claims_;
};

void BlockTeller::takeAway(ClaimKind kind, std::int64_t first, std::optional<std::int64_t> second)
{
    std::vector<ClaimNumber> numbers{{"class", asNumber(first)}, {"before", before(first)}, {"after", after(first)}};
    if (second)
        for (const ClaimNumber& number :
             {ClaimNumber{"second", asNumber(*second)}, ClaimNumber{"second_before", before(*second)}, ClaimNumber{"second_after", after(*second)}})
            numbers.push_back(number);
    say(kind, std::move(numbers));
}

/// Of all other classes the one whose probability changes most.
std::int64_t BlockTeller::mostMoved(std::int64_t leader) const
{
    std::int64_t most = leader == 0 ? 1 : 0;
    for (std::int64_t i = most + 1; i < trace_.config().classes; ++i)
        if (i != leader && std::abs(gain(i)) > std::abs(gain(most)))
            most = i;
    return most;
}

void BlockTeller::takeAway()
{
    const std::int64_t led = story_.likeliest(step_, 1).front();
    const std::vector<std::int64_t> now = story_.likeliest(step_ + 2, 2);
    const std::int64_t leads = now.front();
    if (leads != led)
        return takeAway(ClaimKind::NewLeader, leads, led);
    if (now.size() > 1 && gain(now[1]) >= muchOfAnswer && gain(leads) <= -lostToRival)
        return takeAway(ClaimKind::Rival, leads, now[1]);
    if (gain(leads) >= muchOfAnswer)
        return takeAway(ClaimKind::Surer, leads);
    if (gain(leads) <= -muchOfAnswer)
        return takeAway(ClaimKind::LessSure, leads);
    if (now.size() > 1)
        if (const std::int64_t other = mostMoved(leads); std::abs(gain(other)) >= muchOfAnswer)
            return takeAway(ClaimKind::OthersMove, leads, other);
    takeAway(ClaimKind::LittleMoves, leads);
}

void BlockTeller::likeness()
{
    const auto at = [&](int step) { return story_.likeness[static_cast<std::size_t>(step)]; };
    say(ClaimKind::LikenessMoves, {{"before", at(step_)}, {"after", at(step_ + 2)}});
    say(ClaimKind::BlockLikeness, {{"before", at(step_)}, {"between", at(step_ + 1)}, {"after", at(step_ + 2)}});
}

void BlockTeller::lengths()
{
    const TokenChange &attention = story_.read[static_cast<std::size_t>(step_)], &mlp = story_.read[static_cast<std::size_t>(step_) + 1];
    say(ClaimKind::BlockLengths, {{"before", attention.before},
                                  {"attention", attention.added},
                                  {"mlp", mlp.added},
                                  {"after_attention", attention.after},
                                  {"after", mlp.after}});
}

void BlockTeller::answers()
{
    const std::int64_t answer = story_.likeliest(story_.steps() - 1, 1).front();
    say(ClaimKind::BlockAnswers,
        {{"class", asNumber(answer)}, {"before", before(answer)}, {"between", story_.probability(step_ + 1, answer)}, {"after", after(answer)}});
}

/// Of three measures the one whose ratio to the block before is farthest from 1.
void BlockTeller::differs()
{
    struct Measure {
        ClaimKind kind;
        const char* name;
        double now, earlier;
        double far() const { return std::abs(std::log(now / earlier)); }
    };
    std::vector<Measure> measures;
    const auto added = [&](int move) {
        const TokenChange& change = story_.read[static_cast<std::size_t>(move)];
        return change.before > 0 ? change.added / change.before : 0;
    };
    if (story_.adds) {
        measures.push_back({ClaimKind::DiffersInAttention, "share", added(step_), added(step_ - 2)});
        measures.push_back({ClaimKind::DiffersInMlp, "share", added(step_ + 1), added(step_ - 1)});
    }
    if (story_.sharesAttention)
        measures.push_back({ClaimKind::DiffersInFocus, "count", asNumber(tokensOfHalf(story_, block_)), asNumber(tokensOfHalf(story_, block_ - 1))});
    std::erase_if(measures, [](const Measure& measure) { return !(measure.now > 0 && measure.earlier > 0); });
    const auto most = std::max_element(measures.begin(), measures.end(), [](const Measure& a, const Measure& b) { return a.far() < b.far(); });
    if (most != measures.end() && most->far() >= std::log(ratioThatDiffers))
        say(most->kind, {{most->name, most->now}, {"earlier", most->earlier}});
}

}  // namespace

std::int64_t tokensOfHalf(const Story& story, std::int64_t block)
{
    std::vector<float> row = story.asked(block, std::nullopt);
    std::sort(row.begin(), row.end(), std::greater<>());
    double sum = 0;
    std::size_t count = 0;
    while (count < row.size() && sum < 0.5)
        sum += row[count++];
    return static_cast<std::int64_t>(count);
}

std::vector<Claim> claimsOf(const Trace& trace, const Story& story)
{
    std::vector<Claim> claims;
    const auto say = [&](ClaimKind kind, std::vector<ClaimNumber> numbers) {
        claims.push_back({story.hasClasses() ? probabilitiesId : pooledId, kind, aboutWhom(trace, story), -1, std::move(numbers)});
    };
    if (!story.hasClasses()) {
        const auto at = [&](int step) { return story.likeness[static_cast<std::size_t>(step)]; };
        const std::int64_t most = largestChange(story, at);
        say(ClaimKind::LikenessSteps,
            {{"first", at(2)}, {"block", asNumber(most)}, {"before", at(Story::stepBefore(most))}, {"after", at(Story::stepAfter(most))}});
        return claims;
    }
    const std::int64_t answer = story.likeliest(story.steps() - 1, 1).front();
    const auto at = [&](int step) { return story.probability(step, answer); };
    std::int64_t first = 0;
    while (story.likeliest(Story::stepAfter(first), 1).front() != answer)
        ++first;  // behind the last block it leads
    say(ClaimKind::FirstLead, {{"class", asNumber(answer)}, {"block", asNumber(first)}, {"probability", at(Story::stepAfter(first))}});
    if (story.blocks > 1) {
        const std::int64_t most = largestChange(story, at);
        say(ClaimKind::LargestStep,
            {{"class", asNumber(answer)}, {"block", asNumber(most)}, {"before", at(Story::stepBefore(most))}, {"after", at(Story::stepAfter(most))}});
    }
    return claims;
}

std::vector<Claim> claimsOfBlock(const Trace& trace, const Story& story, std::int64_t block)
{
    return BlockTeller(trace, story, block).all();
}

std::optional<Claim> claimOfHead(const Trace& trace, const Story& story, std::int64_t block, std::int64_t head)
{
    if (!story.sharesAttention)
        return std::nullopt;
    Claim claim{{attentionId, block}, ClaimKind::HalfScatter, aboutWhom(trace, story), head};
    if (const std::optional<GridRegion>& half = story.half(block, head)) {
        claim.kind = ClaimKind::HalfRegion;
        claim.numbers = {{"share", half->share},
                         {"first_row", asNumber(half->firstRow)},
                         {"last_row", asNumber(half->lastRow)},
                         {"first_column", asNumber(half->firstColumn)},
                         {"last_column", asNumber(half->lastColumn)}};
        return claim;
    }
    const std::vector<float> row = story.asked(block, head);
    double onPatches = 0;
    for (std::int64_t token = trace.layout().prefixTokens(); token < trace.layout().tokens(); ++token)
        onPatches += row[static_cast<std::size_t>(token)];
    claim.numbers = {{"on_patches", onPatches}};
    return claim;
}

}  // namespace vitscope
