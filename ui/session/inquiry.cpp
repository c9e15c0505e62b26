#include "ui/session/inquiry.h"

#include <algorithm>
#include <utility>

#include "core/analysis/claims_of_answers.h"
#include "ui/session/run_view.h"

namespace vitscope {

namespace {

bool hasCell(const Trace& trace, const Cell& cell)
{
    const auto stage = std::find_if(trace.stages().begin(), trace.stages().end(), [&](const Stage& each) { return each.key == cell.stage; });
    if (stage == trace.stages().end() || stage->shape.size() != cell.index.size())
        return false;
    for (std::size_t axis = 0; axis < cell.index.size(); ++axis) {
        const bool mean = stage->shape[axis].axis == Axis::Head && cell.index[axis] == Cell::meanOfHeads;
        if (!mean && (cell.index[axis] < 0 || cell.index[axis] >= stage->shape[axis].extent))
            return false;
    }
    return true;
}

}  // namespace

Inquiry::Inquiry(RunView& view, Viewpoint& viewpoint) : view_(view), viewpoint_(viewpoint)
{
    connect(&view, &RunView::runChanged, this, &Inquiry::onRun);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, [this] {
        if (viewpoint_.selection().stage != askedFrom_)
            end();
    });
    connect(&viewpoint, &Viewpoint::pageChanged, this, [this] {
        if (viewpoint_.page() != PageId::Walk)
            end();
    });
    connect(&view, &RunView::valuesArrived, this, [this] {
        if (isOpen())
            emit changed();
    });
}

ExplainedPtr Inquiry::answer() const
{
    // Between two runs the chain may be of the one before.
    return isOpen() && hasCell(*view_.run()->trace, chain_.back()) ? view_.explained(chain_.back()) : nullptr;
}

std::optional<Claim> Inquiry::carried(std::size_t place)
{
    if (place + 1 >= chain_.size())
        return std::nullopt;
    const std::pair step(chain_[place], chain_[place + 1]);
    if (const auto found = carried_.find(step); found != carried_.end())
        return found->second;
    const ExplainedPtr explained = hasCell(*view_.run()->trace, step.first) ? view_.explained(step.first) : nullptr;
    return explained ? carried_[step] = claimOfFollowed(*view_.run()->trace, explained, step.second) : std::nullopt;
}

void Inquiry::set(std::vector<Cell> chain)
{
    chain_ = std::move(chain);
    term_.reset();
    emit changed();
}

void Inquiry::ask(const Cell& cell)
{
    if (!view_.run() || !hasCell(*view_.run()->trace, cell))
        return;
    askedFrom_ = viewpoint_.selection().stage;
    if (viewpoint_.page() != PageId::Walk)
        askedOn_ = viewpoint_.page();
    viewpoint_.open(PageId::Walk);
    set({cell});
}

void Inquiry::follow(const Cell& cell)
{
    if (!view_.run() || !hasCell(*view_.run()->trace, cell))
        return;
    std::vector<Cell> chain = chain_;
    chain.push_back(cell);
    set(std::move(chain));
}

void Inquiry::goTo(std::size_t place)
{
    if (place + 1 < chain_.size())
        set({chain_.begin(), chain_.begin() + static_cast<std::ptrdiff_t>(place) + 1});
}

void Inquiry::back()
{
    if (chain_.size() > 1)
        goTo(chain_.size() - 2);
    else
        close();
}

void Inquiry::close()
{
    if (!isOpen())
        return;
    const std::optional<PageId> page = askedOn_;
    end();
    if (page)
        viewpoint_.open(*page);
}

void Inquiry::end()
{
    askedOn_.reset();
    if (isOpen())
        set({});
}

void Inquiry::setTerm(std::optional<std::size_t> term)
{
    if (std::exchange(term_, term) != term)
        emit termChanged();
}

void Inquiry::onRun()
{
    carried_.clear();
    if (!isOpen())
        return;
    // The stage that is shown may be another model's nearest one: that is nobody's choice of another.
    askedFrom_ = viewpoint_.selection().stage;
    // As far as the new run has the cells.
    const Trace& trace = *view_.run()->trace;
    const auto missing = std::find_if(chain_.begin(), chain_.end(), [&](const Cell& cell) { return !hasCell(trace, cell); });
    set({chain_.begin(), missing});
}

}  // namespace vitscope
