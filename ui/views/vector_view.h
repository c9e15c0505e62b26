// A vector: every entry a bar from zero. Classes get a row each with their name where there is room.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

namespace vitscope {

class VectorView : public QWidget {
    Q_OBJECT

public:
    explicit VectorView(Session& session, QWidget* parent = nullptr);

    void setStage(const Stage& stage);
    void setTheme(const Theme& theme);
    QSize minimumSizeHint() const override { return {200, 160}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    bool inRows() const;
    QString nameOf(std::int64_t index) const;
    QColor colourOf(float value) const;
    QRect plot() const;
    void drawRow(QPainter& painter, std::int64_t index) const;
    void drawColumn(QPainter& painter, std::int64_t index) const;
    void drawColumns(QPainter& painter) const;

    Session& session_;
    Theme theme_ = Theme::light();
    Axis axis_ = Axis::Feature;
    std::vector<float> values_;
    MapStyle style_;
    std::optional<std::int64_t> pointed_;
};

}  // namespace vitscope
