#include "ui/views/maps/maps_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/render/overlay.h"
#include "ui/session/walk.h"
#include "ui/theme/fonts.h"

namespace vitscope {

namespace {

constexpr int swatchWidth = 5, swatchGap = 4;

double eased(double share)
{
    share = std::clamp(share, 0.0, 1.0);
    return 1 - (1 - share) * (1 - share);
}

/// A frame that stays visible where a row is a pixel high.
QRectF atLeast(QRectF strip, double least)
{
    if (strip.height() < least)
        strip.adjust(0, (strip.height() - least) / 2, 0, (least - strip.height()) / 2);
    if (strip.width() < least)
        strip.adjust((strip.width() - least) / 2, 0, (least - strip.width()) / 2, 0);
    return strip;
}

QRectF between(const QRectF& from, const QRectF& to, double share)
{
    const auto mixed = [share](double a, double b) { return a + (b - a) * share; };
    return {mixed(from.x(), to.x()), mixed(from.y(), to.y()), mixed(from.width(), to.width()), mixed(from.height(), to.height())};
}

}  // namespace

Scale scaleOf(const MapPart& part, const Theme& theme)
{
    return {colourBar(colourTable(part.style.palette, theme.neutral.rgb()), 256, 1), part.style.range, part.uniform};
}

QRectF rowRect(const QRect& map, const MapPart& part, std::int64_t row)
{
    const double height = static_cast<double>(map.height()) / static_cast<double>(part.rows());
    return {static_cast<double>(map.x()), map.y() + height * static_cast<double>(row), static_cast<double>(map.width()), height};
}

QRectF columnRect(const QRect& map, const MapPart& part, std::int64_t column)
{
    const double width = static_cast<double>(map.width()) / static_cast<double>(part.columns());
    return {map.x() + width * static_cast<double>(column), static_cast<double>(map.y()), width, static_cast<double>(map.height())};
}

QRectF MapsPainter::rowRect(std::size_t index, std::int64_t row) const
{
    return vitscope::rowRect(layout_.places[index].map, board_.parts[index], row);
}

QRectF MapsPainter::columnRect(std::size_t index, std::int64_t column) const
{
    return vitscope::columnRect(layout_.places[index].map, board_.parts[index], column);
}

QRectF MapsPainter::cellsRect(std::size_t index, const QRect& cells) const
{
    return rowRect(index, cells.top())
        .united(rowRect(index, cells.bottom()))
        .intersected(columnRect(index, cells.left()).united(columnRect(index, cells.right())));
}

std::optional<std::int64_t> MapsPainter::chosenRow(std::size_t index) const
{
    return rowOfToken(board_.parts[index], drawn_.token, run_.trace->layout());
}

void MapsPainter::drawBoard(const Drawn& drawn)
{
    drawn_ = drawn;
    painter_.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < board_.parts.size(); ++i)
        drawPart(i);
    for (std::size_t i = 0; i < layout_.signs.size(); ++i)
        drawSign(i);
    if (!layout_.sharedScale.isEmpty())
        drawScaleBar(painter_, layout_.sharedScale, scaleOf(board_.parts.front(), theme_), theme_);
}

void MapsPainter::drawMarks(const Drawn& drawn)
{
    drawn_ = drawn;
    painter_.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < board_.parts.size(); ++i)
        drawChosen(i);
    if (drawn_.moment < 1)
        drawOperands();
    drawLit();
}

Reveal MapsPainter::reveal(std::size_t index) const
{
    const MapPart& part = board_.parts[index];
    if (!part.made || drawn_.moment >= 1)
        return {};
    const double slow = std::min(1.0, drawn_.moment / Walk::bulk);
    Reveal reveal;
    reveal.rows = std::max(0.0, (drawn_.moment - Walk::bulk) / (1 - Walk::bulk));
    const std::optional<std::int64_t> row = chosenRow(index);
    if (board_.arrangement == Arrangement::Product && index == 2) {
        // One cell is one dot product; it is there once its terms have been added up.
        if (slow >= 0.95 && row && drawn_.entry)
            reveal.cells = QRect(static_cast<int>(*drawn_.entry), static_cast<int>(*row), 1, 1);
        return reveal;
    }
    if (!part.patch.isEmpty())
        reveal.cells = cellsOfToken(part, drawn_.token, run_.trace->layout());
    reveal.row = row;
    reveal.columns = slow;
    return reveal;
}

