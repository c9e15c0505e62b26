// Type: Inter or Noto Sans where installed, otherwise the system's interface font; sizes in pixels.
//
// Enter at interfaceFont(), which apply() gives to the whole application. All sizes follow the application's font: a theme with
// larger type (Theme::typeScale, for the lecture hall) makes every font larger by the same share. Tested in tests/ui/theme_test.cpp.
#pragma once

#include <QFont>

namespace vitscope {

/// What interface text usually measures, in pixels.
inline constexpr int usualType = 13;

/// `pixels` as large as the type now is: 13 is 17 on a screen of 800 pixels' height in the lecture hall.
int typePixels(int pixels);

/// 13 px, or another size.
QFont interfaceFont(int pixels = 13, QFont::Weight weight = QFont::Normal);
/// 20 px, semibold.
QFont titleFont();
/// 11 px, semibold, capitals, spaced; to be drawn dim.
QFont sectionFont();
/// With digits of equal width: the interface font where it has them, otherwise one that does.
QFont numberFont(int pixels = 13, QFont::Weight weight = QFont::Normal);
/// 12 px, fixed width.
QFont codeFont();

}  // namespace vitscope
