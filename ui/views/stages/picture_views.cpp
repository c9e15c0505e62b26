#include "ui/views/stages/picture_views.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "core/image/resample.h"
#include "ui/render/numbers.h"
#include "ui/words/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/stages/detail.h"

namespace vitscope {

namespace {

QString sizeText(const Stage& stage)
{
    return QCoreApplication::translate("PictureViews", "%1 rows × %2 columns").arg(stage.shape[0].extent).arg(stage.shape[1].extent);
}

/// What the picture stages share: their pictures, drawn as large as a room allows.
class PictureStage : public Detail {
public:
    using Detail::Detail;
    QSize sizeHint() const override { return {500, 420}; }

protected:
    const QImage& pictureOf(const StageKey& key) const { return runView_.run()->summary(key).picture; }
    QRect draw(Sketch& sketch, const QRect& room, const QImage& picture, double opacity, QSize beside) const;
    /// Title above, size below; gives back where the picture lies. At one scale with a picture of the size `beside`.
    QRect drawNamed(Sketch& sketch, const QRect& room, const Stage& shown, const QString& title, double opacity = 1, QSize beside = {}) const;
};

QRect PictureStage::draw(Sketch& sketch, const QRect& room, const QImage& picture, double opacity, QSize beside) const
{
    const QSize both = picture.size().expandedTo(beside);
    const double scale =
        std::min(static_cast<double>(room.width()) / std::max(1, both.width()), static_cast<double>(room.height()) / std::max(1, both.height()));
    const int whole = static_cast<int>(scale);
    // Small pictures by whole pixels, so that each can be seen.
    const QSize size = whole >= 1 ? picture.size() * whole : (QSizeF(picture.size()) * scale).toSize().expandedTo(QSize(1, 1));
    QRect target(QPoint(), size);
    target.moveCenter(room.center());
    QPainterPath corners;
    corners.addRoundedRect(target, 5, 5);
    sketch.painter.save();
    sketch.painter.setClipPath(corners);
    sketch.painter.setOpacity(opacity);
    sketch.painter.setRenderHint(QPainter::SmoothPixmapTransform, whole < 1);
    sketch.painter.drawImage(target, picture);
    sketch.painter.restore();
    return target;
}

QRect PictureStage::drawNamed(Sketch& sketch, const QRect& room, const Stage& shown, const QString& title, double opacity, QSize beside) const
{
    const int line = typePixels(20);
    const QRect target = draw(sketch, room.adjusted(0, line + 4, 0, -line - 4), pictureOf(shown.key), opacity, beside);
    sketch.text(QRect(room.x(), target.y() - line - 2, room.width(), line), title, Qt::AlignCenter, theme_.text, 13, true);
    sketch.text(QRect(room.x(), target.bottom() + 4, room.width(), line), sizeText(shown), Qt::AlignCenter);
    return target;
}

void drawFrame(Sketch& sketch, const QRect& picture, const QRectF& seen, const Theme& theme)
{
    QPainterPath outside;
    outside.addRect(picture);
    QPainterPath inside;
    inside.addRect(seen);
    QColor shade = theme.background;
    shade.setAlpha(170);
    sketch.painter.fillPath(outside.subtracted(inside), shade);
    sketch.frame(seen, theme.onAccent, 4);
    sketch.frame(seen, theme.accent);
}

class SourceView : public PictureStage {
    Q_DECLARE_TR_FUNCTIONS(SourceView)

public:
    explicit SourceView(RunView& runView, Viewpoint& viewpoint) : PictureStage(runView, viewpoint, tr("The picture as loaded")) {}

protected:
    void paint(Sketch& sketch, const Chosen&) override
    {
        const Run& run = *runView_.run();
        const QRect target = drawNamed(sketch, rect().adjusted(0, 0, 0, -typePixels(20)), stage(), run.pictureName);
        const double x = static_cast<double>(target.width()) / run.shown.width(), y = static_cast<double>(target.height()) / run.shown.height();
        const QRectF seen(target.x() + run.seen.x() * x, target.y() + run.seen.y() * y, run.seen.width() * x, run.seen.height() * y);
        const bool whole = seen.contains(QRectF(target).adjusted(1, 1, -1, -1));
        if (!whole)
            drawFrame(sketch, target, seen.intersected(QRectF(target)), theme_);
        say(sketch, QRect(0, target.bottom() + typePixels(24), width(), typePixels(20)), said(ClaimKind::PartSeen), {}, 12, false, Qt::AlignCenter);
    }
};

class CropView : public PictureStage {
    Q_DECLARE_TR_FUNCTIONS(CropView)

public:
    explicit CropView(RunView& runView, Viewpoint& viewpoint) : PictureStage(runView, viewpoint, tr("What the crop keeps")) {}

protected:
    void paint(Sketch& sketch, const Chosen&) override
    {
        const Stage& before = trace().stage(stage().inputs.front());
        const QRect left(0, 0, width() / 2 - 16, height()), right(width() / 2 + 16, 0, width() / 2 - 16, height());
        const QRect whole = drawNamed(sketch, left, before, stageTitle(*before.words));
        const double rows = static_cast<double>(before.shape[0].extent), columns = static_cast<double>(before.shape[1].extent);
        const double y = whole.height() / rows, x = whole.width() / columns;
        const auto keptRows = static_cast<double>(stage().shape[0].extent), keptColumns = static_cast<double>(stage().shape[1].extent);
        const Size offset = cropOffset({before.shape[0].extent, before.shape[1].extent}, {stage().shape[0].extent, stage().shape[1].extent},
                                       trace().model().preprocess.cropRounding);
        const auto top = static_cast<double>(offset.rows), side = static_cast<double>(offset.columns);
        drawFrame(sketch, whole, QRectF(whole.x() + side * x, whole.y() + top * y, keptColumns * x, keptRows * y).intersected(QRectF(whole)), theme_);
        drawNamed(sketch, right, stage(), stageTitle(*stage().words), moment_ >= 1 ? 1 : slow());
        sketch.text(QRect(left.right(), 0, 32, height()), QStringLiteral("→"), Qt::AlignCenter, theme_.dim, 22);
    }
};

class ResizeView : public PictureStage {
    Q_DECLARE_TR_FUNCTIONS(ResizeView)

public:
    explicit ResizeView(RunView& runView, Viewpoint& viewpoint) : PictureStage(runView, viewpoint, tr("What resizing does")) {}

protected:
    void paint(Sketch& sketch, const Chosen&) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Pixel {
        std::int64_t row = 0, column = 0;
    };
    bool across() const { return key_.id == "image.resized_rows"; }
    Pixel pixel() const;
    void drawSum(Sketch& sketch, const QRect& room, const Pixel& pixel);
    void mark(Sketch& sketch, const QRect& picture, const Stage& of, double row, double column, double rows, double columns);

