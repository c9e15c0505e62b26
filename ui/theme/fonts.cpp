#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QStringList>
#include <algorithm>

namespace vitscope {

namespace {

/// Looked up once: the installed fonts do not change while the program runs.
const QString& interfaceFamily()
{
    static const QString family = [] {
        for (const char* name : {"Inter", "Noto Sans"})
            if (QFontDatabase::hasFamily(QLatin1String(name)))
                return QString::fromLatin1(name);
        return QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    }();
    return family;
}

QFont ofSize(const QString& family, int pixels, QFont::Weight weight)
{
    QFont font(family);
    font.setPixelSize(typePixels(pixels));
    font.setWeight(weight);
    return font;
}

bool tabularFigures(const QFont& font)
{
    const QFontMetricsF metrics(font);
    const QString digits = QStringLiteral("0123456789");
    return std::all_of(digits.begin(), digits.end(),
                       [&](QChar digit) { return qAbs(metrics.horizontalAdvance(digit) - metrics.horizontalAdvance(u'0')) < 0.01; });
}

}  // namespace

int typePixels(int pixels)
{
    // Before apply() the application's font is counted in points, and has no pixels.
    const int usual = QGuiApplication::font().pixelSize();
    return usual > 0 ? qRound(pixels * usual / double{usualType}) : pixels;
}

QFont interfaceFont(int pixels, QFont::Weight weight)
{
    return ofSize(interfaceFamily(), pixels, weight);
}

QFont titleFont()
{
    return interfaceFont(20, QFont::DemiBold);
}

QFont sectionFont()
{
    QFont font = interfaceFont(11, QFont::DemiBold);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
    return font;
}

QFont numberFont(int pixels, QFont::Weight weight)
{
    static const QString family = [] {
        if (tabularFigures(interfaceFont()))
            return interfaceFamily();
        for (const char* name : {"Noto Sans", "DejaVu Sans"})
            if (QFontDatabase::hasFamily(QLatin1String(name)))
                return QString::fromLatin1(name);
        return interfaceFamily();
    }();
    QFont font = ofSize(family, pixels, weight);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font;
}

QFont codeFont()
{
    static const QString family = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    return ofSize(family, 12, QFont::Normal);
}

}  // namespace vitscope
