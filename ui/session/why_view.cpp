#include "ui/session/why_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/session/run_view.h"

namespace vitscope {

WhyView::WhyView(Engine& engine, RunView& view)
    : engine_(engine),
      view_(view),
      hidings_(engine.newLane()),
      ledgers_(engine.newLane()),
      pairs_(engine.newLane())
{
    connect(&view, &RunView::runChanged, this, &WhyView::onRun);
}

WhyView::~WhyView()
{
    for (const std::uint64_t lane : {hidings_, ledgers_, pairs_})
        engine_.cancel(lane);
}

bool WhyView::isOf(const Trace& trace) const
{
    return view_.run() && view_.run()->trace.get() == &trace;
}

void WhyView::onRun()
{
    // A run that is only told of once more keeps what was found.
    if (std::exchange(of_, view_.run()) == view_.run()) {
        emit askedChanged();
        emit chosenChanged();
        return;
    }
    for (const std::uint64_t lane : {hidings_, ledgers_, pairs_})
        engine_.cancel(lane);
    occlusions_.clear();
    madeLedgers_.clear();
    madePairs_.clear();
    chosen_.reset();
    preview_.reset();
    lesson_.reset();
    hiding_ = stopped_ = false;
    asked_ = {view_.run()->top.empty() ? 0 : view_.run()->top.front().index, std::nullopt};
    measure();
    emit askedChanged();
    begin();
}

void WhyView::setWanted(bool wanted)
{
    if (std::exchange(wanted_, wanted) == wanted)
        return;
    if (wanted) {
        stopped_ = false;
        begin();
        return;
    }
    // What is under way and not looked at is not computed.
    for (const std::uint64_t lane : {hidings_, ledgers_, pairs_})
        engine_.cancel(lane);
    hiding_ = false;
}

void WhyView::ask(const AskedClass& asked)
{
    if (asked == asked_ || !view_.run())
        return;
    asked_ = asked;
    measure();
    emit askedChanged();
    begin();
}

void WhyView::openLesson(int step)
{
    lesson_ = step;
    emit found();
}

void WhyView::setReach(std::int64_t reach)
{
    if (reach == reach_)
        return;
    engine_.cancel(hidings_);
    hiding_ = stopped_ = false;
    reach_ = reach;
    measure();
    emit askedChanged();
    begin();
}

const Occlusion& WhyView::occlusion() const
{
    static const Occlusion none;
    const auto found = occlusions_.find(reach_);
    return found == occlusions_.end() ? none : found->second;
}

bool WhyView::isWhole() const
{
    return view_.run() && !occlusion().whole.empty() && occlusion().done == view_.run()->trace->config().patches();
}

void WhyView::begin()
{
    if (!wanted_ || !view_.run())
        return;
    beginLedger();
    beginHiding();
    beginTwo();
}

void WhyView::stop()
{
    engine_.cancel(hidings_);
    hiding_ = false;
    stopped_ = true;
    emit found();
}

void WhyView::goOn()
{
    stopped_ = false;
    begin();
    emit found();
}

void WhyView::beginHiding()
{
    if (hiding_ || stopped_ || isWhole())
        return;
    hiding_ = true;
    const std::shared_ptr<const Trace> trace = view_.run()->trace;
    const auto work = [this, trace, reach = reach_, sets = aroundEachPatch(trace->config(), reach_),
                       done = occlusion().done](const Analysing& analysing) mutable {
        if (done == 0)
            analysing.tell([this, trace, reach, empty = emptyOcclusion(*trace)] {
                if (isOf(*trace))
                    occlusions_[reach] = empty;
            });
        const std::int64_t from = done;
        answersWithout(
            analysing.runner.workspace(), *trace, std::span(sets).subspan(static_cast<std::size_t>(from)),
            [&](std::int64_t first, const Tensor& answers) {
                done = from + first + answers.shape().front().extent;
                analysing.tell([this, trace, reach, at = from + first, answers] { onAnswers(*trace, reach, at, answers); });
            },
            [&](double) { return analysing.goOn(); });
    };
    engine_.analyse(hidings_, work, this, [this, trace](const ErrorPtr& error) { onFailed(*trace, error); });
}

void WhyView::onAnswers(const Trace& trace, std::int64_t reach, std::int64_t first, const Tensor& answers)
{
    const auto found = occlusions_.find(reach);
    if (!isOf(trace) || found == occlusions_.end() || found->second.done != first)
        return;
    std::copy_n(answers.data(), answers.size(), found->second.answers.data() + first * answers.shape().back().extent);
    found->second.done = first + answers.shape().front().extent;
    if (reach != reach_)
        return;
    if (isWhole())
        hiding_ = false;
    measure();
    emit this->found();
    beginTwo();
}

/// Effects and order of what is there, for what is asked about.
void WhyView::measure()
{
    order_.clear();
    effects_ = Tensor();
    if (!occlusion().whole.empty()) {
        effects_ = effectsOf(*view_.run()->trace, occlusion(), asked_);
        const auto size = [this](std::int64_t patch) { return std::abs(effects_.values()[static_cast<std::size_t>(patch)]); };
        for (std::int64_t patch = 0; patch < effects_.size(); ++patch)
            if (std::isfinite(size(patch)))
                order_.push_back(patch);
        std::stable_sort(order_.begin(), order_.end(), [&](std::int64_t a, std::int64_t b) { return size(a) > size(b); });
    }
    emit chosenChanged();
}

void WhyView::beginLedger()
{
    if (madeLedgers_.contains(key(0)) || noLedger())
        return;
    const std::shared_ptr<const Trace> trace = view_.run()->trace;
    const auto work = [this, trace, asked = asked_, at = key(0)](const Analysing& analysing) {
        analysing.tell([this, trace, at, ledger = ledgerOf(*trace, asked)] {
            if (!isOf(*trace))
                return;
            madeLedgers_[at] = ledger;
            emit found();
        });
    };
    engine_.analyse(ledgers_, work, this, [this, trace](const ErrorPtr& error) { onFailed(*trace, error); });
}

/// The two patches that speak most for it, together.
void WhyView::beginTwo()
{
    if (!wanted_ || reach_ != 0 || !isWhole() || madePairs_.contains(key(reach_)))
        return;
    const std::shared_ptr<const Trace> trace = view_.run()->trace;
    const std::optional<PatchSet> two = twoThatCarryMost(*trace, occlusion(), asked_);
    if (!two)
        return;
    const auto work = [this, trace, two = *two, at = key(reach_)](const Analysing& analysing) {
        const std::vector<PatchSet> sets{two};
        answersWithout(
            analysing.runner.workspace(), *trace, sets,
            [&](std::int64_t, const Tensor& answers) {
                analysing.tell([this, trace, two, at, answer = answers.values()] {
                    if (!isOf(*trace))
                        return;
                    madePairs_[at] = {two, answer};
                    emit found();
                });
            },
            [&](double) { return analysing.goOn(); });
    };
    engine_.analyse(pairs_, work, this, [this, trace](const ErrorPtr& error) { onFailed(*trace, error); });
}

void WhyView::onFailed(const Trace& trace, const ErrorPtr& error)
{
    if (!isOf(trace))
        return;
    hiding_ = false;
    stopped_ = true;
    emit view_.failed(error);
    emit found();
}

const Ledger* WhyView::ledger() const
{
    const auto found = madeLedgers_.find(key(0));
    return found == madeLedgers_.end() ? nullptr : &found->second;
}

std::optional<Message> WhyView::noLedger() const
{
    return ledgerHindrance(view_.run()->trace->plan());
}

std::vector<Claim> WhyView::claims() const
{
    std::vector<Claim> claims;
    if (!view_.run())
        return claims;
    const Trace& trace = *view_.run()->trace;
    if (reach_ == 0 && isWhole())
        claims = claimsOfHiding(trace, occlusion(), asked_);
    if (const auto pair = madePairs_.find(key(reach_)); pair != madePairs_.end() && isWhole())
        claims.push_back(claimOfTwo(trace, occlusion(), pair->second.first, pair->second.second, asked_));
    if (const Ledger* made = ledger())
        for (const Claim& claim : claimsOfLedger(*made, asked_))
            claims.push_back(claim);
    return claims;
}

std::optional<std::int64_t> WhyView::chosen() const
{
    if (preview_)
        return preview_;
    if (chosen_)
        return chosen_;
    // What speaks for the class comes first: that was the question.
    const auto speaksFor = [this](std::int64_t patch) { return effects_.values()[static_cast<std::size_t>(patch)] > 0; };
    const auto first = std::find_if(order_.begin(), order_.end(), speaksFor);
    return first != order_.end() ? std::optional(*first) : order_.empty() ? std::nullopt : std::optional(order_.front());
}

void WhyView::choose(std::int64_t patch)
{
    preview_.reset();
    chosen_ = patch;
    emit chosenChanged();
}

void WhyView::preview(std::optional<std::int64_t> patch)
{
    if (std::exchange(preview_, patch) != patch)
        emit chosenChanged();
}

void WhyView::moveChosen(int rows, int columns)
{
    if (!view_.run())
        return;
    const TokenLayout& layout = view_.run()->trace->layout();
    const std::int64_t across = layout.gridColumns(), down = layout.gridRows();
    const std::int64_t now = chosen().value_or(down / 2 * across + across / 2);
    std::int64_t row = now / across + rows, column = now % across + columns;
    for (; row >= 0 && row < down && column >= 0 && column < across; row += rows, column += columns)
        if (layout.tokenAt({row, column}))
            return choose(row * across + column);
}

}  // namespace vitscope
