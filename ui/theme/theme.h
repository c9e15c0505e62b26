// The look in one place: colours, palette and style sheet, light and dark.
//
//   apply(app, Theme::system());                    // once at the start, again whenever the theme changes
//   setLook(button, "primary");                     // a widget's part in the look, see below
//
// setLook() sets the dynamic property "look":
//   QPushButton, QToolButton  "primary" the one main button · "flat" no frame until hovered · "link" coloured text
//                             "crumb" a pill in a path, accent when checked
//   QLabel                    "dim" · "chip" a small pill · "callout" a soft box · "code" the same, tight · "brand"
//   QFrame, QWidget           "card" · "toolbar" the strip on top · "callout" · "message" and "warning" bars
//   QTextEdit, QTextBrowser, QPlainTextEdit   "plain" no frame, the ground shows through
// setSegment() sets "segment": buttons that stand as one group, in a layout without spacing: "first", "middle", "last".
// A button with a menu (QPushButton::setMenu, or QToolButton with InstantPopup) gets its ▾ by itself; checked is accent.
// An item view must have its parent before it gets its first item: Qt 6.4 otherwise never applies the style sheet to its rows.
// Fonts are in fonts.h, icons in icons.h, Card in card.h. Tested in tests/ui/theme_test.cpp.
#pragma once

#include <QColor>

class QApplication;
class QString;
class QWidget;

namespace vitscope {

struct Theme {
    bool dark = false;
    QColor background;                    ///< window
    QColor card;                          ///< panels
    QColor line;                          ///< borders, separators
    QColor soft;                          ///< selected row, callouts, code
    QColor text, dim;                     ///< two levels of text
    QColor accent;                        ///< selection, the one main button, the answer's bar; never the query
    QColor onAccent;                      ///< text on it
    QColor query, key, value, attention;  ///< words and outlines, never fills of maps
    QColor warning;
    double typeScale = 1;  ///< larger in the lecture hall, with the screen
    QColor neutral;        ///< zero of the diverging map on screen; exports use lightNeutral (ui/render/colormap.h)

    bool operator==(const Theme&) const = default;

    static Theme light();
    static Theme darkTheme();
    /// What the desktop asks for. Before Qt 6.5 ask before the first apply(): it is read from the application's palette.
    static Theme system();
};

/// `share` of b over a, channel by channel.
QColor mix(const QColor& a, const QColor& b, double share);

/// Fusion, palette, interface font, style sheet. Icons stay out of menus.
void apply(QApplication& application, const Theme& theme);

void setLook(QWidget* widget, const QString& look);
void setSegment(QWidget* widget, const QString& segment);

}  // namespace vitscope
