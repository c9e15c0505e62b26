// The catalogue: every stage described once. Window, command line, exports and docs read names, axes, order, origin and
// explanation here and nowhere else.
//
// Enter at stages(); the rows themselves are in table.cpp. Tested in tests/core/catalogue_test.cpp (every stage has its prose file)
// and by every recorded run (the recorder refuses a tensor whose axes are not those of its row).
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

/// What makes a stage of its inputs and parameters. One stage, one operation: its forward, its gradient and its explanation stand in
/// core/ops and core/image.
enum class Operation {
    Begin,          ///< nothing: here the numbers come from outside
    ResizeColumns,  ///< Pillow's horizontal pass
    ResizeRows,     ///< and its vertical one
    Crop,
    Normalize,
    CutPatches,
    Linear,
    LayerNorm,
    JoinTokens,  ///< prefix tokens in front of the patches
    AddPositions,
    KeepTokens,  ///< some patches are left out
    Scores,
    Softmax,
    Context,
    Activation,
    Sum,
    TakeClassToken,
    MeanOfPatches,
    Copy,  ///< a step that this model leaves out
};

/// Where in the model a stage belongs.
enum class Part { Picture, Embedding, Block, Answer };

/// What a run begins with.
enum class Beginning { Picture, Pixels };

/// What decides whether a row is there.
struct Circumstances {
    const ModelConfig& config;
    Beginning beginning = Beginning::Picture;
    bool crops = false;
    bool drops = false;
};

/// One row of the catalogue. Several rows may describe one stage, for models that differ in it; the first that is there counts.
struct StageInfo {
    const char* id;
    Part part;
    Operation operation;
    const char* title;    ///< marked for translation, context "stages"; the same in all rows of a stage
    const char* summary;  ///< one sentence, likewise
    const char* formula;  ///< in the field's symbols
    std::vector<Axis> axes;
    ValueKind kind;
    /// Ids of the stages it is made from; "input" is the block's input. One that this model does not have stands for its own first
    /// input.
    std::vector<const char*> inputs;
    std::vector<const char*> parameters;              ///< names in core/model/weights.h; "*" is the block's number
    bool (*isThere)(const Circumstances&) = nullptr;  ///< null: always
};

/// A row applied to a model: one per block for the stages of a block.
struct Stage {
    StageKey key;
    const StageInfo* info = nullptr;
    Shape shape;  ///< extent 0 where only the picture decides (image.source and its resized forms)
    std::vector<StageKey> inputs;
    std::vector<std::string> parameters;

    Operation operation() const { return info->operation; }
    Part part() const { return info->part; }
};

/// The stages of a model in order, from the picture (or image.pixels) to the probabilities.
std::vector<Stage> stages(const ModelConfig& config, const Edits& edits = {}, const PreprocessConfig& preprocess = {},
                          Beginning beginning = Beginning::Picture);

/// The first row with this id, or null.
const StageInfo* findStage(std::string_view id);

std::string_view valueKindName(ValueKind kind);
/// "linear", "layer norm", …: for programs.
std::string_view operationName(Operation operation);

/// Whether `pattern` matches the whole name; `*` stands for any characters, dots included.
bool matchesPattern(std::string_view pattern, std::string_view name);

}  // namespace vitscope
