#include "ui/views/why/effect_map.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/render/overlay.h"
#include "ui/theme/fonts.h"
#include "ui/views/why/effects.h"

namespace vitscope {

namespace {

constexpr double mapOpacity = 0.7;
constexpr int barRoom = 26;

int stepOf(const QKeyEvent& event, Qt::Key back, Qt::Key forth)
{
    return event.key() == back ? -1 : event.key() == forth ? 1 : 0;
}

}  // namespace

EffectMap::EffectMap(RunView& runView, QWidget* parent) : QWidget(parent), runView_(runView)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Where in the picture"));
    connect(&runView.why(), &WhyView::found, this, &EffectMap::showFound);
    connect(&runView.why(), &WhyView::askedChanged, this, &EffectMap::showFound);
    connect(&runView.why(), &WhyView::chosenChanged, this, [this] { update(); });
}

void EffectMap::setTheme(const Theme& theme)
{
    theme_ = theme;
    showFound();
}

void EffectMap::showFound()
{
    drawn_ = {};
    if (runView_.run() && runView_.why().chosen() && !runView_.why().order().empty())
        setAccessibleDescription(patchTitle(runView_, *runView_.why().chosen()));
    update();
}

QRect EffectMap::pictureRect() const
{
    const QSize room(width(), std::max(1, height() - typePixels(barRoom)));
    const QSize size = runView_.run()->shown.size().scaled(room, Qt::KeepAspectRatio);
    return {QPoint((width() - size.width()) / 2, 0), size};
}

int EffectMap::heightForPicture(int width) const
{
    const QSize picture = runView_.run() ? runView_.run()->shown.size() : QSize(1, 1);
    return std::max(minimumSizeHint().height(), width * picture.height() / std::max(1, picture.width()) + typePixels(barRoom));
}

PatchGrid EffectMap::grid() const
{
    const Run& run = *runView_.run();
    const TokenLayout& layout = run.trace->layout();
    const QSize size = pictureRect().size() * devicePixelRatio();
    return patchGrid(run.shown.size(), run.seen, size, static_cast<int>(layout.gridRows()), static_cast<int>(layout.gridColumns()));
}

QPoint EffectMap::centreOf(std::int64_t patch) const
{
    const int columns = static_cast<int>(runView_.run()->trace->layout().gridColumns());
    const PatchCell cell{static_cast<int>(patch) / columns, static_cast<int>(patch) % columns};
    return pictureRect().topLeft() + grid().cell(cell).center() / devicePixelRatio();
}

std::optional<std::int64_t> EffectMap::patchAt(QPointF position) const
{
    if (!runView_.run())
        return std::nullopt;
    const std::optional<PatchCell> cell = grid().cellAt((position - pictureRect().topLeft()) * devicePixelRatio());
    const TokenLayout& layout = runView_.run()->trace->layout();
    if (!cell || !layout.tokenAt({cell->row, cell->column}))
        return std::nullopt;
    return cell->row * layout.gridColumns() + cell->column;
}

/// The size of the largest effect: both ends of the scale.
float EffectMap::reach() const
{
    const WhyView& why = runView_.why();
    return why.order().empty() ? 0 : std::abs(why.effects().values()[static_cast<std::size_t>(why.order().front())]);
}

