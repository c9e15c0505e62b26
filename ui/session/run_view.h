// The run that views look at: its values on demand, and why they are what they are.
//
//   if (const std::optional<Slice> attention = view.values({"blocks.attention", 3})) …   // otherwise valuesArrived() follows
//
// Views keep a RunView& for as long as they are; the run in it changes. Two runs are two of these, before one Viewpoint.
// Tested in tests/ui/run_view_test.cpp.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "core/analysis/claims.h"
#include "ui/session/engine.h"
#include "ui/session/inquiry.h"
#include "ui/session/run.h"
#include "ui/session/why_view.h"

namespace vitscope {

class RunView : public QObject {
    Q_OBJECT

public:
    /// Engine and viewpoint outlive it. `mostBytesMade`: what is kept of values that were made again and are not looked at any more.
    RunView(Engine& engine, Viewpoint& viewpoint, std::size_t mostBytesMade = std::size_t{128} << 20);
    ~RunView() override;

    /// Null before the first run.
    RunPtr run() const { return run_; }
    void show(RunPtr run);
    /// Tells what there is once more, to views that have just been made.
    void announce();

    /// A stage's values where they are at hand. Otherwise asks the compute thread for them, and valuesArrived() follows. What is asked
    /// for together (before control returns to the event loop) is made in one pass, in place of what was asked for before: whoever still
    /// wants that asks again when values arrive, as everything shown does. What is asked for so stays at hand, however much it is.
    std::optional<Slice> values(const StageKey& key);
    /// Why a number of this run is what it is, as soon as all its operands are at hand: null and valuesArrived() as above.
    ExplainedPtr explained(const Cell& cell);
    /// What there is to say of a stage, found once for each choice of token and head. Less while values are on their way; valuesArrived()
    /// as above.
    std::vector<Claim> claims(const StageKey& stage, std::int64_t token, std::int64_t head);
    /// What there is to say of one number; nothing while its operands are on their way.
    std::vector<Claim> claims(const Cell& cell);
    /// Work for the compute thread that writes something; then `done`, or failed().
    void inBackground(std::function<void()> work, std::function<void()> done);
    /// Writes what the NumPy snippet of an explanation reads, on the compute thread: saved() follows, or failed().
    void saveArrays(const ExplainedPtr& explained, const QString& path);
    /// The question about a number of this run.
    Inquiry& inquiry() { return inquiry_; }
    /// The question about its answer.
    WhyView& why() { return why_; }

signals:
    void modelChanged();
    void runChanged();
    void valuesArrived();
    void saved(const QString& path);
    void failed(std::shared_ptr<const vitscope::Error> error);

private:
    struct Made {
        Slice values;
        QElapsedTimer notAskedSince;  ///< began when others arrived; invalid while it has been asked for since then
    };
    void request();
    void onMade(const Trace& trace, const StageKey& key, const Slice& values);
    void onFailed(const Trace& trace, const ErrorPtr& error);
    void makeRoom();

    Engine& engine_;
    const std::uint64_t lane_;
    const std::size_t mostBytesMade_;
    RunPtr run_;
    std::set<StageKey> asked_;     ///< since control was last with the event loop
    std::set<StageKey> onTheWay_;  ///< what the compute thread has been asked for
    std::set<StageKey> refused_;   ///< what failed: not asked for again until one looks elsewhere
    std::map<StageKey, Made> made_;
    std::map<Cell, ExplainedPtr> explained_;                                                 ///< of this run, the last few
    std::map<std::tuple<StageKey, std::int64_t, std::int64_t>, std::vector<Claim>> claims_;  ///< likewise, by stage, token and head
    std::map<Cell, std::vector<Claim>> claimsOfNumbers_;
    StageKey lookedAt_;
    Inquiry inquiry_;
    WhyView why_;
};

}  // namespace vitscope
