// The containers this program opens, and those it knows by sight and declines.
//
// Enter at openTensorFile() in tensor_file.h. Tested in tests/core/safetensors_test.cpp.
#pragma once

#include "core/base/file.h"

namespace vitscope {

/// Throws Error (Model) saying what the file is, where it is a kind of checkpoint that this version does not open.
void refuseKnownOthers(const InputFile& file);

}  // namespace vitscope
