// Who said it: one class's logit as a sum over what entered the first block, every block's attention and MLP, and the biases.
//
// The stream that the head reads is a sum: x₀ + Σ (attention + MLP). With the scale σ of the final norm held as it was in this run, what
// follows is linear, and the logit is a sum over the same terms: Σ_t Σ_f P(γ ⊙ W_c / σ_t) · term[t, f] + (β · W_c + b_c), where P takes off
// the mean, as the norm does. Compare Elhage et al., "A Mathematical Framework for Transformer Circuits", 2021 (direct logit attribution).
// Tested in tests/core/answer_analyses_test.cpp against a naive loop.
#pragma once

#include <optional>

#include "core/analysis/hiding.h"
#include "core/base/error.h"
#include "core/trace/trace.h"

namespace vitscope {

/// (2 · blocks + 2): what enters block 0; each block's attention, then its MLP; last the biases. In logits; they add up to the logit. Where a
/// model has no residuals, what a branch brings takes the place of all before it, whose terms are 0. Throws Error (Usage) where there is
/// no such class, and where what follows the blocks is no sum even so (attention pooling, a tanh layer).
Tensor logitLedger(const Trace& trace, std::int64_t classIndex);

/// (block, heads + 1): each block's attention term once more, as the sum of what each head's context gives through the output layer, and
/// last the layer's bias. A row adds up to the block's attention term. 0 in blocks whose term is. Throws as logitLedger().
Tensor logitLedgerOfHeads(const Trace& trace, std::int64_t classIndex);

struct Ledger {
    Tensor terms;         ///< (2 · blocks + 2), as logitLedger()
    Tensor heads;         ///< (block, heads + 1), as logitLedgerOfHeads()
    double recorded = 0;  ///< what the run recorded: the logit, or the difference of two
};
/// Of the class, or of its lead over another: the difference of both ledgers. Throws as they do.
Ledger ledgerOf(const Trace& trace, const AskedClass& asked);

/// Why the logits are no sum over the blocks; nothing where they are.
std::optional<Message> ledgerHindrance(const Plan& plan);

}  // namespace vitscope
