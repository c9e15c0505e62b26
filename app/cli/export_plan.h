// What `export` draws: which blocks, heads and query tokens of a model.
//
// Tested in tests/cli/export_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/vit.h"

namespace vitscope::cli {

/// A head, or the mean of all.
using HeadChoice = std::optional<std::int64_t>;

struct QueryChoice {
    std::int64_t token = 0;
    std::string name;  ///< "class", or "3,4": patch row, column
};

struct ExportPlan {
    std::vector<std::int64_t> blocks;
    std::vector<HeadChoice> heads;
    std::vector<QueryChoice> queries;
};

/// Reads the lists as they are given on the command line. Without a query it is the class token, in a model without one the patch in
/// the middle. Throws Error (Usage), naming what the model has.
ExportPlan planExport(const ModelConfig& config, const std::string& blocks, const std::string& heads, const std::vector<std::string>& queries);

/// "mean" or the head's number.
std::string headName(const HeadChoice& head);

/// "cat_block-3_head-1_query-class.png"
std::string mapFileName(const std::string& stem, std::int64_t block, const HeadChoice& head, const QueryChoice& query);

/// A name for each file: its stem, with a number behind it where another file of the list has that name.
std::vector<std::string> uniqueStems(const std::vector<std::string>& files);

}  // namespace vitscope::cli
