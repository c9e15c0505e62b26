// Where the program's own files lie, and what is built in: models and sample pictures.
//
// Tested in tests/ui/resources_test.cpp.
#pragma once

#include <QRectF>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "core/checkpoint/checkpoint.h"

namespace vitscope {

/// A file or folder under resources/: beside the installed program (../share/vitscope), else in the source tree it was built from.
QString resourcePath(const QString& relative);

/// A picture that comes with the program.
struct SamplePicture {
    QString name;  ///< "01-cat"
    QString path;
    std::string truth;      ///< what it shows, by its label in the built-in model: "cat"
    QRectF place;           ///< and where, as shares of the picture
    QStringList questions;  ///< one to begin with, in English and in Chinese
    QStringList titles;     ///< "Dog and car", likewise
};

/// The sample pictures, in the order of their names. The first is the one shown at the start.
std::vector<SamplePicture> samplePictures();

/// The built-in picture that a file is; null where it is none.
std::optional<SamplePicture> sampleAt(const QString& picturePath);
/// The class that a built-in picture shows, where the model has one of that name; nothing of other pictures.
std::optional<std::int64_t> truthOf(const QString& picturePath, const Model& model);

/// Names --model takes beside paths: "builtin:emoji", which lies under resources/models, and "builtin:article", which is made.
QStringList builtinModels();
inline const QString defaultModel = QStringLiteral("builtin:emoji");

/// Opens a built-in model by name, or a checkpoint by path. 1,000 classes without names are taken for ImageNet's.
/// `settings` as in openCheckpoint(); they stand behind the model's name. Throws as openCheckpoint(); Error (Model) for an unknown built-in name.
Model openModel(const QString& nameOrPath, const Progress& progress = {}, CheckpointReport* report = nullptr,
                const std::vector<std::string>& settings = {});
/// Looks without reading the values. Throws as inspectCheckpoint(); Error (Model) for an unknown built-in name.
CheckpointReport inspectModel(const QString& nameOrPath, const std::vector<std::string>& settings = {});

}  // namespace vitscope
