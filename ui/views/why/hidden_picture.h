// The picture as the model read it with the chosen patch hidden, and what that does to the answer: before dashed, after filled.
//
// Tested in tests/ui/why_page_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

class QLabel;

namespace vitscope {

class GhostBars;

class HiddenPicture : public QWidget {
    Q_OBJECT

public:
    explicit HiddenPicture(RunView& runView, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// "patch 11, 8 hidden"; empty while none is chosen.
    QString heading() const;
    /// At most so high, in pixels.
    void setRoom(int pixels);
    const GhostBars& bars() const { return *bars_; }

signals:
    void headingChanged();

private:
    void showChosen();
    void showBars(std::int64_t patch);

    RunView& runView_;
    QLabel* picture_;
    GhostBars* bars_;
    QLabel* note_;
    Theme theme_ = Theme::light();
    QImage shown_;
    int room_ = QWIDGETSIZE_MAX;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placePicture();
};

}  // namespace vitscope
