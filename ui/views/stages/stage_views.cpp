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

using Make = StageView* (*)(Session&);

template <MapsStageView::MakeBoard board, Make detail>
StageView* maps(Session& session)
{
    return new MapsStageView(session, board, detail(session));
}

StageView* logits(Session& session)
{
    return new StackedView(makeClassesView(session), makeTermsDetail(session), 3, 1);
}

template <Operation... operations>
bool is(const StageInfo& info)
{
    return ((info.operation == operations) || ...);
}

bool isAttention(const StageInfo& info)
{
    return info.axes.size() == 3 && info.axes[1] == Axis::Query;
}

constexpr StageViewRow registry[] = {
    {"source", [](const StageInfo& info) { return is<Operation::Begin>(info) && info.kind == ValueKind::EightBit; }, makeSourceView},
    {"resize", is<Operation::ResizeColumns, Operation::ResizeRows>, makeResizeView},
    {"crop", is<Operation::Crop>, makeCropView},
    {"channels", is<Operation::Normalize, Operation::Begin>, maps<channelsBoard, makePixelDetail>},
    {"patches", is<Operation::CutPatches>, maps<patchesBoard, makePatchDetail>},
    {"embedding", [](const StageInfo& info) { return is<Operation::Linear>(info) && info.axes[0] == Axis::Patch; },
     maps<linearBoard, makeFilterDetail>},
    {"positions", is<Operation::AddPositions>, maps<sumBoard, makePositionDetail>},
    {"norm", is<Operation::LayerNorm>, maps<stepBoard, makeNormDetail>},
    {"heads", [](const StageInfo& info) { return is<Operation::Linear>(info) && info.axes[0] == Axis::Head; }, maps<linearBoard, makeHeadsDetail>},
    {"scores", is<Operation::Scores>, maps<attentionBoard, makeTermsDetail>},
    {"attention", isAttention, maps<attentionBoard, makeWeightsDetail>},
    {"context", is<Operation::Context>, maps<contextBoard, makeHeadsDetail>},
    {"residual", is<Operation::Sum>, maps<sumBoard, makeResidualDetail>},
    {"logits", [](const StageInfo& info) { return info.kind == ValueKind::Logit; }, logits},
    {"probabilities", [](const StageInfo& info) { return info.axes[0] == Axis::Class; }, makeClassesView},
    {"linear", is<Operation::Linear>, maps<linearBoard, makeTermsDetail>},
    {"activation", is<Operation::Activation>, maps<stepBoard, makeCurveDetail>},
    {"step", [](const StageInfo&) { return true; }, maps<stepBoard, makeRowDetail>},
};

}  // namespace

std::span<const StageViewRow> stageViews()
{
    return registry;
}

std::size_t stageViewFor(const StageInfo& info)
{
    const auto found = std::find_if(std::begin(registry), std::end(registry), [&](const StageViewRow& row) { return row.fits(info); });
    return static_cast<std::size_t>(found - std::begin(registry));
}

}  // namespace vitscope
