// The style sheet that leaves no default Qt grey. Only apply() in theme.h uses it.
//
// Tested in tests/ui/theme_test.cpp.
#pragma once

#include <QString>

#include "ui/theme/theme.h"

namespace vitscope {

/// Every @name replaced by the theme's colour.
QString styleSheet(const Theme& theme);

}  // namespace vitscope
