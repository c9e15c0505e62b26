// What the answer would be before a block, after its attention and after its MLP: a dashed bar, a tick, and a solid bar for each class. Of a
// model without classes how like the result is to the final one.
//
// All blocks have one scale: to the largest probability that any of them gives. Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

namespace vitscope {

class AnswerMoves : public QWidget {
    Q_OBJECT

public:
    explicit AnswerMoves(RunView& runView, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setBlock(std::int64_t block);
    /// "cat 69.5 → 64.1 %", one for each bar.
    QStringList sentences() const;

    QSize minimumSizeHint() const override { return {220, 90}; }
    QSize sizeHint() const override { return {420, 230}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Bar {
        QString label;
        double before, between, after;
        bool first;
    };
    std::vector<Bar> bars() const;
    double largest() const;
    QString change(const Bar& bar) const;
    void drawBarOf(QPainter& painter, const Bar& bar, const QRect& row, int labelWidth) const;
    void drawLegend(QPainter& painter, const QRect& room) const;

    RunView& runView_;
    Theme theme_ = Theme::light();
    std::int64_t block_ = 0;
};

}  // namespace vitscope