    QRect shown_;  ///< where the result lies
    std::optional<Pixel> pointed_;
};

ResizeView::Pixel ResizeView::pixel() const
{
    // Without a pointer the one that the card beside speaks of.
    const std::optional<Cell> cell = chosenCell(runView_, viewpoint_, stage());
    const Pixel chosen = pointed_.value_or(cell ? Pixel{cell->index[0], cell->index[1]} : Pixel{});
    return {std::min(chosen.row, stage().shape[0].extent - 1), std::min(chosen.column, stage().shape[1].extent - 1)};
}

void ResizeView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    pointed_.reset();
    if (shown_.contains(at) && runView_.run())
        pointed_ = Pixel{(at.y() - shown_.y()) * stage().shape[0].extent / shown_.height(),
                         (at.x() - shown_.x()) * stage().shape[1].extent / shown_.width()};
    update();
}

/// The sum below has named the pixel; a click explains it channel by channel back.
void ResizeView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && pointed_ && runView_.run())
        runView_.inquiry().ask({key_, {pixel().row, pixel().column, 0}});
}

void ResizeView::mark(Sketch& sketch, const QRect& picture, const Stage& of, double row, double column, double rows, double columns)
{
    const double y = static_cast<double>(picture.height()) / static_cast<double>(of.shape[0].extent),
                 x = static_cast<double>(picture.width()) / static_cast<double>(of.shape[1].extent);
    const QRectF rect = QRectF(picture.x() + column * x, picture.y() + row * y, columns * x, rows * y).adjusted(-2, -2, 2, 2);
    sketch.frame(rect, Qt::white, 3);
    sketch.frame(rect, theme_.accent, 1.5);
}

void ResizeView::paint(Sketch& sketch, const Chosen&)
{
    const Stage& before = trace().stage(stage().inputs.front());
    const int sums = typePixels(176);
    const QRect room = rect().adjusted(0, 0, 0, -sums);
    const QRect left(0, 0, room.width() / 2 - 16, room.height()), right(room.width() / 2 + 16, 0, room.width() / 2 - 16, room.height());
    const QRect source = drawNamed(sketch, left, before, tr("before"), 1, pictureOf(key_).size());
    // The picture shrinks into its new form: only what the pass changes moves.
    shown_ = drawNamed(sketch, right, stage(), tr("after"), moment_ >= 1 ? 1 : slow(), pictureOf(before.key).size());
    sketch.text(QRect(left.right(), 0, 32, room.height()), QStringLiteral("→"), Qt::AlignCenter, theme_.dim, 22);
    const Pixel chosen = pixel();
    mark(sketch, shown_, stage(), static_cast<double>(chosen.row), static_cast<double>(chosen.column), 1, 1);
    const std::int64_t in = before.shape[across() ? 1 : 0].extent, out = stage().shape[across() ? 1 : 0].extent;
    const Filter filter = trace().model().preprocess.filter;
    if (in != out && filter != Filter::Nearest) {
        const Taps taps = resampleTaps(in, out, filter)[static_cast<std::size_t>(across() ? chosen.column : chosen.row)];
        const auto count = static_cast<double>(taps.weights.size());
        across() ? mark(sketch, source, before, static_cast<double>(chosen.row), static_cast<double>(taps.first), 1, count)
                 : mark(sketch, source, before, static_cast<double>(taps.first), static_cast<double>(chosen.column), count, 1);
    }
    drawSum(sketch, QRect(0, height() - sums, width(), sums), chosen);
}

