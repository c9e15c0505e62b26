// The picture as it is, with nothing laid over it; the part the model does not see is dimmed.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"

namespace vitscope {

class PlainPicture : public QWidget {
    Q_OBJECT

public:
    explicit PlainPicture(RunView& runView, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override { return {100, 90}; }
    QSize sizeHint() const override { return {280, 280}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    RunView& runView_;
};

}  // namespace vitscope
