#include "ui/render/figure/figure_file.h"

#include <QBuffer>
#include <QImageWriter>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <algorithm>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/file.h"
#include "ui/render/figure/figure_facts.h"
#include "ui/render/figure/figure_painter.h"
#include "ui/render/figure/figure_values.h"
#include "ui/render/figure/figure_words.h"
#include "ui/render/figure/webp_container.h"
#include "ui/render/png.h"

namespace vitscope {

namespace {

/// Stands where the hash will be while what is hashed is not known yet.
const std::string noHash(64, '0');

FigureFacts withHash(FigureFacts facts, const std::string& hash)
{
    facts.emplace_back(contentHashKey, hash);
    return facts;
}

/// Puts the hash over all of the file but its metadata into the metadata.
QByteArray sealed(QByteArray file, const QByteArray& metadata, const FigureFacts& facts)
{
    const qsizetype from = file.indexOf(metadata);
    QByteArray rest = file;
    rest.remove(from, metadata.size());
    const qsizetype hash = file.indexOf(noHash.c_str(), from);
    return file.replace(hash, static_cast<qsizetype>(noHash.size()), contentHash(rest, facts).c_str());
}

QByteArray encodePngFigure(const QImage& image, const FigureLook& look, const FigureFacts& facts)
{
    PngTexts texts;
    for (const auto& [key, text] : withHash(facts, contentHash(pixelBytes(image), facts)))
        texts.emplace_back(QString::fromStdString(key), QString::fromStdString(text));
    return encodePng(image, texts, look.size.dpi);
}

QByteArray encodeWebpFigure(const Figure& figure, const FigureLook& look, const FigureFacts& facts)
{
    const QImage image = figureImage(figure, look);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "webp");
    writer.setQuality(100);  // lossless
    if (!writer.write(image))
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "This installation of Qt writes no WebP (Debian: qt6-image-formats-plugins)."));
    return withXmp(bytes, image.size(), xmpPacket(withHash(facts, contentHash(pixelBytes(image), facts))));
}

/// What Qt's generator leaves out: cells stay squares however large they are shown, and other families where ours is not installed.
QByteArray finishedSvg(QByteArray svg)
{
    svg.replace("preserveAspectRatio=\"none\"", "preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\"");
    static const QRegularExpression family(QStringLiteral("font-family=\"([^\"]+)\""));
    QString text = QString::fromUtf8(svg);
    text.replace(family, QStringLiteral("font-family=\"'\\1', 'Noto Sans CJK SC', sans-serif\""));
    return text.toUtf8();
}

QByteArray encodeSvgFigure(const Figure& figure, const FigureLook& look, const FigureFacts& facts)
{
    const FigureLayout layout = figureLayout(figure, look);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(layout.size);
    generator.setViewBox(QRect(QPoint(), layout.size));
    generator.setResolution(look.size.dpi);
    // Qt writes them as they are.
    generator.setTitle((look.title.isEmpty() ? QString::fromStdString(figure.pictureName) : look.title).toHtmlEscaped());
    generator.setDescription(figureCaption(figure, look).toHtmlEscaped());
    QPainter painter(&generator);
    drawFigure(painter, figure, look, layout);
    painter.end();
    const QByteArray metadata = svgMetadata(withHash(facts, noHash));
    QByteArray svg = finishedSvg(bytes);
    return sealed(svg.insert(svg.indexOf("<defs>"), metadata + '\n'), metadata, facts);
}

/// The day it was written and a random number would make every file another.
QByteArray withoutDate(QByteArray pdf)
{
    const qsizetype date = pdf.lastIndexOf("/CreationDate (");
    if (date >= 0) {
        const qsizetype end = pdf.indexOf(')', date);
        pdf.replace(date, end + 1 - date, QByteArray(end + 1 - date, ' '));
    }
    return pdf;
}

QByteArray encodePdfFigure(const Figure& figure, const FigureLook& look, const FigureFacts& facts)
{
    const FigureLayout layout = figureLayout(figure, look);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
    writer.setPageSize(QPageSize(QSizeF(layout.size) * 72.0 / look.size.dpi, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setResolution(look.size.dpi);
    writer.setTitle(look.title.isEmpty() ? QString::fromStdString(figure.pictureName) : look.title);
    writer.setCreator(QStringLiteral("ViTScope"));
    const QByteArray metadata = xmpPacket(withHash(facts, noHash));
    writer.setDocumentXmpMetadata(metadata);
    QPainter painter(&writer);
    // Pages are whole points wide and high.
    painter.scale(static_cast<double>(writer.width()) / layout.size.width(), static_cast<double>(writer.height()) / layout.size.height());
    drawFigure(painter, figure, look, layout);
    painter.end();
    return sealed(withoutDate(bytes), metadata, facts);
}

}  // namespace

std::string_view figureFormatName(FigureFormat format)
{
    switch (format) {
    case FigureFormat::Png: return "png";
    case FigureFormat::Webp: return "webp";
    case FigureFormat::Svg: return "svg";
    case FigureFormat::Pdf: return "pdf";
    case FigureFormat::Png16: return "png16";
    case FigureFormat::Csv: return "csv";
    case FigureFormat::Npy: return "npy";
    case FigureFormat::Npz: return "npz";
    case FigureFormat::Safetensors: return "safetensors";
    }
    return "";
}

std::string_view figureExtension(FigureFormat format)
{
    return format == FigureFormat::Png16 ? "png" : figureFormatName(format);
}

std::optional<FigureFormat> figureFormatNamed(std::string_view name)
{
    for (const FigureFormat format : figureFormats)
        if (figureFormatName(format) == name)
            return format;
    return std::nullopt;
}

std::optional<FigureFormat> figureFormatOf(const std::string& path)
{
    std::string extension = std::filesystem::path(path).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return std::tolower(c); });
    return extension.empty() ? std::nullopt : figureFormatNamed(std::string_view(extension).substr(1));
}

QByteArray encodeFigure(const Figure& figure, const FigureLook& look, FigureFormat format, const FigureFacts& facts)
{
    switch (format) {
    case FigureFormat::Png: return encodePngFigure(figureImage(figure, look), look, facts);
    case FigureFormat::Png16: return encodePngFigure(greyValues(figure), look, facts);
    case FigureFormat::Webp: return encodeWebpFigure(figure, look, facts);
    case FigureFormat::Svg: return encodeSvgFigure(figure, look, facts);
    case FigureFormat::Pdf: return encodePdfFigure(figure, look, facts);
    case FigureFormat::Csv:
    case FigureFormat::Npy:
    case FigureFormat::Npz:
    case FigureFormat::Safetensors: break;
    }
    return {};
}

void writeFigure(const std::string& path, const Figure& figure, const FigureLook& look, FigureFormat format, const FigureFacts& facts)
{
    if (format == FigureFormat::Png16 || std::find(drawnFormats.begin(), drawnFormats.end(), format) != drawnFormats.end())
        saveFigure(path, encodeFigure(figure, look, format, facts));
    else
        writeValues(path, figure, format, facts);
}

void saveFigure(const std::string& path, const QByteArray& bytes)
{
    AtomicFile file(path);
    file.write(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    file.commit();
}

}  // namespace vitscope
