#include "core/image/operations.h"

#include "core/ops/operations.h"

namespace vitscope {

namespace {

/// Only the picture decides its size.
Shape pictureShape()
{
    return {{Axis::Row, 0}, {Axis::Column, 0}, {Axis::Channel, 3}};
}

class Resize : public Operation {
public:
    Resize(OperationKind kind, const PreprocessConfig& config) : kind_(kind), config_(config) {}

    OperationKind kind() const override { return kind_; }
    Shape shape(std::span<const Shape>) const override { return pictureShape(); }
    Explanation explain(const Question& asked) const override
    {
        const std::size_t axis = kind_ == OperationKind::ResizeColumns ? 1 : 0;
        const std::int64_t in = asked.inputShape(0)[axis].extent, out = asked.shape()[axis].extent;
        const auto at = static_cast<std::size_t>(asked.index(axis));
        const auto under = [&](const auto& taps) {
            std::vector<Along> where = asked.here();
            where[axis] = {taps.first, static_cast<std::int64_t>(taps.weights.size()), false};
            return asked.input(std::move(where));
        };
        if (config_.floats) {
            const ExactTaps mine = floatTaps(in, out, config_.filter)[at];
            return explainResampledFloat(under(mine), mine, axis == 1 ? config_.rescaleFactor : 1.0, asked.stageName());
        }
        const Taps mine = passTaps(in, out, config_.filter)[at];
        return explainResampled(under(mine), mine, asked.stageName());
    }

private:
    OperationKind kind_;
    PreprocessConfig config_;
};

/// A cell of a crop that would stand at `outside` (row, column, channel) in the picture, where the picture has no pixel. `picture` is
/// all of it.
Explanation explainPadding(OperandLine picture, const std::array<std::int64_t, 3>& outside, double padding)
{
    explaining::Maker maker;
    const auto text = [](std::int64_t number) { return std::to_string(number); };
    const Shape& shape = picture.shape;
    maker.python("x = run[\"" + picture.name + "\"]  # (" + text(shape[0].extent) + ", " + text(shape[1].extent) + ", " + text(shape[2].extent) +
                 ")");
    maker.python("row, column = " + text(outside[0]) + ", " + text(outside[1]) + "  # where the cropped pixel would stand in it");
    maker.python("inside = 0 <= row < x.shape[0] and 0 <= column < x.shape[1]");
    maker.python("result = x[row, column, " + text(outside[2]) + "] if inside else " + explaining::exactNumber(padding));
    maker.result().lines.push_back(std::move(picture));
    maker.named({VITSCOPE_TEXT("explain", "outside the picture"), {}}, padding, {});
    return maker.finish(padding, shortNumber(padding));
}

class Crop : public Operation {
public:
    explicit Crop(const PreprocessConfig& config) : config_(config) {}

    OperationKind kind() const override { return OperationKind::Crop; }
    Shape shape(std::span<const Shape>) const override { return pictureShape(); }
    Explanation explain(const Question& asked) const override
    {
        const Shape &from = asked.inputShape(0), &to = asked.shape();
        const auto [top, left] = cropOffset({from[0].extent, from[1].extent}, {to[0].extent, to[1].extent}, config_.cropRounding);
        const std::int64_t row = asked.index(0) + top, column = asked.index(1) + left;
        const bool inside = row >= 0 && row < from[0].extent && column >= 0 && column < from[1].extent;
        return inside ? explainTaken(asked.input({only(row), only(column), only(asked.index(2))}))
                      : explainPadding(asked.input({asked.all(0), asked.all(1), asked.all(2)}), {row, column, asked.index(2)},
                                       config_.padding[static_cast<std::size_t>(asked.index(2))] * (config_.floats ? config_.rescaleFactor : 1.0));
    }

private:
    PreprocessConfig config_;
};

class Normalize : public Operation {
public:
    Normalize(const PreprocessConfig& config, Size size) : config_(config), size_(size) {}

    OperationKind kind() const override { return OperationKind::Normalize; }
    Shape shape(std::span<const Shape>) const override { return {{Axis::Channel, 3}, {Axis::Row, size_.rows}, {Axis::Column, size_.columns}}; }
    Explanation explain(const Question& asked) const override
    {
        return explainNormalized(asked.input({only(asked.index(1)), only(asked.index(2)), only(asked.index(0))}), config_,
                                 static_cast<std::size_t>(asked.index(0)));
    }

private:
    PreprocessConfig config_;
    Size size_;
};

}  // namespace

OperationPtr resizeColumns(const PreprocessConfig& config)
{
    return std::make_shared<Resize>(OperationKind::ResizeColumns, config);
}

OperationPtr resizeRows(const PreprocessConfig& config)
{
    return std::make_shared<Resize>(OperationKind::ResizeRows, config);
}

OperationPtr centerCropped(const PreprocessConfig& config)
{
    return std::make_shared<Crop>(config);
}

OperationPtr normalized(const PreprocessConfig& config, Size size)
{
    return std::make_shared<Normalize>(config, size);
}

}  // namespace vitscope
