// The row of weights of the chosen token, every token a stripe: what it gives to whom, and that it sums to 1.
#include <QCoreApplication>
#include <algorithm>
#include <numeric>

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
    explicit WeightsDetail(Session& session) : Detail(session, tr("Weights of the chosen token")) {}
    QSize sizeHint() const override { return {400, 70}; }
    QSize minimumSizeHint() const override { return {200, typePixels(64)}; }

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;
};

void WeightsDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    const std::optional<Slice> attention = session_.values(key_);
    if (!attention)
        return;
    const std::vector<float> weights = attentionRow(attention->view(), chosen.head, chosen.token);
    const Tensor row(Shape{{Axis::Key, static_cast<std::int64_t>(weights.size())}}, weights);
    const auto most = std::max_element(weights.begin(), weights.end());
    const int line = typePixels(17), side = typePixels(150);
    sketch.painter.setPen(QPen(theme_.line, 1));
    sketch.painter.drawLine(0, 2, width(), 2);
    const int top = std::max(4, (height() - 3 * line) / 2);
    const auto tell = [&](int x, int index, const QString& text, bool strong = false) {
        sketch.text(QRect(x, top + index * line, side, line), text, Qt::AlignLeft | Qt::AlignVCenter, strong ? theme_.text : theme_.dim, 12, strong);
    };
    tell(0, 0, tr("row of %1").arg(tokenPhrase(layout(), chosen.token)), true);
    tell(0, 1, tr("%1 weights").arg(weights.size()));
    tell(0, 2, tr("sum %1").arg(number(std::accumulate(weights.begin(), weights.end(), 0.0), 4)));
    const int right = width() - side;
    if (const std::optional<double> uniform = uniformWeight(trace()))
        tell(right, 0, tr("uniform would be %1").arg(scaleNumber(*uniform)));
    tell(right, 1, tr("largest %1").arg(scaleNumber(*most)));
    tell(right, 2, tr("to %1").arg(tokenPhrase(layout(), most - weights.begin())));
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

StageView* makeWeightsDetail(Session& session)
{
    return new WeightsDetail(session);
}

}  // namespace vitscope
