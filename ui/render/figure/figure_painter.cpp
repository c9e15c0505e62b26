#include "ui/render/figure/figure_painter.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/render/figure/panel_image.h"
#include "ui/render/patch_grid.h"

namespace vitscope {

namespace {

constexpr QRgb queryColour = 0xFF2F7FE0;

struct FigureColours {
    QColor ground, text, dim;
};

FigureColours coloursOf(FigureGround ground)
{
    if (ground == FigureGround::Dark)
        return {QColor(0x1C2026), QColor(0xE8EAEE), QColor(0x9AA4B0)};
    return {ground == FigureGround::Light ? QColor(Qt::white) : QColor(Qt::transparent), QColor(0x1C2128), QColor(0x5E6773)};
}

void drawLine(QPainter& painter, const FigureLine& line, const QColor& colour, bool outlines)
{
    painter.save();
    painter.translate(line.baseline);
    if (line.turned)
        painter.rotate(-90);
    if (outlines) {
        QPainterPath path;
        path.addText(QPointF(), line.font, line.text);
        painter.fillPath(path, colour);
    } else {
        painter.setFont(line.font);
        painter.setPen(colour);
        painter.drawText(QPointF(), line.text);
    }
    painter.restore();
}

void drawPanel(QPainter& painter, const Figure& figure, const FigurePanel& panel, const FigureLook& look, const QRect& place)
{
    painter.drawImage(place, panelImage(figure, panel, look, place.size()));
    if (look.patchGrid && panel.onPatches) {
        const MatrixView cells = panel.values.view().matrix();
        QRectF region(place);
        if (look.overPicture)
            region = patchGrid(figure.picture.size(), figure.seen, place.size(), 1, 1).region.translated(place.topLeft());
        painter.save();
        painter.setClipRect(place);
        drawGridLines(painter, {region, static_cast<int>(cells.rows()), static_cast<int>(cells.cols())});
        painter.restore();
    }
    if (!look.markQuery || !panel.plan.query)
        return;
    const std::optional<PatchPlace> patch = figure.trace->layout().placeOf(panel.plan.query->token);
    const std::optional<QRect> cell = patch ? patchInPanel(figure, panel, look, place.size(), *patch) : std::nullopt;
    if (cell)
        drawCellOutline(painter, cell->translated(place.topLeft()), QColor(queryColour));
}

}  // namespace

void drawFigure(QPainter& painter, const Figure& figure, const FigureLook& look, const FigureLayout& layout)
{
    const FigureColours colours = coloursOf(look.ground);
    painter.setFont(figureFont(look, look.points));  // an SVG would name the application's
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.setRenderHint(QPainter::LosslessImageRendering);  // a PDF would make JPEGs of them
    if (look.ground != FigureGround::Transparent)
        painter.fillRect(QRect(QPoint(), layout.size), colours.ground);
    for (std::size_t i = 0; i < figure.panels.size(); ++i)
        drawPanel(painter, figure, figure.panels[i], look, layout.panels[i]);
    for (const FigureBar& bar : layout.bars)
        painter.drawImage(bar.place, panelColourBar(figure.panels[bar.panel], look, bar.place.width(), bar.place.height()));
    if (!layout.legend.isEmpty())
        drawCellOutline(painter, layout.legend, QColor(queryColour));
    for (const FigureLine& line : layout.lines)
        drawLine(painter, line, line.dim ? colours.dim : colours.text, look.outlines);
}

QImage figureImage(const Figure& figure, const FigureLook& look)
{
    const FigureLayout layout = figureLayout(figure, look);
    if (look.isPlain() && figure.panels.size() == 1)
        return panelImage(figure, figure.panels.front(), look, layout.panels.front().size());
    const bool transparent = look.ground == FigureGround::Transparent;
    QImage image(layout.size, transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawFigure(painter, figure, look, layout);
    return image;
}

}  // namespace vitscope
