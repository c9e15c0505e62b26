// Words: what each stage is called, what it does in a sentence, its formula, and how its numbers are to be read. Window, command line,
// exports and docs read them here. Nothing is computed here: core/model/vit.cpp tells which stages a model has.
//
// Tested in tests/core/catalogue_test.cpp (every stage has its prose file in resources/stages).
#pragma once

#include <string_view>

#include "core/tensor/axis.h"

namespace vitscope {

/// How a stage's numbers are to be read, and so drawn.
enum class ValueKind { EightBit, Signed, Positive, Probability, Logit };

/// Where in the model a stage belongs.
enum class Part { Picture, Embedding, Block, Answer };

/// One stage may have words for several variants: models that leave it out, or make it in another way.
struct StageWords {
    const char* id;       ///< "blocks.scores"
    const char* variant;  ///< "": the usual one
    Part part;
    ValueKind kind;
    Axis entries;         ///< what runs along its last axis: features, keys, classes
    const char* title;    ///< marked for translation, context "stages"; the same in all variants
    const char* summary;  ///< one sentence, likewise
    const char* formula;  ///< in the field's symbols
};

/// The first words of this id, or null.
const StageWords* findStage(std::string_view id);

/// Throws Error (Internal) where there are none.
const StageWords& stageWords(std::string_view id, std::string_view variant = {});

std::string_view valueKindName(ValueKind kind);

/// Whether `pattern` matches the whole name; `*` stands for any characters, dots included.
bool matchesPattern(std::string_view pattern, std::string_view name);

}  // namespace vitscope
