#include "core/image/preprocess.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"

namespace vitscope {

namespace {

/// Most pixels a step may produce: a strip of 1 × 30000 made 224 high would be 1.5 thousand million.
constexpr std::int64_t mostPixels = std::int64_t{64} << 20;
/// Longest side of a source: its weights along one axis take up to 24 bytes a pixel.
constexpr std::int64_t longestSide = std::int64_t{1} << 20;

std::string text(Size size)
{
    return std::to_string(size.rows) + " × " + std::to_string(size.columns);
}

/// No product is formed, so no size overflows.
bool tooLarge(Size size)
{
    return size.rows > mostPixels / size.columns;
}

void requirePositive(Size size)
{
    if (size.rows < 1 || size.columns < 1)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "The preprocessing asks for %1 pixels (rows × columns); both must be at least 1."),
                    {text(size)});
}

void requireReasonable(Size source, Size result)
{
    if (source.rows > longestSide || source.columns > longestSide || tooLarge(result) || tooLarge({source.rows, result.columns}))
        throw Error(Fault::Picture,
                    VITSCOPE_TEXT("core", "A picture of %1 pixels (rows × columns) would become %2 pixels, which is too large: crop it first."),
                    {text(source), text(result)});
}

/// As timm's ResizeKeepRatio works it out: by the smaller of both ratios what covers, by the larger what fits; half rounds to even.
Size keepingForm(Size source, Size wanted, bool covers)
{
    const auto rows = static_cast<double>(source.rows), columns = static_cast<double>(source.columns);
    const double down = rows / static_cast<double>(wanted.rows), across = columns / static_cast<double>(wanted.columns);
    const double ratio = covers ? std::min(down, across) : std::max(down, across);
    return {static_cast<std::int64_t>(std::nearbyint(rows / ratio)), static_cast<std::int64_t>(std::nearbyint(columns / ratio))};
}

Size resizedSize(Size source, const PreprocessConfig& config)
{
    switch (config.resize) {
    case PreprocessConfig::Resize::None: return source;
    case PreprocessConfig::Resize::Squash: return config.size;
    case PreprocessConfig::Resize::Cover:
    case PreprocessConfig::Resize::Contain: return keepingForm(source, config.size, config.resize == PreprocessConfig::Resize::Cover);
    case PreprocessConfig::Resize::ShortestEdge: break;
    }
    const std::int64_t edge = config.shortestEdge;
    const auto [shorter, longer] = std::minmax(source.rows, source.columns);
    // int(edge * long / short) in Python: the quotient is a double, rounded, then cut off.
    const auto other = static_cast<std::int64_t>(static_cast<double>(edge) * static_cast<double>(longer) / static_cast<double>(shorter));
    return source.rows <= source.columns ? Size{edge, other} : Size{other, edge};
}

/// Where a crop begins in the picture; below 0 where the picture is smaller and padding comes first.
std::int64_t cropStart(std::int64_t picture, std::int64_t crop, CropRounding rounding)
{
    if (rounding == CropRounding::Down)
        return (picture - crop) >> 1;
    if (picture < crop)
        return -((crop - picture) / 2);
    const std::int64_t down = (picture - crop) / 2;
    return down + ((picture - crop) % 2 != 0 && down % 2 != 0 ? 1 : 0);
}

}  // namespace

Size cropOffset(Size resized, Size crop, CropRounding rounding)
{
    return {cropStart(resized.rows, crop.rows, rounding), cropStart(resized.columns, crop.columns, rounding)};
}

namespace {

/// Copies the middle; what stands outside the picture stays as `to` has it. Both are (row, column, channel) of three channels.
template <class Value>
void copyMiddle(const Value* from, Size picture, Value* to, const PreprocessConfig& config)
{
    const Size crop = *config.crop;
    const auto [top, left] = cropOffset(picture, crop, config.cropRounding);
    const std::int64_t firstColumn = std::max<std::int64_t>(0, -left);
    const std::int64_t columns = std::min(crop.columns - firstColumn, picture.columns - (firstColumn + left));
    for (std::int64_t row = std::max<std::int64_t>(0, -top); row < crop.rows && row + top < picture.rows; ++row)
        std::copy_n(from + ((row + top) * picture.columns + firstColumn + left) * 3, columns * 3, to + (row * crop.columns + firstColumn) * 3);
}

Image centerCrop(const Image& image, const PreprocessConfig& config)
{
    Image result(config.crop->rows, config.crop->columns);
    for (std::size_t i = 0; i < result.rgb.size(); ++i)
        result.rgb[i] = config.padding[i % 3];
    copyMiddle(image.rgb.data(), {image.rows, image.columns}, result.rgb.data(), config);
    return result;
}

/// What each of the 256 values becomes: rescaled in double and rounded to float, then normalised in float, which is what
/// NumPy does in the image processors.
std::array<float, 256> lookup(const PreprocessConfig& config, std::size_t channel)
{
    std::array<float, 256> table{};
    for (std::size_t value = 0; value < table.size(); ++value) {
        const auto byte = static_cast<double>(value);
        table[value] = static_cast<float>(config.rescale ? byte * config.rescaleFactor : byte);
        if (config.normalize)
            table[value] = (table[value] - config.mean[channel]) / config.deviation[channel];
    }
    return table;
}

Tensor toPixels(const Image& image, const PreprocessConfig& config)
{
    Tensor pixels({{Axis::Channel, 3}, {Axis::Row, image.rows}, {Axis::Column, image.columns}});
    float* to = pixels.data();
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const std::array<float, 256> table = lookup(config, channel);
        for (std::size_t i = channel; i < image.rgb.size(); i += 3)
            *to++ = table[image.rgb[i]];
    }
    return pixels;
}

