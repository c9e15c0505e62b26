// What hiding patches changes, as it is written and coloured in every view of the page Why: in points of a class, in logits of a lead, or
// in the cosine of a model without classes.
//
// Tested in tests/ui/why_page_test.cpp.
#pragma once

#include <QColor>
#include <QImage>
#include <QString>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

namespace vitscope {

/// "+18.7", "−16.1": points of percent, logits, or thousandths of the cosine; `decimals` of points.
QString effectText(RunView& view, double effect, int decimals = 1);
/// "in points of “cat”", "in logits of the lead", "in thousandths of the cosine".
QString effectUnit(RunView& view);
/// From here on an effect is written into its cell.
double writtenFrom(RunView& view);
/// Speaks for it, against it.
QColor effectColour(double effect);

/// “cat”, or “cat” against “banana”; without classes, "this vector".
QString askedName(RunView& view);
/// "patch 11, 8"
QString patchTitle(RunView& view, std::int64_t patch);
/// A patch as the model reads it.
QImage patchPicture(const Run& run, std::int64_t patch);

}  // namespace vitscope
