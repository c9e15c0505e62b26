// One or several matrices as heat maps with titles, scales, the chosen token's row outlined, and a loupe under the pointer.
//
// Arrow keys move the loupe cell by cell. Hovering a token's row asks from that token. Tested in tests/ui/window_test.cpp.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/session.h"
#include "ui/views/loupe.h"
#include "ui/views/map_part.h"
#include "ui/views/maps_layout.h"
#include "ui/views/scale_bar.h"

namespace vitscope {

class MapsView : public QWidget {
    Q_OBJECT

public:
    explicit MapsView(Session& session, QWidget* parent = nullptr);

    /// The parts have the same shape. An empty list shows nothing.
    void setParts(std::vector<MapPart> parts);
    const std::vector<MapPart>& parts() const { return parts_; }
    void setTheme(const Theme& theme);
    /// Of part `index`, in the widget's pixels.
    QRect mapRect(std::size_t index) const { return layout_.places.at(index).map; }

    QSize minimumSizeHint() const override { return {200, 160}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Pointed {
        std::size_t part = 0;
        Cell cell;
        bool operator==(const Pointed&) const = default;
    };
    void redraw();
    void point(std::optional<Pointed> pointed);
    std::optional<Pointed> pointedAt(QPoint position) const;
    QPoint centreOf(const Pointed& pointed) const;
    std::optional<std::int64_t> tokenOf(const Pointed& pointed) const;
    Scale scaleOf(const MapPart& part) const;
    void drawPart(QPainter& painter, std::size_t index) const;
    void drawTitle(QPainter& painter, const MapPart& part, const QRect& room) const;
    void drawChosenRow(QPainter& painter, const MapPart& part, const QRect& map) const;

    Session& session_;
    Theme theme_ = Theme::light();
    std::vector<MapPart> parts_;
    std::vector<QImage> images_;
    MapsLayout layout_;
    std::optional<Pointed> pointed_;
};

}  // namespace vitscope
