#include "core/model/resize.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/model/vit.h"

namespace vitscope {

namespace {

/// The weights of one place of the new grid.
struct Line {
    std::int64_t first = 0;  ///< may lie outside: what is outside is the outermost
    std::vector<double> weights;
};

double cubic(double x, double a)
{
    x = std::abs(x);
    if (x < 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
}

/// Four taps around the place, PyTorch's a = −0.75.
Line cubicLine(double source)
{
    const double floor = std::floor(source), t = source - floor;
    return {static_cast<std::int64_t>(floor) - 1, {cubic(1 + t, -0.75), cubic(t, -0.75), cubic(1 - t, -0.75), cubic(2 - t, -0.75)}};
}

Line linearLine(double source)
{
    source = std::max(source, 0.0);
    const double floor = std::floor(source), t = source - floor;
    return {static_cast<std::int64_t>(floor), {1 - t, t}};
}

/// As Pillow: a = −0.5, the filter as wide as the old cells where it shrinks.
Line smoothLine(std::int64_t i, std::int64_t from, std::int64_t to)
{
    const double scale = static_cast<double>(from) / static_cast<double>(to), stretch = std::max(scale, 1.0), support = 2 * stretch;
    const double center = (static_cast<double>(i) + 0.5) * scale;
    Line line{std::max<std::int64_t>(static_cast<std::int64_t>(center - support + 0.5), 0), {}};
    const std::int64_t end = std::min(static_cast<std::int64_t>(center + support + 0.5), from);
    double sum = 0;
    for (std::int64_t x = line.first; x < end; ++x)
        sum += line.weights.emplace_back(cubic((static_cast<double>(x) - center + 0.5) / stretch, -0.5));
    for (double& weight : line.weights)
        weight /= sum;
    return line;
}

Line lineOf(PositionResize how, std::int64_t i, std::int64_t from, std::int64_t to)
{
    const auto place = static_cast<double>(i), wide = static_cast<double>(from), wanted = static_cast<double>(to);
    const double corners = to > 1 ? place * (wide - 1) / (wanted - 1) : 0;
    switch (how) {
    case PositionResize::Bicubic: return cubicLine((place + 0.5) * wide / wanted - 0.5);
    case PositionResize::BicubicOffset: return cubicLine((place + 0.5) * wide / (wanted + 0.1) - 0.5);
    case PositionResize::BicubicSmooth: return smoothLine(i, from, to);
    case PositionResize::BicubicCorners: return cubicLine(corners);
    case PositionResize::Bilinear: return linearLine((place + 0.5) * wide / wanted - 0.5);
    }
    return {};
}

/// `rows` × `columns` vectors brought to another grid; `before` rows in front and `after` behind stay.
Parameter regridded(const Parameter& from, PositionResize how, Size grid, Size wanted, std::int64_t before, std::int64_t after)
{
    Parameter to(before + wanted.rows * wanted.columns + after, from.cols());
    for (std::int64_t i = 0; i < before; ++i)
        std::ranges::copy(from.row(i), to.row(i).begin());
    for (std::int64_t i = 0; i < after; ++i)
        std::ranges::copy(from.row(from.rows() - after + i), to.row(to.rows() - after + i).begin());
    std::vector<double> sum(static_cast<std::size_t>(from.cols()));
    for (std::int64_t row = 0; row < wanted.rows; ++row) {
        const Line down = lineOf(how, row, grid.rows, wanted.rows);
        for (std::int64_t column = 0; column < wanted.columns; ++column) {
            const Line across = lineOf(how, column, grid.columns, wanted.columns);
            std::fill(sum.begin(), sum.end(), 0.0);
            for (std::size_t y = 0; y < down.weights.size(); ++y)
                for (std::size_t x = 0; x < across.weights.size(); ++x) {
                    const std::int64_t r = std::clamp<std::int64_t>(down.first + static_cast<std::int64_t>(y), 0, grid.rows - 1);
                    const std::int64_t c = std::clamp<std::int64_t>(across.first + static_cast<std::int64_t>(x), 0, grid.columns - 1);
                    const auto values = from.row(before + r * grid.columns + c);
                    for (std::size_t f = 0; f < sum.size(); ++f)
                        sum[f] += down.weights[y] * across.weights[x] * static_cast<double>(values[f]);
                }
            std::ranges::transform(sum, to.row(before + row * wanted.columns + column).begin(),
                                   [](double value) { return static_cast<float>(value); });
        }
    }
    return to;
}

PreprocessConfig scaled(PreprocessConfig how, Size from, Size to)
{
    const auto side = [](std::int64_t value, std::int64_t old, std::int64_t wanted) { return std::max<std::int64_t>(value * wanted / old, 1); };
    how.size = {side(how.size.rows, from.rows, to.rows), side(how.size.columns, from.columns, to.columns)};
    how.shortestEdge = side(how.shortestEdge, std::min(from.rows, from.columns), std::max(to.rows, to.columns));
    if (how.crop || how.resize != PreprocessConfig::Resize::Squash)
        how.crop = to;
    else
        how.size = to;
    return how;
}

}  // namespace

bool fitsPatches(const ModelConfig& config, Size input)
{
    return input.rows >= 1 && input.columns >= 1 && input.rows % config.patchRows == 0 && input.columns % config.patchColumns == 0;
}

ModelForm resized(const ModelForm& form, Size input)
{
    const Size was{form.config.imageRows, form.config.imageColumns};
    if (input == was)
        return form;
    if (!fitsPatches(form.config, input))
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "An input of %1 × %2 pixels is no whole number of patches of %3 × %4."),
                    {std::to_string(input.rows), std::to_string(input.columns), std::to_string(form.config.patchRows),
                     std::to_string(form.config.patchColumns)});
    ModelForm other = form;
    other.config.imageRows = input.rows;
    other.config.imageColumns = input.columns;
    check(other.config);
    other.preprocess = scaled(form.preprocess, was, input);
    return other;
}

Model resized(const Model& model, Size input)
{
    const ModelConfig& was = model.config;
    if (input == Size{was.imageRows, was.imageColumns})
        return model;
    const ModelForm form = resized(ModelForm{model.config, model.preprocess}, input);
    Model other = model;
    other.config = form.config;
    other.preprocess = form.preprocess;
    other.provenance.origins["image_rows"] = other.provenance.origins["image_columns"] = Origin::Set;
    const Size grid{was.gridRows(), was.gridColumns()}, wanted{other.config.gridRows(), other.config.gridColumns()};
    other.parameters = Parameters(vitPlan(other.config).parameters);
    for (std::size_t i = 0; i < other.parameters.size(); ++i) {
        const Parameter& from = model.parameters.at(other.parameters.info(i).name);
        if (other.parameters.info(i).role != ParameterRole::Positions)
            other.parameters[i] = from;
        else if (other.parameters.info(i).name == "positions")
            other.parameters[i] = regridded(from, was.positionResize, grid, wanted, from.rows() - was.patches(), 0);
        else
            other.parameters[i] = regridded(from, PositionResize::Bilinear, {2 * grid.rows - 1, 2 * grid.columns - 1},
                                            {2 * wanted.rows - 1, 2 * wanted.columns - 1}, 0, 3);
    }
    other.parameters.seal();
    return other;
}

}  // namespace vitscope
