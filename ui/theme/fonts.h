// Type: Inter or Noto Sans where installed, otherwise the system's interface font; sizes in pixels.
//
// Enter at interfaceFont(), which apply() gives to the whole application. Tested in tests/ui/theme_test.cpp.
#pragma once

#include <QFont>

namespace vitscope {

/// 13 px.
QFont interfaceFont();
/// 20 px, semibold.
QFont titleFont();
/// 11 px, semibold, capitals, spaced; to be drawn dim.
QFont sectionFont();
/// 13 px with digits of equal width: the interface font where it has them, otherwise one that does.
QFont numberFont();
/// 12 px, fixed width.
QFont codeFont();

}  // namespace vitscope
