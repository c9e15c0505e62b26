#include "ui/render/figure/figure_facts.h"

#include <QCryptographicHash>
#include <array>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

namespace vitscope {

namespace {

/// The shortest text that reads back as this float.
std::string factNumber(float value)
{
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

std::string withoutControls(const std::string& text)
{
    QString clean = QString::fromStdString(text).trimmed();
    for (QChar& character : clean)
        if (character.category() == QChar::Other_Control)
            character = QChar::ReplacementCharacter;
    return clean.toStdString();
}

/// What all panels have in common, under its key.
void addPlace(FigureFacts& facts, const PanelPlan& panel)
{
    if (panel.stage)
        facts.emplace_back("stage", panel.stage->name());
    if (panel.block >= 0) {
        facts.emplace_back("block", std::to_string(panel.block));
        facts.emplace_back("head", headWord(panel.head));
    }
    if (panel.query)
        facts.emplace_back("query", panel.query->name);
}

void addScale(FigureFacts& facts, const FigurePanel& panel)
{
    facts.emplace_back("low", factNumber(panel.range.low));
    facts.emplace_back("high", factNumber(panel.range.high));
    facts.emplace_back("lowest", factNumber(panel.real.low));
    facts.emplace_back("highest", factNumber(panel.real.high));
}

/// Each panel as an object of the same keys.
std::string panelsAsJson(const Figure& figure)
{
    nlohmann::ordered_json panels = nlohmann::ordered_json::array();
    for (const FigurePanel& panel : figure.panels) {
        nlohmann::ordered_json object;
        if (!panel.plan.stage)
            object["method"] = panel.plan.minus.empty() ? panel.plan.method : panel.plan.method + " - " + panel.plan.minus;
        FigureFacts facts;
        addPlace(facts, panel.plan);
        addScale(facts, panel);
        for (const auto& [key, text] : facts)
            object[key] = text;
        object["palette"] = paletteName(panel.palette);
        panels.push_back(std::move(object));
    }
    return panels.dump();
}

std::string figureMethod(const Figure& figure)
{
    const PanelPlan& last = figure.panels.back().plan;
    return last.minus.empty() ? last.method : last.method + " - " + last.minus;
}

void addRun(FigureFacts& facts, const Figure& figure, const FigureOrigin& origin)
{
    const Model& model = figure.trace->model();
    facts = {{"version", origin.version}, {"model", model.name}, {"model_hash", origin.modelHash}};
    std::string settings;
    for (const std::string& setting : origin.settings)
        settings += (settings.empty() ? "" : " ") + setting;
    if (!settings.empty())
        facts.emplace_back("settings", settings);
    facts.emplace_back("input", std::to_string(model.config.imageRows) + " x " + std::to_string(model.config.imageColumns));
    facts.emplace_back("picture", figure.pictureName);
    facts.emplace_back("sha256", origin.pictureSha256);
    facts.emplace_back("read_as", figure.trace->picture() != nullptr ? "picture" : "image.pixels");
}

void addLook(FigureFacts& facts, const FigureLook& look)
{
    facts.emplace_back("scale", look.sharedScale ? "shared" : "own");
    if (look.logarithmic)
        facts.emplace_back("colours", "logarithmic");
    facts.emplace_back("interpolation", interpolationName(look.interpolation));
    facts.emplace_back("style", look.overPicture ? "overlay" : "bare");
    if (look.overPicture)
        facts.emplace_back("opacity", factNumber(static_cast<float>(look.opacity)));
}

}  // namespace

FigureFacts figureFacts(const Figure& figure, const FigureLook& look, const FigureOrigin& origin)
{
    FigureFacts facts;
    addRun(facts, figure, origin);
    facts.emplace_back("figure", figureKindName(figure.plan.kind));
    if (figure.plan.kind != FigureKind::Stage)
        facts.emplace_back("method", figureMethod(figure));
    if (figure.classIndex) {
        facts.emplace_back("class", std::to_string(*figure.classIndex));
        facts.emplace_back("label", figure.trace->model().label(*figure.classIndex));
    }
    if (figure.panels.size() == 1) {
        addPlace(facts, figure.panels.front().plan);
        addScale(facts, figure.panels.front());
        facts.emplace_back("palette", paletteName(figure.panels.front().palette));
    } else {
        facts.emplace_back("panels", panelsAsJson(figure));
    }
    addLook(facts, look);
    for (auto& [key, text] : facts)
        text = withoutControls(text);
    return facts;
}

std::string programVersion()
{
    return "ViTScope " VITSCOPE_VERSION;
}

std::string modelHash(const Parameters& parameters)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const ParameterInfo& info = parameters.info(i);
        const std::string line =
            info.name + ' ' + std::to_string(info.rows()) + ' ' + std::to_string(info.columns()) + ' ' + std::to_string(parameters.print(i)) + '\n';
        hash.addData(QByteArrayView(line.data(), static_cast<qsizetype>(line.size())));
    }
    return hash.result().toHex().toStdString();
}

std::string contentHash(const QByteArray& content, const FigureFacts& facts)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);  // several times as fast as SHA-256
    hash.addData(content);
    std::map<std::string, std::string> sorted(facts.begin(), facts.end());
    sorted.erase(contentHashKey);
    for (const auto& [key, text] : sorted)
        for (const std::string* part : {&key, &text})
            hash.addData(QByteArrayView(part->c_str(), static_cast<qsizetype>(part->size()) + 1));
    return hash.result().toHex().toStdString();
}

QByteArray pixelBytes(const QImage& image)
{
    const bool grey16 = image.format() == QImage::Format_Grayscale16;
    const QImage pixels = grey16 ? image : image.convertToFormat(QImage::Format_RGBA8888);
    QByteArray bytes = QByteArray::number(pixels.width()) + " x " + QByteArray::number(pixels.height()) + '\n';
    for (int row = 0; row < pixels.height(); ++row)
        bytes.append(reinterpret_cast<const char*>(pixels.constScanLine(row)), qsizetype{grey16 ? 2 : 4} * pixels.width());
    return bytes;
}

}  // namespace vitscope
