#include "ui/session/viewpoint.h"

#include "core/trace/trace.h"

namespace vitscope {

namespace {

constexpr std::size_t mostRemembered = 500;

bool isBehindBlocks(const Trace& trace, const StageKey& key)
{
    return &trace.stage(key) > &trace.stage({"blocks.output", trace.config().blocks - 1});
}

}  // namespace

void Viewpoint::enter(std::shared_ptr<const Trace> leading)
{
    selection_ = leading_ ? carriedOver(selection_, leading_->layout(), *leading) : firstSelection(*leading);
    leading_ = std::move(leading);
}

void Viewpoint::announce()
{
    emit selectionChanged();
    emit displayChanged();
    emit historyChanged();
}

void Viewpoint::select(const Selection& selection, bool passing)
{
    if (!leading_)
        return;
    Selection next = fitted(selection, *leading_);
    // Behind the blocks one stands behind the last of them, unless another is asked for.
    if (next.stage != selection_.stage && next.block == selection_.block && isBehindBlocks(*leading_, next.stage))
        next.block = leading_->config().blocks - 1;
    if (next == selection_)
        return;
    if (!passing && next.locked() != selection_.locked())
        remember(selection_.locked());
    show(next);
}

void Viewpoint::show(const Selection& selection)
{
    selection_ = selection;
    emit selectionChanged();
}

void Viewpoint::remember(const Selection& left)
{
    if (past_.size() >= mostRemembered)
        past_.erase(past_.begin());
    past_.push_back(left);
    future_.clear();
    emit historyChanged();
}

void Viewpoint::go(std::vector<Selection>& from, std::vector<Selection>& to)
{
    if (from.empty() || !leading_)
        return;
    to.push_back(selection_.locked());
    const Selection there = fitted(from.back(), *leading_);
    from.pop_back();
    show(there);
    emit historyChanged();
}

void Viewpoint::goBack()
{
    go(past_, future_);
}

void Viewpoint::goForward()
{
    go(future_, past_);
}

void Viewpoint::preview(std::optional<std::int64_t> token, std::optional<std::int64_t> entry)
{
    Selection next = selection_;
    next.preview = token;
    next.previewEntry = entry;
    select(next);
}

void Viewpoint::light(const QString& tensor)
{
    if (tensor == lit_)
        return;
    lit_ = tensor;
    emit litChanged();
}

void Viewpoint::setDisplay(const Display& display)
{
    if (display == display_)
        return;
    display_ = display;
    emit displayChanged();
}

}  // namespace vitscope
