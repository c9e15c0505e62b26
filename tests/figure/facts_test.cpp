// What files tell of how they were made, read back from each format, and whether something was changed since.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QBuffer>
#include <QImageReader>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <map>

#include "tests/figure/figure_run.h"
#include "ui/render/figure/figure_facts.h"
#include "ui/render/png.h"

namespace vitscope {

namespace {

using ::testing::HasSubstr;

std::map<std::string, std::string> byKey(const FigureFacts& facts)
{
    return {facts.begin(), facts.end()};
}

struct FactsCase {
    FigureRun run;
    FigureLook look;
    Figure figure;
    FigureFacts facts;

    explicit FactsCase(FigureKind kind)
    {
        look.labels = look.colourBar = true;
        look.size = {600, 0, 0, 150};
        FigureChoice choice = everything(kind);
        if (kind == FigureKind::Methods)
            choice.methods = {"attention", "relevance"};
        figure = run.figures(choice, look).back();
        figure.pictureName = "  猫 & <dog>\x01\"'.png";
        facts = figureFacts(figure, look, {"ViTScope 9.9", modelHash(run.model->parameters), "ab12", {"softmax=on", "heads=4"}});
    }
};

}  // namespace

TEST(FigureFacts, SayHowTheFigureWasMade)
{
    const FactsCase one(FigureKind::Map);
    const auto facts = byKey(one.facts);
    EXPECT_EQ(facts.at("version"), "ViTScope 9.9");
    EXPECT_EQ(facts.at("model"), golden::folder("hf-vit").string());
    EXPECT_EQ(facts.at("model_hash"), modelHash(one.run.model->parameters));
    EXPECT_EQ(facts.at("settings"), "softmax=on heads=4");
    EXPECT_EQ(facts.at("picture"), "猫 & <dog>\xEF\xBF\xBD\"'.png");
    EXPECT_EQ(facts.at("sha256"), "ab12");
    EXPECT_EQ(facts.at("read_as"), "image.pixels");
    EXPECT_EQ(facts.at("figure"), "map");
    EXPECT_EQ(facts.at("method"), "attention");
    EXPECT_EQ(facts.at("block"), "2");
    EXPECT_EQ(facts.at("head"), "3");
    EXPECT_EQ(facts.at("query"), "2,3");
    EXPECT_EQ(facts.at("palette"), "viridis");
    EXPECT_EQ(facts.at("scale"), "own");
    EXPECT_EQ(std::stof(facts.at("highest")), one.figure.panels.front().real.high);
    const auto methods = byKey(FactsCase(FigureKind::Methods).facts);
    EXPECT_EQ(methods.at("method"), "attention - relevance");
    EXPECT_TRUE(methods.contains("class"));
    EXPECT_THAT(methods.at("panels"), HasSubstr("\"palette\":\"diverging\""));
}

TEST(FigureFacts, AModelsHashFollowsItsParameters)
{
    const Model model = *golden::model("hf-vit");
    const std::string before = modelHash(model.parameters);
    EXPECT_EQ(before.size(), 64U);
    EXPECT_EQ(before, modelHash(golden::model("hf-vit")->parameters));
    Parameters changed = model.parameters;
    changed[3](0, 0) += 1e-6F;
    EXPECT_NE(modelHash(changed), before);
}

TEST(FigureFacts, AreReadBackFromEveryFormat)
{
    for (const FigureKind kind : {FigureKind::Map, FigureKind::Methods, FigureKind::BlocksHeads}) {
        const FactsCase one(kind);
        for (const FigureFormat format : drawnFormats) {
            SCOPED_TRACE(figureFormatName(format));
            const QByteArray file = encodeFigure(one.figure, one.look, format, one.facts);
            auto read = byKey(readFigureFacts(file));
            EXPECT_EQ(read[contentHashKey].size(), 64U);
            EXPECT_TRUE(isUnchanged(file));
            read.erase(contentHashKey);
            EXPECT_EQ(read, byKey(one.facts));
        }
    }
}

TEST(FigureFacts, AChangeOfPixelsOrWordsIsTold)
{
    const FactsCase one(FigureKind::Heads);
    FigureFacts others = one.facts;
    others[1].second = "another model";
    const QByteArray png = encodeFigure(one.figure, one.look, FigureFormat::Png, one.facts);
    QImage image = QImage::fromData(png);
    PngTexts texts;
    for (const auto& [key, text] : readFigureFacts(png))
        texts.emplace_back(QString::fromStdString(key), QString::fromStdString(text));
    EXPECT_TRUE(isUnchanged(encodePng(image, texts)));
    image.setPixelColor(5, 5, QColor(1, 2, 3));
    EXPECT_FALSE(isUnchanged(encodePng(image, texts)));
    for (const FigureFormat format : drawnFormats) {
        SCOPED_TRACE(figureFormatName(format));
        QByteArray file = encodeFigure(one.figure, one.look, format, one.facts);
        if (format == FigureFormat::Png || format == FigureFormat::Webp)
            continue;  // one changed byte of theirs would be no picture any more
        EXPECT_FALSE(isUnchanged(QByteArray(file).replace("attention", "attentiom")));
        EXPECT_FALSE(isUnchanged(QByteArray(file).insert(file.size() - 10, ' ')));
    }
    const QByteArray webp = encodeFigure(one.figure, one.look, FigureFormat::Webp, one.facts);
    EXPECT_FALSE(isUnchanged(QByteArray(webp).replace("ViTScope 9.9", "ViTScope 8.9")));
    EXPECT_FALSE(isUnchanged("nothing")) << "what says nothing is not vouched for";
    EXPECT_TRUE(readFigureFacts("nothing").empty());
    EXPECT_TRUE(readFigureFacts(webp.left(webp.size() / 2)).empty());
}

TEST(FigureFacts, OtherProgramsStillReadTheFiles)
{
    const FactsCase one(FigureKind::Heads);
    const QTemporaryDir folder;
    const QString pdf = folder.filePath("a.pdf");
    saveFigure(pdf.toStdString(), encodeFigure(one.figure, one.look, FigureFormat::Pdf, one.facts));
    if (!QStandardPaths::findExecutable("pdfinfo").isEmpty()) {
        QProcess info;
        info.start("pdfinfo", {"-meta", pdf});
        ASSERT_TRUE(info.waitForFinished());
        EXPECT_THAT(info.readAllStandardOutput().toStdString(), HasSubstr("urn:vitscope:figure"));
        EXPECT_EQ(info.readAllStandardError().toStdString(), "");
    }
    QByteArray webp = encodeFigure(one.figure, one.look, FigureFormat::Webp, one.facts);
    QBuffer buffer(&webp);
    EXPECT_EQ(QImageReader(&buffer, "webp").size().width(), 600);
}

}  // namespace vitscope
