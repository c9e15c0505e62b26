// What the details under the maps are drawn of: captions, strips of cells, bars from zero, small maps of the patch grid.
//
// Tested through the views in tests/ui/details_test.cpp.
#pragma once

#include <QPainter>

#include "core/plan/token_layout.h"
#include "core/tensor/tensor.h"
#include "ui/render/colormap.h"
#include "ui/render/scale.h"
#include "ui/theme/theme.h"

namespace vitscope {

class Sketch {
public:
    Sketch(QPainter& painter, const Theme& theme);

    /// A line of text; `strong` is semibold. Cut with an ellipsis where it does not fit; with Qt::TextWordWrap it breaks instead.
    void text(const QRect& room, const QString& text, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter, const QColor& colour = {},
              int pixels = 12, bool strong = false);
    /// A matrix as crisp cells with rounded corners; a vector is one row.
    void cells(const QRect& room, const TensorView& matrix, ValueRange range, Palette palette);
    /// Every value a bar from zero, low and high ends as lines. More values than pixels show the extremes of what falls on a pixel.
    void bars(const QRect& room, const std::vector<float>& values, ValueRange range, std::optional<std::int64_t> chosen = {});
    /// One horizontal line at a value of `range`, with a word at its right end.
    void level(const QRect& room, double value, ValueRange range, const QColor& colour, const QString& word, Qt::PenStyle style = Qt::SolidLine);
    void frame(const QRectF& rect, const QColor& colour, double width = 2);
    /// y of a value.
    static double height(const QRect& room, double value, ValueRange range);
    /// One colour for positive, one for negative numbers: the ends of the diverging map.
    static QColor signColour(double value);

    QPainter& painter;
    const Theme& theme;
};

std::vector<float> copied(const TensorView& view);
/// Lowest to highest with 0 inside.
ValueRange rangeWithZero(const std::vector<float>& values);

}  // namespace vitscope
