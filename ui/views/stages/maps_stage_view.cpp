#include "ui/views/stages/maps_stage_view.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/session/walk.h"
#include "ui/views/maps/maps_view.h"
#include "ui/views/stages/chosen.h"

namespace vitscope {

namespace {

QVBoxLayout* columnIn(QWidget* widget)
{
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    return column;
}

}  // namespace

MapsStageView::MapsStageView(RunView& runView, Viewpoint& viewpoint, MakeBoard makeBoard, StageView* detail)
    : runView_(runView),
      viewpoint_(viewpoint),
      makeBoard_(makeBoard),
      maps_(new MapsView(runView, viewpoint)),
      detail_(detail)
{
    QVBoxLayout* column = columnIn(this);
    column->addWidget(maps_, 5);
    if (detail_)
        column->addWidget(detail_, detail_->sizeHint().height() > 200 ? 3 : detail_->sizeHint().height() > 100 ? 2 : 0);
    setFocusProxy(maps_);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &MapsStageView::showChosen);
}

void MapsStageView::showStage(const Stage& stage)
{
    key_ = stage.key;
    Board board = makeBoard_(runView_, viewpoint_, stage);
    // Where it is about what is made of a product, the factors go.
    if (bare_ && board.arrangement == Arrangement::Product && board.parts.size() == 4 && !board.parts[2].made) {
        board.parts.erase(board.parts.begin(), board.parts.begin() + 2);
        board.arrangement = Arrangement::Row;
    }
    maps_->setBoard(std::move(board));
    if (detail_)
        detail_->showStage(stage);
    showChosen();
}

void MapsStageView::setBare(bool bare)
{
    if (bare == bare_)
        return;
    bare_ = bare;
    if (detail_)
        detail_->setVisible(!bare);
    if (runView_.run() && viewpoint_.selection().stage == key_)
        showStage(runView_.run()->trace->stage(key_));
}

void MapsStageView::showChosen()
{
    if (!runView_.run() || viewpoint_.selection().stage != key_)
        return;
    const Chosen chosen = chosenIn(runView_, viewpoint_, runView_.run()->trace->stage(key_));
    // The marker on the factors goes through the terms as the detail below adds them up.
    std::vector<std::int64_t> terms;
    const bool slowly = moment_ < Walk::bulk && maps_->board().arrangement == Arrangement::Product;
    if (const ExplainedPtr explained = slowly ? explainedIn(runView_, viewpoint_, runView_.run()->trace->stage(key_)) : nullptr)
        for (const Term& term : explained->explanation.terms)
            if (term.operands.size() == 2)
                terms.push_back(static_cast<std::int64_t>(term.operands.front().cell));
    maps_->setTerms(std::move(terms));
    maps_->setShown(chosen.token, chosen.entry);
}

void MapsStageView::setTheme(const Theme& theme)
{
    maps_->setTheme(theme);
    if (detail_)
        detail_->setTheme(theme);
}

void MapsStageView::setMoment(double moment)
{
    const bool begins = moment_ >= Walk::bulk && moment < Walk::bulk;
    moment_ = moment;
    if (begins)
        showChosen();
    maps_->setMoment(moment);
    if (detail_)
        detail_->setMoment(moment);
}

std::vector<MapPart> MapsStageView::tables() const
{
    std::vector<MapPart> parts = maps_->parts();
    // A picture's numbers stand in its own stages.
    std::erase_if(parts, [](const MapPart& part) { return !part.picture.isNull(); });
    return parts;
}

StackedView::StackedView(StageView* upper, StageView* lower, int upperShare, int lowerShare) : upper_(upper), lower_(lower)
{
    QVBoxLayout* column = columnIn(this);
    column->addWidget(upper, upperShare);
    column->addWidget(lower, lowerShare);
    setFocusProxy(upper);
}

void StackedView::showStage(const Stage& stage)
{
    upper_->showStage(stage);
    lower_->showStage(stage);
}

void StackedView::setTheme(const Theme& theme)
{
    upper_->setTheme(theme);
    lower_->setTheme(theme);
}

void StackedView::setMoment(double moment)
{
    upper_->setMoment(moment);
    lower_->setMoment(moment);
}

}  // namespace vitscope
