#include "ui/views/stage_views.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/session/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/maps_view.h"
#include "ui/views/stage_maps.h"
#include "ui/views/vector_view.h"

namespace vitscope {

namespace {

/// A picture of 8 bits a channel, as large as it goes; small ones by whole pixels, so that each can be seen.
class EightBitView : public StageView {
public:
    explicit EightBitView(Session& session) : session_(session) { setAccessibleName(QCoreApplication::translate("EightBitView", "Picture of the stage")); }
    void showStage(const Stage& stage) override
    {
        picture_ = session_.run()->summary(stage.key).picture;
        size_ = QCoreApplication::translate("EightBitView", "%1 rows × %2 columns").arg(stage.shape[0].extent).arg(stage.shape[1].extent);
        update();
    }
    void setTheme(const Theme& theme) override
    {
        theme_ = theme;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    Session& session_;
    Theme theme_ = Theme::light();
    QImage picture_;
    QString size_;
};

void EightBitView::paintEvent(QPaintEvent*)
{
    if (picture_.isNull())
        return;
    const QRect room = rect().adjusted(0, 0, 0, -28);
    QSize size = picture_.size().scaled(room.size(), Qt::KeepAspectRatio);
    const int whole = size.width() / std::max(1, picture_.width());
    if (whole >= 1)
        size = picture_.size() * whole;
    QRect target(QPoint(), size);
    target.moveCenter(room.center());
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform, whole < 1);
    QPainterPath corners;
    corners.addRoundedRect(target, 5, 5);
    painter.setClipPath(corners);
    painter.drawImage(target, picture_);
    painter.setClipping(false);
    painter.setFont(numberFont());
    painter.setPen(theme_.dim);
    painter.drawText(QRect(0, target.bottom() + 6, width(), 22), Qt::AlignCenter, size_);
}

/// Heat maps; `make` says which.
class TensorMapsView : public StageView {
public:
    using Make = std::vector<MapPart> (*)(Session&, const Stage&);

    TensorMapsView(Session& session, Make make) : session_(session), make_(make), maps_(new MapsView(session))
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(maps_);
        setFocusProxy(maps_);
    }
    void showStage(const Stage& stage) override { maps_->setParts(make_(session_, stage)); }
    void setTheme(const Theme& theme) override { maps_->setTheme(theme); }

private:
    Session& session_;
    Make make_;
    MapsView* maps_;
};

class BarsView : public StageView {
public:
    explicit BarsView(Session& session) : bars_(new VectorView(session))
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(bars_);
    }
    void showStage(const Stage& stage) override { bars_->setStage(stage); }
    void setTheme(const Theme& theme) override { bars_->setTheme(theme); }

private:
    VectorView* bars_;
};

template <TensorMapsView::Make make>
StageView* maps(Session& session)
{
    return new TensorMapsView(session, make);
}

bool isRank(const StageInfo& info, std::size_t rank)
{
    return info.axes.size() == rank;
}

constexpr StageViewRow registry[] = {
    {"picture", [](const StageInfo& info) { return info.kind == ValueKind::EightBit; }, [](Session& s) -> StageView* { return new EightBitView(s); }},
    {"channels", [](const StageInfo& info) { return isRank(info, 3) && info.axes[0] == Axis::Channel; }, maps<channelMaps>},
    {"attention", [](const StageInfo& info) { return isRank(info, 3) && info.axes[1] == Axis::Query; }, maps<attentionMaps>},
    {"heads", [](const StageInfo& info) { return isRank(info, 3); }, maps<headMaps>},
    {"matrix", [](const StageInfo& info) { return isRank(info, 2); }, maps<matrixMaps>},
    {"vector", [](const StageInfo&) { return true; }, [](Session& s) -> StageView* { return new BarsView(s); }},
};

}  // namespace

std::span<const StageViewRow> stageViews()
{
    return registry;
}

std::size_t stageViewFor(const StageInfo& info)
{
    const auto found = std::find_if(std::begin(registry), std::end(registry), [&](const StageViewRow& row) { return row.fits(info); });
    return static_cast<std::size_t>(found - std::begin(registry));
}

}  // namespace vitscope
