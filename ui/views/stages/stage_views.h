// Which view shows which kind of stage: one line each in the registry.
//
// A new kind of view is one class with showStage() and setTheme(), and one line in stage_views.cpp. A view draws one moment of the
// walk (ui/session/walk.h) and keeps no time itself. tests/ui/stages_test.cpp walks the registry and every stage of a run.
#pragma once

#include <QWidget>
#include <span>

#include "core/plan/plan.h"
#include "ui/theme/theme.h"
#include "ui/views/maps/map_part.h"

namespace vitscope {

class RunView;
class Viewpoint;

/// Shows one stage of a run, in the middle of the window; or a detail of it, under its maps.
class StageView : public QWidget {
public:
    using QWidget::QWidget;
    virtual void showStage(const Stage& stage) = 0;
    virtual void setTheme(const Theme& theme) = 0;
    virtual void setMoment(double moment) = 0;
    /// The result alone, as large as it goes.
    virtual void setBare(bool) {}
    /// What can be shown as a table of numbers.
    virtual std::vector<MapPart> tables() const { return {}; }
};

struct StageViewRow {
    const char* name;
    bool (*fits)(const Stage& stage);
    StageView* (*create)(RunView& runView, Viewpoint& viewpoint);
};

/// The first that fits is taken; the last fits everything.
std::span<const StageViewRow> stageViews();
std::size_t stageViewFor(const Stage& stage);

}  // namespace vitscope
