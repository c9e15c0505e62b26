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

bool isNorm(const StageInfo& info)
{
    return !info.parameters.empty() && std::string_view(info.parameters.front()).find("norm") != std::string_view::npos;
}

bool isWeighted(const StageInfo& info)
{
    return info.inputs.size() == 1 && !info.parameters.empty() && std::string_view(info.parameters.front()).ends_with(".weight");
}

constexpr StageViewRow registry[] = {
    {"source", [](const StageInfo& info) { return std::string_view(info.id) == "image.source"; }, makeSourceView},
    {"resize", [](const StageInfo& info) { return std::string_view(info.id).starts_with("image.resized"); }, makeResizeView},
    {"crop", [](const StageInfo& info) { return info.kind == ValueKind::EightBit; }, makeCropView},
    {"channels", [](const StageInfo& info) { return info.axes[0] == Axis::Channel; }, maps<channelsBoard, makePixelDetail>},
    {"patches", [](const StageInfo& info) { return std::string_view(info.id) == "patches"; }, maps<patchesBoard, makePatchDetail>},
    {"embedding", [](const StageInfo& info) { return std::string_view(info.id) == "embed.patches"; }, maps<linearBoard, makeFilterDetail>},
    {"positions", [](const StageInfo& info) { return std::string_view(info.id) == "embed.positions"; }, maps<sumBoard, makePositionDetail>},
    {"norm", isNorm, maps<stepBoard, makeNormDetail>},
    {"heads", [](const StageInfo& info) { return isWeighted(info) && info.axes[0] == Axis::Head; }, maps<linearBoard, makeHeadsDetail>},
    {"scores", [](const StageInfo& info) { return info.axes.size() == 3 && info.axes[1] == Axis::Query && info.kind != ValueKind::Probability; },
     maps<attentionBoard, makeTermsDetail>},
    {"attention", [](const StageInfo& info) { return info.axes.size() == 3 && info.axes[1] == Axis::Query; }, maps<attentionBoard, makeWeightsDetail>},
    {"context", [](const StageInfo& info) { return info.axes[0] == Axis::Head; }, maps<contextBoard, makeHeadsDetail>},
    {"residual", [](const StageInfo& info) { return info.inputs.size() == 2; }, maps<sumBoard, makeResidualDetail>},
    {"logits", [](const StageInfo& info) { return info.kind == ValueKind::Logit; }, logits},
    {"probabilities", [](const StageInfo& info) { return info.axes[0] == Axis::Class; }, makeClassesView},
    {"linear", isWeighted, maps<linearBoard, makeTermsDetail>},
    {"activation", [](const StageInfo& info) { return info.axes.back() == Axis::Hidden; }, maps<stepBoard, makeCurveDetail>},
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
