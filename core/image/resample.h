// Resizing exactly as Pillow's Image.resize does it for 8-bit pictures: two passes, horizontal first, fixed-point weights,
// the result of each pass rounded to 8 bit (Pillow, src/libImaging/Resample.c).
//
// Tested in tests/core/resample_test.cpp.
#pragma once

#include <vector>

#include "core/image/image.h"
#include "core/ops/explanation.h"

namespace vitscope {

/// The values are Pillow's codes, as preprocessor_config.json uses them.
enum class Filter { Nearest = 0, Lanczos = 1, Bilinear = 2, Bicubic = 3, Box = 4, Hamming = 5 };

/// Which source pixels make one output pixel along one axis, and with which weights (22 bits after the point).
struct Taps {
    std::int64_t first = 0;
    std::vector<std::int32_t> weights;
};
/// The same before the weights are rounded to 22 bits.
struct ExactTaps {
    std::int64_t first = 0;
    std::vector<double> weights;
};
std::vector<ExactTaps> exactTaps(std::int64_t in, std::int64_t out, Filter filter);
/// One entry per output pixel. `in` and `out` count pixels along the axis. Not for Nearest.
std::vector<Taps> resampleTaps(std::int64_t in, std::int64_t out, Filter filter);

/// The same for every filter and size, as the passes below apply it: Nearest takes one pixel whole, and so does a size that stays.
std::vector<Taps> passTaps(std::int64_t in, std::int64_t out, Filter filter);

/// The horizontal pass: every row resized to `columns`.
Image resampleColumns(const Image& image, std::int64_t columns, Filter filter);
/// The vertical pass: every column resized to `rows`.
Image resampleRows(const Image& image, std::int64_t rows, Filter filter);

/// Values (row, column, channel) resized along rows or columns in float, as torch's antialiased interpolation does it, within its rounding.
Tensor resampleFloats(const Tensor& values, Axis axis, std::int64_t extent, Filter filter);
/// Of every filter and size, as that applies it.
std::vector<ExactTaps> floatTaps(std::int64_t in, std::int64_t out, Filter filter);

/// One value after such a pass: the values under its weights, times a factor.
Explanation explainResampledFloat(OperandLine values, const ExactTaps& taps, double factor, const std::string& stage);

/// One pixel after a pass: the pixels under its weights, and what rounding to 8 bit adds. `stage` names the pass in the snippet.
Explanation explainResampled(OperandLine pixels, const Taps& taps, const std::string& stage);

}  // namespace vitscope
