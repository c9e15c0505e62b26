// A logit as a waterfall of what each part of the model added: what was there at the start, every block's attention and MLP, the biases; last
// the sum. The heads of an attention stand in a tip while the pointer is on it, or after Enter; a click, or Enter once more, opens the stage.
//
// Tested in tests/ui/why_page_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

namespace vitscope {

class LedgerBars : public QWidget {
    Q_OBJECT

public:
    explicit LedgerBars(RunView& runView, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// The middle of a term's row, in the widget's pixels; the row behind the last term is the sum's.
    QPoint centreOf(std::int64_t term) const;
    /// The term looked at: under the pointer, else the one the keys are on.
    std::optional<std::int64_t> term() const;
    /// Whether its heads are listed.
    bool showsHeads() const;

    QSize sizeHint() const override { return {420, minimumSizeHint().height()}; }
    QSize minimumSizeHint() const override;

signals:
    void stageWanted(const vitscope::StageKey& stage);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Columns {
        int block = 0, part = 0, bars = 0, number = 0;  ///< where each begins
    };
    std::int64_t terms() const;
    int rowHeight() const;
    Columns columns() const;
    void drawTerm(QPainter& painter, std::int64_t term, double from, double low, double high);
    void drawSum(QPainter& painter, double sum, double low, double high);
    void drawHeads(QPainter& painter, std::int64_t block) const;
    void open(std::int64_t term);
    void speak();

    RunView& runView_;
    Theme theme_ = Theme::light();
    std::optional<std::int64_t> hovered_;
    std::int64_t at_ = 0;  ///< of the keys
    bool heads_ = false;   ///< asked for with Enter
};

}  // namespace vitscope
