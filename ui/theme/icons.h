// Single-colour SVG icons from :/icons, recoloured per theme and drawn sharp at any size and pixel ratio.
//
// Enter at icon(). The files lie in resources/icons; icons.qrc is compiled into vitscope_theme. Tested in tests/ui/theme_test.cpp.
#pragma once

#include <QIcon>
#include <QString>
#include <QStringList>

#include "ui/theme/theme.h"

namespace vitscope {

/// Registers the compiled-in files (a static library does not do so by itself). apply() and icon() call it.
void loadIcons();

/// Every icon's name, sorted: "class-token", "open", "play", …
QStringList iconNames();

/// The file's currentColor becomes the theme's text; when disabled a fainter one; when on (a checked button) the colour on accent.
/// Throws Error (Internal) where there is no such icon.
QIcon icon(const QString& name, const Theme& theme);
/// The same in one colour, whatever the state.
QIcon icon(const QString& name, const QColor& colour);

}  // namespace vitscope
