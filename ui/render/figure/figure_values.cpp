#include "ui/render/figure/figure_values.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/checkpoint/formats/npy.h"
#include "core/checkpoint/formats/tensor_file.h"
#include "core/export/tensors.h"
#include "ui/render/figure/figure_facts.h"

namespace vitscope {

namespace {

void requireNumbers(const Figure& figure)
{
    if (!figure.panels.front().picture.isNull())
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "This figure is a picture: it has no values to write."));
}

QByteArray floatBytes(const Tensor& tensor)
{
    return QByteArray(reinterpret_cast<const char*>(tensor.data()), static_cast<qsizetype>(tensor.size()) * 4);
}

/// The shortest text that reads back as this float.
std::string csvNumber(float value)
{
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

QByteArray encodeCsv(const Figure& figure)
{
    std::string text = "map,row,column,value\n";
    for (const FigurePanel& panel : figure.panels) {
        const std::string name = '"' + panelName(panel.plan) + '"';
        const MatrixView cells = panel.values.view().matrix();
        for (std::int64_t row = 0; row < cells.rows(); ++row)
            for (std::int64_t column = 0; column < cells.cols(); ++column)
                text += name + ',' + std::to_string(row) + ',' + std::to_string(column) + ',' + csvNumber(cells(row, column)) + '\n';
    }
    return QByteArray::fromStdString(text);
}

QByteArray encodeNpy(const Figure& figure)
{
    Shape shape = figure.panels.front().values.shape();
    if (figure.panels.size() > 1)
        shape.insert(shape.begin(), {Axis::Term, static_cast<std::int64_t>(figure.panels.size())});
    QByteArray bytes = QByteArray::fromStdString(npyHeader("<f4", shape));
    for (const FigurePanel& panel : figure.panels)
        bytes.append(floatBytes(panel.values));
    return bytes;
}

std::string jsonBeside(const std::string& path)
{
    return path + ".json";
}

void writeBeside(const std::string& path, const FigureFacts& facts)
{
    nlohmann::ordered_json json;
    for (const auto& [key, text] : facts)
        json[key] = text;
    saveFigure(jsonBeside(path), QByteArray::fromStdString(json.dump(2) + '\n'));
}

/// Names and values in the order of the names, whatever container they are in.
QByteArray tensorContent(std::map<std::string, QByteArray> tensors)
{
    QByteArray content;
    for (const auto& [name, bytes] : tensors)
        content += QByteArray::fromStdString(name) + '\0' + bytes;
    return content;
}

void writeContainer(const std::string& path, const Figure& figure, const FigureFacts& facts)
{
    std::vector<ExportTensor> tensors;
    std::map<std::string, QByteArray> content;
    for (const FigurePanel& panel : figure.panels) {
        tensors.emplace_back(panelName(panel.plan), panel.values.view());
        content[panelName(panel.plan)] = floatBytes(panel.values);
    }
    Metadata metadata(facts.begin(), facts.end());
    metadata[contentHashKey] = contentHash(tensorContent(content), facts);
    writeTensors(path, tensors, metadata);
}

QByteArray bytesAt(const std::string& path)
{
    const InputFile file(path, Fault::Picture);
    QByteArray bytes(file.size(), Qt::Uninitialized);
    file.read(0, std::as_writable_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))));
    return bytes;
}

std::string extensionOf(const std::string& path)
{
    std::string extension = std::filesystem::path(path).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return std::tolower(c); });
    return extension;
}

FigureFacts factsInJson(const QByteArray& text)
{
    FigureFacts facts;
    const auto json = nlohmann::ordered_json::parse(text.begin(), text.end(), nullptr, false);
    if (json.is_object())
        for (const auto& [key, value] : json.items())
            if (value.is_string())
                facts.emplace_back(key, value.get<std::string>());
    return facts;
}

/// The comment at the end of the archive.
FigureFacts factsInNpz(const QByteArray& file)
{
    constexpr qsizetype endRecord = 22;
    const qsizetype end = file.lastIndexOf("PK\x05\x06");
    return end < 0 ? FigureFacts{} : factsInJson(file.mid(end + endRecord));
}

}  // namespace

std::string panelName(const PanelPlan& plan)
{
    std::string name = plan.stage ? plan.stage->name() : plan.minus.empty() ? plan.method : plan.method + "-" + plan.minus;
    if (!plan.stage && plan.block >= 0)
        name += ".block-" + std::to_string(plan.block);
    if (plan.stage ? plan.head.has_value() : plan.block >= 0)
        name += ".head-" + headWord(plan.head);
    return plan.query ? name + ".query-" + plan.query->name : name;
}

QImage greyValues(const Figure& figure)
{
    requireNumbers(figure);
    if (figure.panels.size() != 1)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "A 16-bit PNG holds the values of one map; this figure has %1."),
                    {std::to_string(figure.panels.size())});
    const FigurePanel& panel = figure.panels.front();
    const MatrixView cells = panel.values.view().matrix();
    QImage image(static_cast<int>(cells.cols()), static_cast<int>(cells.rows()), QImage::Format_Grayscale16);
    const double low = panel.range.low, span = static_cast<double>(panel.range.high) - low;
    for (int row = 0; row < image.height(); ++row) {
        auto* line = reinterpret_cast<quint16*>(image.scanLine(row));
        for (int column = 0; column < image.width(); ++column) {
            const double share = (cells(row, column) - low) / span;
            line[column] = share > 0 ? static_cast<quint16>(std::min(share, 1.0) * 65535 + 0.5) : 0;
        }
    }
    return image;
}

void writeValues(const std::string& path, const Figure& figure, FigureFormat format, const FigureFacts& facts)
{
    requireNumbers(figure);
    if (format == FigureFormat::Npz || format == FigureFormat::Safetensors) {
        writeContainer(path, figure, facts);
        return;
    }
    const QByteArray bytes = format == FigureFormat::Csv ? encodeCsv(figure) : encodeNpy(figure);
    FigureFacts told = facts;
    told.emplace_back(contentHashKey, contentHash(bytes, facts));
    writeBeside(path, told);
    saveFigure(path, bytes);
}

FigureFacts readFigureFactsOf(const std::string& path)
{
    const std::string extension = extensionOf(path);
    if (extension == ".safetensors") {
        const Metadata metadata = openTensorFile(path)->metadata();
        return {metadata.begin(), metadata.end()};
    }
    if (extension == ".npz")
        return factsInNpz(bytesAt(path));
    if (extension == ".npy" || extension == ".csv")
        return std::filesystem::exists(jsonBeside(path)) ? factsInJson(bytesAt(jsonBeside(path))) : FigureFacts{};
    return readFigureFacts(bytesAt(path));
}

bool isUnchangedFile(const std::string& path)
{
    const std::string extension = extensionOf(path);
    const bool container = extension == ".safetensors" || extension == ".npz";
    if (!container && extension != ".npy" && extension != ".csv")
        return isUnchanged(bytesAt(path));
    const FigureFacts facts = readFigureFactsOf(path);
    QByteArray content = container ? QByteArray() : bytesAt(path);
    if (container) {
        std::map<std::string, QByteArray> tensors;
        const auto file = openTensorFile(path);
        for (const TensorEntry& entry : file->entries()) {
            QByteArray values(entry.elements() * 4, '\0');
            file->readFloats(entry, reinterpret_cast<float*>(values.data()));
            tensors[entry.name] = values;
        }
        content = tensorContent(tensors);
    }
    return !facts.empty() &&
           std::find(facts.begin(), facts.end(), std::pair{std::string(contentHashKey), contentHash(content, facts)}) != facts.end();
}

}  // namespace vitscope
