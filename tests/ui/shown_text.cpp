#include "tests/ui/shown_text.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QSvgGenerator>
#include <QXmlStreamReader>

#include "ui/views/maps/maps_view.h"

namespace vitscope {

QStringList controlTexts(const QWidget& widget)
{
    QStringList texts;
    for (const QWidget* child : widget.findChildren<QWidget*>()) {
        if (!child->isVisible())
            continue;
        texts << child->accessibleName() << child->toolTip();
        if (const auto* label = qobject_cast<const QLabel*>(child))
            texts << label->text();
        if (const auto* button = qobject_cast<const QAbstractButton*>(child))
            texts << button->text();
    }
    texts.removeAll(QString());
    return texts;
}

namespace {

/// Maps whose making is over are kept as a picture, in which texts are no texts any more: just before its end they are drawn.
void setMoments(QWidget& widget, double moment)
{
    for (MapsView* maps : widget.findChildren<MapsView*>())
        maps->setMoment(moment);
    if (auto* maps = qobject_cast<MapsView*>(&widget))
        maps->setMoment(moment);
}

}  // namespace

QStringList paintedTexts(QWidget& widget)
{
    setMoments(widget, 0.9999);
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(widget.size());
    widget.render(&generator);
    setMoments(widget, 1);
    QStringList texts;
    QXmlStreamReader svg(buffer.data());
    while (!svg.atEnd())
        if (svg.readNext() == QXmlStreamReader::StartElement && svg.name() == QLatin1String("text"))
            texts.append(svg.readElementText().trimmed());
    EXPECT_FALSE(svg.hasError()) << qPrintable(svg.errorString());
    texts.removeAll(QString());
    return texts;
}

bool isBlank(QWidget& widget)
{
    const QImage image = widget.grab().toImage();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != image.pixel(0, 0))
                return false;
    return true;
}

EnglishTexts::EnglishTexts()
{
    QFile file(QStringLiteral(VITSCOPE_TEST_DATA "/../../resources/i18n/vitscope_zh_CN.ts"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    static const QRegularExpression place(QStringLiteral("%L?[0-9n]+")), word(QStringLiteral("[A-Za-z]{3,}"));
    QXmlStreamReader ts(&file);
    QString source;
    while (!ts.atEnd()) {
        if (ts.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (ts.name() == QLatin1String("source"))
            source = ts.readElementText();
        if (ts.name() != QLatin1String("translation") || ts.readElementText(QXmlStreamReader::IncludeChildElements) == source ||
            !source.contains(word))
            continue;
        Pattern pattern{source, {}, {}};
        QStringList escaped;
        for (const QString& part : source.split(place)) {
            escaped.append(QRegularExpression::escape(part));
            if (part.trimmed().contains(u' ') && part.count(word) >= 2)
                pattern.phrases.append(part.trimmed());
        }
        pattern.filledIn = QRegularExpression(QRegularExpression::anchoredPattern(escaped.join(QStringLiteral(".*"))),
                                              QRegularExpression::DotMatchesEverythingOption);
        patterns_.push_back(pattern);
    }
}

QString EnglishTexts::within(const QString& text) const
{
    if (others_.contains(text))
        return {};
    for (const Pattern& pattern : patterns_) {
        const auto found = [&](const QString& phrase) { return text.contains(phrase); };
        if (pattern.filledIn.match(text).hasMatch() || std::any_of(pattern.phrases.begin(), pattern.phrases.end(), found))
            return pattern.source;
    }
    // Four English words in a row are a sentence nobody has translated yet.
    static const QRegularExpression sentence(QStringLiteral("\\b[A-Za-z]?[a-z]+,? [a-z]+,? [a-z]+,? [a-z]+\\b"));
    if (const QRegularExpressionMatch found = sentence.match(text); found.hasMatch())
        return found.captured();
    others_.insert(text);
    return {};
}

}  // namespace vitscope
