// What the window tells of the model that is open, where one points at its name.
//
// Tested in tests/ui/model_tip_test.cpp.
#pragma once

#include <QString>

#include "core/model/model.h"

namespace vitscope {

/// Name, what `vitscope-cli model` tells of it (core/model/facts.h), and which values were assumed or set; rich text in the user's language.
QString modelTip(const Model& model);

}  // namespace vitscope
