#include "ui/theme/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>
#include <QVariant>
#include <QWidget>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_sheet.h"

namespace vitscope {

namespace {

QPalette palette(const Theme& theme)
{
    QPalette palette(theme.text, theme.card, theme.card, theme.dim, theme.line, theme.text, theme.text, theme.card, theme.background);
    palette.setColor(QPalette::AlternateBase, mix(theme.card, theme.soft, 0.5));
    palette.setColor(QPalette::Midlight, theme.soft);
    palette.setColor(QPalette::Shadow, theme.line);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.onAccent);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::ToolTipBase, theme.card);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.dim);
    const QColor disabled = mix(theme.dim, theme.card, 0.4);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.soft);
    return palette;
}

void setStyleProperty(QWidget* widget, const char* name, const QString& value)
{
    widget->setProperty(name, value);
    // Before it is first shown it will be polished anyway, and unpolishing now would lose its font.
    if (!widget->testAttribute(Qt::WA_WState_Polished))
        return;
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->updateGeometry();
    widget->update();
}

}  // namespace

Theme Theme::light()
{
    Theme theme;
    theme.background = QColor(0xF4F5F7);
    theme.card = QColor(0xFFFFFF);
    theme.line = QColor(0xE2E5EA);
    theme.soft = QColor(0xEEF2F8);
    theme.text = QColor(0x1C2128);
    theme.dim = QColor(0x5E6773);
    theme.accent = QColor(0x0E7490);
    theme.onAccent = QColor(0xFFFFFF);
    theme.query = QColor(0x2F7FE0);
    theme.key = QColor(0xD9483B);
    theme.value = QColor(0x1F7A4A);
    theme.attention = QColor(0x8A4FC7);
    theme.warning = QColor(0xB25818);
    theme.neutral = QColor(0xF7F7F7);
    return theme;
}

Theme Theme::darkTheme()
{
    Theme theme;
    theme.dark = true;
    theme.background = QColor(0x14171B);
    theme.card = QColor(0x1C2026);
    theme.line = QColor(0x2C323A);
    theme.soft = QColor(0x252B34);
    theme.text = QColor(0xE8EAEE);
    theme.dim = QColor(0x9AA4B0);
    theme.accent = QColor(0x5CCFE0);
    theme.onAccent = QColor(0x14171B);
    theme.query = QColor(0x62A8FF);
    theme.key = QColor(0xFF7D70);
    theme.value = QColor(0x5CC98D);
    theme.attention = QColor(0xB98CF0);
    theme.warning = QColor(0xE8A468);
    theme.neutral = QColor(0x282D35);
    return theme;
}

Theme Theme::system()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const bool dark = QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    const QPalette desktop = QGuiApplication::palette();
    const bool dark = desktop.color(QPalette::Window).lightness() < desktop.color(QPalette::WindowText).lightness();
#endif
    return dark ? darkTheme() : light();
}

QColor mix(const QColor& a, const QColor& b, double share)
{
    const auto channel = [share](int from, int to) { return qRound(from + (to - from) * share); };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

void apply(QApplication& application, const Theme& theme)
{
    loadIcons();
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(palette(theme));
    QFont font = interfaceFont();
    font.setPixelSize(qRound(usualType * theme.typeScale));
    application.setFont(font);
    application.setStyleSheet(styleSheet(theme));
    QCoreApplication::setAttribute(Qt::AA_DontShowIconsInMenus);
}

void setLook(QWidget* widget, const QString& look)
{
    setStyleProperty(widget, "look", look);
}

void setSegment(QWidget* widget, const QString& segment)
{
    setStyleProperty(widget, "segment", segment);
}

}  // namespace vitscope
