// The command line of a figure: vitscope-cli makes the same bytes of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include "tests/figure/figure_run.h"
#include "ui/image_io/image_io.h"
#include "ui/render/figure/figure_command.h"
#include "ui/render/figure/figure_facts.h"

namespace vitscope {

namespace {

constexpr const char* samplePicture = VITSCOPE_TEST_DATA "/preprocess/rgba.png";

QByteArray bytesIn(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

/// A figure drawn here, and by the command line that says it.
void expectSameBytes(const FigureChoice& choice, const FigureLook& look, FigureFormat format)
{
    const auto model = golden::model("hf-vit");
    const DecodedPicture picture = decodePictureFile(samplePicture);
    Workspace workspace{{}, {}};
    const auto trace = recordTrace(workspace, model, picture.image);
    FigureSource source(workspace, trace, picture.name.toStdString());
    const std::vector<Figure> figures = source.fill(planFigures(*model, choice), choice, look);
    ASSERT_EQ(figures.size(), 1U);
    const FigureOrigin origin{"ViTScope " VITSCOPE_VERSION, modelHash(model->parameters), picture.sha256.toStdString(), {}};
    const QTemporaryDir folder;
    const QString out = folder.filePath("it's a “figure”.") + QString::fromUtf8(figureFormatName(format).data());
    const FigureCommand command{samplePicture, QString::fromStdString(golden::folder("hf-vit").string()), {}, "en", choice, look, format, out};
    // A shell takes the line apart, as it would for whoever pastes it.
    const QString line = shellLine(figureArguments(command, model->config)).replace("vitscope-cli", VITSCOPE_CLI);
    ASSERT_EQ(QProcess::execute("sh", {"-c", line}), 0) << line.toStdString();
    EXPECT_EQ(bytesIn(out), encodeFigure(figures.front(), look, format, figureFacts(figures.front(), look, origin))) << line.toStdString();
}

FigureLook commandLook()
{
    FigureLook look;
    look.size = {900, 0, 0, 200};
    look.colourBar = true;
    return look;
}

}  // namespace

TEST(FigureCommand, IsWhatThePictureOfTheWindowShows)
{
    FigureChoice choice = everything(FigureKind::BlocksHeads);
    choice.queries.resize(1);
    FigureLook look = commandLook();
    look.sharedScale = look.labels = true;
    look.high = 0.15F;
    look.caption = QString();
    look.size = {1417, 0, 0, 300};
    const FigureCommand command{"01-cat.png", "builtin:emoji", {}, "en", choice, look, FigureFormat::Pdf, "01-cat_all-heads.pdf"};
    EXPECT_EQ(shellLine(figureArguments(command, golden::model("hf-vit")->config)).toStdString(),
              "vitscope-cli export 01-cat.png --figure blocks-heads --blocks all --heads all --query class --opacity 0.7 --scale shared "
              "--max=0.15 --labels --caption=auto --width 12cm --dpi 300 --out 01-cat_all-heads.pdf");
}

TEST(FigureCommand, MakesTheSameBytesOfEveryKind)
{
    for (const FigureKind kind : figureKinds) {
        FigureChoice choice = everything(kind);
        if (kind != FigureKind::BlocksHeads && kind != FigureKind::Blocks)
            choice.blocks = {1};
        if (kind == FigureKind::Map || kind == FigureKind::Blocks || kind == FigureKind::Queries || kind == FigureKind::Methods)
            choice.heads = {std::nullopt};
        if (kind != FigureKind::Queries)
            choice.queries.resize(1);
        if (kind == FigureKind::Methods)
            choice.methods = {"relevance", "rollout"};
        if (kind == FigureKind::Stage)
            choice.stages = {{"blocks.scores", 2}};
        FigureLook look = commandLook();
        look.labels = look.axisNames = look.markQuery = true;
        look.caption = QString();
        expectSameBytes(choice, look, FigureFormat::Png);
    }
}

TEST(FigureCommand, MakesTheSameBytesInEveryFormatWithEveryOption)
{
    FigureChoice choice = everything(FigureKind::Heads);
    choice.blocks = {2};
    choice.heads = {0, 2, 3, std::nullopt};
    choice.queries = {{1 + 2 * 6 + 3, "2,3"}};
    FigureLook look = commandLook();
    look.overPicture = false;
    look.palette = Palette::Magma;
    look.sharedScale = look.logarithmic = look.patchGrid = look.markQuery = look.outlines = true;
    look.low = 1e-3F;
    look.high = 0.3F;
    look.interpolation = Interpolation::Bicubic;
    look.title = "It's $HOME & \"more\"";
    look.caption = "--odd caption";
    look.columns = 2;
    look.points = 9.5;
    look.ground = FigureGround::Dark;
    look.size.height = 700;
    for (const FigureFormat format : drawnFormats)
        expectSameBytes(choice, look, format);
}

}  // namespace vitscope
