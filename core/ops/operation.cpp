#include "core/ops/operation.h"

namespace vitscope {

std::string_view operationName(OperationKind kind)
{
    switch (kind) {
    case OperationKind::Begin: return "begin";
    case OperationKind::ResizeColumns: return "resize columns";
    case OperationKind::ResizeRows: return "resize rows";
    case OperationKind::Crop: return "crop";
    case OperationKind::Normalize: return "normalize";
    case OperationKind::CutPatches: return "cut patches";
    case OperationKind::Linear: return "linear";
    case OperationKind::LayerNorm: return "layer norm";
    case OperationKind::JoinTokens: return "join tokens";
    case OperationKind::AddPositions: return "add positions";
    case OperationKind::KeepTokens: return "keep tokens";
    case OperationKind::Scores: return "scores";
    case OperationKind::Softmax: return "softmax";
    case OperationKind::Context: return "context";
    case OperationKind::Activation: return "activation";
    case OperationKind::Sum: return "sum";
    case OperationKind::TakeClassToken: return "take class token";
    case OperationKind::MeanOfPatches: return "mean of patches";
    case OperationKind::Scale: return "scale";
    case OperationKind::Gate: return "gate";
    case OperationKind::Rotate: return "rotate";
    case OperationKind::PositionBias: return "position bias";
    case OperationKind::ClassAndMean: return "class token and mean";
    case OperationKind::MeanOfTwo: return "mean of two";
    case OperationKind::Learned: return "learned";
    case OperationKind::Copy: return "copy";
    }
    return "";
}

}  // namespace vitscope
