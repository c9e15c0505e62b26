// A figure's numbers as files: CSV, .npy, .npz, safetensors, and 16-bit grey for the values of one map.
//
// Tested in tests/figure/values_test.cpp.
#pragma once

#include "ui/render/figure/figure_file.h"

namespace vitscope {

/// "attention.block-3.head-1.query-2,3", "blocks.2.scores.head-1": what a panel's values are called in a file.
std::string panelName(const PanelPlan& plan);

/// The cells as 16-bit grey, one pixel each: 0 is the scale's lower end, 65535 its upper end. Throws Error (Usage) where the figure has not
/// exactly one map.
QImage greyValues(const Figure& figure);

/// Numbers into a file that is there whole or not at all. CSV: map, row, column, value; .npy: rows × columns, or one behind the other; the
/// others have a tensor for each panel. Beside .npy and CSV stands FILE.json with the facts. Throws Error (Usage) where the figure is a
/// picture, Error (Write).
void writeValues(const std::string& path, const Figure& figure, FigureFormat format, const FigureFacts& facts);

/// What a file tells of itself, or the JSON beside it does; empty where there is nothing. Throws Error (Picture) where it cannot be read.
FigureFacts readFigureFactsOf(const std::string& path);
/// Whether neither values nor words were changed since the file was written. Throws likewise.
bool isUnchangedFile(const std::string& path);

}  // namespace vitscope
