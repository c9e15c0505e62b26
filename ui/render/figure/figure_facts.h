// What a figure's file tells of how it was made.
//
// Tested in tests/figure and tests/cli/export_test.cpp.
#pragma once

#include "ui/render/figure/figure_file.h"

namespace vitscope {

/// What a figure itself does not know.
struct FigureOrigin {
    std::string version;        ///< "ViTScope 0.1.0"
    std::string pictureSha256;  ///< of the file's bytes
};

/// Counted from 0, as everything that programs read.
FigureFacts figureFacts(const Figure& figure, const FigureLook& look, const FigureOrigin& origin);

}  // namespace vitscope
