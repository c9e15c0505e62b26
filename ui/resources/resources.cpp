#include "ui/resources/resources.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

#include "core/model/article.h"
#include "core/model/settings.h"
#include "core/model/vit.h"

namespace vitscope {

namespace {

constexpr const char* kBuiltin = "builtin:";

QString resourcesFolder()
{
    const QString installed = QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("../share/vitscope"));
    return QFileInfo(installed).isDir() ? QDir::cleanPath(installed) : QStringLiteral(VITSCOPE_SOURCE_RESOURCES);
}

/// The checkpoint behind a model's name.
std::filesystem::path checkpointOf(const QString& nameOrPath)
{
    if (!nameOrPath.startsWith(QLatin1String(kBuiltin)))
        return nameOrPath.toStdString();
    if (!builtinModels().contains(nameOrPath))
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "There is no built-in model “%1”; there are: %2."),
                    {nameOrPath.toStdString(), builtinModels().join(QStringLiteral(", ")).toStdString()});
    return resourcePath(QStringLiteral("models/") + nameOrPath.mid(static_cast<int>(qstrlen(kBuiltin)))).toStdString();
}

/// No file lies behind the article's model: nothing is used, missing or unused.
CheckpointReport articleReport()
{
    CheckpointReport report;
    report.path = articleName;
    report.container = "made here from a seed";
    report.dialect = "the illustrated article's ViT";
    report.recognised = {VITSCOPE_TEXT("core", "by its name"), {}};
    report.config = articleConfig();
    for (const ParameterInfo& info : vitPlan(report.config).parameters)
        report.parameters += info.size();
    report.notes.push_back({VITSCOPE_TEXT("core", "Its weights are random: it learned nothing, so its answers mean nothing."), {}});
    return report;
}

/// ImageNet-1k's names, in the order of its classes: what 1,000 classes without names are taken for.
std::vector<std::string> imagenetLabels()
{
    QFile file(resourcePath(QStringLiteral("labels/imagenet1k.tsv")));
    std::vector<std::string> labels;
    if (file.open(QIODevice::ReadOnly | QIODevice::Text))
        while (!file.atEnd())
            labels.push_back(QString::fromUtf8(file.readLine()).trimmed().section(u'\t', 2).toStdString());
    return labels;
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
    QFile file(folder.filePath(QStringLiteral("samples.json")));
    const QJsonObject known = file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    for (const QFileInfo& picture : folder.entryInfoList({QStringLiteral("*.png")}, QDir::Files, QDir::Name)) {
        const QJsonObject about = known[picture.completeBaseName()].toObject();
        const QJsonObject question = about[QStringLiteral("question")].toObject();
        const QJsonObject title = about[QStringLiteral("title")].toObject();
        const QJsonArray place = about[QStringLiteral("place")].toArray();
        samples.push_back({picture.completeBaseName(),
                           picture.absoluteFilePath(),
                           about[QStringLiteral("truth")].toString().toStdString(),
                           QRectF(place.at(0).toDouble(), place.at(1).toDouble(), place.at(2).toDouble(), place.at(3).toDouble()),
                           {question[QStringLiteral("en")].toString(), question[QStringLiteral("zh_CN")].toString()},
                           {title[QStringLiteral("en")].toString(), title[QStringLiteral("zh_CN")].toString()}});
    }
    return samples;
}

std::optional<SamplePicture> sampleAt(const QString& picturePath)
{
    const std::vector<SamplePicture> samples = samplePictures();
    const auto found =
        std::find_if(samples.begin(), samples.end(), [&](const SamplePicture& each) { return QFileInfo(each.path) == QFileInfo(picturePath); });
    return picturePath.isEmpty() || found == samples.end() ? std::nullopt : std::optional(*found);
}

std::optional<std::int64_t> truthOf(const QString& picturePath, const Model& model)
{
    const std::optional<SamplePicture> sample = sampleAt(picturePath);
    const auto label = sample ? std::find(model.labels.begin(), model.labels.end(), sample->truth) : model.labels.end();
    return label == model.labels.end() ? std::nullopt : std::optional<std::int64_t>(label - model.labels.begin());
}

QStringList builtinModels()
{
    QStringList names;
    for (const QString& folder : QDir(resourcePath(QStringLiteral("models"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        names.append(kBuiltin + folder);
    names.append(QLatin1String(articleName));
    return names;
}

Model openModel(const QString& nameOrPath, const Progress& progress, CheckpointReport* report, const std::vector<std::string>& settings)
{
    if (nameOrPath == QLatin1String(articleName)) {
        CheckpointReport made = articleReport();
        Model model = articleModel();
        applySettings(model, made, settings);
        if (report != nullptr)
            *report = made;
        return model;
    }
    const std::filesystem::path path = checkpointOf(nameOrPath);
    Model model = openCheckpoint(path, progress, report, settings);
    model.name = nameOrPath.toStdString() + model.name.substr(path.string().size());
    if (model.labels.empty() && model.config.classes == 1000)
        if (std::vector<std::string> labels = imagenetLabels(); labels.size() == 1000) {
            model.labels = std::move(labels);
            if (report != nullptr)
                report->notes.push_back({VITSCOPE_TEXT("core", "The checkpoint names no classes: its 1,000 are taken for those of ImageNet."), {}});
        }
    return model;
}

CheckpointReport inspectModel(const QString& nameOrPath, const std::vector<std::string>& settings)
{
    if (nameOrPath != QLatin1String(articleName))
        return inspectCheckpoint(checkpointOf(nameOrPath), settings);
    CheckpointReport report = articleReport();
    const ModelForm said{report.config, report.preprocess}, form = withSettings(said, settings);
    report.changed = settingsSuffix(said, form);
    report.config = form.config;
    report.preprocess = form.preprocess;
    return report;
}

}  // namespace vitscope
