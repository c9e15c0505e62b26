// The prose of a stage: what happens and why, from resources/stages, in the window's language. Words that name a tensor are links.
//
// A file is a title, an empty line and one paragraph; [word](blocks.query) names a stage, [word](parameter:query.weight) a parameter,
// [word](input) the block's input. Enter at proseOf(). Tested in tests/ui/reading_test.cpp.
#pragma once

#include <QString>

#include "core/plan/plan.h"
#include "ui/theme/theme.h"

namespace vitscope {

struct Prose {
    QString title;
    QString text;  ///< with its links as they stand in the file
};

/// Of a stage's id, in a language ("zh_CN"); in English where there is none. Empty where there is no file.
Prose proseOf(const QString& stageId, const QString& language);

/// Text with [word](tensor) as rich text, the words in the colours of their tensors. `input` is what a link to "input" means.
QString linkedHtml(const QString& text, const Theme& theme, const QString& input = {});

/// Rich text: each link semibold and underlined in the colour of what it names. "input" becomes the id of the stage's input.
QString proseHtml(const Prose& prose, const Stage& stage, const Theme& theme);

/// What the window speaks now: "en", "zh_CN".
QString currentLanguage();

}  // namespace vitscope
