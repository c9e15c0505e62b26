// What an explained number means, in one to three sentences with this run's values.
//
// Tested in tests/ui/explain_test.cpp.
#pragma once

#include <QString>

#include "ui/session/session.h"

namespace vitscope {

QString meaningOf(Session& session, const Explained& explained);

}  // namespace vitscope
