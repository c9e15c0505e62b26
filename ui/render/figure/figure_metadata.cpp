// Where a file keeps its facts, and how they are read back.
#include <QBuffer>
#include <QImageReader>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include "ui/render/figure/figure_facts.h"
#include "ui/render/figure/webp_container.h"

namespace vitscope {

namespace {

const QString rdfSpace = QStringLiteral("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
const QString factSpace = QStringLiteral("urn:vitscope:figure");

void writeRdf(QXmlStreamWriter& xml, const FigureFacts& facts)
{
    xml.writeNamespace(rdfSpace, QStringLiteral("rdf"));
    xml.writeNamespace(factSpace, QStringLiteral("vitscope"));
    xml.writeStartElement(rdfSpace, QStringLiteral("RDF"));
    xml.writeStartElement(rdfSpace, QStringLiteral("Description"));
    xml.writeAttribute(rdfSpace, QStringLiteral("about"), QString());
    for (const auto& [key, text] : facts)
        xml.writeTextElement(factSpace, QString::fromStdString(key), QString::fromStdString(text));
    xml.writeEndElement();
    xml.writeEndElement();
}

FigureFacts factsInXml(const QByteArray& xml)
{
    FigureFacts facts;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.namespaceUri() == factSpace) {
            const std::string key = reader.name().toUtf8().toStdString();
            facts.emplace_back(key, reader.readElementText(QXmlStreamReader::IncludeChildElements).toStdString());
        }
    return facts;
}

/// Where a part of a file lies, from the first bytes of `begin` to the last of `end`; nothing where it has none.
struct FilePart {
    qsizetype from = -1;
    qsizetype size = 0;
};

FilePart partOf(const QByteArray& file, const char* begin, const char* end)
{
    const qsizetype from = file.indexOf(begin), last = from < 0 ? -1 : file.indexOf(end, from);
    return last < 0 ? FilePart{} : FilePart{from, last + static_cast<qsizetype>(qstrlen(end)) - from};
}

FilePart metadataIn(const QByteArray& file)
{
    return file.startsWith("%PDF") ? partOf(file, "<?xpacket begin", "<?xpacket end=\"r\"?>") : partOf(file, "<metadata>", "</metadata>");
}

bool isRaster(const QByteArray& file)
{
    return file.startsWith("\x89PNG") || isWebp(file);
}

FigureFacts factsInPng(QByteArray file)
{
    FigureFacts facts;
    QBuffer buffer(&file);
    QImageReader reader(&buffer, "png");
    for (const QString& key : reader.textKeys())
        facts.emplace_back(key.toStdString(), reader.text(key).toStdString());
    return facts;
}

}  // namespace

QByteArray xmpPacket(const FigureFacts& facts)
{
    QByteArray packet;
    QXmlStreamWriter xml(&packet);
    xml.writeNamespace(QStringLiteral("adobe:ns:meta/"), QStringLiteral("x"));
    xml.writeStartElement(QStringLiteral("adobe:ns:meta/"), QStringLiteral("xmpmeta"));
    writeRdf(xml, facts);
    xml.writeEndElement();
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" + packet + "\n<?xpacket end=\"r\"?>";
}

QByteArray svgMetadata(const FigureFacts& facts)
{
    QByteArray metadata;
    QXmlStreamWriter xml(&metadata);
    xml.writeStartElement(QStringLiteral("metadata"));
    xml.writeCharacters(QString());  // its namespaces belong to what is in it
    writeRdf(xml, facts);
    xml.writeEndElement();
    return metadata;
}

FigureFacts readFigureFacts(const QByteArray& file)
{
    if (file.startsWith("\x89PNG"))
        return factsInPng(file);
    if (isWebp(file))
        return factsInXml(webpXmp(file));
    const FilePart part = metadataIn(file);
    QByteArray xml = file.mid(part.from < 0 ? file.size() : part.from, part.size);
    if (file.startsWith("%PDF"))
        xml = xml.mid(xml.indexOf("?>") + 2);
    return factsInXml(xml.left(xml.startsWith("<metadata>") ? xml.size() : xml.lastIndexOf("<?xpacket end")));
}

bool isUnchanged(const QByteArray& file)
{
    const FigureFacts facts = readFigureFacts(file);
    std::string told;
    for (const auto& [key, text] : facts)
        if (key == contentHashKey)
            told = text;
    if (told.empty())
        return false;
    if (isRaster(file))
        return contentHash(pixelBytes(QImage::fromData(file)), facts) == told;
    QByteArray rest = file;
    const FilePart part = metadataIn(file);
    return contentHash(rest.remove(part.from, part.size), facts) == told;
}

}  // namespace vitscope
