#include "ui/resources/resources.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace vitscope {

namespace {

constexpr const char* kBuiltin = "builtin:";

QString resourcesFolder()
{
    const QString installed = QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("../share/vitscope"));
    return QFileInfo(installed).isDir() ? QDir::cleanPath(installed) : QStringLiteral(VITSCOPE_SOURCE_RESOURCES);
}

}  // namespace

QString resourcePath(const QString& relative)
{
    return QDir(resourcesFolder()).filePath(relative);
}

std::vector<SamplePicture> samplePictures()
{
    std::vector<SamplePicture> samples;
    const QDir folder(resourcePath(QStringLiteral("samples")));
    for (const QFileInfo& file : folder.entryInfoList({QStringLiteral("*.png")}, QDir::Files, QDir::Name))
        samples.push_back({file.completeBaseName(), file.absoluteFilePath()});
    return samples;
}

QStringList builtinModels()
{
    QStringList names;
    for (const QString& folder : QDir(resourcePath(QStringLiteral("models"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        names.append(kBuiltin + folder);
    return names;
}

QString modelPath(const QString& nameOrPath)
{
    if (!nameOrPath.startsWith(QLatin1String(kBuiltin)))
        return nameOrPath;
    if (!builtinModels().contains(nameOrPath))
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "There is no built-in model “%1”; there are: %2."),
                    {nameOrPath.toStdString(), builtinModels().join(QStringLiteral(", ")).toStdString()});
    return resourcePath(QStringLiteral("models/") + nameOrPath.mid(static_cast<int>(qstrlen(kBuiltin))));
}

Model openModel(const QString& nameOrPath, const Progress& progress, CheckpointReport* report)
{
    Model model = openCheckpoint(modelPath(nameOrPath).toStdString(), progress, report);
    model.name = nameOrPath.toStdString();
    return model;
}

}  // namespace vitscope
