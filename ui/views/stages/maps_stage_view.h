// The usual view of a stage: its maps, and below them a detail of the chosen token.
//
// Tested in tests/ui/stages_test.cpp.
#pragma once

#include "ui/views/stages/stage_views.h"

namespace vitscope {

class MapsView;

class MapsStageView : public StageView {
    Q_OBJECT

public:
    using MakeBoard = Board (*)(RunView& runView, Viewpoint& viewpoint, const Stage& stage);

    /// `detail` may be null. Takes it.
    MapsStageView(RunView& runView, Viewpoint& viewpoint, MakeBoard makeBoard, StageView* detail);

    void showStage(const Stage& stage) override;
    void setTheme(const Theme& theme) override;
    void setMoment(double moment) override;
    void setBare(bool bare) override;
    std::vector<MapPart> tables() const override;
    const MapsView& maps() const { return *maps_; }

private:
    void showChosen();

    RunView& runView_;
    Viewpoint& viewpoint_;
    MakeBoard makeBoard_;
    MapsView* maps_;
    StageView* detail_;
    StageKey key_;
    double moment_ = 1;
    bool bare_ = false;
};

/// One view above another: a view of its own, and a detail.
class StackedView : public StageView {
    Q_OBJECT

public:
    /// Shares the height as `upperShare` : `lowerShare`. Takes both.
    StackedView(StageView* upper, StageView* lower, int upperShare, int lowerShare);

    void showStage(const Stage& stage) override;
    void setTheme(const Theme& theme) override;
    void setMoment(double moment) override;
    std::vector<MapPart> tables() const override { return upper_->tables(); }

private:
    StageView* upper_;
    StageView* lower_;
};

}  // namespace vitscope
