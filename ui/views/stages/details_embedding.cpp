// Details of how patches become tokens: pixels, one patch, the filters, the positions.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/render/filter_picture.h"
#include "ui/render/heat_map.h"
#include "ui/render/numbers.h"
#include "ui/render/overlay.h"
#include "ui/words/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/stages/detail.h"
#include "ui/views/stages/details.h"

namespace vitscope {

namespace {

QColor channelColour(int channel, const Theme& theme)
{
    static constexpr QRgb light[] = {0xFFB3382C, 0xFF1F7A4A, 0xFF2563B8}, dark[] = {0xFFFF8A7D, 0xFF6FD59C, 0xFF7FB5FF};
    return QColor((theme.dark ? dark : light)[channel % 3]);
}

class PixelDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(PixelDetail)

public:
    explicit PixelDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("Normalising one pixel")) {}

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;
};

void PixelDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    const TensorView pixels = trace().slice(key_).view();
    const PatchPlace place = layout().placeOf(chosen.token).value_or(PatchPlace{layout().gridRows() / 2, layout().gridColumns() / 2});
    const std::int64_t row = place.row * trace().config().patchRows + trace().config().patchRows / 2;
    const std::int64_t column = place.column * trace().config().patchColumns + trace().config().patchColumns / 2;
    const int line = typePixels(22);
    sketch.text(QRect(0, 4, width(), line),
                tr("The pixel in row %1, column %2 (the middle of %3)")
                    .arg(row + 1)
                    .arg(column + 1)
                    .arg(tokenName(layout(), layout().tokenAt(place).value_or(chosen.token))),
                Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    static const char* const names[] = {QT_TR_NOOP("red"), QT_TR_NOOP("green"), QT_TR_NOOP("blue")};
    for (int channel = 0; channel < 3 && channel < trace().config().channels; ++channel) {
        if (slow() * 3 < channel)
            break;
        const QRect room(0, 8 + line * (channel + 1), width(), line);
        sketch.text(room, tr(names[channel]), Qt::AlignLeft | Qt::AlignVCenter, channelColour(channel, theme_), 12, true);
        const QRect beside = room.adjusted(typePixels(56), 0, 0, 0);
        if (trace().picture())
            say(sketch, beside, saidOf({key_, {channel, row, column}}, ClaimKind::PixelScaled), theme_.text);
        else
            sketch.text(beside, number(pixels.at({channel, row, column}), 4), Qt::AlignLeft | Qt::AlignVCenter, theme_.text);
    }
}

class PatchDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(PatchDetail)

public:
    explicit PatchDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("The chosen patch, flattened")) {}

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    void drawChannels(Sketch& sketch, const QRect& patch, const TensorView& row);
    void drawStrip(Sketch& sketch, const QRect& strip, const TensorView& row, std::int64_t entry);
};

/// The patch opens into its channels.
void PatchDetail::drawChannels(Sketch& sketch, const QRect& patch, const TensorView& row)
{
    const ValueRange range = runView_.run()->summary(key_).style.range;
    const TensorView planes = patchPlanes(row, trace().config());
    const double open = std::clamp(slow() * 3, 0.0, 1.0);
    for (int channel = 0; open > 0 && channel < trace().config().channels; ++channel) {
        const QRect map = patch.translated(static_cast<int>((patch.width() + 20) * (1 + channel * open)), 0);
        sketch.cells(map, planes.slice(Axis::Channel, channel), range, Palette::Diverging);
        sketch.frame(QRectF(map).adjusted(-1, -1, 1, 1), channelColour(channel, theme_), 1.5);
    }
}

