// The three ways to read a model, for read_config.cpp: with a config.json of Hugging Face or of timm, and by its names alone. `found` has
// its dialect.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/checkpoint/dialects/found_model.h"

namespace vitscope {

void readHuggingFace(const nlohmann::json& config, const TensorFile& file, FoundModel& found);
void readTimm(const nlohmann::json& config, const TensorFile& file, FoundModel& found);
void readNamesAlone(const TensorFile& file, FoundModel& found);

/// Conventions of timm's naming, where nothing says otherwise.
void timmConventions(const TensorFile& file, FoundModel& found);
/// Heads that tensors tell, else those that a width usually has, 0 where it has none; with their origin.
void findHeads(const TensorFile& file, FoundModel& found);

}  // namespace vitscope
