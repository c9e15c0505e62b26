// The question "why this answer?" about the run in a RunView: where in the picture, and who said it.
//
//   view.why().setWanted(true);   // found() follows, again and again while the picture's map fills in
//
// Only what somebody looks at is computed, behind everything else. What was found is kept: one pass over the patches serves every class, and
// a ledger its class. The patch that is chosen here is one for map, list and picture. Tested in tests/ui/why_view_test.cpp.
#pragma once

#include <QObject>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "core/analysis/claims_of_answers.h"
#include "ui/session/engine.h"

namespace vitscope {

class RunView;

class WhyView : public QObject {
    Q_OBJECT

public:
    /// Both outlive it.
    WhyView(Engine& engine, RunView& view);
    ~WhyView() override;

    /// Whether somebody looks: told by whoever shows it.
    void setWanted(bool wanted);

    /// The likeliest class, until another is asked about.
    const AskedClass& asked() const { return asked_; }
    void ask(const AskedClass& asked);
    /// How many patches on each side are hidden with one: 0 for itself alone.
    std::int64_t reach() const { return reach_; }
    void setReach(std::int64_t reach);

    /// What hiding has shown so far. Without a run's answer (`whole` empty) nothing yet.
    const Occlusion& occlusion() const;
    /// effectsOf() it, for what is asked about; without cells before the first answer.
    const Tensor& effects() const { return effects_; }
    /// Patches by the size of their effects, the largest first; those that are done.
    const std::vector<std::int64_t>& order() const { return order_; }
    /// While answers are on their way.
    bool isHiding() const { return hiding_; }
    bool isWhole() const;
    /// What was found stays; goOn() finds the rest.
    void stop();
    void goOn();

    /// Null while it is on its way, and where there is none: then noLedger() says why.
    const Ledger* ledger() const;
    std::optional<Message> noLedger() const;
    /// All that can be said by now; those about patches only where one is hidden at a time.
    std::vector<Claim> claims() const;

    /// The patch that is looked at: under the pointer, else chosen, else the one that speaks most for the class.
    std::optional<std::int64_t> chosen() const;
    void choose(std::int64_t patch);
    void preview(std::optional<std::int64_t> patch);
    /// To the next patch of the grid that is there.
    void moveChosen(int rows, int columns);

    /// The step of the lesson that is open, where a picture is one (ui/views/lesson_panel.h); another run has none.
    std::optional<int> lesson() const { return lesson_; }
    void openLesson(int step);

signals:
    /// Another class, reach or run.
    void askedChanged();
    void found();
    void chosenChanged();

private:
    using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t>;  ///< reach, class, against or −1
    Key key(std::int64_t reach) const { return {reach, asked_.index, asked_.against.value_or(-1)}; }
    void onRun();
    void begin();
    void beginHiding();
    void beginLedger();
    void beginTwo();
    void onAnswers(const Trace& trace, std::int64_t reach, std::int64_t first, const Tensor& answers);
    void measure();
    void onFailed(const Trace& trace, const ErrorPtr& error);
    bool isOf(const Trace& trace) const;

    Engine& engine_;
    RunView& view_;
    const std::uint64_t hidings_, ledgers_, pairs_;  ///< lanes
    bool wanted_ = false, hiding_ = false, stopped_ = false;
    std::shared_ptr<const Run> of_;  ///< what was found is about it
    AskedClass asked_;
    std::int64_t reach_ = 0;
    std::map<std::int64_t, Occlusion> occlusions_;  ///< by reach
    std::map<Key, Ledger> madeLedgers_;             ///< reach is 0
    std::map<Key, std::pair<PatchSet, std::vector<float>>> madePairs_;
    Tensor effects_;
    std::vector<std::int64_t> order_;
    std::optional<std::int64_t> chosen_, preview_;
    std::optional<int> lesson_;
};

}  // namespace vitscope
