// The base of what stands under the maps of a stage: one token, one number of it, drawn large.
//
// A detail draws itself in paint(); it is drawn anew when the selection, the values, the theme or the moment change. Places that answer
// to the mouse are remembered while painting (spots). Tested in tests/ui/details_test.cpp.
#pragma once

#include <QStringList>
#include <functional>
#include <map>
#include <vector>

#include "core/analysis/claims.h"
#include "ui/session/run_view.h"
#include "ui/views/stages/chosen.h"
#include "ui/views/stages/sketch.h"
#include "ui/views/stages/stage_views.h"

namespace vitscope {

class Detail : public StageView {
    Q_OBJECT

public:
    explicit Detail(RunView& runView, Viewpoint& viewpoint, const QString& name);

    void showStage(const Stage& stage) override;
    void setTheme(const Theme& theme) override;
    void setMoment(double moment) override;
    QSize sizeHint() const override { return {400, 170}; }
    QSize minimumSizeHint() const override { return {200, 110}; }

protected:
    /// Called only while there is a run, and a stage of it to show.
    virtual void paint(Sketch& sketch, const Chosen& chosen) = 0;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    /// Explains the number that the first of the two clicks chose.
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

    /// While painting: hovering `rect` previews the token or entry, clicking locks it or does `click`.
    void spot(const QRectF& rect, std::optional<std::int64_t> token, std::optional<std::int64_t> entry, std::function<void()> click = {});
    /// While painting: what can be said of the stage's chosen token, and of its chosen number. Null where there is nothing of that kind.
    const Claim* said(ClaimKind kind) const { return claimOf(claims_, kind); }
    const Claim* saidOf(const Cell& cell, ClaimKind kind);
    /// Puts a claim into words; screen readers read it too. Nothing where there is none.
    void say(Sketch& sketch, const QRect& room, const Claim* claim, const QColor& colour = {}, int pixels = 12, bool strong = false,
             Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);
    const Trace& trace() const { return *runView_.run()->trace; }
    const TokenLayout& layout() const { return trace().layout(); }
    const Stage& stage() const { return trace().stage(key_); }
    /// The share of the slow part that is over: 1 from the bulk on.
    double slow() const;

    RunView& runView_;
    Viewpoint& viewpoint_;
    Theme theme_ = Theme::light();
    StageKey key_;
    double moment_ = 1;

private:
    struct Spot {
        QRectF rect;
        std::optional<std::int64_t> token, entry;
        std::function<void()> click;
    };
    std::vector<Spot> spots_;

    std::vector<Claim> claims_;
    std::map<Cell, std::vector<Claim>> ofNumbers_;
    QStringList sentences_;
};

}  // namespace vitscope
