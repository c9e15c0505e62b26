// Figures as they are drawn and written: every format shows the same, and text stays text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QBuffer>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QImageReader>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "core/base/error.h"
#include "tests/figure/figure_run.h"
#include "ui/render/figure/figure_file.h"
#include "ui/render/figure/figure_painter.h"
#include "ui/render/figure/figure_words.h"
#include "ui/render/overlay.h"

namespace vitscope {

namespace {

FigureLook wholeLook()
{
    FigureLook look;
    look.overPicture = false;
    look.sharedScale = true;
    look.labels = look.colourBar = look.patchGrid = look.markQuery = true;
    look.patchGrid = false;
    look.caption = QString();
    look.title = QStringLiteral("Attention < everywhere >");
    look.size = {900, 0, 0, 200};
    return look;
}

QRectF boundsOf(const FigureLine& line)
{
    const QFontMetricsF metrics(line.font);
    const double width = metrics.horizontalAdvance(line.text);
    if (line.turned)
        return QRectF(line.baseline.x() - metrics.ascent(), line.baseline.y() - width, metrics.height(), width);
    return QRectF(line.baseline.x(), line.baseline.y() - metrics.ascent(), width, metrics.height());
}

/// Nothing lies on anything else, or beyond the page.
void expectTidy(const FigureLayout& layout)
{
    std::vector<QRectF> places(layout.panels.begin(), layout.panels.end());
    for (const FigureBar& bar : layout.bars)
        places.emplace_back(bar.place);
    for (const FigureLine& line : layout.lines)
        places.push_back(boundsOf(line));
    if (!layout.legend.isEmpty())
        places.emplace_back(layout.legend);
    for (std::size_t i = 0; i < places.size(); ++i) {
        EXPECT_TRUE(QRectF(QPointF(), QSizeF(layout.size)).adjusted(-1, -1, 1, 1).contains(places[i])) << i;
        for (std::size_t j = i + 1; j < places.size(); ++j) {
            const QRectF shared = places[i].intersected(places[j]);
            EXPECT_TRUE(shared.width() < 1.5 || shared.height() < 1.5) << i << " and " << j;
        }
    }
}

/// Mean difference of the channels, 0 to 255, of pictures of about the same size.
double differenceOf(const QImage& a, const QImage& b)
{
    const QImage one = a.convertToFormat(QImage::Format_RGB32), other = b.scaled(a.size()).convertToFormat(QImage::Format_RGB32);
    double sum = 0;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x) {
            const QRgb p = one.pixel(x, y), q = other.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
        }
    return sum / 3 / one.width() / one.height();
}

/// What another program makes of a file; a null image where it is not installed.
QImage renderedBy(const QString& program, const QStringList& arguments, const QString& result)
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        return {};
    EXPECT_EQ(QProcess::execute(program, arguments), 0) << program.toStdString();
    return QImage(result);
}

void writeFile(const QString& path, const QByteArray& bytes)
{
    saveFigure(path.toStdString(), bytes);
}

}  // namespace

TEST(DrawnFigure, CellsHaveTheColoursOfTheirValues)
{
    FigureRun run;
    const FigureLook look = [] {
        FigureLook bare = wholeLook();
        bare.markQuery = false;
        return bare;
    }();
    const Figure figure = run.figures(everything(FigureKind::BlocksHeads), look).front();
    const FigureLayout layout = figureLayout(figure, look);
    const QImage image = figureImage(figure, look);
    const ColourTable colours = colourTable(Palette::Viridis);
    ASSERT_EQ(image.width(), 900);
    ASSERT_EQ(layout.panels.size(), 12U);
    for (std::size_t i = 0; i < 12; ++i) {
        const QRect place = layout.panels[i];
        EXPECT_EQ(place.width() % 6, 0) << "cells are whole pixels";
        for (int y = 0; y < place.height(); ++y)
            for (int x = 0; x < place.width(); ++x) {
                const int row = y * 6 / place.height(), column = x * 6 / place.width();
                const float value = figure.panels[i].values.view().at({row, column});
                const auto level = static_cast<std::size_t>(std::floor(255.0 * value / figure.panels[i].range.high + 0.5));
                ASSERT_EQ(image.pixel(place.x() + x, place.y() + y), colours[level]) << i << ": " << row << ", " << column;
            }
    }
}

