// The steps of preprocess() as operations. They explain their cells; what they make is made by preprocess(), byte for byte as Pillow
// makes it, before the model runs.
//
// Tested in tests/core/explain_test.cpp.
#pragma once

#include "core/image/preprocess.h"
#include "core/ops/operation.h"

namespace vitscope {

OperationPtr resizeColumns(Filter filter);
OperationPtr resizeRows(Filter filter);
OperationPtr centerCropped();
/// To (channel, row, column) of this size.
OperationPtr normalized(const PreprocessConfig& config, Size size);

}  // namespace vitscope
