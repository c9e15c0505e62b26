// The figures that are asked for, before anything is computed: how many there are, what each shows where, and what its file is called.
//
//   for (const FigurePlan& plan : planFigures(model, choice)) …   // then figure.h fills them with a run's values
//
// Tested in tests/figure and tests/cli/export_test.cpp.
#pragma once

#include "core/model/model.h"
#include "core/model/vit.h"
#include "ui/render/figure/figure_choice.h"

namespace vitscope {

/// What one panel shows.
struct PanelPlan {
    std::string method = attentionMethod;  ///< of a map
    std::string minus;                     ///< the method whose map is taken away from it; empty: none
    std::optional<StageKey> stage;         ///< instead of a map: a matrix of this stage
    std::int64_t block = -1;               ///< -1: the method has none
    HeadChoice head;                       ///< of the attention, or of a stage that has heads
    std::optional<QueryChoice> query;      ///< nothing of a matrix
    bool operator==(const PanelPlan&) const = default;
};

/// One figure.
struct FigurePlan {
    FigureKind kind = FigureKind::Map;
    int columns = 1;                ///< panels side by side, as the kind has them
    std::vector<PanelPlan> panels;  ///< row by row
    std::string name;               ///< what tells it from the others: "block-3_head-1_query-class"
    bool operator==(const FigurePlan&) const = default;
};

/// In the order of the choice. Throws Error (Usage) where the choice asks for what the model does not have, or for nothing.
std::vector<FigurePlan> planFigures(const Model& model, const FigureChoice& choice);

/// A name for each file: its stem, with a number behind it where another file of the list has that name.
std::vector<std::string> uniqueStems(const std::vector<std::string>& files);

}  // namespace vitscope