TEST(DrawnFigure, EveryKindIsTidyAtEverySize)
{
    FigureRun run;
    for (const FigureKind kind : figureKinds)
        for (const int width : {500, 1400})
            for (const bool shared : {true, false}) {
                FigureChoice choice = everything(kind);
                choice.stages = {{"blocks.scores", 1}};
                if (kind == FigureKind::Methods)
                    choice.methods = {"attention", "rollout"};
                FigureLook look = wholeLook();
                look.size.width = width;
                look.sharedScale = shared;
                look.axisNames = true;
                const Figure figure = run.figures(choice, look).back();
                const FigureLayout layout = figureLayout(figure, look);
                SCOPED_TRACE(std::string(figureKindName(kind)) + " " + std::to_string(width));
                EXPECT_EQ(layout.size.width(), width);
                EXPECT_EQ(layout.panels.size(), figure.panels.size());
                expectTidy(layout);
                look.size.height = layout.size.height() - layout.panels.front().height() / 3;
                EXPECT_LE(figureLayout(figure, look).size.height(), look.size.height);
                expectTidy(figureLayout(figure, look));
            }
}

TEST(DrawnFigure, WhatHasNoRoomIsRefused)
{
    FigureRun run;
    const Figure figure = run.figures(everything(FigureKind::BlocksHeads), wholeLook()).front();
    FigureLook look = wholeLook();
    look.size.width = 60;
    EXPECT_THROW(figureLayout(figure, look), Error);
    look.size = {0, 0, 4000, 96};
    EXPECT_THROW(figureLayout(figure, look), Error) << "four panels of 4000 pixels are more than 8192";
}

TEST(DrawnFigure, APlainFigureIsItsPanel)
{
    FigureRun run;
    FigureLook look;
    look.size.panel = 48;
    const Figure figure = run.figures(everything(FigureKind::Map), look).front();
    const OverlayStyle style{Palette::Viridis, figure.panels.front().range, lightNeutral, 0.7, false};
    EXPECT_EQ(figureImage(figure, look), overlay(run.picture, figure.panels.front().values.view(), QRectF(run.picture.rect()), style, {48, 48}));
}

TEST(DrawnFigure, CaptionsCountWhatLiesBeyondTheScale)
{
    FigureRun run;
    FigureLook look = wholeLook();
    look.high = 0.05F;
    const Figure figure = run.figures(everything(FigureKind::BlocksHeads), look).front();
    std::int64_t above = 0;
    float largest = 0;
    for (const FigurePanel& panel : figure.panels)
        for (const float value : panel.values.values()) {
            above += value > 0.05F ? 1 : 0;
            largest = std::max(largest, value);
        }
    ASSERT_GT(above, 0);
    EXPECT_EQ(figureCaption(figure, look).toStdString(),
              "Where the class token attends, in each head of each block; model hf-vit, picture pixels.npy. One scale for all 12 maps, from 0 to "
              "0.0500. Cells above the scale: " +
                  std::to_string(above) + ", up to " + QString::number(largest, 'f', 3).toStdString() + ".");
}

TEST(DrawnFigure, GroundsAreLightDarkOrNone)
{
    FigureRun run;
    FigureLook look = wholeLook();
    const Figure figure = run.figures(everything(FigureKind::Heads), look).front();
    EXPECT_EQ(figureImage(figure, look).pixel(1, 1), 0xFFFFFFFF);
    look.ground = FigureGround::Dark;
    EXPECT_EQ(figureImage(figure, look).pixel(1, 1), 0xFF1C2026);
    look.ground = FigureGround::Transparent;
    EXPECT_EQ(figureImage(figure, look).pixel(1, 1), 0U);
}

TEST(FigureFile, EveryFormatIsTheSameTwice)
{
    FigureRun run;
    const FigureLook look = wholeLook();
    const Figure figure = run.figures(everything(FigureKind::BlocksHeads), look).front();
    for (const FigureFormat format : drawnFormats) {
        const QByteArray once = encodeFigure(figure, look, format, {});
        EXPECT_GT(once.size(), 1000) << figureFormatName(format);
        EXPECT_EQ(once, encodeFigure(figure, look, format, {})) << figureFormatName(format);
        const QFont before = QGuiApplication::font();
        QGuiApplication::setFont(QFont(QStringLiteral("DejaVu Serif"), 31));
        EXPECT_EQ(once, encodeFigure(figure, look, format, {})) << figureFormatName(format) << ": the application's font is none of the figure's";
        QGuiApplication::setFont(before);
    }
}

