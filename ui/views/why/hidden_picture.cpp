#include "ui/views/why/hidden_picture.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/render/heat_map.h"
#include "ui/render/numbers.h"
#include "ui/render/patch_grid.h"
#include "ui/views/why/effects.h"
#include "ui/views/why/ghost_bars.h"
#include "ui/words/names.h"

namespace vitscope {

HiddenPicture::HiddenPicture(RunView& runView, QWidget* parent)
    : QWidget(parent),
      runView_(runView),
      picture_(new QLabel),
      bars_(new GhostBars),
      note_(new QLabel(tr("Dashed: whole picture. Filled: patch hidden.")))
{
    setLook(note_, QStringLiteral("dim"));
    note_->setWordWrap(true);
    picture_->setAlignment(Qt::AlignCenter);
    picture_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    picture_->setAccessibleName(tr("The picture with the chosen patch hidden"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(picture_);
    column->addWidget(bars_);
    column->addWidget(note_);
    connect(&runView.why(), &WhyView::chosenChanged, this, &HiddenPicture::showChosen);
    connect(&runView.why(), &WhyView::askedChanged, this, &HiddenPicture::showChosen);
}

void HiddenPicture::setTheme(const Theme& theme)
{
    theme_ = theme;
    bars_->setTheme(theme);
    showChosen();
}

void HiddenPicture::setRoom(int pixels)
{
    room_ = pixels;
    placePicture();
}

QString HiddenPicture::heading() const
{
    const std::optional<std::int64_t> chosen = runView_.run() ? runView_.why().chosen() : std::nullopt;
    return chosen ? tr("%1 hidden").arg(patchTitle(runView_, *chosen)) : QString();
}

void HiddenPicture::showChosen()
{
    if (!runView_.run())
        return;
    const Trace& trace = *runView_.run()->trace;
    const std::optional<std::int64_t> chosen = runView_.why().chosen();
    shown_ = runView_.run()->input;
    if (chosen) {
        const std::vector<PatchSet> sets = aroundEachPatch(trace.config(), runView_.why().reach());
        const PatchSet& set = sets[static_cast<std::size_t>(*chosen)];
        shown_ = pixelsImage(withHidden(trace, set).view(), trace.model().preprocess);
    }
    placePicture();
    const bool known = chosen && *chosen < runView_.why().occlusion().done;
    bars_->setVisible(known);
    note_->setVisible(known);
    if (known)
        showBars(*chosen);
    emit headingChanged();
}

void HiddenPicture::placePicture()
{
    if (shown_.isNull() || width() < 20)
        return;
    const QSize size = shown_.size().scaled(QSize(width(), std::max(60, std::min(room_, width()))), Qt::KeepAspectRatio);
    QImage drawn = shown_.scaled(size * devicePixelRatio(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    if (const std::optional<std::int64_t> chosen = runView_.why().chosen()) {
        const TokenLayout& layout = runView_.run()->trace->layout();
        const PatchGrid grid = patchGrid(shown_.size(), QRectF(QPointF(), shown_.size()), drawn.size(), static_cast<int>(layout.gridRows()),
                                         static_cast<int>(layout.gridColumns()));
        const int columns = static_cast<int>(layout.gridColumns());
        QPainter painter(&drawn);
        drawCellOutline(painter, grid.cell({static_cast<int>(*chosen) / columns, static_cast<int>(*chosen) % columns}), theme_.accent);
    }
    drawn.setDevicePixelRatio(devicePixelRatio());
    picture_->setPixmap(QPixmap::fromImage(drawn));
    picture_->setFixedHeight(size.height());
}

void HiddenPicture::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        placePicture();
}

/// The class asked about and the strongest beside it; without classes what is left of the cosine.
void HiddenPicture::showBars(std::int64_t patch)
{
    const Trace& trace = *runView_.run()->trace;
    const ModelConfig& config = trace.config();
    const Occlusion& occlusion = runView_.why().occlusion();
    const std::span<const float> after = occlusion.without(patch);
    const auto share = [&](std::span<const float> answer, std::int64_t index) { return measured(config, answer, occlusion.whole, {index}); };
    if (config.classes == 0) {
        const double left = share(after, 0);
        bars_->setBars({{tr("cosine"), 1, left, QStringLiteral("1 → %1").arg(number(left, 4)), true}});
        return;
    }
    const AskedClass& asked = runView_.why().asked();
    std::int64_t other = asked.against.value_or(-1);
    for (std::int64_t index = 0; index < config.classes && !asked.against; ++index)
        if (index != asked.index && (other < 0 || after[static_cast<std::size_t>(index)] > after[static_cast<std::size_t>(other)]))
            other = index;
    std::vector<GhostBar> bars;
    for (const std::int64_t index : {asked.index, other})
        if (index >= 0) {
            const double was = share(occlusion.whole, index), is = share(after, index);
            bars.push_back({className(trace.model(), index), was, is, beforeAndAfter(was, is), index == asked.index});
        }
    bars_->setBars(std::move(bars));
}

}  // namespace vitscope
