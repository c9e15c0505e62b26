#include "ui/views/story/start_painter.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/render/heat_map.h"
#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/words/names.h"
#include "ui/words/screen_words.h"
#include "ui/words/story_claims.h"

namespace vitscope {

namespace {

QString mapText(const char* text)
{
    return QCoreApplication::translate("StartMap", text);
}

QString elided(const QPainter& painter, const QString& text, int width)
{
    return painter.fontMetrics().elidedText(text, Qt::ElideRight, width);
}

}  // namespace

void StartPainter::draw()
{
    picture();
    patches();
    tokens();
    blocks();
    readOut();
    answer();
    frames();
}

int StartPainter::wrapped(const QRect& room, const QString& text)
{
    const QRect needed = p_.fontMetrics().boundingRect(QRect(room.x(), room.y(), room.width(), 1000), Qt::TextWordWrap, text);
    if (needed.height() <= room.height())
        p_.drawText(room, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
    return needed.height();
}

void StartPainter::caption(const QRect& under, int width, const QString& title, const QString& text, int room)
{
    p_.setFont(interfaceFont(14, QFont::DemiBold));
    p_.setPen(theme_.text);
    p_.drawText(QRect(under.x(), under.bottom() + 6, width, 20), Qt::AlignLeft | Qt::AlignVCenter, elided(p_, title, width));
    p_.setFont(interfaceFont(12));
    p_.setPen(theme_.dim);
    wrapped(QRect(under.x(), under.bottom() + 27, width, room), text);
}

void StartPainter::arrowRight(int x, int y, int length)
{
    p_.setPen(QPen(theme_.dim, 1.6));
    p_.drawLine(QPointF(x, y), QPointF(x + length, y));
    p_.drawPolyline(QPolygonF{QPointF(x + length - 5, y - 5), QPointF(x + length, y), QPointF(x + length - 5, y + 5)});
}

void StartPainter::arrowDown(int x, int y)
{
    p_.setPen(QPen(theme_.dim, 1.6));
    p_.drawLine(QPointF(x, y), QPointF(x, y + 13));
    p_.drawPolyline(QPolygonF{QPointF(x - 5, y + 8), QPointF(x, y + 13), QPointF(x + 5, y + 8)});
}

void StartPainter::picture()
{
    p_.setRenderHint(QPainter::SmoothPixmapTransform);
    drawTile(p_, l_.picture, run_.shown);
    const ModelConfig& config = run_.trace->config();
    caption(l_.picture, l_.side + 24, mapText(QT_TRANSLATE_NOOP("StartMap", "Picture")),
            mapText(QT_TRANSLATE_NOOP("StartMap", "%1 × %2 pixels, each three numbers.")).arg(config.imageRows).arg(config.imageColumns));
    arrowRight(l_.picture.right() + 12, l_.picture.center().y(), 16);
}

void StartPainter::patches()
{
    drawTile(p_, l_.patches, run_.input);
    const ModelConfig& config = run_.trace->config();
    const PatchGrid grid = patchGrid(run_.input.size(), QRectF(run_.input.rect()), l_.patches.size(), static_cast<int>(config.gridRows()),
                                     static_cast<int>(config.gridColumns()));
    p_.save();
    p_.translate(l_.patches.topLeft());
    drawGridLines(p_, grid, QColor(255, 255, 255, 190));
    p_.restore();
    caption(l_.patches, l_.side + 30, mapText(QT_TRANSLATE_NOOP("StartMap", "%1 patches")).arg(config.patches()),
            mapText(QT_TRANSLATE_NOOP("StartMap", "Cut into %1 × %2 small pieces.")).arg(config.gridRows()).arg(config.gridColumns()));
    arrowRight(l_.patches.right() + 12, l_.patches.center().y(), 16);
}

/// A row of the sequence: number, its patch, its numbers as colours, its name.
void StartPainter::token(const QRect& row, std::int64_t token, const TensorView& values, const ValueRange& range)
{
    const TokenLayout layout = tokenLayout(run_.trace->config());
    constexpr int numberWidth = 30, nameWidth = 88;
    const int square = row.height() - 3;
    const std::optional<PatchPlace> place = layout.placeOf(token);
    p_.setFont(interfaceFont(12));
    p_.setPen(theme_.dim);
    if (place)
        p_.drawText(QRect(row.x(), row.y(), numberWidth - 6, square), Qt::AlignRight | Qt::AlignVCenter,
                    QString::number(token - layout.prefixTokens() + 1));
    const QRect thumbnail(row.x() + numberWidth, row.y(), square, square);
    if (place)
        p_.drawImage(thumbnail, run_.input, patchRect(run_.trace->config(), *place));
    const QRect strip(thumbnail.right() + 8, row.y(), row.right() - nameWidth - thumbnail.right() - 8, square);
    p_.setRenderHint(QPainter::SmoothPixmapTransform, false);
    drawTile(p_, strip, heatMap(values.slice(values.shape().front().axis, token), range, colourTable(Palette::Diverging, theme_.neutral.rgb())));
    if (!place) {
        p_.setPen(QPen(theme_.accent, 2));
        p_.setBrush(Qt::NoBrush);
        p_.drawRoundedRect(QRectF(strip).adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4);
    }
    p_.setFont(interfaceFont(12, place ? QFont::Normal : QFont::DemiBold));
    p_.setPen(place ? theme_.dim : theme_.text);
    p_.drawText(QRect(strip.right() + 8, row.y(), nameWidth - 8, square), Qt::AlignLeft | Qt::AlignVCenter,
                elided(p_, tokenName(layout, token), nameWidth - 8));
}

void StartPainter::tokens()
{
    const TokenLayout layout = tokenLayout(run_.trace->config());
    const std::optional<Slice> values = map_.runView_.values("embed.tokens");
    const std::int64_t prefix = layout.prefixTokens(), last = layout.tokens() - 1;
    const int room = std::clamp(l_.tokens.height() / 19, 3, 8);
    std::vector<std::int64_t> shown;
    if (prefix > 0)
        shown.push_back(0);
    for (std::int64_t token = prefix; token < last && static_cast<int>(shown.size()) + 1 < room; ++token)
        shown.push_back(token);
    // The middle of the sequence says more than its beginning.
    if (shown.size() > 2 && last > static_cast<std::int64_t>(shown.size()))
        shown.back() = layout.tokenAt({layout.gridRows() / 2, layout.gridColumns() / 2}).value_or(shown.back());
    shown.push_back(last);
    const int pitch = l_.tokens.height() / static_cast<int>(shown.size());
    if (values) {
        ValueRange range{0, 0};
        for (const std::int64_t token : shown)
            range = unite(range, rangeOf(values->view().slice(values->view().shape().front().axis, token)));
        for (std::size_t i = 0; i < shown.size(); ++i)
            token(QRect(l_.tokens.x(), l_.tokens.y() + static_cast<int>(i) * pitch, l_.tokens.width(), pitch), shown[i], values->view(),
                  symmetric(range));
    }
    const ModelConfig& config = run_.trace->config();
    const QString each = mapText(QT_TRANSLATE_NOOP("StartMap", "Each patch becomes %1 numbers.")).arg(config.width);
    caption(l_.tokens, l_.tokens.width(), mapText(QT_TRANSLATE_NOOP("StartMap", "%1 tokens")).arg(layout.tokens()),
            prefix == 0 ? each : each + QStringLiteral(" ") + mapText(QT_TRANSLATE_NOOP("StartMap", "In front stands one without a patch.")));
    arrowDown(std::min(l_.tokens.center().x(), l_.box.right() - 60), l_.tokens.bottom() + 62);
}

void StartPainter::blockHead()
{
    const int y = l_.box.y() + 10, x = l_.box.x() + 14;
    p_.setFont(interfaceFont(14, QFont::DemiBold));
    p_.setPen(theme_.text);
    const auto shown = static_cast<std::int64_t>(l_.blocks.size());
    const QString title = shown == story_.blocks ? mapText(QT_TRANSLATE_NOOP("StartMap", "%1 blocks")).arg(story_.blocks)
                                                 : mapText(QT_TRANSLATE_NOOP("StartMap", "%1 of %2 blocks")).arg(shown).arg(story_.blocks);
    p_.drawText(QRect(x, y, 200, 20), Qt::AlignLeft | Qt::AlignVCenter, title);
    const int used = p_.fontMetrics().horizontalAdvance(title) + 12;
    const QRect bar(l_.box.right() - 14 - 190, y, 190, 20);
    drawBar(p_, bar, map_.style_, mapText(QT_TRANSLATE_NOOP("StartMap", "little")), mapText(QT_TRANSLATE_NOOP("StartMap", "much")), theme_);
    p_.setFont(interfaceFont(12));
    p_.setPen(theme_.dim);
    const int room = bar.x() - x - used - 10;
    const QString text = shown == story_.blocks
                             ? mapText(QT_TRANSLATE_NOOP("StartMap", "Each makes the same two moves, then hands all tokens on."))
                             : mapText(QT_TRANSLATE_NOOP("StartMap", "Each makes two moves; here those that change the answer most."));
    if (p_.fontMetrics().horizontalAdvance(text) <= room)
        p_.drawText(QRect(x + used, y, room, 20), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void StartPainter::move(int top, const QString& title, const QString& text, const QColor& colour)
{
    const QRect room(l_.box.x() + 14, top, l_.words - 12, l_.mapHeight);
    p_.setFont(interfaceFont(13, QFont::DemiBold));
    p_.setPen(colour);
    p_.drawText(room, Qt::AlignLeft | Qt::AlignTop, elided(p_, title, room.width()));
    p_.setFont(interfaceFont(12));
    p_.setPen(theme_.dim);
    wrapped(room.adjusted(0, 19, 0, 8), text);
}

void StartPainter::column(std::size_t i)
{
    const std::int64_t block = l_.blocks[i];
    auto found = map_.maps_.find(block);
    if (found == map_.maps_.end()) {
        const TokenLayout& layout = run_.trace->layout();
        const QImage& scaled = map_.forMaps_.of(run_, QSize(l_.mapSide, l_.mapHeight) * map_.devicePixelRatioF());
        const auto over = [&](const std::vector<float>& row) {
            map_.style_ = overlayStyle(map_.viewpoint_.display(), patchRange(row, layout));
            map_.style_.bare = false;
            return layOver(scaled, run_, row, map_.style_);
        };
        const QImage looks = over(story_.asked(block, std::nullopt));
        found = map_.maps_.emplace(block, std::pair(looks, over(story_.changes.view().slice(Axis::Block, 2 * block + 1).copy().values()))).first;
    }
    const int x = l_.columns[i].x();
    p_.setFont(interfaceFont(12));
    p_.setPen(theme_.dim);
    const QString name = mapText(QT_TRANSLATE_NOOP("StartMap", "Block %1")).arg(block + 1);
    const bool fits = p_.fontMetrics().horizontalAdvance(name) <= l_.mapSide + 6;
    p_.drawText(QRect(x - 4, l_.firstMap - 20, l_.mapSide + 8, 18), Qt::AlignCenter, fits ? name : QString::number(block + 1));
    drawTile(p_, QRect(x, l_.firstMap, l_.mapSide, l_.mapHeight), found->second.first);
    drawTile(p_, QRect(x, l_.secondMap, l_.mapSide, l_.mapHeight), found->second.second);
    bar(i);
}

/// What leads after a block, and how high.
void StartPainter::bar(std::size_t i)
{
    const std::int64_t block = l_.blocks[i];
    const int step = Story::stepAfter(block);
    const QRect& column = l_.columns[i];
    const bool last = block == story_.blocks - 1;
    double value = 0;
    QString name, second;
    if (story_.hasClasses()) {
        const std::vector<std::int64_t> best = story_.likeliest(step, 2);
        value = story_.probability(step, best.front());
        name = className(run_.trace->model(), best.front());
        if (best.size() > 1)
            second = mapText(QT_TRANSLATE_NOOP("StartMap", "then %1 %2"))
                         .arg(className(run_.trace->model(), best[1]), toldShare(story_.probability(step, best[1])));
    } else {
        value = std::max(0.0, story_.likeness[static_cast<std::size_t>(step)]);
        name = mapText(QT_TRANSLATE_NOOP("StartMap", "cosine"));
    }
    const int room = l_.floor - l_.bars - 18;
    const double high = std::max(2.0, room * std::min(1.0, value));
    const QRectF bar(column.x() + column.width() * 0.24, l_.floor - high, column.width() * 0.52, high);
    p_.setPen(Qt::NoPen);
    p_.setBrush(last ? theme_.accent : mix(theme_.accent, theme_.card, 0.5));
    p_.drawRoundedRect(bar, 2, 2);
    const QRect wide = column.adjusted(-4, 0, 4, 0);
    p_.setPen(theme_.text);
    p_.setFont(interfaceFont(12, QFont::DemiBold));
    const QString text = !story_.hasClasses() ? number(value, 2) : last ? percent(value, 1) : toldShare(value);
    p_.drawText(QRect(wide.x() - 6, static_cast<int>(bar.top()) - 18, wide.width() + 12, 16), Qt::AlignCenter, text);
    p_.drawText(QRect(wide.x(), l_.floor + 4, wide.width(), 16), Qt::AlignCenter, elided(p_, name, wide.width()));
    p_.setPen(theme_.dim);
    p_.setFont(interfaceFont(11));
    if (p_.fontMetrics().horizontalAdvance(second) <= wide.width())
        p_.drawText(QRect(wide.x(), l_.floor + 20, wide.width(), 16), Qt::AlignCenter, second);
    p_.setPen(theme_.line);
    p_.drawLine(column.x(), l_.floor, column.right(), l_.floor);
}

void StartPainter::blocks()
{
    p_.setPen(QPen(theme_.line, 1));
    p_.setBrush(mix(theme_.card, theme_.soft, 0.5));
    p_.drawRoundedRect(QRectF(l_.box).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    for (std::size_t i = 0; i < l_.blocks.size(); ++i)
        column(i);
    blockHead();
    move(l_.firstMap, mapText(QT_TRANSLATE_NOOP("StartMap", "Look around")),
         mapText(QT_TRANSLATE_NOOP("StartMap", "Attention: every token reads from the others.")), theme_.attention);
    move(l_.secondMap, mapText(QT_TRANSLATE_NOOP("StartMap", "Think")),
         mapText(QT_TRANSLATE_NOOP("StartMap", "MLP: every token works on what it read, alone.")), theme_.text);
    const QRect room(l_.box.x() + 14, std::max(l_.bars + 6, l_.floor - 60), l_.words - 12, 100);
    p_.setFont(interfaceFont(13, QFont::DemiBold));
    p_.setPen(theme_.text);
    const QString title = mapText(QT_TRANSLATE_NOOP("StartMap", "If it answered now"));
    const int used = wrapped(room, title);
    p_.setFont(interfaceFont(12));
    p_.setPen(theme_.dim);
    wrapped(QRect(room.x(), room.y() + used + 3, room.width(), l_.box.bottom() - room.y() - used - 8),
            mapText(QT_TRANSLATE_NOOP("StartMap", "What the last layer would say after each block.")));
}

/// The vector the head reads, in rows that make it nearly as wide as its room.
void StartPainter::readOut()
{
    const std::optional<Slice> pooled = map_.runView_.values(StageKey(pooledId));
    if (pooled) {
        const std::vector<float> values = pooled->view().copy().values();
        const auto count = static_cast<std::int64_t>(values.size());
        const double shape = static_cast<double>(l_.read.width()) / std::max(1, l_.read.height());
        std::int64_t columns = std::clamp<std::int64_t>(std::llround(std::sqrt(static_cast<double>(count) * shape)), 1, count);
        while (count % columns != 0)
            ++columns;
        const Tensor grid({{Axis::Row, count / columns}, {Axis::Column, columns}}, values);
        p_.setRenderHint(QPainter::SmoothPixmapTransform, false);
        drawTile(p_, l_.read, heatMap(grid.view(), symmetric(rangeOf(grid.view())), colourTable(Palette::Diverging, theme_.neutral.rgb())));
    }
    p_.setPen(QPen(theme_.accent, 2));
    p_.setBrush(Qt::NoBrush);
    p_.drawRoundedRect(QRectF(l_.read).adjusted(-2, -2, 2, 2), 4, 4);
    arrowRight(l_.box.right() + 8, l_.read.center().y(), 16);
    QString title;
    for (const Screen& screen : run_.shortWalk)
        if (screen.kind == ScreenKind::ReadOut)
            title = screenTitle(*run_.trace, screen);
    caption(l_.read.adjusted(0, 0, 0, 2), l_.read.width(), title,
            mapText(QT_TRANSLATE_NOOP("StartMap", "%1 numbers sum up what was collected.")).arg(run_.trace->stage(pooledId).shape.back().extent),
            l_.answer.y() - l_.read.bottom() - 52);
}

void StartPainter::answer()
{
    if (run_.top.empty())
        return;
    const RankedClass& first = run_.top.front();
    arrowDown(l_.answer.center().x(), l_.answer.y() - 20);
    p_.setPen(Qt::NoPen);
    p_.setBrush(theme_.accent);
    p_.drawRoundedRect(l_.answer, 6, 6);
    p_.setPen(theme_.onAccent);
    p_.setFont(interfaceFont(18, QFont::DemiBold));
    const QRect inside = l_.answer.adjusted(10, 6, -8, -6);
    p_.drawText(inside, Qt::AlignLeft | Qt::AlignTop, elided(p_, className(run_.trace->model(), first.index), inside.width()));
    p_.setFont(interfaceFont(14));
    p_.drawText(inside, Qt::AlignLeft | Qt::AlignBottom, percent(first.probability, 1));
    caption(l_.answer, l_.answer.width(), mapText(QT_TRANSLATE_NOOP("StartMap", "Answer")),
            mapText(QT_TRANSLATE_NOOP("StartMap", "The last layer weighs them for %1 classes.")).arg(run_.trace->config().classes),
            map_.height() - l_.answer.bottom() - 28);
}

/// Of what the pointer is on, and of what the keyboard has chosen.
void StartPainter::frames()
{
    const auto frame = [&](int at, const QPen& pen) {
        if (at < 0 || at >= static_cast<int>(map_.stations_.size()))
            return;
        p_.setPen(pen);
        p_.setBrush(Qt::NoBrush);
        p_.drawRoundedRect(QRectF(map_.stations_[static_cast<std::size_t>(at)].rect).adjusted(-4, -4, 4, 4), 6, 6);
    };
    frame(map_.hovered_, QPen(theme_.accent, 2));
    if (map_.hasFocus())
        frame(map_.focused_, QPen(theme_.accent, 1, Qt::DotLine));
}

}  // namespace vitscope
