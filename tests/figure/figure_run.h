// A run that figures are made of.
#pragma once

#include "tests/support/golden.h"
#include "ui/render/figure/figure.h"
#include "ui/render/heat_map.h"

namespace vitscope {

/// A run of hf-vit (3 blocks, 4 heads, 6 × 6 patches) on its own pixels.
class FigureRun {
public:
    FigureRun() : model(golden::model("hf-vit"))
    {
        trace = recordTrace(workspace, model, readPixels(golden::folder("hf-vit") / "pixels.npy"));
        picture = pixelsImage(trace->pixels().view(), model->preprocess);
    }
    std::vector<Figure> figures(const FigureChoice& choice, const FigureLook& look = {})
    {
        FigureSource source(workspace, trace, "pixels.npy");
        return source.fill(planFigures(*model, choice), choice, look);
    }

    Workspace workspace{{}, {}};
    std::shared_ptr<const Model> model;
    std::shared_ptr<const Trace> trace;
    QImage picture;
};

inline FigureChoice everything(FigureKind kind)
{
    FigureChoice choice;
    choice.kind = kind;
    choice.blocks = {0, 1, 2};
    choice.heads = {0, 1, 2, 3};
    choice.queries = {{0, "class"}, {1 + 2 * 6 + 3, "2,3"}};
    return choice;
}

}  // namespace vitscope