void MapsPainter::drawPart(std::size_t index)
{
    drawTitle(index);
    if (index + 1 < board_.parts.size() && !board_.parts[index].picture.isNull() && drawn_.moment < 1)
        painter_.setOpacity(0.35);
    drawCells(index, reveal(index));
    painter_.setOpacity(1);
    drawFlight(index);
    drawTurning(index);
    drawGroups(index);
    drawTokenColours(index);
    const MapPlace& place = layout_.places[index];
    if (!place.scale.isEmpty() && board_.parts[index].picture.isNull())
        drawScaleBar(painter_, place.scale, scaleOf(board_.parts[index], theme_), theme_);
}

void MapsPainter::drawTitle(std::size_t index)
{
    const MapPart& part = board_.parts[index];
    const QRect room = layout_.places[index].title;
    const QFont bold = interfaceFont(13, QFont::DemiBold), plain = interfaceFont(11);
    const QFontMetrics boldSize(bold), plainSize(plain);
    const int line = typePixels(18);
    // The note stands beside the title where there is room, else the axes alone are told below.
    const int titleWidth = boldSize.horizontalAdvance(part.title), noteWidth = part.note.isEmpty() ? 0 : plainSize.horizontalAdvance(part.note) + 6;
    const bool note = titleWidth + noteWidth <= room.width();
    const QString title = boldSize.elidedText(part.title, Qt::ElideRight, room.width());
    const int width = std::min(room.width(), note ? titleWidth + noteWidth : titleWidth);
    QRect first(room.center().x() - width / 2, room.y(), width + 2, line);
    painter_.setFont(bold);
    painter_.setPen(roleColour(part.role, theme_));
    painter_.drawText(first, Qt::AlignLeft | Qt::AlignVCenter, title);
    painter_.setFont(plain);
    painter_.setPen(theme_.dim);
    if (note)
        painter_.drawText(first.adjusted(titleWidth + 6, 1, 0, 1), Qt::AlignLeft | Qt::AlignVCenter, part.note);
    const QString axes = axesText(part), shortAxes = shortAxesText(part);
    const QString shown = plainSize.horizontalAdvance(axes) <= room.width() ? axes : shortAxes;
    painter_.drawText(QRect(room.x() - 20, room.y() + typePixels(17), room.width() + 40, line), Qt::AlignCenter, shown);
}

void MapsPainter::drawCells(std::size_t index, const Reveal& reveal)
{
    const MapPart& part = board_.parts[index];
    const QRect& map = layout_.places[index].map;
    QPainterPath corners;
    corners.addRoundedRect(map, 3, 3);
    painter_.save();
    painter_.setClipPath(corners);
    if (reveal.rows >= 1) {
        painter_.drawImage(map, images_[index]);
        if (!part.picture.isNull())
            drawGridLines(painter_, {QRectF(map), static_cast<int>(part.rows()), static_cast<int>(part.columns())}, QColor(255, 255, 255, 130));
        painter_.restore();
        return;
    }
    painter_.fillRect(map, theme_.soft);
    const auto show = [&](const QRectF& rect) {
        const QImage& image = images_[index];
        const double x = static_cast<double>(image.width()) / map.width(), y = static_cast<double>(image.height()) / map.height();
        painter_.drawImage(rect, image, QRectF((rect.x() - map.x()) * x, (rect.y() - map.y()) * y, rect.width() * x, rect.height() * y));
    };
    if (reveal.rows > 0)
        show(QRectF(map.x(), map.y(), map.width(), std::round(map.height() * reveal.rows)));
    if (reveal.row) {
        QRectF row = rowRect(index, *reveal.row);
        row.setWidth(row.width() * reveal.columns);
        show(atLeast(row, 4).intersected(map));
    }
    if (!reveal.cells.isEmpty())
        show(atLeast(cellsRect(index, reveal.cells), 3).intersected(map));
    painter_.restore();
}

/// Patches on their way from the picture to their rows.
void MapsPainter::drawFlight(std::size_t index)
{
    if (drawn_.moment >= 1 || index == 0 || board_.parts[index - 1].picture.isNull() || !board_.parts[index].made)
        return;
    const MapPart& from = board_.parts[index - 1];
    const TokenLayout& layout = run_.trace->layout();
    const double slow = std::min(1.0, drawn_.moment / Walk::bulk), bulk = std::max(0.0, (drawn_.moment - Walk::bulk) / (1 - Walk::bulk));
    const auto fly = [&](std::int64_t token, double share) {
        const std::optional<PatchPlace> place = layout.placeOf(token);
        const std::optional<std::int64_t> row = rowOfToken(board_.parts[index], token, layout);
        if (!place || !row || share >= 1)
            return;
        const QRectF start = cellsRect(index - 1, cellsOfToken(from, token, layout));
        const QRectF picture(patchRect(run_.trace->config(), *place)), end = rowRect(index, *row);
        const QRectF landing(end.x() - swatchGap - swatchWidth - 1, end.center().y() - swatchWidth / 2.0, swatchWidth + 2, swatchWidth);
        painter_.drawImage(between(start, landing, eased(share)), from.picture, picture);
    };
    const std::int64_t count = layout.tokens();
    for (std::int64_t token = 0; token < count; ++token) {
        // One after the other, as one reads: each takes a quarter of the time.
        const double start = 0.75 * static_cast<double>(token) / static_cast<double>(count);
        if (token != drawn_.token)
            fly(token, (bulk - start) / 0.25);
    }
    fly(drawn_.token, slow);
}

