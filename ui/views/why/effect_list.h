// The patches whose hiding changes most, as rows: the patch, its name, a bar from the middle, the number. As many as find room.
//
// Shares its choice with the map and the picture; up and down go along it. Tested in tests/ui/why_page_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

namespace vitscope {

class EffectList : public QWidget {
    Q_OBJECT

public:
    explicit EffectList(RunView& runView, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// Rows that find room.
    int rows() const;
    QPoint centreOfRow(int row) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    std::optional<std::int64_t> patchAt(QPoint position) const;
    void drawRow(QPainter& painter, int row, double largest);

    RunView& runView_;
    Theme theme_ = Theme::light();
};

}  // namespace vitscope
