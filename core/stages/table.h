// The rows of the catalogue.
#pragma once

#include <vector>

#include "core/stages/catalogue.h"

namespace vitscope {

/// In the order of the forward pass; rows of one stage follow one another.
const std::vector<StageInfo>& stageTable();

}  // namespace vitscope
