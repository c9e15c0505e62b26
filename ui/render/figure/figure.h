// A figure with its values: what is drawn, saved and told.
//
//   FigureSource source(workspace, trace, "cat.png");
//   std::vector<Figure> figures = source.fill(planFigures(model, choice), look);
//   QImage image = figureImage(figures.front(), look);                              // figure_painter.h
//
// Tested in tests/figure.
#pragma once

#include <QImage>
#include <QRectF>
#include <map>

#include "core/base/progress.h"
#include "core/trace/trace.h"
#include "ui/render/figure/figure_look.h"
#include "ui/render/figure/figure_plan.h"
#include "ui/render/scale.h"

namespace vitscope {

/// One panel with its values.
struct FigurePanel {
    PanelPlan plan;
    Tensor values;          ///< rows × columns, of the patch grid or of a matrix; empty of a picture
    QImage picture;         ///< of a stage that is a picture
    bool onPatches = true;  ///< the values lie on the picture's patches
    bool isSigned = false;  ///< 0 has a meaning in the middle
    Palette palette = Palette::Viridis;
    std::string measure;                ///< what the values are; panels of one measure can share a scale
    ValueRange real;                    ///< what they span
    ValueRange range;                   ///< what the colours span
    std::int64_t above = 0, below = 0;  ///< cells beyond the colours' ends
};

struct Figure {
    FigurePlan plan;
    std::vector<FigurePanel> panels;
    bool oneScale = false;  ///< all panels of a measure have the same range
    QImage picture;         ///< what maps are drawn over
    QRectF seen;            ///< the part of it that the model saw, in its pixels
    QSize input;            ///< what the model reads, in pixels
    std::shared_ptr<const Trace> trace;
    std::string pictureName;
    std::optional<std::int64_t> classIndex;  ///< of methods that ask about one
};

/// Takes the values of figures out of a run; an analysis is computed once for all figures.
class FigureSource {
public:
    /// `pictureName`: without folders.
    FigureSource(Workspace& workspace, std::shared_ptr<const Trace> trace, std::string pictureName, Progress progress = {});

    /// Values and scales; a shared scale is one for all of these figures. Throws Error (Usage) where the run cannot be asked so, Cancelled.
    std::vector<Figure> fill(const std::vector<FigurePlan>& plans, const FigureChoice& choice, const FigureLook& look);

private:
    FigurePanel panelOf(const PanelPlan& plan, FigureKind kind);
    FigurePanel stagePanel(const PanelPlan& plan);
    Tensor mapOf(const std::string& method, const PanelPlan& plan);
    const Tensor& analysed(const std::string& method);

    Workspace& workspace_;
    std::shared_ptr<const Trace> trace_;
    QImage picture_;
    QRectF seen_;
    std::string pictureName_;
    Progress progress_;
    std::int64_t classIndex_ = 0;
    std::map<std::string, Tensor> analysed_;
};

}  // namespace vitscope
