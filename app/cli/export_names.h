// Which pictures an export takes, and what its files are called.
//
// Tested in tests/cli/many_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "app/cli/export_options.h"
#include "ui/render/figure/figure_plan.h"

namespace vitscope::cli {

/// The pictures given and those of --list, in this order. Throws Error (Usage) where there are none or the list cannot be read.
std::vector<std::string> picturesOf(const ExportOptions& options);

/// --shard i/n: every n-th picture, from the i-th on, counted from 0. All where none is given.
struct Shard {
    std::size_t index = 0;
    std::size_t count = 1;
    bool takes(std::size_t picture) const { return picture % count == index; }
};
/// Throws Error (Usage).
Shard parseShard(const std::string& text);

/// The file of each figure (second index) of each picture (first). Throws Error (Usage) where several figures are to be one file, or a
/// template has an unknown field or gives a name twice.
std::vector<std::vector<std::string>> figurePaths(const ExportOptions& options, const std::vector<std::string>& pictures,
                                                  const std::vector<FigurePlan>& plans);

/// The folder that the files and their manifest lie in.
std::string folderOf(const ExportOptions& options);

}  // namespace vitscope::cli
