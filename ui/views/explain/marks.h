// Where in the picture the numbers of an explanation stand: the patch of a token, the pixels under a filter.
//
// Tested in tests/ui/marks_test.cpp.
#pragma once

#include <QRectF>
#include <QString>
#include <vector>

#include "core/trace/explain.h"
#include "ui/session/run_view.h"
#include "ui/views/maps/map_part.h"

namespace vitscope {

struct PictureMark {
    QRectF place;  ///< in pixels of Run::shown
    Role role = Role::Other;
    QString name;  ///< "query, patch 7, 6"
};

/// The places of a cell: of its pixel, or its token; of an attention weight those of query and key. None for what has no place, as a
/// class token.
std::vector<PictureMark> marksOf(const Run& run, const Cell& cell);
/// What the inquiry looks at: the explained cell, and the operands of the chosen term.
std::vector<PictureMark> inquiryMarks(RunView& runView);

}  // namespace vitscope
