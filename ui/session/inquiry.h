// The question "where does this number come from?", and the chain of numbers one went back along.
//
//   inquiry.ask({{"logits"}, {3}});   // changed() follows; the window shows the answer instead of the stage
//
// The chain stays when another picture or model is run, as long as the run has its cells: its numbers are then those of the new run.
// Tested in tests/ui/inquiry_test.cpp.
#pragma once

#include <QObject>
#include <map>
#include <optional>
#include <vector>

#include "core/analysis/claims.h"
#include "core/trace/explain.h"
#include "ui/session/viewpoint.h"

namespace vitscope {

class RunView;

class Inquiry : public QObject {
    Q_OBJECT

public:
    Inquiry(RunView& view, Viewpoint& viewpoint);

    bool isOpen() const { return !chain_.empty(); }
    /// From the number first asked for to the one that is explained now.
    const std::vector<Cell>& chain() const { return chain_; }
    /// Of the last of the chain. Null while its values are on their way; changed() follows.
    ExplainedPtr answer() const;
    /// How much of a number of the chain the next one makes; nothing for the last, and while its values are on their way.
    std::optional<Claim> carried(std::size_t place);

    /// A new question, which opens the walk's page. Does nothing where the run has no such cell.
    void ask(const Cell& cell);
    /// One step further back: an operand of the number that is explained.
    void follow(const Cell& cell);
    /// Back to one of the chain.
    void goTo(std::size_t place);
    /// To the one before; from the first, to the stage.
    void back();
    /// To where one asked.
    void close();

    /// The term that is looked at, as a place in Explanation::terms: its operands are shown where they stand.
    std::optional<std::size_t> term() const { return term_; }
    void setTerm(std::optional<std::size_t> term);

signals:
    void changed();
    void termChanged();

private:
    void onRun();
    void end();
    void set(std::vector<Cell> chain);

    RunView& view_;
    Viewpoint& viewpoint_;
    std::vector<Cell> chain_;
    std::optional<std::size_t> term_;
    std::map<std::pair<Cell, Cell>, std::optional<Claim>> carried_;  ///< of this run
    StageKey askedFrom_;                                             ///< the stage the window showed: another one ends the inquiry
    std::optional<PageId> askedOn_;                                  ///< the page that made way for the explanation
};

}  // namespace vitscope
