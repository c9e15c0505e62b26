// What the window remembers from one start to the next: what is open, where one is on the walk, and how the window looks.
//
//   window.recall(readMemory(settings));  …  writeMemory(settings, window.memory());
//
// Tested in tests/ui/memory_test.cpp.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

#include "ui/session/viewpoint.h"
#include "ui/window/recent.h"

class QSettings;

namespace vitscope {

struct Memory {
    QString model;
    QString picture;                                        ///< a path; empty where it was pasted
    PageId page = PageId::Start, walk = PageId::ShortWalk;  ///< where one is, and which walk is taken
    std::optional<Selection> selection;
    Recent recent;
    Display display;
    QByteArray geometry, panes;
    QString language;  ///< empty: as the desktop
    QString theme;     ///< "light", "dark", or empty: as the desktop
    double speed = 1;
    bool reducedMotion = false;
    bool operator==(const Memory&) const = default;
};

/// What cannot be read is left as it is without a memory.
Memory readMemory(const QSettings& settings);
void writeMemory(QSettings& settings, const Memory& memory);

}  // namespace vitscope
