// Resampling against Pillow's numbers and against a deliberately naive twin in double precision.
#include "core/image/resample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>

#include "core/base/error.h"
#include "tests/core/noise.h"

namespace vitscope {
namespace {

using test::noise;

using Json = nlohmann::json;

Json vectors()
{
    return Json::parse(std::ifstream(VITSCOPE_TEST_DATA "/preprocess/vectors.json"));
}

/// Grey values as a picture of three equal channels.
Image greyPicture(std::int64_t rows, std::int64_t columns, const std::vector<int>& values)
{
    Image image(rows, columns);
    for (std::size_t i = 0; i < image.rgb.size(); ++i)
        image.rgb[i] = static_cast<std::uint8_t>(values[i / 3]);
    return image;
}

/// One channel's values, after checking that all three are equal.
std::vector<int> greyValues(const Image& image)
{
    std::vector<int> values;
    for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
        EXPECT_EQ(image.rgb[i], image.rgb[i + 1]);
        EXPECT_EQ(image.rgb[i], image.rgb[i + 2]);
        values.push_back(image.rgb[i]);
    }
    return values;
}

Filter filterNamed(const std::string& name)
{
    const std::vector<std::string> names{"nearest", "lanczos", "bilinear", "bicubic", "box", "hamming"};
    return static_cast<Filter>(std::find(names.begin(), names.end(), name) - names.begin());
}

// The twin: the textbook kernels, every source pixel visited, no fixed point, one rounding at the end.

double sincOf(double x)
{
    return x == 0.0 ? 1.0 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
}

double kernel(Filter filter, double x)
{
    const double d = std::abs(x);
    switch (filter) {
    case Filter::Box: return x > -0.5 && x <= 0.5 ? 1.0 : 0.0;
    case Filter::Bilinear: return std::max(0.0, 1.0 - d);
    case Filter::Hamming: return d < 1.0 ? sincOf(d) * (0.54 + 0.46 * std::cos(std::numbers::pi * d)) : 0.0;
    case Filter::Lanczos: return d < 3.0 ? sincOf(d) * sincOf(d / 3.0) : 0.0;
    default: break;
    }
    if (d < 1.0)
        return 1.5 * d * d * d - 2.5 * d * d + 1.0;
    return d < 2.0 ? -0.5 * d * d * d + 2.5 * d * d - 4.0 * d + 2.0 : 0.0;
}

/// One axis: `value(i)` gives the source's samples. Not rounded.
template <typename Value>
double twin(Filter filter, std::int64_t in, std::int64_t out, std::int64_t at, Value value)
{
    const double scale = static_cast<double>(in) / static_cast<double>(out);
    const double stretch = std::max(1.0, scale);
    double sum = 0.0, weights = 0.0;
    for (std::int64_t i = 0; i < in; ++i) {
        const double w = kernel(filter, (static_cast<double>(i) + 0.5 - (static_cast<double>(at) + 0.5) * scale) / stretch);
        sum += w * value(i);
        weights += w;
    }
    return std::clamp(sum / weights, 0.0, 255.0);
}

class EveryFilter : public testing::TestWithParam<Filter> {};

INSTANTIATE_TEST_SUITE_P(Resample, EveryFilter, testing::Values(Filter::Lanczos, Filter::Bilinear, Filter::Bicubic, Filter::Box, Filter::Hamming));

TEST_P(EveryFilter, AgreesWithTheNaiveTwinAlongBothAxes)
{
    const Image source = noise(29, 37);
    for (const std::int64_t size : {1, 5, 11, 27, 31, 64}) {  // no edge of a box on a pixel centre
        const Image columns = resampleColumns(source, size, GetParam());
        const Image rows = resampleRows(source, size, GetParam());
        ASSERT_EQ(columns.rows, 29);
        ASSERT_EQ(rows.columns, 37);
        // Half a level of rounding, and the fixed-point weights' share of one.
        constexpr double tolerance = 0.5 + 1e-3;
        for (std::int64_t at = 0; at < size; ++at) {
            for (std::int64_t c = 0; c < 3; ++c) {
                const double inRow = twin(GetParam(), 37, size, at, [&](auto i) { return double(source.pixel(17, i)[c]); });
                EXPECT_NEAR(columns.pixel(17, at)[c], inRow, tolerance) << "column " << at << " of " << size;
                const double inColumn = twin(GetParam(), 29, size, at, [&](auto i) { return double(source.pixel(i, 23)[c]); });
                EXPECT_NEAR(rows.pixel(at, 23)[c], inColumn, tolerance) << "row " << at << " of " << size;
            }
        }
    }
}

TEST_P(EveryFilter, WeightsSumToOneAndStayInside)
{
    constexpr double one = 1 << 22;
    for (const auto& [in, out] : {std::pair{8, 3}, {3, 8}, {1, 7}, {7, 1}, {4000, 224}, {224, 223}}) {
        for (const Taps& tap : resampleTaps(in, out, GetParam())) {
            double sum = 0.0;
            for (const std::int32_t weight : tap.weights)
                sum += weight;
            EXPECT_NEAR(sum, one, static_cast<double>(tap.weights.size()));
            EXPECT_GE(tap.first, 0);
            EXPECT_LE(tap.first + static_cast<std::int64_t>(tap.weights.size()), in);
        }
    }
}

TEST(Resample, WeightsArePillowsIntegers)
{
    const std::vector<Taps> taps = resampleTaps(8, 3, Filter::Bicubic);
    const Json expected = vectors()["coeffs_bicubic_8_to_3"];
    ASSERT_EQ(taps.size(), expected.size());
    for (std::size_t i = 0; i < taps.size(); ++i) {
        EXPECT_EQ(taps[i].first, expected[i]["xmin"].get<std::int64_t>());
        EXPECT_EQ(taps[i].weights, expected[i]["q22"].get<std::vector<std::int32_t>>());
    }
}

TEST(Resample, OneRowAndOneColumnArePillows)
{
    const Json cases = vectors()["pil_1d"];
    const auto source = cases["row"].get<std::vector<int>>();
    int compared = 0;
    for (const auto& [name, expected] : cases.items()) {
        const std::size_t bar = name.find('_');
        if (bar == std::string::npos)
            continue;
        const Filter filter = filterNamed(name.substr(0, bar));
        const std::int64_t size = std::stoll(name.substr(bar + 1));
        EXPECT_EQ(greyValues(resampleColumns(greyPicture(1, 8, source), size, filter)), expected.get<std::vector<int>>()) << name;
        EXPECT_EQ(greyValues(resampleRows(greyPicture(8, 1, source), size, filter)), expected.get<std::vector<int>>()) << name;
        ++compared;
    }
    EXPECT_EQ(compared, 5);
}

TEST(Resample, PicturesArePillows)
{
    const Json picture = vectors()["pil_2d"];
    const auto rows = picture["h"].get<std::int64_t>(), columns = picture["w"].get<std::int64_t>();
    std::uint32_t state = picture["seed"].get<std::uint32_t>();
    std::vector<int> values;
    for (std::int64_t i = 0; i < rows * columns; ++i) {
        state = state * 1664525U + 1013904223U;
        values.push_back(static_cast<int>(state >> 24));
    }
    const Image source = greyPicture(rows, columns, values);
    ASSERT_GE(picture["cases"].size(), 2U);
    for (const Json& expected : picture["cases"]) {
        const Filter filter = filterNamed(expected["filter"].get<std::string>());
        const Image narrow = resampleColumns(source, expected["out_w"].get<std::int64_t>(), filter);
        const Image result = resampleRows(narrow, expected["out_h"].get<std::int64_t>(), filter);
        EXPECT_EQ(greyValues(result), expected["data"].get<std::vector<int>>()) << expected["filter"];
    }
}

TEST(Resample, APassThatChangesNothingCopies)
{
    const Image source = noise(9, 13);
    for (int code = 0; code <= 5; ++code) {
        EXPECT_EQ(resampleColumns(source, 13, static_cast<Filter>(code)), source);
        EXPECT_EQ(resampleRows(source, 9, static_cast<Filter>(code)), source);
    }
}

TEST(Resample, NearestTakesThePixelUnderTheCentre)
{
    const Image source = noise(31, 45);
    for (const std::int64_t size : {1, 7, 44, 46, 90, 100}) {
        const Image columns = resampleColumns(source, size, Filter::Nearest);
        const Image rows = resampleRows(source, size, Filter::Nearest);
        for (std::int64_t at = 0; at < size; ++at) {
            // (2 at + 1) · in / (2 size), in whole numbers: no rounding at all.
            const std::int64_t column = (2 * at + 1) * 45 / (2 * size), row = (2 * at + 1) * 31 / (2 * size);
            EXPECT_TRUE(std::equal(columns.pixel(3, at), columns.pixel(3, at) + 3, source.pixel(3, column))) << at << " of " << size;
            EXPECT_TRUE(std::equal(rows.pixel(at, 3), rows.pixel(at, 3) + 3, source.pixel(row, 3))) << at << " of " << size;
        }
    }
}

TEST(Resample, RefusesWhatHasNoPixels)
{
    EXPECT_THROW(resampleColumns(Image(), 4, Filter::Bilinear), Error);
    EXPECT_THROW(resampleRows(noise(2, 2), 0, Filter::Bilinear), Error);
    EXPECT_THROW(resampleTaps(4, 2, Filter::Nearest), Error);
}

}  // namespace
}  // namespace vitscope
