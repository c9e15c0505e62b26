// What `export` and `walk` share: attention maps of some pictures, as PNG files.
//
// Tested in tests/cli/export_test.cpp.
#pragma once

#include "app/cli/options.h"

namespace vitscope::cli {

struct ExportOptions : CommonOptions {
    std::vector<std::string> images;
    std::string out;
    std::string blocks = "all";
    std::string heads = "mean";
    std::vector<std::string> queries;
    bool overlay = false;
    bool bare = false;
    std::string palette = "viridis";
    std::string scale = "own";
    int size = 512;
    double opacity = 0.7;
};

/// Throws Error (Write) where `out` is there and no folder: for asking before the long computation.
void checkFolder(const std::string& out);
/// Writes the maps and lists them on stdout. Throws Error: Picture, Model, Usage, Write.
void exportMaps(const ExportOptions& options);

}  // namespace vitscope::cli