TEST(FigureFile, PngAndWebpHoldTheFiguresPixels)
{
    FigureRun run;
    for (const FigureGround ground : figureGrounds) {
        FigureLook look = wholeLook();
        look.ground = ground;
        const Figure figure = run.figures(everything(FigureKind::BlocksHeads), look).front();
        const QImage image = figureImage(figure, look).convertToFormat(QImage::Format_ARGB32);
        for (const FigureFormat format : {FigureFormat::Png, FigureFormat::Webp}) {
            const QImage read = QImage::fromData(encodeFigure(figure, look, format, {})).convertToFormat(QImage::Format_ARGB32);
            ASSERT_EQ(read.size(), image.size());
            EXPECT_TRUE(std::equal(image.constBits(), image.constBits() + image.sizeInBytes(), read.constBits()))
                << figureFormatName(format) << " " << figureGroundName(ground);
        }
    }
}

TEST(FigureFile, SvgHasImagesAndTextThatOtherProgramsDrawAlike)
{
    FigureRun run;
    FigureLook look = wholeLook();
    const Figure figure = run.figures(everything(FigureKind::BlocksHeads), look).back();
    const QByteArray svg = encodeFigure(figure, look, FigureFormat::Svg, {});
    EXPECT_EQ(svg.count("<image "), 13) << "12 maps and a bar";
    EXPECT_EQ(svg.count("image-rendering:pixelated"), 13);
    for (const char* text : {"Attention &lt; everywhere &gt;", "Head 3", "Block 2", "attention weight", "the query, patch 3, 4"})
        EXPECT_TRUE(svg.contains(text)) << text;
    EXPECT_TRUE(svg.contains("sans-serif"));
    EXPECT_TRUE(svg.contains("width=\"114.3mm\"")) << "900 pixels at 200 dpi";
    const QTemporaryDir folder;
    writeFile(folder.filePath("a.svg"), svg);
    const QImage other =
        renderedBy("rsvg-convert", {"-w", "900", folder.filePath("a.svg"), "-o", folder.filePath("a.png")}, folder.filePath("a.png"));
    if (!other.isNull()) {
        EXPECT_EQ(other.width(), 900);
        EXPECT_LT(differenceOf(figureImage(figure, look), other), 2.0);
    }
    look.outlines = true;
    EXPECT_FALSE(encodeFigure(figure, look, FigureFormat::Svg, {}).contains("<text"));
}

TEST(FigureFile, PdfHasFontsAndNoJpegAndOtherProgramsDrawItAlike)
{
    FigureRun run;
    const FigureLook look = wholeLook();
    const Figure figure = run.figures(everything(FigureKind::BlocksHeads), look).back();
    const QByteArray pdf = encodeFigure(figure, look, FigureFormat::Pdf, {});
    EXPECT_TRUE(pdf.startsWith("%PDF-1.6"));
    EXPECT_TRUE(pdf.contains("/FontFile2"));
    EXPECT_FALSE(pdf.contains("DCTDecode"));
    const QTemporaryDir folder;
    writeFile(folder.filePath("a.pdf"), pdf);
    const QImage other =
        renderedBy("pdftoppm", {"-r", "200", "-png", "-singlefile", folder.filePath("a.pdf"), folder.filePath("a")}, folder.filePath("a.png"));
    if (!other.isNull()) {
        EXPECT_NEAR(other.width(), 900, 2);
        EXPECT_LT(differenceOf(figureImage(figure, look), other), 6.0);
    }
    if (QStandardPaths::findExecutable("pdftotext").isEmpty())
        return;
    EXPECT_EQ(QProcess::execute("pdftotext", {folder.filePath("a.pdf"), folder.filePath("a.txt")}), 0);
    QFile text(folder.filePath("a.txt"));
    ASSERT_TRUE(text.open(QIODevice::ReadOnly));
    const QByteArray words = text.readAll();
    for (const char* word : {"Attention < everywhere >", "Head 3", "Block 2", "attention weight"})
        EXPECT_TRUE(words.contains(word)) << word;
}

}  // namespace vitscope
