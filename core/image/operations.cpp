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
    Resize(OperationKind kind, Filter filter) : kind_(kind), filter_(filter) {}

    OperationKind kind() const override { return kind_; }
    Shape shape(std::span<const Shape>) const override { return pictureShape(); }
    Explanation explain(const Question& asked) const override
    {
        const std::size_t axis = kind_ == OperationKind::ResizeColumns ? 1 : 0;
        const std::vector<Taps> taps = passTaps(asked.inputShape(0)[axis].extent, asked.shape()[axis].extent, filter_);
        const Taps& mine = taps[static_cast<std::size_t>(asked.index(axis))];
        std::vector<Along> where = asked.here();
        where[axis] = {mine.first, static_cast<std::int64_t>(mine.weights.size()), false};
        return explainResampled(asked.input(std::move(where)), mine, asked.stageName());
    }

private:
    OperationKind kind_;
    Filter filter_;
};

/// A cell of a crop that would stand at `outside` (row, column, channel) in the picture, where the picture has no pixel: 0. `picture` is
/// all of it.
Explanation explainPadding(OperandLine picture, const std::array<std::int64_t, 3>& outside)
{
    explaining::Maker maker;
    const auto text = [](std::int64_t number) { return std::to_string(number); };
    const Shape& shape = picture.shape;
    maker.python("x = run[\"" + picture.name + "\"]  # (" + text(shape[0].extent) + ", " + text(shape[1].extent) + ", " + text(shape[2].extent) +
                 ")");
    maker.python("row, column = " + text(outside[0]) + ", " + text(outside[1]) + "  # where the cropped pixel would stand in it");
    maker.python("inside = 0 <= row < x.shape[0] and 0 <= column < x.shape[1]");
    maker.python("result = x[row, column, " + text(outside[2]) + "] if inside else 0");
    maker.result().lines.push_back(std::move(picture));
    maker.named({VITSCOPE_TEXT("explain", "outside the picture"), {}}, 0, {});
    return maker.finish(0, "0");
}

class Crop : public Operation {
public:
    OperationKind kind() const override { return OperationKind::Crop; }
    Shape shape(std::span<const Shape>) const override { return pictureShape(); }
    Explanation explain(const Question& asked) const override
    {
        const Shape &from = asked.inputShape(0), &to = asked.shape();
        const auto [top, left] = cropOffset({from[0].extent, from[1].extent}, {to[0].extent, to[1].extent});
        const std::int64_t row = asked.index(0) + top, column = asked.index(1) + left;
        const bool inside = row >= 0 && row < from[0].extent && column >= 0 && column < from[1].extent;
        return inside ? explainTaken(asked.input({only(row), only(column), only(asked.index(2))}))
                      : explainPadding(asked.input({asked.all(0), asked.all(1), asked.all(2)}), {row, column, asked.index(2)});
    }
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

OperationPtr resizeColumns(Filter filter)
{
    return std::make_shared<Resize>(OperationKind::ResizeColumns, filter);
}

OperationPtr resizeRows(Filter filter)
{
    return std::make_shared<Resize>(OperationKind::ResizeRows, filter);
}

OperationPtr centerCropped()
{
    return std::make_shared<Crop>();
}

OperationPtr normalized(const PreprocessConfig& config, Size size)
{
    return std::make_shared<Normalize>(config, size);
}

}  // namespace vitscope
