// The names of classes as config.json has them: id2label.
//
// Tested in tests/core/huggingface_damaged_test.cpp.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace vitscope {

struct HuggingFaceLabels {
    std::vector<std::string> labels;  ///< empty where the names are placeholders (LABEL_0, LABEL_1, …)
    std::int64_t count = 0;           ///< classes named, placeholders included
};

/// Throws Error (Model) where id2label is no object from 0, 1, 2, … (as text, in any order, none twice) to text.
HuggingFaceLabels readLabels(const nlohmann::json& id2label);

/// {"0": …} and {…: 0}; placeholders where there are no labels.
nlohmann::ordered_json writeId2Label(const std::vector<std::string>& labels, std::int64_t classes);
nlohmann::ordered_json writeLabel2Id(const std::vector<std::string>& labels, std::int64_t classes);

}  // namespace vitscope
