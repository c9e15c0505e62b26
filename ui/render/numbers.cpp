#include "ui/render/numbers.h"

#include <algorithm>
#include <cmath>

namespace vitscope {

namespace {

constexpr QChar minus(0x2212);

QString notFinite(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    return value < 0 ? minus + QStringLiteral("∞") : QStringLiteral("∞");
}

/// Takes the sign away where only zeros are left.
QString withRealMinus(QString digits)
{
    if (!digits.startsWith(u'-'))
        return digits;
    digits.remove(0, 1);
    const bool zero = std::all_of(digits.begin(), digits.end(), [](QChar c) { return c == u'0' || c == u'.'; });
    return zero ? digits : minus + digits;
}

QString superscript(int exponent)
{
    const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text = exponent < 0 ? QStringLiteral("⁻") : QString();
    for (const QChar digit : QString::number(std::abs(exponent)))
        text += digits[digit.digitValue()];
    return text;
}

}  // namespace

QString number(double value, int decimals)
{
    return std::isfinite(value) ? withRealMinus(QString::number(value, 'f', decimals)) : notFinite(value);
}

QString significant(double value, int digits)
{
    if (value == 0 || !std::isfinite(value))
        return number(value, 0);
    // 'e' rounds first: 9.996 with three digits is 1.00e+01, and so has one decimal.
    const int exponent = QString::number(value, 'e', digits - 1).section(u'e', 1).toInt();
    if (exponent < -4 || exponent >= 6)
        return powerOfTen(value, digits - 1);
    return number(value, std::max(0, digits - 1 - exponent));
}

QString scaleNumber(double value)
{
    return value == 0 ? QStringLiteral("0") : significant(value, 3);
}

QString powerOfTen(double value, int decimals)
{
    if (value == 0 || !std::isfinite(value))
        return number(value, 0);
    const QString text = QString::number(value, 'e', decimals);
    QString factor = text.section(u'e', 0, 0);
    while (factor.contains(u'.') && (factor.endsWith(u'0') || factor.endsWith(u'.')))
        factor.chop(1);
    return withRealMinus(factor) + QStringLiteral(" · 10") + superscript(text.section(u'e', 1).toInt());
}

QString percent(double share, int decimals)
{
    return number(share * 100, decimals) + QChar(0x00A0) + u'%';
}

QString tabSeparated(const TensorView& matrix)
{
    QStringList lines;
    for (std::int64_t row = 0; row < matrix.shape()[0].extent; ++row) {
        QStringList cells;
        for (std::int64_t column = 0; column < matrix.shape()[1].extent; ++column)
            cells.append(QString::number(matrix.at({row, column}), 'g', 9));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

}  // namespace vitscope
