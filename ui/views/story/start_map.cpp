#include "ui/views/story/start_map.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/views/story/start_painter.h"
#include "ui/words/names.h"
#include "ui/words/screen_words.h"

namespace vitscope {

namespace {

constexpr int arrow = 40, caption = 60, down = 24, padding = 14, besideGap = 30, columnGap = 9, smallestMap = 34, edge = 5;

}  // namespace

StartMap::StartMap(RunView& runView, Viewpoint& viewpoint, QWidget* parent) : QWidget(parent), runView_(runView), viewpoint_(viewpoint)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("The whole model, in parts that lead to their screens"));
    connect(&runView, &RunView::runChanged, this, &StartMap::redraw);
    connect(&runView, &RunView::valuesArrived, this, qOverload<>(&QWidget::update));
}

void StartMap::setTheme(const Theme& theme)
{
    theme_ = theme;
    redraw();
}

void StartMap::redraw()
{
    maps_.clear();
    place();
    update();
}

std::vector<std::int64_t> StartMap::shownBlocks() const
{
    return layout_.blocks;
}

/// Sizes follow from the room; with many blocks those of the short walk are shown.
void StartMap::place()
{
    stations_.clear();
    if (!runView_.run())
        return;
    const Run& run = *runView_.run();
    Layout l;
    const double aspect = tileAspect(run);
    const int beside = width() > 760 ? 116 : 100;
    l.side = std::clamp(static_cast<int>(std::min(width() * 0.175, height() * 0.25 / std::max(1.0, aspect))), 56, 190);
    const int high = qRound(l.side * aspect);
    l.picture = QRect(edge, edge, l.side, high);
    l.patches = l.picture.translated(l.side + arrow, 0);
    l.tokens = QRect(l.patches.right() + 1 + arrow, edge, width() - edge - l.patches.right() - 1 - arrow, high);
    const int top = edge + high + caption + down;
    l.box = QRect(1, top, width() - beside - besideGap - edge, std::max(160, height() - top - 1));
    l.words = width() > 760 ? 128 : 98;
    for (std::int64_t block = 0; block < run.story.blocks; ++block)
        l.blocks.push_back(block);
    const auto room = [&] { return (l.box.width() - 2 * padding - l.words) / static_cast<int>(l.blocks.size()) - columnGap; };
    if (room() < smallestMap)
        std::erase_if(l.blocks, [&](std::int64_t block) {
            return std::none_of(run.shortWalk.begin(), run.shortWalk.end(), [&](const Screen& screen) { return screen.block == block; });
        });
    constexpr int heads = 52, barsLeast = 96;
    const int tall = static_cast<int>((l.box.height() - heads - barsLeast - padding - 12) / 2 / aspect);
    l.mapSide = std::clamp(std::min(room(), tall), 20, 150);
    l.mapHeight = qRound(l.mapSide * aspect);
    const int pitch = std::max(l.mapSide + columnGap, std::min(room() + columnGap, l.mapSide * 3 / 2));
    l.firstMap = top + heads;
    l.secondMap = l.firstMap + l.mapHeight + 8;
    l.bars = l.secondMap + l.mapHeight + 10;
    l.floor = l.box.bottom() - padding - 34;
    for (std::size_t i = 0; i < l.blocks.size(); ++i)
        l.columns.emplace_back(l.box.x() + padding + l.words + static_cast<int>(i) * pitch, top + heads - 20, l.mapSide, l.floor - top - heads + 56);
    const int x = width() - edge - beside;
    l.read = QRect(x, top + 28, beside, std::clamp(l.box.height() / 7, 28, 64));
    l.answer = QRect(x, top + l.box.height() / 2, beside, 62);
    layout_ = l;

    const Trace& trace = *run.trace;
    const auto station = [&](const QRect& rect, const QString& name, const StageKey& stage) {
        if (trace.plan().placeOf(stage) >= 0)
            stations_.push_back({rect, name, stage});
    };
    station(l.picture, tr("Picture"), trace.stages().front().key);
    station(l.patches, tr("Patches"), "patches");
    station(l.tokens, tr("Tokens"), "embed.positions");
    for (std::size_t i = 0; i < l.blocks.size(); ++i)
        station(l.columns[i], tr("Block %1").arg(l.blocks[i] + 1), {"blocks.output", l.blocks[i]});
    const auto title = [&](ScreenKind kind) {
        for (const Screen& screen : run.shortWalk)
            if (screen.kind == kind)
                return screenTitle(trace, screen);
        return QString();
    };
    station(l.read, title(ScreenKind::ReadOut), pooledId);
    station(l.answer, tr("Answer"), probabilitiesId);
    focused_ = std::min(focused_, static_cast<int>(stations_.size()) - 1);
    QStringList names;
    for (const Station& each : stations_)
        names.append(each.name);
    setAccessibleDescription(names.join(QStringLiteral(", ")));
}

void StartMap::paintEvent(QPaintEvent*)
{
    if (!runView_.run() || stations_.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    StartPainter(*this, painter).draw();
}

void StartMap::resizeEvent(QResizeEvent*)
{
    redraw();
}

void StartMap::mouseMoveEvent(QMouseEvent* event)
{
    const auto under = std::find_if(stations_.begin(), stations_.end(), [&](const Station& station) {
        return station.rect.adjusted(-4, -4, 4, 4).contains(event->position().toPoint());
    });
    const int now = under == stations_.end() ? -1 : static_cast<int>(under - stations_.begin());
    if (now == hovered_)
        return;
    hovered_ = now;
    setCursor(now < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void StartMap::mousePressEvent(QMouseEvent* event)
{
    mouseMoveEvent(event);
    if (hovered_ >= 0 && event->button() == Qt::LeftButton)
        emit chosen(stations_[static_cast<std::size_t>(hovered_)].stage);
}

void StartMap::leaveEvent(QEvent*)
{
    hovered_ = -1;
    update();
}

void StartMap::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (stations_.empty() || (step == 0 && !opens))
        return QWidget::keyPressEvent(event);
    if (opens)
        return emit chosen(stations_[static_cast<std::size_t>(focused_)].stage);
    focused_ = std::clamp(focused_ + step, 0, static_cast<int>(stations_.size()) - 1);
    update();
}

}  // namespace vitscope
