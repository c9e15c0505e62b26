// What cells, terms and operands are called in the explanation of a number. Counted from 1, in the user's language.
//
// Tested in tests/ui/titles_test.cpp.
#pragma once

#include <QString>

#include "core/trace/explain.h"

namespace vitscope {

/// "patch 7, 6", "feature 12", and for a class its label.
QString entryTitle(const Trace& trace, Axis axis, std::int64_t index);
/// "patch 7, 6 → patch 9, 5", "head 2 · class token · feature 12", "cat": where in its stage a cell stands.
QString cellPlace(const Trace& trace, const Cell& cell);
/// "Scores · head 2 · patch 7, 6 → patch 9, 5"
QString cellTitle(const Trace& trace, const Cell& cell);
/// The stage, with its block where it has one: "Scores, block 4".
QString crumbTitle(const Trace& trace, const Cell& cell);
/// A term of an explanation: "feature 12", "bias", "Projection of patch 7, 6".
QString termTitle(const Trace& trace, const Explanation& explanation, const Term& term);
/// The tensor a line stands in: "Query", "weights of blocks.3.query".
QString lineTitle(const Trace& trace, const OperandLine& line);
/// "GELU", "ReLU"
QString activationTitle(Activation kind);
/// What it does to a number, to follow its name: "lets large numbers through and holds negative ones near 0".
QString activationDoes(Activation kind);
/// "h · Φ(h)" of the letter h.
QString activationFormula(Activation kind, const QString& letter);
/// The stage's formula in the field's symbols; an activation by its name.
QString stageFormula(const ModelConfig& config, const Stage& stage);
/// A text of the core, marked for translation in the context "explain".
QString explainText(const Message& message);
/// The numbers of a formula as rich text: powers of ten raised.
QString formulaHtml(const std::string& formula);

}  // namespace vitscope
