// What `export` and `walk` share: figures of some pictures, as files.
//
// Tested in tests/cli/export_test.cpp and figure_test.cpp.
#pragma once

#include "app/cli/export_options.h"

namespace vitscope::cli {

/// Throws Error (Write) where `out` is there and no folder: for asking before the long computation.
void checkFolder(const std::string& out);
/// Writes the figures and lists them on stdout. Throws Error: Picture, Model, Usage, Write.
void exportFigures(ExportOptions options);

}  // namespace vitscope::cli
