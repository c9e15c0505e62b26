// The steps of preprocess() as operations. They explain their cells; what they make is made by preprocess(), byte for byte as Pillow
// makes it, before the model runs.
//
// Tested in tests/core/explain_test.cpp.
#pragma once

#include "core/image/preprocess.h"
#include "core/ops/operation.h"

namespace vitscope {

/// By the filter and in the numbers of the preprocessing; where that resizes in float the columns come first and are rescaled by it.
OperationPtr resizeColumns(const PreprocessConfig& config);
OperationPtr resizeRows(const PreprocessConfig& config);
OperationPtr centerCropped(const PreprocessConfig& config);
/// To (channel, row, column) of this size.
OperationPtr normalized(const PreprocessConfig& config, Size size);

}  // namespace vitscope