/// The channels lie down behind one another.
void PatchDetail::drawStrip(Sketch& sketch, const QRect& strip, const TensorView& row, std::int64_t entry)
{
    const double flat = moment_ >= 1 ? 1 : std::clamp(slow() * 3 - 1, 0.0, 2.0) / 2;
    sketch.painter.fillRect(strip, theme_.soft);
    sketch.painter.save();
    sketch.painter.setClipRect(QRectF(strip.x(), strip.y(), strip.width() * flat, strip.height()));
    sketch.cells(strip, row, runView_.run()->summary(key_).style.range, Palette::Diverging);
    sketch.painter.restore();
    const double step = static_cast<double>(strip.width()) / static_cast<double>(row.size());
    const double plane = static_cast<double>(strip.width()) / static_cast<double>(trace().config().channels);
    for (int channel = 0; channel < trace().config().channels; ++channel)
        sketch.frame(QRectF(strip.x() + plane * channel, strip.y(), plane, strip.height()).adjusted(1, -1, -1, 1), channelColour(channel, theme_),
                     1.5);
    for (std::int64_t i = 0; i < row.size(); ++i)
        spot(QRectF(strip.x() + step * static_cast<double>(i), strip.y(), step, strip.height()), std::nullopt, i);
    sketch.frame(QRectF(strip.x() + step * static_cast<double>(entry) - 1, strip.y() - 3, std::max(4.0, step + 2), strip.height() + 6), theme_.text,
                 1.5);
}

void PatchDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    const std::optional<Slice> values = runView_.values(key_);
    const std::optional<TensorView> row = values ? rowOf(values->view(), layout(), chosen.token, -1) : std::nullopt;
    if (!row)
        return;
    const ModelConfig& config = trace().config();
    const int line = typePixels(18), stripHeight = typePixels(22);
    const int side = std::max(24, std::min(height() - 2 * line - stripHeight - 30, (width() - 60) / 4));
    const QString name = tokenName(layout(), chosen.token);
    sketch.text(QRect(0, 2, width(), line),
                tr("%1: %2 × %3 pixels, 3 channels, %4 numbers in one row").arg(name).arg(config.patchRows).arg(config.patchColumns).arg(row->size()),
                Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    const QRect patch(0, line + 8, side, side), strip(0, patch.bottom() + 11, width() - 4, stripHeight);
    sketch.painter.drawImage(patch, runView_.run()->input, patchRect(config, *layout().placeOf(chosen.token)));
    sketch.frame(QRectF(patch).adjusted(1, 1, -1, -1), theme_.query);
    drawChannels(sketch, patch, *row);
    drawStrip(sketch, strip, *row, *chosen.entry);
    const std::int64_t entry = *chosen.entry, plane = config.patchRows * config.patchColumns;
    static const char* const names[] = {QT_TR_NOOP("red"), QT_TR_NOOP("green"), QT_TR_NOOP("blue")};
    sketch.text(QRect(0, strip.bottom() + 3, width(), line), tr("number %1: %2, row %3, column %4 of the patch: %5")
                                                                 .arg(entry + 1)
                                                                 .arg(tr(names[entry / plane % 3]))
                                                                 .arg(entry % plane / config.patchColumns + 1)
                                                                 .arg(entry % config.patchColumns + 1)
                                                                 .arg(scaleNumber(chosen.value)));
}

class FilterDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(FilterDetail)

public:
    explicit FilterDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("The filters of the projection")) {}
    QSize sizeHint() const override { return {400, 240}; }

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    void drawGallery(Sketch& sketch, const QRect& room, const Chosen& chosen);
    void drawMeeting(Sketch& sketch, const QRect& room, const Chosen& chosen);
};

void FilterDetail::drawGallery(Sketch& sketch, const QRect& room, const Chosen& chosen)
{
    // As large as all of them fit.
    const auto count = static_cast<int>(runView_.run()->filters.size());
    int side = 4;
    while ((room.width() / (side + 2)) * (room.height() / (side + 2)) >= count && side < typePixels(34))
        ++side;
    --side;
    const int across = std::max(1, room.width() / (side + 1));
    for (int i = 0; i < count; ++i) {
        const QRect tile(room.x() + i % across * (side + 1), room.y() + i / across * (side + 1), side, side);
        if (tile.bottom() > room.bottom() + 1)
            break;
        sketch.painter.drawImage(tile, runView_.run()->filters[static_cast<std::size_t>(i)]);
        spot(QRectF(tile).adjusted(0, 0, 1, 1), std::nullopt, i);
        if (i == chosen.entry)
            sketch.frame(QRectF(tile).adjusted(-2, -2, 2, 2), theme_.accent);
    }
}

