// Where the program's own files lie, and what is built in: models and sample pictures.
//
// Tested in tests/ui/resources_test.cpp.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "core/checkpoint/checkpoint.h"

namespace vitscope {

/// A file or folder under resources/: beside the installed program (../share/vitscope), else in the source tree it was built from.
QString resourcePath(const QString& relative);

/// A picture that comes with the program.
struct SamplePicture {
    QString name;  ///< "01-cat"
    QString path;
};

/// The sample pictures, in the order of their names. The first is the one shown at the start.
std::vector<SamplePicture> samplePictures();

/// Names --model takes beside paths: "builtin:emoji", which lies under resources/models, and "builtin:article", which is made.
QStringList builtinModels();
inline const QString defaultModel = QStringLiteral("builtin:emoji");

/// Opens a built-in model by name, or a checkpoint by path. 1,000 classes without names are taken for ImageNet's. Throws as openCheckpoint(); Error
/// (Model) for an unknown built-in name.
Model openModel(const QString& nameOrPath, const Progress& progress = {}, CheckpointReport* report = nullptr);
/// Looks without reading the values. Throws as inspectCheckpoint(); Error (Model) for an unknown built-in name.
CheckpointReport inspectModel(const QString& nameOrPath);

}  // namespace vitscope
