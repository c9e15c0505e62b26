// A flattened patch or filter as the small picture it is.
//
// Enter at filterPicture(). Tested in tests/ui/render_test.cpp.
#pragma once

#include <QImage>

#include "core/model/config.h"
#include "core/tensor/tensor.h"

namespace vitscope {

/// (channel, row, column) of a flattened patch, nothing copied.
TensorView patchPlanes(const TensorView& flattened, const ModelConfig& config);

/// The channels of a filter as red, green and blue: 0 is mid grey, the weight of largest magnitude is black or full. Format_RGB32.
QImage filterPicture(const TensorView& planes);

}  // namespace vitscope