/// A row of scores on its way to the weights it becomes: first the chosen one, then all, one after the other.
void MapsPainter::drawTurning(std::size_t index)
{
    if (board_.arrangement != Arrangement::Product || index != 3 || board_.parts[2].made || drawn_.moment >= 1)
        return;
    const double slow = drawn_.moment / Walk::bulk, bulk = (drawn_.moment - Walk::bulk) / (1 - Walk::bulk);
    const std::int64_t rows = board_.parts[index].rows();
    const std::optional<std::int64_t> row =
        slow < 1 ? chosenRow(index) : std::min(static_cast<std::int64_t>(bulk * static_cast<double>(rows)), rows - 1);
    if (!row)
        return;
    const double share = slow < 1 ? eased(slow) : 0.5;
    const QRectF place = atLeast(between(rowRect(2, *row), rowRect(index, *row), share), slow < 1 ? 7 : 3);
    for (const std::size_t image : {std::size_t{2}, index}) {
        const double across = static_cast<double>(images_[image].height()) / static_cast<double>(rows);
        painter_.setOpacity(image == 2 ? 1 : share);
        painter_.drawImage(place, images_[image], QRectF(0, across * static_cast<double>(*row), images_[image].width(), std::max(1.0, across)));
    }
    painter_.setOpacity(1);
    if (slow < 1)
        drawStrip(place, theme_.attention);
}

/// Each row of tokens begins with the mean colour of its patch; so does each column of keys.
void MapsPainter::drawTokenColours(std::size_t index)
{
    const MapPart& part = board_.parts[index];
    if (!part.patch.isEmpty())
        return;
    const TokenLayout& layout = run_.trace->layout();
    const auto strip = [&](std::int64_t count, bool across) {
        QImage image(across ? static_cast<int>(count) : 1, across ? 1 : static_cast<int>(count), QImage::Format_RGB32);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t token = count == layout.tokens() ? i : i + layout.prefixTokens();
            const QRgb colour = run_.tokenColours[static_cast<std::size_t>(token)];
            image.setPixel(across ? static_cast<int>(i) : 0, across ? 0 : static_cast<int>(i), qAlpha(colour) ? colour : theme_.attention.rgb());
        }
        return image;
    };
    const QRect& map = layout_.places[index].map;
    if (part.rows() > 1 && tokenOf(part, {0, 0}, layout))
        painter_.drawImage(QRect(map.x() - swatchGap - swatchWidth, map.y(), swatchWidth, map.height()), strip(part.rows(), false));
    if (part.columnAxis() == Axis::Key && part.columns() == layout.tokens())
        painter_.drawImage(QRect(map.x(), map.bottom() + 1 + swatchGap / 2, map.width(), swatchWidth - 2), strip(part.columns(), true));
}

void MapsPainter::drawGroups(std::size_t index)
{
    const MapPart& part = board_.parts[index];
    const QRect& map = layout_.places[index].map;
    painter_.setPen(QPen(theme_.card, 1));
    for (int group = 1; group < part.groups; ++group) {
        const double x = map.x() + static_cast<double>(map.width()) * group / part.groups;
        painter_.drawLine(QPointF(x, map.y()), QPointF(x, map.bottom() + 1));
    }
}

void MapsPainter::drawSign(std::size_t index)
{
    if (static_cast<int>(index) >= board_.signs.size())
        return;
    const QString sign = board_.signs[static_cast<int>(index)].section(u'\n', 0, 0),
                  caption = board_.signs[static_cast<int>(index)].section(u'\n', 1);
    const QRect& room = layout_.signs[index];
    QFont font = interfaceFont(22);
    painter_.setFont(font);
    painter_.setPen(theme_.dim);
    const int half = typePixels(32);
    painter_.drawText(QRect(room.x() + 6, room.center().y() - half, room.width() - 22, half), Qt::AlignHCenter | Qt::AlignBottom, sign);
    painter_.setFont(interfaceFont(11));
    painter_.drawText(QRect(room.x() + 6, room.center().y() + 2, room.width() - 22, 2 * half), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                      caption);
}