void FilterDetail::drawMeeting(Sketch& sketch, const QRect& room, const Chosen& chosen)
{
    const std::optional<Slice> patches = runView_.values(stage().inputs.front());
    const ExplainedPtr explained = explainedIn(runView_, viewpoint_, stage());
    if (!patches || !explained)
        return;
    const ModelConfig& config = trace().config();
    const int line = typePixels(18), sign = typePixels(20);
    const int side = std::max(16, std::min((room.width() - 2 * sign) / 3, room.height() - 3 * line));
    // Product of patch and filter, summed over the channels: where in the patch this feature comes from.
    Tensor products(Shape{{Axis::Row, config.patchRows}, {Axis::Column, config.patchColumns}});
    for (const Term& term : explained->explanation.terms)
        if (term.operands.size() == 2)
            products.data()[static_cast<std::int64_t>(term.operands.front().cell) % (config.patchRows * config.patchColumns)] +=
                static_cast<float>(term.value);
    const QRect patch(room.x(), room.y() + line, side, side), filter = patch.translated(side + sign, 0), product = filter.translated(side + sign, 0);
    sketch.painter.drawImage(patch, runView_.run()->input, patchRect(config, *layout().placeOf(chosen.token)));
    sketch.frame(QRectF(patch), theme_.query);
    sketch.painter.drawImage(filter, runView_.run()->filters[static_cast<std::size_t>(*chosen.entry)]);
    sketch.frame(QRectF(filter), theme_.accent);
    if (slow() >= 0.5)
        sketch.cells(product, products.view(), symmetric(rangeOf(products.view())), Palette::Diverging);
    sketch.text(QRect(patch.x(), room.y(), side + sign, line), tokenName(layout(), chosen.token), Qt::AlignLeft | Qt::AlignVCenter, theme_.query, 11,
                true);
    sketch.text(QRect(filter.x(), room.y(), side + sign, line), tr("filter %1").arg(*chosen.entry + 1), Qt::AlignLeft | Qt::AlignVCenter,
                theme_.accent, 11, true);
    sketch.text(QRect(product.x(), room.y(), side, line), tr("products"), Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 11, true);
    sketch.text(QRect(patch.right(), patch.y(), sign, side), QStringLiteral("×"), Qt::AlignCenter, theme_.dim, 15);
    sketch.text(QRect(filter.right(), patch.y(), sign, side), QStringLiteral("="), Qt::AlignCenter, theme_.dim, 15);
    const QRect below(room.x(), patch.bottom() + 4, room.width(), line);
    if (slow() < 0.95)
        return;
    say(sketch, below.adjusted(0, 0, 0, line), saidOf(explained->cell, ClaimKind::SumAndBias), theme_.text, 12, false,
        Qt::AlignLeft | Qt::AlignTop | static_cast<Qt::AlignmentFlag>(Qt::TextWordWrap));
}

void FilterDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    if (!chosen.entry)
        return;
    const int line = typePixels(18);
    const int meeting = std::min(width() / 2, 3 * (height() - 2 * line));
    sketch.text(QRect(0, 2, width() - meeting - 20, line), tr("All %1 filters, one per feature").arg(runView_.run()->filters.size()),
                Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    drawGallery(sketch, QRect(2, line + 8, width() - meeting - 24, height() - line - 10), chosen);
    drawMeeting(sketch, QRect(width() - meeting, 2, meeting, height() - 2), chosen);
}

class PositionDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(PositionDetail)

public:
    explicit PositionDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("Which positions look alike")) {}
    QSize sizeHint() const override { return {400, 240}; }

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    void prepare();
    TensorView mapOf(std::int64_t patch) const;

    RunPtr of_;
    QImage all_;  ///< every position's map, in the place of its patch
    bool dark_ = false;
};

TensorView PositionDetail::mapOf(std::int64_t patch) const
{
    const ModelConfig& config = trace().config();
    return TensorView(runView_.run()->positionLikeness.data() + patch * config.patches(),
                      {{Axis::Row, config.gridRows()}, {Axis::Column, config.gridColumns()}});
}

