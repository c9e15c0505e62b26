// The pictures and models that were opened last, for the menus.
//
//   recent = withOpened(std::move(recent), *run);
//
// Tested in tests/ui/memory_test.cpp.
#pragma once

#include <QStringList>

namespace vitscope {

struct Run;

struct Recent {
    static constexpr qsizetype most = 8;
    QStringList pictures, models;  ///< paths, the newest first
    bool operator==(const Recent&) const = default;
};

/// What is built in stands in the menus anyway.
Recent withOpened(Recent recent, const Run& run);

}  // namespace vitscope
