// What things are called on screen: tokens, heads, stages, shapes, errors. Counted from 1, in the user's language.
//
// Tested in tests/ui/session_test.cpp.
#pragma once

#include <QString>

#include "core/base/error.h"
#include "core/model/model.h"
#include "core/plan/token_layout.h"
#include "core/plan/plan.h"

namespace vitscope {

/// "class token", "patch 7, 6"
QString tokenName(const TokenLayout& layout, std::int64_t token);
/// The same inside a sentence: "the class token", "patch 7, 6"
QString tokenPhrase(const TokenLayout& layout, std::int64_t token);
/// "head 2", "mean of 4 heads"
QString headName(std::int64_t head, std::int64_t heads);
/// "query (attends)", "head feature"
QString axisTitle(Axis axis);
/// One of an axis, counted from 1: "patch 7, 6", "feature 12".
QString entryName(Axis axis, std::int64_t index, const TokenLayout& layout);
/// "head 4 × query 197 × key 197"
QString shapeWithAxes(const Shape& shape);
/// "4 × 197²"
QString shapeNumbers(const Shape& shape);

QString stageTitle(const StageWords& words);
QString stageSummary(const StageWords& words);
/// "Scores, block 2"; outside of blocks the title alone.
QString stageHeading(const Stage& stage);
/// "Block 2 · head 3", as far as the stage has them.
QString stagePlace(const Stage& stage, std::int64_t head);
/// The dotted name, counted from 0: "blocks.3.attention"
QString stageName(const StageKey& key);

/// With a large first letter.
QString capitalised(QString text);

/// "emoji" for "builtin:emoji", else the last part of the path.
QString modelTitle(const QString& nameOrPath);

/// The label of a class; those of the built-in model, whose words are ours, in the user's language.
QString className(const Model& model, std::int64_t index);

/// A text of the core in the user's language, with what belongs into its holes.
QString messageText(const Message& message);
/// The sentence of an error with its first causes, translated.
QString errorText(const Error& error);

}  // namespace vitscope