void MapsPainter::drawStrip(const QRectF& strip, const QColor& colour, bool thin)
{
    // Around a row or column of a few pixels, so that what is chosen stays visible.
    const double out = std::min(strip.width(), strip.height()) < 8 ? 2 : 0;
    const QRectF frame = atLeast(strip, 3).adjusted(-out, -out, out, out);
    painter_.setBrush(Qt::NoBrush);
    if (!thin) {
        painter_.setPen(QPen(Qt::white, 4));
        painter_.drawRoundedRect(frame, 2, 2);
    }
    painter_.setPen(QPen(colour, thin ? 1 : 2, thin ? Qt::DashLine : Qt::SolidLine));
    painter_.drawRoundedRect(frame, 2, 2);
}

void MapsPainter::drawChosen(std::size_t index)
{
    const MapPart& part = board_.parts[index];
    const std::int64_t token = drawn_.token;
    const TokenLayout& layout = run_.trace->layout();
    if (!part.patch.isEmpty()) {
        if (const QRect cells = cellsOfToken(part, token, layout); !cells.isEmpty())
            drawCellOutline(painter_, cellsRect(index, cells).toRect(), theme_.query);
        return;
    }
    const bool factor = board_.arrangement == Arrangement::Product && index == 0;
    const bool entryHere = !factor && part.columnAxis() == board_.entryAxis && drawn_.entry && *drawn_.entry < part.columns() && part.columns() > 1;
    if (part.columnAxis() == Axis::Key && part.columns() == layout.tokens() && drawn_.entry != token)
        drawStrip(columnRect(index, token), theme_.query, true);
    if (entryHere)
        drawStrip(columnRect(index, *drawn_.entry), board_.entryAxis == Axis::Key ? theme_.key : theme_.accent);
    const std::optional<std::int64_t> row = chosenRow(index);
    if (row && part.rows() > 1)
        drawStrip(rowRect(index, *row).adjusted(-2, 0, 2, 0), part.rowAxis() == Axis::Key ? theme_.key : theme_.query, part.rowAxis() == Axis::Key);
    if (row && entryHere)
        drawCellOutline(painter_, atLeast(rowRect(index, *row).intersected(columnRect(index, *drawn_.entry)), 5).toRect(), theme_.text);
}

/// What is being multiplied: one pair of numbers while it goes slowly, then one row after the other.
void MapsPainter::drawOperands()
{
    if (board_.arrangement != Arrangement::Product || !board_.parts[2].made)
        return;
    const double slow = drawn_.moment / Walk::bulk, bulk = (drawn_.moment - Walk::bulk) / (1 - Walk::bulk);
    const std::optional<std::int64_t> row = chosenRow(0);
    if (slow < 1 && row && drawn_.entry) {
        const std::int64_t count = board_.parts[0].columns(), now = std::min(static_cast<std::int64_t>(slow * static_cast<double>(count)), count - 1);
        const bool ordered = static_cast<std::int64_t>(drawn_.terms.size()) == count;
        const std::int64_t inner = ordered ? drawn_.terms[static_cast<std::size_t>(now)] : now;
        drawCellOutline(painter_, atLeast(rowRect(0, *row).intersected(columnRect(0, inner)), 7).toRect(), theme_.query);
        drawCellOutline(painter_, atLeast(rowRect(1, inner).intersected(columnRect(1, *drawn_.entry)), 7).toRect(), theme_.key);
    } else if (bulk > 0) {
        for (const std::size_t index : {std::size_t{0}, std::size_t{2}}) {
            const std::int64_t rows = board_.parts[index].rows();
            const auto now = std::min(static_cast<std::int64_t>(bulk * static_cast<double>(rows)), rows - 1);
            painter_.fillRect(atLeast(rowRect(index, now), 3), QColor(theme_.accent.red(), theme_.accent.green(), theme_.accent.blue(), 150));
        }
    }
}

void MapsPainter::drawLit()
{
    for (std::size_t i = 0; i < board_.parts.size(); ++i)
        if (!drawn_.lit.isEmpty() && board_.parts[i].tensor == drawn_.lit) {
            const QColor colour = board_.parts[i].role == Role::Other ? theme_.accent : roleColour(board_.parts[i].role, theme_);
            painter_.setBrush(Qt::NoBrush);
            painter_.setPen(QPen(colour, 3));
            painter_.drawRoundedRect(QRectF(layout_.places[i].map).adjusted(-5, -5, 5, 5), 6, 6);
        }
}

}  // namespace vitscope
