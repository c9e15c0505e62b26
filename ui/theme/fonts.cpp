#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QStringList>
#include <algorithm>

namespace vitscope {

namespace {

QFont ofSize(QFont font, int pixels, QFont::Weight weight = QFont::Normal)
{
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

bool tabularFigures(const QFont& font)
{
    const QFontMetricsF metrics(font);
    const QString digits = QStringLiteral("0123456789");
    return std::all_of(digits.begin(), digits.end(), [&](QChar digit) {
        return qAbs(metrics.horizontalAdvance(digit) - metrics.horizontalAdvance(u'0')) < 0.01;
    });
}

}  // namespace

QFont interfaceFont()
{
    for (const char* family : {"Inter", "Noto Sans"})
        if (QFontDatabase::hasFamily(QLatin1String(family)))
            return ofSize(QFont(QLatin1String(family)), 13);
    return ofSize(QFontDatabase::systemFont(QFontDatabase::GeneralFont), 13);
}

QFont titleFont()
{
    return ofSize(interfaceFont(), 20, QFont::DemiBold);
}

QFont sectionFont()
{
    QFont font = ofSize(interfaceFont(), 11, QFont::DemiBold);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
    return font;
}

QFont numberFont()
{
    QFont font = interfaceFont();
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    if (tabularFigures(font))
        return font;
    for (const char* family : {"Noto Sans", "DejaVu Sans"})
        if (QFontDatabase::hasFamily(QLatin1String(family)))
            return ofSize(QFont(QLatin1String(family)), 13);
    return font;
}

QFont codeFont()
{
    return ofSize(QFontDatabase::systemFont(QFontDatabase::FixedFont), 12);
}

}  // namespace vitscope
