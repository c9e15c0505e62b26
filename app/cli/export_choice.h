// The lists of `export` as they are given on the command line: which blocks, heads and query tokens of a model.
//
// Tested in tests/cli/export_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "core/model/config.h"
#include "ui/render/figure/figure_choice.h"

namespace vitscope::cli {

/// Without a query it is the class token, in a model without one the patch in the middle. Throws Error (Usage), naming what the model
/// has.
void readLists(const ModelConfig& config, const std::string& blocks, const std::string& heads, const std::vector<std::string>& queries,
               FigureChoice& choice);

}  // namespace vitscope::cli
