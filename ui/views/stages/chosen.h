// What is chosen in a stage: which token and which entry stand for the others while one number is looked at.
//
// Enter at chosenIn(). Tested in tests/ui/stages_test.cpp.
#pragma once

#include <QString>

#include "ui/session/run_view.h"

namespace vitscope {

struct Chosen {
    std::int64_t token = 0;
    std::int64_t head = Selection::meanOfHeads;
    std::optional<std::int64_t> entry;  ///< along the stage's last axis
    float value = 0;                    ///< the stage's number there; only where there is an entry
};

/// The selection as this stage has it. Where the chosen token has no row in the stage (the class token before it joins), the patch
/// in the middle of the picture; where no entry is chosen, the one with the largest value, positive or negative.
Chosen chosenIn(RunView& runView, Viewpoint& viewpoint, const Stage& stage);

/// The chosen number's place among all numbers of the stage; of a picture, the middle of the chosen patch. Nothing where no entry is
/// chosen, and where all heads are shown at once, but for their mean.
std::optional<Cell> chosenCell(RunView& runView, Viewpoint& viewpoint, const Stage& stage);
/// Asks where the number comes from that is chosen in the selected stage.
void askForChosen(RunView& runView, Viewpoint& viewpoint);
/// Why the chosen number is what it is. Null where there is none, and while its operands are on their way.
ExplainedPtr explainedIn(RunView& runView, Viewpoint& viewpoint, const Stage& stage);

/// The row of a token in (token, …), (patch, …) or, with a head, (head, token, …): what stands in the last axis. Nothing where the
/// token has no row, or no head is chosen. A vector is its own row.
std::optional<TensorView> rowOf(const TensorView& values, const TokenLayout& layout, std::int64_t token, std::int64_t head);

/// (head, token, head feature) as the heads lie side by side: (token, feature). Nothing where they do not.
std::optional<TensorView> headsSideBySide(const TensorView& heads);

}  // namespace vitscope