/// The red channel of one pixel: source pixels, weights, sum, rounding.
void ResizeView::drawSum(Sketch& sketch, const QRect& room, const Pixel& chosen)
{
    const int line = typePixels(18);
    const Stage& before = trace().stage(stage().inputs.front());
    const std::int64_t in = before.shape[across() ? 1 : 0].extent, out = stage().shape[across() ? 1 : 0].extent;
    const Filter filter = trace().model().preprocess.filter;
    const Preprocessed& picture = *trace().picture();
    const Image& from = across() ? picture.source : picture.resizedRows;
    const bool floats = picture.floats.has_value();
    // In float the values are 0 … 1; those of the horizontal pass are brought there by the same sum.
    const auto valueAt = [&](std::int64_t row, std::int64_t column) -> double {
        if (!floats || across())
            return *from.pixel(row, column) * (floats ? trace().model().preprocess.rescaleFactor : 1.0);
        return static_cast<double>(picture.floats->resizedRows.view().at({row, column, 0}));
    };
    sketch.text(QRect(room.x(), room.y(), room.width(), line),
                tr("How the pixel in row %1, column %2 is made (red channel; point at another)").arg(chosen.row + 1).arg(chosen.column + 1),
                Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    if (in == out || filter == Filter::Nearest)
        return say(sketch, room.adjusted(0, line + 4, 0, 0), said(in == out ? ClaimKind::PassKeeps : ClaimKind::NearestTaken), {}, 12, false,
                   Qt::AlignLeft | Qt::AlignTop);
    const Taps taps = resampleTaps(in, out, filter)[static_cast<std::size_t>(across() ? chosen.column : chosen.row)];
    const auto count = static_cast<std::int64_t>(taps.weights.size());
    const double most = *std::max_element(taps.weights.begin(), taps.weights.end());
    const int shown = static_cast<int>(std::min<std::int64_t>(count, room.width() / 8));
    const double width = std::min<double>(typePixels(54), static_cast<double>(room.width()) / std::max(1, shown));
    const QRect chart(room.x(), room.y() + line + 6, room.width(), room.height() - 5 * line - 12);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t at = taps.first + i;
        const double value = across() ? valueAt(chosen.row, at) : valueAt(at, chosen.column);
        const double weight = taps.weights[static_cast<std::size_t>(i)] / 4194304.0;
        if (i >= shown || slow() * static_cast<double>(count) < static_cast<double>(i))
            continue;
        const QRectF cell(chart.x() + width * static_cast<double>(i), chart.y(), width - 2, chart.height());
        const double high = std::max(1.0, chart.height() * std::abs(taps.weights[static_cast<std::size_t>(i)]) / most);
        sketch.painter.fillRect(QRectF(cell.x(), cell.bottom() - high, cell.width(), high), Sketch::signColour(weight));
        sketch.painter.fillRect(QRectF(cell.x(), chart.bottom() + 3, cell.width(), line - 4),
                                QColor(std::clamp(static_cast<int>(std::lround(value * (floats ? 255 : 1))), 0, 255), 0, 0));
        if (width > typePixels(34)) {
            const QRect told = QRectF(cell.x(), chart.bottom() + line - 1, width - 2, line).toRect();
            sketch.text(told, floats ? number(value, 3) : QString::number(value), Qt::AlignCenter, theme_.text, 11);
            sketch.text(told.translated(0, line - 4), QStringLiteral("× ") + number(weight, 3), Qt::AlignCenter, theme_.dim, 10);
        }
    }
    say(sketch, QRect(room.x(), room.bottom() - line, room.width(), line), saidOf({key_, {chosen.row, chosen.column, 0}}, ClaimKind::Resampled),
        theme_.text);
}

}  // namespace

StageView* makeSourceView(RunView& runView, Viewpoint& viewpoint)
{
    return new SourceView(runView, viewpoint);
}
StageView* makeResizeView(RunView& runView, Viewpoint& viewpoint)
{
    return new ResizeView(runView, viewpoint);
}
StageView* makeCropView(RunView& runView, Viewpoint& viewpoint)
{
    return new CropView(runView, viewpoint);
}

}  // namespace vitscope
