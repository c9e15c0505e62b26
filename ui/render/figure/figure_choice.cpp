#include "ui/render/figure/figure_choice.h"

#include "core/analysis/analyses.h"
#include "core/base/error.h"

namespace vitscope {

std::string_view figureKindName(FigureKind kind)
{
    switch (kind) {
    case FigureKind::Map: return "map";
    case FigureKind::Heads: return "heads";
    case FigureKind::Blocks: return "blocks";
    case FigureKind::BlocksHeads: return "blocks-heads";
    case FigureKind::Queries: return "queries";
    case FigureKind::Methods: return "methods";
    case FigureKind::Stage: return "stage";
    }
    return "";
}

FigureKind parseFigureKind(std::string_view name)
{
    for (const FigureKind kind : figureKinds)
        if (figureKindName(kind) == name)
            return kind;
    throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no kind of figure called “%1”."), {std::string(name)});
}

std::string headWord(const HeadChoice& head)
{
    return head ? std::to_string(*head) : "mean";
}

std::vector<std::string> mapMethods()
{
    constexpr std::string_view prefix = "analysis.";
    std::vector<std::string> methods{attentionMethod};
    for (const Analysis& analysis : analyses()) {
        const Shape shape = analysis.shape(ModelConfig(), 1);
        if (shape.size() == 2 && (shape[0].axis == Axis::Query || shape[0].axis == Axis::Row))
            methods.emplace_back(std::string_view(analysis.name).substr(prefix.size()));
    }
    return methods;
}

}  // namespace vitscope
