// Where the operands of the chosen term stand: the tensor of each as a small map, its line and its cell outlined.
//
// Tested in tests/ui/explain_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

namespace vitscope {

class Sketch;

class OperandView : public QWidget {
    Q_OBJECT

public:
    explicit OperandView(RunView& runView, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QSize minimumSizeHint() const override { return {160, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drawOperand(Sketch& sketch, const QRect& room, const Explanation& why, OperandAt at);
    QRect drawTensor(Sketch& sketch, const QRect& room, const OperandLine& line);
    void drawPlace(Sketch& sketch, const QRect& map, const OperandLine& line, const std::vector<std::int64_t>& index);

    RunView& runView_;
    Theme theme_ = Theme::light();
};

}  // namespace vitscope
