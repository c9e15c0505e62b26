// The catalogue: every stage described once. Window, command line, exports and docs read names, axes, order, origin and
// explanation here and nowhere else.
//
// Enter at stages(). Tested in tests/core/catalogue_test.cpp (every stage has its prose file) and by every recorded run
// (the recorder refuses a tensor whose axes are not those of its row).
#pragma once

#include <string>
#include <vector>

#include "core/image/preprocess.h"
#include "core/model/config.h"
#include "core/model/edits.h"
#include "core/tensor/axis.h"
#include "core/trace/stage_key.h"

namespace vitscope {

/// How a stage's numbers are to be read, and so drawn.
enum class ValueKind { EightBit, Signed, Positive, Probability, Logit };

/// One row of the catalogue.
struct StageInfo {
    const char* id;
    const char* title;    ///< marked for translation, context "stages"
    const char* summary;  ///< one sentence, likewise
    const char* formula;  ///< in the field's symbols
    std::vector<Axis> axes;
    ValueKind kind;
    std::vector<const char*> inputs;      ///< ids of the stages it is made from; "input" is the block's input
    std::vector<const char*> parameters;  ///< names in core/model/weights.h; "*" is the block's number
};

/// A row applied to a model: one per block for the stages of a block.
struct Stage {
    StageKey key;
    const StageInfo* info = nullptr;
    Shape shape;  ///< extent 0 where only the picture decides (image.source and its resized forms)
    std::vector<StageKey> inputs;
    std::vector<std::string> parameters;
};

/// The stages of a model in order, from the picture to the probabilities.
std::vector<Stage> stages(const ModelConfig& config, const Edits& edits = {}, const PreprocessConfig& preprocess = {});

/// The row with this id, or null.
const StageInfo* findStage(std::string_view id);

std::string_view valueKindName(ValueKind kind);

/// Whether `pattern` matches the whole name; `*` stands for any characters, dots included.
bool matchesPattern(std::string_view pattern, std::string_view name);

}  // namespace vitscope
