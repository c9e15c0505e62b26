// What is written in and under a figure, in the user's language, counted from 1.
//
// Tested in tests/figure.
#pragma once

#include <QStringList>

#include "ui/render/figure/figure.h"

namespace vitscope {

/// Whether the figure's columns and rows have names, rather than each panel: blocks × heads as they stand in the plan.
bool namesColumnsAndRows(const Figure& figure, const FigureLook& look);
/// "Head 2", "Block 3", "Patch 3, 4"; of a figure that names columns and rows, the two of them.
QString panelLabel(const Figure& figure, const FigurePanel& panel, const FigureLook& look);
QString columnLabel(const Figure& figure, const FigurePanel& panel);
QString rowLabel(const FigurePanel& panel);

/// What a panel's numbers are: "attention weight", "rollout", "scores".
QString measureTitle(const Figure& figure, const FigurePanel& panel, const FigureLook& look);
/// The ends of a scale: "0", "≥ 0.15" where cells lie beyond. `panels`: those that share it.
QString lowEnd(const std::vector<const FigurePanel*>& panels);
QString highEnd(const std::vector<const FigurePanel*>& panels);

/// "the query, patch 3, 4"; empty where no panel's query is a patch.
QString queryLegend(const Figure& figure);

/// What the figure shows, of which model and picture, on which scale, and how it was smoothed. `averaged`: a pixel shows several cells.
QString figureCaption(const Figure& figure, const FigureLook& look, bool averaged = false);

}  // namespace vitscope
