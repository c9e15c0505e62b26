// From a decoded picture to the pixels a model reads: resize, centre crop, rescale, normalise. Byte for byte what Hugging
// Face's image processors do with their Pillow backend, and timm's transforms; processors that resize in float within 1e-5.
//
// Enter at preprocess(). Tested in tests/core/preprocess_test.cpp against Pillow, timm and torchvision.
#pragma once

#include <array>
#include <optional>

#include "core/image/image.h"
#include "core/image/resample.h"

namespace vitscope {

struct Size {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    bool operator==(const Size&) const = default;
};

/// Where the middle lies if a row more is above or below: transformers rounds down; torchvision's and timm's transforms round half to even.
/// A picture that is smaller has more of its padding first with the former, last with the latter.
enum class CropRounding { Down, Nearest };

/// The steps of a preprocessor_config.json, and of timm's and torchvision's transforms.
struct PreprocessConfig {
    /// To a size; the shorter side to a length, keeping the form; keeping the form, so that a size is covered, or fits.
    enum class Resize { None, Squash, ShortestEdge, Cover, Contain };

    Resize resize = Resize::Squash;
    Size size{224, 224};              ///< Squash: the result; Cover, Contain: what is to be covered, or to be fitted into
    std::int64_t shortestEdge = 224;  ///< ShortestEdge: the shorter side becomes this, the longer int(edge · long / short)
    Filter filter = Filter::Bilinear;
    std::optional<Size> crop;  ///< centre crop, padded where the picture is smaller
    CropRounding cropRounding = CropRounding::Down;
    std::array<std::uint8_t, 3> padding{};  ///< what stands beside a picture that is smaller than the crop
    bool floats = false;                    ///< rescales first, and resizes in float: nothing is rounded to 8 bit
    bool rescale = true;
    double rescaleFactor = 1.0 / 255.0;
    bool normalize = true;
    std::array<float, 3> mean{0.5F, 0.5F, 0.5F};
    std::array<float, 3> deviation{0.5F, 0.5F, 0.5F};

    bool operator==(const PreprocessConfig&) const = default;
};

/// The steps of a picture that is resized in float, each (row, column, channel), rescaled.
struct FloatSteps {
    Tensor resizedRows, resized;
    std::optional<Tensor> cropped;
};

/// Every step's result.
struct Preprocessed {
    Image source;
    Image resizedRows;                 ///< after the horizontal pass (source rows, new columns), 8 bit
    Image resized;                     ///< after the vertical pass, 8 bit
    std::optional<Image> cropped;      ///< only where the configuration crops
    std::optional<FloatSteps> floats;  ///< where the configuration resizes in float: the values, which the 8-bit ones only show
    Tensor pixels;                     ///< (channel, row, column), float: `image.pixels`
};

/// Throws Error (Picture) where the picture is empty or the result would be unreasonably large.
Preprocessed preprocess(Image source, const PreprocessConfig& config);

/// Where the centre crop begins in the resized picture; below 0 where it is smaller and padding comes first.
Size cropOffset(Size resized, Size crop, CropRounding rounding);

/// One normalised value of an 8-bit one of this channel: value × factor − mean, by deviation.
Explanation explainNormalized(OperandLine pixel, const PreprocessConfig& config, std::size_t channel);

/// The part of the source (in source pixels: row, column, rows, columns; may be fractional) that the model sees after the crop.
/// Where the crop pads, it reaches beyond the source (row or column below 0), so that the patch grid always divides it evenly.
struct SeenRegion {
    double row = 0, column = 0, rows = 0, columns = 0;
};
SeenRegion seenRegion(Size source, const PreprocessConfig& config);

}  // namespace vitscope
