// The parts of a ViT that can be left out to see what they are for.
//
// Enter at modelParts(). Tested in tests/ui/article_test.cpp.
#pragma once

#include <QString>
#include <vector>

#include "ui/session/run.h"

namespace vitscope {

struct ModelPart {
    QString key;      ///< of core/model/settings.h
    QString title;    ///< in the user's language
    QString purpose;  ///< what it does, and what happens without it
};

/// In the order of the forward pass.
std::vector<ModelPart> modelParts();
/// Whether the model of a run has the part.
bool isOn(const Run& run, const QString& key);

}  // namespace vitscope
