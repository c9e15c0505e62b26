#include "ui/views/stages/stage_views.h"

#include <algorithm>
#include <string_view>

#include "ui/views/stages/boards.h"
#include "ui/views/stages/classes_view.h"
#include "ui/views/stages/details.h"
#include "ui/views/stages/maps_stage_view.h"
#include "ui/views/stages/picture_views.h"

namespace vitscope {

namespace {

using Make = StageView* (*)(RunView&, Viewpoint&);

template <MapsStageView::MakeBoard board, Make detail>
StageView* maps(RunView& runView, Viewpoint& viewpoint)
{
    return new MapsStageView(runView, viewpoint, board, detail(runView, viewpoint));
}

StageView* logits(RunView& runView, Viewpoint& viewpoint)
{
    return new StackedView(makeClassesView(runView, viewpoint), makeTermsDetail(runView, viewpoint), 3, 1);
}

template <OperationKind... kinds>
bool is(const Stage& stage)
{
    return ((stage.kind() == kinds) || ...);
}

bool isAttention(const Stage& stage)
{
    return stage.shape.size() == 3 && stage.shape[1].axis == Axis::Query;
}

/// What stands by itself: learned numbers, and what the one query of a pool asks.
bool isAlone(const Stage& stage)
{
    const bool oneQuery =
        stage.key.block < 0 && stage.shape.size() == 3 && (stage.shape[1].axis == Axis::Query || stage.kind() == OperationKind::Context);
    return stage.kind() == OperationKind::Learned || stage.kind() == OperationKind::PositionBias || oneQuery;
}

constexpr StageViewRow registry[] = {
    {"source", [](const Stage& stage) { return is<OperationKind::Begin>(stage) && stage.words->kind == ValueKind::EightBit; }, makeSourceView},
    {"resize", is<OperationKind::ResizeColumns, OperationKind::ResizeRows>, makeResizeView},
    {"crop", is<OperationKind::Crop>, makeCropView},
    {"channels", is<OperationKind::Normalize, OperationKind::Begin>, maps<channelsBoard, makePixelDetail>},
    {"patches", is<OperationKind::CutPatches>, maps<patchesBoard, makePatchDetail>},
    {"embedding", [](const Stage& stage) { return is<OperationKind::Linear>(stage) && stage.shape[0].axis == Axis::Patch; },
     maps<linearBoard, makeFilterDetail>},
    {"positions", is<OperationKind::AddPositions>, maps<sumBoard, makePositionDetail>},
    {"alone", isAlone, maps<aloneBoard, makeRowDetail>},
    {"norm", is<OperationKind::LayerNorm>, maps<stepBoard, makeNormDetail>},
    {"heads", [](const Stage& stage) { return is<OperationKind::Linear>(stage) && stage.shape[0].axis == Axis::Head; },
     maps<linearBoard, makeHeadsDetail>},
    {"scores", is<OperationKind::Scores>, maps<attentionBoard, makeTermsDetail>},
    {"attention", isAttention, maps<attentionBoard, makeWeightsDetail>},
    {"context", is<OperationKind::Context>, maps<contextBoard, makeHeadsDetail>},
    {"residual", is<OperationKind::Sum>, maps<sumBoard, makeResidualDetail>},
    {"logits", [](const Stage& stage) { return stage.words->kind == ValueKind::Logit; }, logits},
    {"probabilities", [](const Stage& stage) { return stage.shape[0].axis == Axis::Class; }, makeClassesView},
    {"linear", is<OperationKind::Linear>, maps<linearBoard, makeTermsDetail>},
    {"activation", is<OperationKind::Activation>, maps<stepBoard, makeCurveDetail>},
    {"step", [](const Stage&) { return true; }, maps<stepBoard, makeRowDetail>},
};

}  // namespace

std::span<const StageViewRow> stageViews()
{
    return registry;
}

std::size_t stageViewFor(const Stage& stage)
{
    const auto found = std::find_if(std::begin(registry), std::end(registry), [&](const StageViewRow& row) { return row.fits(stage); });
    return static_cast<std::size_t>(found - std::begin(registry));
}

}  // namespace vitscope
