// An explanation to run elsewhere: its lines of NumPy, and the arrays they read as an .npz.
//
//   writeSnippetArrays("score.npz", trace, cell, explanation);
//   for (const std::string& line : snippetReading(explanation, "score.npz")) …   // python prints the number on the screen
//
// Tested in tests/core/snippet_test.cpp, where a Python with NumPy runs the snippet of every stage.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/trace/explain.h"

namespace vitscope {

/// Explanation::numpy, reading its arrays from this file.
std::vector<std::string> snippetReading(const Explanation& explanation, const std::filesystem::path& file);

/// Writes those arrays (arraysOf()). Throws Error (Usage) where the file's name does not end in .npz, and as writeTensors().
void writeSnippetArrays(const std::filesystem::path& file, const Trace& trace, const Cell& cell, const Explanation& explanation,
                        const Progress& progress = {});

/// Throws Error (Usage) where the name does not end in .npz: for asking before the computation.
void checkNpzExtension(const std::filesystem::path& file);

}  // namespace vitscope
