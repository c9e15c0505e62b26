// The answer's class, block by block: what the head would say if it read each block. Blocks still to come are dashed outlines.
//
// Clicking a bar goes to its block. Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

namespace vitscope {

class LensBars : public QWidget {
    Q_OBJECT

public:
    explicit LensBars(RunView& runView, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// The last block that has been seen, counted from 0; −1: none yet.
    void setSeen(std::int64_t block);
    /// “cat”, block by block
    QString heading() const;

    QSize minimumSizeHint() const override { return {160, 90}; }
    QSize sizeHint() const override { return {280, 92}; }

signals:
    void chosen(std::int64_t block);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    double value(std::int64_t block) const;
    QString text(double value) const;
    QString described() const;

    RunView& runView_;
    Theme theme_ = Theme::light();
    std::int64_t seen_ = -1;
};

}  // namespace vitscope
