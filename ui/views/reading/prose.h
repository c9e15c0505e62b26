// The prose of a stage: what happens and why, from resources/stages, in the window's language. Words that name a tensor are links.
//
// A file is a title and three parts, divided by empty lines: what is said first, in two sentences at most; the rest; and what the letters
// of the stage's formula stand for. Variants of the stage (core/stages/words.h) that differ follow under their names:
//
//   # Scores
//
//   Each [query](blocks.query) is compared with every [key](blocks.key).
//
//   The sum is divided by the root of the number of features.
//
//   - s: the score
//   - d: features of a head, here {d}
//
//   ## not scaled
//   …
//
// [word](blocks.query) names a stage, [word](parameter:query.weight) a parameter, [word](input) the stage's input. What stands in braces is
// filled in for the model: filledIn() lists it. Enter at proseOf(). Tested in tests/ui/prose_test.cpp.
#pragma once

#include <QString>
#include <vector>

#include "core/model/config.h"
#include "core/plan/plan.h"
#include "ui/theme/theme.h"

namespace vitscope {

/// What a letter of a formula stands for.
struct FormulaSymbol {
    QString name;  ///< "s", "γ, β", "W_q"
    QString meaning;
};

struct Prose {
    QString title;
    QString brief;  ///< with its links as they stand in the file
    QString more;   ///< likewise
    std::vector<FormulaSymbol> symbols;
};

/// Of a stage's id, in a language ("zh_CN"); in English where there is none. Of a variant where the file tells it apart. Empty where there is
/// no file.
Prose proseOf(const QString& stageId, const QString& language, const QString& variant = {});
/// Of a stage of such a model, in the window's language, with its numbers.
Prose proseOf(const ModelConfig& config, const Stage& stage);

/// With the numbers of the model: {N} patches, {p} numbers in one, {P} its side, {T} tokens, {prefix} tokens that are no patch and what they
/// are for ({prefix does}), {D}, {d} and
/// {M} features of a token, a head and the MLP, {H} heads, {C} classes, {features} of the stage, {epsilon}, {theta} of the rotation,
/// {activation}, {activation does} and {activation formula h}.
QString filledIn(QString text, const ModelConfig& config, const Stage& stage);

/// Text with [word](tensor) as rich text, the words in the colours of their tensors. `input` is what a link to "input" means.
QString linkedHtml(const QString& text, const Theme& theme, const QString& input = {});

/// Rich text: each link semibold and underlined in the colour of what it names. `whole`: with what is said after the beginning.
QString proseHtml(const Prose& prose, bool whole, const Stage& stage, const Theme& theme);

/// "s: the score   d: features of a head, here 32" as rich text, to stand beside the formula.
QString symbolsHtml(const Prose& prose, const Theme& theme);

/// What the window speaks now: "en", "zh_CN".
QString currentLanguage();

}  // namespace vitscope