Tensor pictureTensor(Size size)
{
    return Tensor({{Axis::Row, size.rows}, {Axis::Column, size.columns}, {Axis::Channel, 3}});
}

/// Rescales, then resizes and crops in float; the 8-bit pictures show these values rounded.
void resizeInFloat(Preprocessed& result, const Image& source, Size target, const PreprocessConfig& config)
{
    FloatSteps& steps = result.floats.emplace();
    Tensor scaled = pictureTensor({source.rows, source.columns});
    std::transform(source.rgb.begin(), source.rgb.end(), scaled.data(),
                   [&](std::uint8_t value) { return static_cast<float>(value * config.rescaleFactor); });
    steps.resizedRows = resampleFloats(scaled, Axis::Column, target.columns, config.filter);
    steps.resized = resampleFloats(steps.resizedRows, Axis::Row, target.rows, config.filter);
    const auto shown = [&](const Tensor& values) {
        Image image(values.shape()[0].extent, values.shape()[1].extent);
        std::transform(values.data(), values.data() + values.values().size(), image.rgb.begin(),
                       [&](float value) { return static_cast<std::uint8_t>(std::clamp(std::lround(value / config.rescaleFactor), 0L, 255L)); });
        return image;
    };
    result.resizedRows = shown(steps.resizedRows);
    result.resized = shown(steps.resized);
    if (!config.crop)
        return;
    steps.cropped = pictureTensor(*config.crop);
    for (std::int64_t i = 0; i < config.crop->rows * config.crop->columns * 3; ++i)
        steps.cropped->data()[i] = static_cast<float>(config.padding[static_cast<std::size_t>(i % 3)] * config.rescaleFactor);
    copyMiddle(steps.resized.data(), target, steps.cropped->data(), config);
    result.cropped = shown(*steps.cropped);
}

/// From rescaled values to (channel, row, column).
Tensor normalizedFloats(const Tensor& values, const PreprocessConfig& config)
{
    const std::int64_t rows = values.shape()[0].extent, columns = values.shape()[1].extent;
    Tensor pixels({{Axis::Channel, 3}, {Axis::Row, rows}, {Axis::Column, columns}});
    float* to = pixels.data();
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (std::int64_t i = 0; i < rows * columns; ++i) {
            const float value = values.data()[i * 3 + static_cast<std::int64_t>(channel)];
            *to++ = config.normalize ? (value - config.mean[channel]) / config.deviation[channel] : value;
        }
    return pixels;
}

}  // namespace

Preprocessed preprocess(Image source, const PreprocessConfig& config)
{
    const Size size{source.rows, source.columns};
    if (source.empty() || size.rows < 1 || size.columns < 1)
        throw Error(Fault::Picture, VITSCOPE_TEXT("core", "The picture is empty: choose one with at least one pixel."));
    const Size target = resizedSize(size, config);
    requirePositive(target);
    requireReasonable(size, target);
    if (config.crop) {
        requirePositive(*config.crop);
        requireReasonable(size, *config.crop);
    }

    Preprocessed result;
    if (config.floats) {
        resizeInFloat(result, source, target, config);
        result.pixels = normalizedFloats(result.floats->cropped ? *result.floats->cropped : result.floats->resized, config);
        result.source = std::move(source);
        return result;
    }
    result.resizedRows = resampleColumns(source, target.columns, config.filter);
    result.resized = resampleRows(result.resizedRows, target.rows, config.filter);
    if (config.crop)
        result.cropped = centerCrop(result.resized, config);
    result.pixels = toPixels(result.cropped ? *result.cropped : result.resized, config);
    result.source = std::move(source);
    return result;
}

Explanation explainNormalized(OperandLine pixel, const PreprocessConfig& config, std::size_t channel)
{
    explaining::Maker maker;
    const OperandAt at{maker.line(std::move(pixel), "p"), 0};
    const double factor = config.rescale && !config.floats ? config.rescaleFactor : 1.0, mean = config.mean[channel],
                 deviation = config.deviation[channel];
    maker.entry(maker.value(at) * factor, {at}, factor);
    std::string numbers = shortNumber(maker.value(at)) + " × " + shortNumber(factor), python = "p * " + explaining::exactNumber(factor);
    double result = maker.sum();
    if (config.normalize) {
        maker.named({VITSCOPE_TEXT("explain", "mean of the channel, taken off"), {}}, -mean, {});
        result = maker.sum() / deviation;
        maker.named({VITSCOPE_TEXT("explain", "deviation of the channel"), {}}, deviation, {}, "deviation");
        numbers = "(" + numbers + explaining::plus(shortNumber(-mean)) + ") / " + shortNumber(deviation);
        python = "(" + python + " - " + explaining::exactNumber(config.mean[channel]) + ") / " + explaining::exactNumber(config.deviation[channel]);
    }
    maker.python("result = " + python);
    return maker.finish(result, std::move(numbers));
}

SeenRegion seenRegion(Size source, const PreprocessConfig& config)
{
    const Size resized = resizedSize(source, config);
    const Size seen = config.crop.value_or(resized);
    const double perRow = static_cast<double>(source.rows) / static_cast<double>(resized.rows);
    const double perColumn = static_cast<double>(source.columns) / static_cast<double>(resized.columns);
    return {static_cast<double>(cropStart(resized.rows, seen.rows, config.cropRounding)) * perRow,
            static_cast<double>(cropStart(resized.columns, seen.columns, config.cropRounding)) * perColumn, static_cast<double>(seen.rows) * perRow,
            static_cast<double>(seen.columns) * perColumn};
}

}  // namespace vitscope
