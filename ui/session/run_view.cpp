#include "ui/session/run_view.h"

#include <algorithm>
#include <utility>

#include "core/export/snippet.h"

namespace vitscope {

namespace {

constexpr std::size_t mostExplained = 8, mostClaimed = 64;
/// Whoever shows values asks for them again this long after others have arrived, in milliseconds; painting included.
constexpr qint64 timeToAsk = 1000;

std::size_t bytesOf(const Slice& slice)
{
    return static_cast<std::size_t>(elementCount(slice.view().shape())) * sizeof(float);
}

}  // namespace

RunView::RunView(Engine& engine, Viewpoint& viewpoint, std::size_t mostBytesMade)
    : engine_(engine),
      lane_(engine.newLane()),
      mostBytesMade_(mostBytesMade),
      inquiry_(*this, viewpoint),
      why_(engine, *this)
{
    connect(&viewpoint, &Viewpoint::selectionChanged, this, [this, &viewpoint] {
        if (std::exchange(lookedAt_, viewpoint.selection().stage) != viewpoint.selection().stage)
            refused_.clear();
    });
}

RunView::~RunView()
{
    engine_.cancel(lane_);
}

void RunView::show(RunPtr run)
{
    const RunPtr before = std::exchange(run_, std::move(run));
    engine_.cancel(lane_);
    asked_.clear();
    onTheWay_.clear();
    refused_.clear();
    made_.clear();
    explained_.clear();
    claims_.clear();
    claimsOfNumbers_.clear();
    if (!before || before->trace->sharedModel() != run_->trace->sharedModel())
        emit modelChanged();
    emit runChanged();
}

void RunView::announce()
{
    emit modelChanged();
    emit runChanged();
}

std::optional<Slice> RunView::values(const StageKey& key)
{
    if (!run_)
        return std::nullopt;
    if (const auto found = made_.find(key); found != made_.end()) {
        found->second.notAskedSince.invalidate();
        return found->second.values;
    }
    if (std::optional<Slice> kept = run_->trace->kept(key))
        return kept;
    if (refused_.contains(key))
        return std::nullopt;
    if (asked_.empty())
        QMetaObject::invokeMethod(this, &RunView::request, Qt::QueuedConnection);
    asked_.insert(key);
    return std::nullopt;
}

void RunView::request()
{
    const std::set<StageKey> asked = std::exchange(asked_, {});
    if (asked.empty() || std::includes(onTheWay_.begin(), onTheWay_.end(), asked.begin(), asked.end()))
        return;
    onTheWay_ = asked;
    const std::shared_ptr<const Trace> trace = run_->trace;
    engine_.make(
        lane_, trace, {asked.begin(), asked.end()}, this, [this, trace](const StageKey& key, const Slice& values) { onMade(*trace, key, values); },
        [this, trace](const ErrorPtr& error) { onFailed(*trace, error); });
}

void RunView::onMade(const Trace& trace, const StageKey& key, const Slice& values)
{
    if (&trace != run_->trace.get())
        return;
    onTheWay_.erase(key);
    for (auto& [each, made] : made_)
        if (!made.notAskedSince.isValid())
            made.notAskedSince.start();
    made_.insert_or_assign(key, Made{values, {}});
    makeRoom();
    emit valuesArrived();
}

/// Everything shown is asked for again whenever values arrive: what is not may go.
void RunView::makeRoom()
{
    std::size_t bytes = 0;
    for (const auto& [key, made] : made_)
        bytes += bytesOf(made.values);
    for (auto each = made_.begin(); each != made_.end() && bytes > mostBytesMade_;) {
        const auto here = each++;
        if (here->second.notAskedSince.isValid() && here->second.notAskedSince.hasExpired(timeToAsk)) {
            bytes -= bytesOf(here->second.values);
            made_.erase(here);
        }
    }
}

void RunView::onFailed(const Trace& trace, const ErrorPtr& error)
{
    if (&trace != run_->trace.get())
        return;
    refused_.merge(std::exchange(onTheWay_, {}));
    emit failed(error);
    // What was asked for before, and was replaced by what failed, is asked for again.
    emit valuesArrived();
}

ExplainedPtr RunView::explained(const Cell& cell)
{
    if (const auto found = explained_.find(cell); found != explained_.end())
        return found->second;
    const Trace& trace = *run_->trace;
    std::vector<StageKey> needed = trace.stage(cell.stage).inputs;
    needed.push_back(cell.stage);
    std::map<StageKey, Slice> operands;
    for (const StageKey& key : needed)
        if (!trace.image(key))
            if (const std::optional<Slice> slice = values(key))
                operands.emplace(key, *slice);
    const auto missing = [&](const StageKey& key) { return !trace.image(key) && !operands.contains(key); };
    if (std::any_of(needed.begin(), needed.end(), missing))
        return nullptr;
    const ValuesOf valuesOf = [&](const StageKey& key) { return operands.at(key); };
    if (explained_.size() >= mostExplained)
        explained_.clear();
    return explained_[cell] =
               std::make_shared<const Explained>(Explained{cell, explain(trace, cell, valuesOf), recordedValue(trace, cell, valuesOf)});
}

/// Those of thousands of tokens cost more than painting.
std::vector<Claim> RunView::claims(const StageKey& stage, std::int64_t token, std::int64_t head)
{
    if (const auto found = claims_.find({stage, token, head}); found != claims_.end())
        return found->second;
    bool all = true;
    const FindValues find = [&](const StageKey& key) {
        std::optional<Slice> found = values(key);
        all &= found.has_value();
        return found;
    };
    std::vector<Claim> claims = claimsOf(*run_->trace, {stage, token, head, &run_->positionLikeness}, find);
    if (claims_.size() >= mostClaimed)
        claims_.clear();
    if (all)
        claims_.emplace(std::tuple(stage, token, head), claims);
    return claims;
}

std::vector<Claim> RunView::claims(const Cell& cell)
{
    if (const auto found = claimsOfNumbers_.find(cell); found != claimsOfNumbers_.end())
        return found->second;
    const ExplainedPtr explained = this->explained(cell);
    if (!explained)
        return {};
    if (claimsOfNumbers_.size() >= mostClaimed)
        claimsOfNumbers_.clear();
    return claimsOfNumbers_[cell] = claimsOf(*run_->trace, explained);
}

void RunView::inBackground(std::function<void()> work, std::function<void()> done)
{
    engine_.save(std::move(work), this, std::move(done), [this](const ErrorPtr& error) { emit failed(error); });
}

void RunView::saveArrays(const ExplainedPtr& explained, const QString& path)
{
    inBackground([trace = run_->trace, explained, path] { writeSnippetArrays(path.toStdString(), *trace, explained->cell, explained->explanation); },
                 [this, path] { emit saved(path); });
}

}  // namespace vitscope
