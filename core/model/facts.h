// What can be told of a model without its weights: where it came from, how large it is, what a run takes, how pictures are prepared.
//
//   for (const Fact& fact : modelFacts({model.config, model.preprocess}, model.provenance))
//
// `vitscope-cli model` prints them, the window's model tip shows them (ui/words/model_tip.h). Tested in tests/cli/model_test.cpp.
#pragma once

#include "core/model/model.h"

namespace vitscope {

/// A line: what it is about, and sentences. All marked for translation, in the context "core".
struct Fact {
    Message title;
    std::vector<Message> sentences;
};
std::vector<Fact> modelFacts(const ModelForm& form, const Provenance& provenance);

/// The steps of a preprocessing, a sentence each.
std::vector<Message> preprocessWords(const PreprocessConfig& how);

/// "from the file", "read off the tensors", "assumed", "set".
Message originWords(Origin origin);

/// The values with that origin, as "heads 12, epsilon 1e-06"; empty where there are none.
std::string valuesFrom(Origin origin, const ModelForm& form, const Origins& origins);

/// "86,567,656" and "1.25": whole numbers with commas, others with three digits.
std::string largeNumber(std::int64_t number);
std::string threeDigits(double number);

}  // namespace vitscope
