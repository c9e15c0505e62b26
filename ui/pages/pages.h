// The pages of the window, each one line: its name for memory and programs, and how it is made.
//
// Tested in tests/ui/pages_test.cpp.
#pragma once

#include <optional>
#include <span>

#include "ui/pages/page.h"

namespace vitscope {

struct PageRow {
    PageId id;
    const char* name;
    Page* (*make)(const Rooms& rooms);
};

std::span<const PageRow> pageRows();
Page* makePage(PageId id, const Rooms& rooms);
QString pageName(PageId id);
std::optional<PageId> pageNamed(const QString& name);

}  // namespace vitscope
