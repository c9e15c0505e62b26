#include "ui/views/story/change_maps.h"

#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/words/story_claims.h"

namespace vitscope {

namespace {

constexpr int changeGap = 12, changeAbove = 22, changeBelow = 24;

std::vector<float> changesOf(const Story& story, std::int64_t move)
{
    return story.changes.view().slice(Axis::Block, move).copy().values();
}

}  // namespace

ChangeMaps::ChangeMaps(RunView& runView, Viewpoint& viewpoint, QWidget* parent) : QWidget(parent), runView_(runView), viewpoint_(viewpoint)
{
    setAccessibleName(tr("How much each move changed every token"));
    connect(&runView, &RunView::runChanged, this, &ChangeMaps::redraw);
    connect(&viewpoint, &Viewpoint::displayChanged, this, &ChangeMaps::redraw);
}

void ChangeMaps::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

void ChangeMaps::setBlock(std::int64_t block)
{
    block_ = block;
    redraw();
}

QString ChangeMaps::sentence(int move) const
{
    const Run& run = *runView_.run();
    const TokenChange& change = run.story.read[static_cast<std::size_t>(2 * block_ + move)];
    return change.before > 0 ? QStringLiteral("%1 %2").arg(readOutPhrase(*run.trace), toldShare(change.added / change.before)) : QString();
}

void ChangeMaps::redraw()
{
    maps_ = {};
    update();
    if (runView_.run())
        setAccessibleDescription(tr("Attention") + QStringLiteral(": ") + sentence(0) + u'\n' + tr("MLP") + QStringLiteral(": ") + sentence(1));
}

void ChangeMaps::makeMaps()
{
    const Run& run = *runView_.run();
    const TokenLayout& layout = run.trace->layout();
    const Tiling t = tilingOf(size() - QSize(2, 2), 2, tileAspect(run), changeGap, changeAbove, changeBelow, 360);
    const std::vector<float> attention = changesOf(run.story, 2 * block_), mlp = changesOf(run.story, 2 * block_ + 1);
    style_ = overlayStyle(viewpoint_.display(), unite(patchRange(attention, layout), patchRange(mlp, layout)));
    const QImage& scaled = picture_.of(run, t.tile * devicePixelRatioF());
    maps_ = {layOver(scaled, run, attention, style_), layOver(scaled, run, mlp, style_)};
}

void ChangeMaps::paintEvent(QPaintEvent*)
{
    if (!runView_.run())
        return;
    if (maps_[0].isNull())
        makeMaps();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tiling t = tilingOf(size() - QSize(2, 2), 2, tileAspect(*runView_.run()), changeGap, changeAbove, changeBelow, 360);
    QRect last;
    for (int move = 0; move < 2; ++move) {
        const QRect tile(QPoint((move % t.columns) * (t.tile.width() + changeGap),
                                changeAbove + (move / t.columns) * (t.tile.height() + changeAbove + changeBelow + changeGap)),
                         t.tile);
        const QRect label(tile.x(), tile.y() - changeAbove, tile.width(), changeAbove - 4);
        painter.setFont(interfaceFont(13, QFont::DemiBold));
        painter.setPen(move == 0 ? theme_.attention : theme_.text);
        const QString name = move == 0 ? tr("Attention") : tr("MLP");
        painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, name);
        const int used = painter.fontMetrics().horizontalAdvance(name) + 8;
        painter.setFont(interfaceFont(12));
        painter.setPen(theme_.dim);
        if (const QString said = sentence(move); used + painter.fontMetrics().horizontalAdvance(said) <= tile.width())
            painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, said);
        drawTile(painter, tile, maps_[static_cast<std::size_t>(move)]);
        last = last.united(tile);
    }
    const QRect bar(last.x(), last.bottom() + 6, last.width(), changeBelow - 6);
    const QString whole = tr("%1 of the token’s own length").arg(toldShare(style_.range.high));
    const bool fits = QFontMetrics(numberFont(12)).horizontalAdvance(whole) < bar.width() * 2 / 3;
    drawBar(painter, bar, style_, QStringLiteral("0"), fits ? whole : toldShare(style_.range.high), theme_);
}

void ChangeMaps::resizeEvent(QResizeEvent*)
{
    redraw();
}

}  // namespace vitscope
