// The backward pass, by hand: from the gradient of the logits to that of every parameter and every block's attention.
//
// Run forward() with an Activations recorder, then backward(). Tested in tests/core/backward_test.cpp against PyTorch's
// gradients and against finite differences, in tests/core/backward_switches_test.cpp with parts of the model left out.
#pragma once

#include <functional>
#include <map>

#include "core/model/forward.h"

namespace vitscope {

/// Keeps what the backward pass reads, for all examples of a batch.
class Activations : public Recorder {
public:
    bool record(const StageKey& key, const Recorded& recorded) override;
    /// The rows of a stage, as they lie in its buffer; `columns` floats each.
    ConstRows rows(const StageKey& key, std::int64_t columns) const;

private:
    std::map<StageKey, BufferPtr> buffers_;
};

/// Shown the gradient by a block's attention weights, (head, query, key) of the first example.
using AttentionGradientSink = std::function<void(std::int64_t block, const TensorView& gradient)>;

/// Adds to `gradients` (shapes as Weights::zeros) the gradient of a loss whose gradient by the logits is `dLogits`
/// (examples, classes). The activations are those of a forward run of the same model and batch.
void backward(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, const Activations& activations, ConstRows dLogits,
              Weights& gradients, const AttentionGradientSink& attentionSink = {});

/// The gradient of one class's logit by every block's attention weights: one tensor (head, query, key) per block.
std::vector<Tensor> attentionGradients(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, std::int64_t classIndex);

}  // namespace vitscope