void EffectMap::paintEvent(QPaintEvent*)
{
    if (!runView_.run())
        return;
    const QRect target = pictureRect();
    const Run& run = *runView_.run();
    const WhyView& why = runView_.why();
    const QSize size = target.size() * devicePixelRatio();
    if (drawn_.size() != size) {
        drawn_ = run.shown.convertToFormat(QImage::Format_RGB32).scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        const double x = static_cast<double>(size.width()) / run.shown.width(), y = static_cast<double>(size.height()) / run.shown.height();
        const QRectF seen(run.seen.x() * x, run.seen.y() * y, run.seen.width() * x, run.seen.height() * y);
        const OverlayStyle style{Palette::Diverging, {-reach(), reach()}, theme_.neutral.rgb(), mapOpacity, false};
        if (reach() > 0)
            drawn_ = overlay(drawn_, why.effects().view(), seen, style, size);
        QPainter lines(&drawn_);
        drawGridLines(lines, grid());
        drawNumbers(lines);
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath corners;
    corners.addRoundedRect(target, 5, 5);
    painter.setClipPath(corners);
    painter.drawImage(target, drawn_);
    painter.setClipping(false);
    if (const std::optional<std::int64_t> chosen = why.chosen()) {
        painter.save();
        painter.translate(target.topLeft());
        painter.scale(1 / devicePixelRatio(), 1 / devicePixelRatio());
        const int columns = static_cast<int>(run.trace->layout().gridColumns());
        drawCellOutline(painter, grid().cell({static_cast<int>(*chosen) / columns, static_cast<int>(*chosen) % columns}), theme_.accent);
        painter.restore();
    }
    drawBar(painter);
    if (hasFocus()) {
        painter.setPen(QPen(theme_.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(target.adjusted(1, 1, -1, -1), 5, 5);
    }
}

void EffectMap::drawNumbers(QPainter& painter) const
{
    const WhyView& why = runView_.why();
    const PatchGrid cells = grid();
    QFont font = numberFont(12, QFont::DemiBold);
    font.setPixelSize(qRound(font.pixelSize() * devicePixelRatio()));
    painter.setFont(font);
    const double from = writtenFrom(runView_);
    for (const std::int64_t patch : why.order()) {
        const double effect = why.effects().values()[static_cast<std::size_t>(patch)];
        if (std::abs(effect) < from)
            break;  // the others are smaller
        const QRect cell = cells.cell({static_cast<int>(patch) / cells.columns, static_cast<int>(patch) % cells.columns});
        const QString text = effectText(runView_, effect, 0);
        if (painter.fontMetrics().horizontalAdvance(text) + 2 > cell.width() || painter.fontMetrics().height() > cell.height() + 4)
            continue;
        const QColor ground(drawn_.pixel(cell.center()));
        painter.setPen(qGray(ground.rgb()) < 140 ? Qt::white : Qt::black);
        painter.drawText(cell, Qt::AlignCenter, text);
    }
}

/// "speaks against −18.7 ▬▬▬ +18.7 speaks for"
void EffectMap::drawBar(QPainter& painter) const
{
    const int high = typePixels(18), top = pictureRect().bottom() + typePixels(barRoom) - high;
    const QRect line(pictureRect().x(), top, pictureRect().width(), high);
    if (reach() <= 0)
        return;
    const bool roomy = line.width() > typePixels(330);
    painter.setFont(interfaceFont(12));
    painter.setPen(theme_.dim);
    const QString low = effectText(runView_, -reach()), high_ = effectText(runView_, reach());
    const QString left = roomy ? tr("speaks against  %1").arg(low) : low, right = roomy ? tr("%1  speaks for").arg(high_) : high_;
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, left);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
    const int gap = 8, x = line.x() + painter.fontMetrics().horizontalAdvance(left) + gap,
              wide = line.width() - painter.fontMetrics().horizontalAdvance(left) - painter.fontMetrics().horizontalAdvance(right) - 2 * gap;
    const OverlayStyle style{Palette::Diverging, {-reach(), reach()}, theme_.neutral.rgb(), mapOpacity, false};
    if (wide > 20)
        painter.drawImage(QRect(x, line.center().y() - 3, wide, 7), colourBar(style, 256, 1));
}

/// The window's own keys must not take the arrows from the map.
bool EffectMap::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && key->key() >= Qt::Key_Left && key->key() <= Qt::Key_Down)
            event->accept();
    }
    return QWidget::event(event);
}

void EffectMap::keyPressEvent(QKeyEvent* event)
{
    const int rows = stepOf(*event, Qt::Key_Up, Qt::Key_Down), columns = stepOf(*event, Qt::Key_Left, Qt::Key_Right);
    if (rows == 0 && columns == 0)
        return QWidget::keyPressEvent(event);
    runView_.why().moveChosen(rows, columns);
}

void EffectMap::mouseMoveEvent(QMouseEvent* event)
{
    runView_.why().preview(patchAt(event->position()));
}

void EffectMap::mousePressEvent(QMouseEvent* event)
{
    if (const std::optional<std::int64_t> patch = patchAt(event->position()); patch && event->button() == Qt::LeftButton)
        runView_.why().choose(*patch);
}

void EffectMap::leaveEvent(QEvent*)
{
    runView_.why().preview(std::nullopt);
}

}  // namespace vitscope
