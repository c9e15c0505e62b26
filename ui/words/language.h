// The languages of the window, and changing between them while it runs.
//
// The translations are compiled from resources/i18n into the program. Tested in tests/ui/language_test.cpp.
#pragma once

#include <QString>
#include <QStringList>

namespace vitscope {

/// "en", "zh_CN"
QStringList languages();
/// In the language itself: "English", "简体中文".
QString languageName(const QString& language);
/// "EN", "中文", where there is little room.
QString shortLanguageName(const QString& language);
/// What the desktop asks for, or English.
QString systemLanguage();

/// What stands between two sentences: nothing in Chinese.
QString sentenceGap();

/// From now on tr() speaks this language. What is on the screen already has to be made again.
void setLanguage(const QString& language);

}  // namespace vitscope
