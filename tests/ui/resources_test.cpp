// What is built in is there, and what is not is refused by name.
#include "ui/resources/resources.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>

#include "core/base/error.h"
#include "core/model/article.h"
#include "tests/core/explain_runs.h"

namespace vitscope {

TEST(Resources, EightPicturesInTheOrderOfTheirNames)
{
    const std::vector<SamplePicture> samples = samplePictures();
    ASSERT_EQ(samples.size(), 8U);
    EXPECT_EQ(samples.front().name, QStringLiteral("01-cat"));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        EXPECT_FALSE(QImage(samples[i].path).isNull()) << samples[i].path.toStdString();
        EXPECT_TRUE(i == 0 || samples[i - 1].name < samples[i].name);
    }
}

TEST(Resources, AThousandClassesWithoutNamesAreImageNets)
{
    const QTemporaryDir folder;
    ModelConfig config = test::smallConfig();
    config.classes = 1000;
    const auto write = [&](const char* name, const std::vector<std::string>& labels) {
        Model model = *test::randomModel(config, 3);
        model.labels = labels;
        model.preprocess.size = Size{config.imageRows, config.imageColumns};
        const QString path = folder.filePath(QLatin1String(name));
        writeHuggingFace(model, path.toStdString());
        return path;
    };
    CheckpointReport report;
    const Model unnamed = openModel(write("unnamed", {}), {}, &report);
    ASSERT_EQ(unnamed.labels.size(), 1000U);
    EXPECT_EQ(unnamed.labels[0], "tench, Tinca tinca");
    EXPECT_EQ(unnamed.labels[281], "tabby, tabby cat");
    EXPECT_TRUE(
        std::any_of(report.notes.begin(), report.notes.end(), [](const Message& note) { return note.text.find("ImageNet") != std::string::npos; }));
    std::vector<std::string> own(1000, "mine");
    for (std::size_t i = 0; i < own.size(); ++i)
        own[i] += std::to_string(i);
    EXPECT_EQ(openModel(write("named", own)).labels, own) << "its own names stay";
    config.classes = 999;
    EXPECT_TRUE(openModel(write("another", {})).labels.empty());
}

TEST(Resources, EveryBuiltInModelOpensUnderItsName)
{
    EXPECT_TRUE(builtinModels().contains(defaultModel));
    EXPECT_TRUE(builtinModels().contains(QLatin1String(articleName)));
    for (const QString& name : builtinModels()) {
        CheckpointReport opened;
        const Model model = openModel(name, {}, &opened);
        EXPECT_EQ(model.name, name.toStdString());
        EXPECT_EQ(opened.parameters, model.parameters.count());
        const CheckpointReport report = inspectModel(name);
        EXPECT_EQ(report.config, model.config);
        EXPECT_EQ(report.parameters, opened.parameters);
    }
}

TEST(Resources, UnknownBuiltInNamesAreToldWhatThereIs)
{
    for (const auto& ask : {+[](const QString& name) { openModel(name); }, +[](const QString& name) { inspectModel(name); }})
        try {
            ask(QStringLiteral("builtin:dog"));
            ADD_FAILURE() << "no error";
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::Model);
            EXPECT_NE(std::string(error.what()).find("builtin:dog"), std::string::npos) << error.what();
            EXPECT_NE(std::string(error.what()).find("builtin:emoji"), std::string::npos) << error.what();
        }
}

/// The head of a header says which test shows it: there must be one.
TEST(Sources, HeadersNameTestsThatExist)
{
    const QDir source(QStringLiteral(VITSCOPE_SOURCE));
    const QRegularExpression named(QStringLiteral("tests/\\w+/\\w+\\.(cpp|h)"));
    int seen = 0;
    for (const QString& folder : {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}) {
        QDirIterator headers(source.filePath(folder), {QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories);
        while (headers.hasNext()) {
            QFile header(headers.next());
            ASSERT_TRUE(header.open(QIODevice::ReadOnly));
            for (const QRegularExpressionMatch& match : named.globalMatch(QString::fromUtf8(header.read(2000)))) {
                EXPECT_TRUE(source.exists(match.captured())) << header.fileName().toStdString() << ": " << match.captured().toStdString();
                ++seen;
            }
        }
    }
    EXPECT_GT(seen, 100);
}

}  // namespace vitscope
