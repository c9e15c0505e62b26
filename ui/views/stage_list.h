// The pipeline: every stage of the run with a thumbnail of its tensor and its shape. Up and Down walk through all of them.
//
// One block is open at a time, the chosen one, until another is opened by hand. Tested in tests/ui/window_test.cpp.
#pragma once

#include <QTreeView>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"
#include "ui/views/stage_model.h"

namespace vitscope {

class StageList : public QTreeView {
    Q_OBJECT

public:
    explicit StageList(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    const StageModel& stages() const { return model_; }

    QSize minimumSizeHint() const override { return {160, 120}; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;

private:
    void onRun();
    void onClicked(const QModelIndex& index);
    void follow();

    RunView& runView_;
    Viewpoint& viewpoint_;
    StageModel model_;
};

}  // namespace vitscope
