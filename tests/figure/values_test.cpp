// A figure's numbers as files, read back by other code than wrote them where there is some.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QTemporaryDir>
#include <cstring>
#include <fstream>
#include <sstream>

#include "core/base/error.h"
#include "tests/figure/figure_run.h"
#include "ui/render/figure/figure_facts.h"
#include "ui/render/figure/figure_values.h"

namespace vitscope {

namespace {

constexpr FigureFormat numberFormats[] = {FigureFormat::Csv, FigureFormat::Npy, FigureFormat::Npz, FigureFormat::Safetensors};

struct ValuesCase {
    FigureRun run;
    FigureLook look;
    Figure figure;
    FigureFacts facts;
    QTemporaryDir folder;

    explicit ValuesCase(FigureKind kind)
    {
        figure = run.figures(everything(kind), look).back();
        facts = figureFacts(figure, look, {"ViTScope 9.9", "cd34", "ab12", {}});
    }
    std::string write(FigureFormat format)
    {
        const std::string path = folder.filePath(QStringLiteral("a.")).toStdString() + std::string(figureExtension(format));
        writeFigure(path, figure, look, format, facts);
        return path;
    }
};

std::string textAt(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void writeText(const std::string& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST(FigureValues, CsvHasALineForEachCell)
{
    ValuesCase one(FigureKind::Heads);
    std::istringstream lines(textAt(one.write(FigureFormat::Csv)));
    std::string line;
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_EQ(line, "map,row,column,value");
    for (const FigurePanel& panel : one.figure.panels)
        for (int cell = 0; cell < 36; ++cell) {
            ASSERT_TRUE(std::getline(lines, line));
            const std::string start = "\"attention.block-2.head-" + std::to_string(*panel.plan.head) + ".query-2,3\"," + std::to_string(cell / 6) +
                                      "," + std::to_string(cell % 6) + ",";
            ASSERT_EQ(line.substr(0, start.size()), start);
            EXPECT_EQ(std::stof(line.substr(start.size())), panel.values.values()[static_cast<std::size_t>(cell)]);
        }
    EXPECT_FALSE(std::getline(lines, line));
}

TEST(FigureValues, NpyHoldsThePanelsOneBehindTheOther)
{
    ValuesCase one(FigureKind::Heads);
    const std::string npy = textAt(one.write(FigureFormat::Npy));
    EXPECT_THAT(npy, ::testing::HasSubstr("'shape': (4, 6, 6)"));
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(std::memcmp(npy.data() + npy.size() - (4 - i) * 144, one.figure.panels[i].values.data(), 144), 0);
    ValuesCase single(FigureKind::Map);
    EXPECT_THAT(textAt(single.write(FigureFormat::Npy)), ::testing::HasSubstr("'shape': (6, 6)"));
}

TEST(FigureValues, ContainersHaveATensorForEachPanel)
{
    ValuesCase one(FigureKind::Heads);
    for (const FigureFormat format : {FigureFormat::Npz, FigureFormat::Safetensors}) {
        const auto tensors = golden::tensors(one.write(format));
        ASSERT_EQ(tensors.size(), 4U) << figureFormatName(format);
        for (const FigurePanel& panel : one.figure.panels)
            EXPECT_EQ(tensors.at(panelName(panel.plan)), panel.values.values());
    }
}

TEST(FigureValues, SixteenBitGreyGivesTheValuesBackByItsScale)
{
    ValuesCase one(FigureKind::Map);
    const QImage image(QString::fromStdString(one.write(FigureFormat::Png16)));
    ASSERT_EQ(image.format(), QImage::Format_Grayscale16);
    ASSERT_EQ(image.size(), QSize(6, 6));
    std::map<std::string, std::string> facts;
    for (const auto& [key, text] : readFigureFactsOf(one.folder.filePath("a.png").toStdString()))
        facts[key] = text;
    const double low = std::stod(facts.at("low")), high = std::stod(facts.at("high"));
    for (int cell = 0; cell < 36; ++cell) {
        const quint16 grey = reinterpret_cast<const quint16*>(image.constScanLine(cell / 6))[cell % 6];
        EXPECT_NEAR(low + grey / 65535.0 * (high - low), one.figure.panels.front().values.values()[static_cast<std::size_t>(cell)],
                    (high - low) / 65535 * 0.51);
    }
    EXPECT_TRUE(isUnchangedFile(one.folder.filePath("a.png").toStdString()));
    ValuesCase many(FigureKind::Heads);
    EXPECT_THROW(many.write(FigureFormat::Png16), Error);
}

TEST(FigureValues, FactsAreReadBackAndAChangeIsTold)
{
    ValuesCase one(FigureKind::Heads);
    const std::map<std::string, std::string> expected(one.facts.begin(), one.facts.end());
    for (const FigureFormat format : numberFormats) {
        SCOPED_TRACE(figureFormatName(format));
        const std::string path = one.write(format);
        const FigureFacts read = readFigureFactsOf(path);
        std::map<std::string, std::string> facts(read.begin(), read.end());
        EXPECT_EQ(facts.erase(contentHashKey), 1U);
        EXPECT_EQ(facts, expected);
        EXPECT_TRUE(isUnchangedFile(path));
        std::string bytes = textAt(path);
        if (format == FigureFormat::Npz)
            continue;  // its archive has a checksum of its own
        bytes[bytes.size() - 2] = bytes[bytes.size() - 2] == '5' ? '6' : '5';
        writeText(path, bytes);
        EXPECT_FALSE(isUnchangedFile(path));
    }
}

}  // namespace vitscope
