// The row of weights of the chosen token, every token a stripe: what it gives to whom, and that it sums to 1.
#include <QCoreApplication>

#include "ui/render/numbers.h"
#include "ui/render/overlay.h"
#include "ui/words/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/attention_map.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/stages/detail.h"
#include "ui/views/stages/details.h"

namespace vitscope {

namespace {

class WeightsDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(WeightsDetail)

public:
    explicit WeightsDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("Weights of the chosen token")) {}
    QSize sizeHint() const override { return {400, 70}; }
    QSize minimumSizeHint() const override { return {200, typePixels(64)}; }

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;
};

void WeightsDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    const std::optional<Slice> attention = runView_.values(key_);
    if (!attention)
        return;
    const std::vector<float> weights = attentionRow(attention->view(), chosen.head, chosen.token);
    const Tensor row(Shape{{Axis::Key, static_cast<std::int64_t>(weights.size())}}, weights);
    const int line = typePixels(17), side = typePixels(150);
    sketch.painter.setPen(QPen(theme_.line, 1));
    sketch.painter.drawLine(0, 2, width(), 2);
    const int top = std::max(4, (height() - 3 * line) / 2);
    constexpr auto wrapped = static_cast<Qt::AlignmentFlag>(Qt::TextWordWrap);
    sketch.text(QRect(0, top, side, line), tr("row of %1").arg(tokenPhrase(layout(), chosen.token)), Qt::AlignLeft | Qt::AlignVCenter, theme_.text,
                12, true);
    const auto saying = [&](int x, int index, int lines, ClaimKind kind) {
        say(sketch, QRect(x, top + index * line, side, lines * line), said(kind), theme_.dim, 12, false, Qt::AlignLeft | Qt::AlignTop | wrapped);
    };
    saying(0, 1, 2, ClaimKind::WeightSum);
    const int right = width() - side;
    saying(right, 0, 1, ClaimKind::UniformWeight);
    saying(right, 1, 2, ClaimKind::LargestOfRow);
    const ValueRange range = fromZero(rangeOf(row.view()));
    const QRect strip(side + 12, top + 4, right - side - 24, 2 * line - 10);
    sketch.cells(strip, row.view(), range, Palette::Viridis);
    // Its colours are those of this row, not those of the map above.
    const int wide = std::min(strip.width(), typePixels(240));
    drawScaleBar(sketch.painter, QRect(strip.center().x() - wide / 2, strip.bottom() + 5, wide, line),
                 {colourBar(colourTable(Palette::Viridis), 256, 1), range, std::nullopt}, theme_);
    const double step = static_cast<double>(strip.width()) / static_cast<double>(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i)
        spot(QRectF(strip.x() + step * static_cast<double>(i), strip.y(), step, strip.height()), std::nullopt, static_cast<std::int64_t>(i));
    if (chosen.entry)
        sketch.frame(QRectF(strip.x() + step * static_cast<double>(*chosen.entry) - 1, strip.y() - 3, std::max(4.0, step + 2), strip.height() + 6),
                     theme_.key, 1.5);
}

}  // namespace

StageView* makeWeightsDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new WeightsDetail(runView, viewpoint);
}

}  // namespace vitscope