void PositionDetail::prepare()
{
    if (of_ == runView_.run() && dark_ == theme_.dark)
        return;
    of_ = runView_.run();
    dark_ = theme_.dark;
    const ModelConfig& config = trace().config();
    const int rows = static_cast<int>(config.gridRows()), columns = static_cast<int>(config.gridColumns());
    all_ = QImage(columns * (columns + 1) - 1, rows * (rows + 1) - 1, QImage::Format_RGB32);
    all_.fill(theme_.card);
    if (runView_.run()->positionLikeness.size() == 0)
        return;
    QPainter painter(&all_);
    const ColourTable colours = colourTable(Palette::Diverging, theme_.neutral.rgb());
    for (int i = 0; i < rows * columns; ++i)
        painter.drawImage(i % columns * (columns + 1), i / columns * (rows + 1), heatMap(mapOf(i), {-1, 1}, colours));
}

void PositionDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    prepare();
    const ModelConfig& config = trace().config();
    if (runView_.run()->positionLikeness.size() == 0)
        return;
    // The layout before anything is dropped: positions belong to places.
    const TokenLayout places = tokenLayout(config);
    const std::optional<PatchPlace> place = layout().placeOf(chosen.token);
    const std::int64_t patch = place ? place->row * config.gridColumns() + place->column : -1;
    const int line = typePixels(18), gap = 24;
    const int side = std::min((width() - gap) / 2, height() - 2 * line - 6);
    const QSize size = QSize(static_cast<int>(config.gridColumns()), static_cast<int>(config.gridRows())).scaled(side, side, Qt::KeepAspectRatio);
    const QRect one(QPoint((width() / 2 - side) / 2, line + 4), size), every(QPoint(width() / 2 + (width() / 2 - side) / 2, line + 4), size);
    const QString title = place ? tr("likeness to the position of %1").arg(tokenName(places, *places.tokenAt(*place)))
                                : tr("%1: no place in the picture; point at a patch").arg(tokenName(layout(), chosen.token));
    sketch.text(QRect(one.x(), 2, width() / 2, line), title, Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    sketch.text(QRect(every.x(), 2, width() / 2, line), tr("every position's map, in its place"), Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12,
                true);
    if (place)
        sketch.cells(one, mapOf(patch), {-1, 1}, Palette::Diverging);
    sketch.painter.drawImage(every, all_);
    drawScaleBar(sketch.painter, QRect(one.x(), one.bottom() + 4, std::min(one.width(), 240), line),
                 {colourBar(colourTable(Palette::Diverging, theme_.neutral.rgb()), 256, 1), {-1, 1}, std::nullopt}, theme_);
    sketch.text(QRect(every.x(), every.bottom() + 4, width() - every.x(), line), tr("cosine of the learned vectors"),
                Qt::AlignLeft | Qt::AlignVCenter, theme_.dim, 11);
    for (const QRect& grid : place ? std::vector{one, every} : std::vector{every}) {
        const double across = static_cast<double>(grid.width()) / static_cast<double>(config.gridColumns()),
                     down = static_cast<double>(grid.height()) / static_cast<double>(config.gridRows());
        for (std::int64_t i = 0; i < config.patches(); ++i) {
            const PatchPlace at{i / config.gridColumns(), i % config.gridColumns()};
            const QRectF cell(grid.x() + across * static_cast<double>(at.column), grid.y() + down * static_cast<double>(at.row), across, down);
            spot(cell, layout().tokenAt(at), std::nullopt);
            if (i == patch)
                drawCellOutline(sketch.painter, cell.toRect(), theme_.query);
        }
    }
}

}  // namespace

StageView* makePixelDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new PixelDetail(runView, viewpoint);
}
StageView* makePatchDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new PatchDetail(runView, viewpoint);
}
StageView* makeFilterDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new FilterDetail(runView, viewpoint);
}
StageView* makePositionDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new PositionDetail(runView, viewpoint);
}

}  // namespace vitscope
