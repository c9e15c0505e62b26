// How long work tells how far it is, and hears whether to go on.
#pragma once

#include <functional>

namespace vitscope {

/// Called now and then with the share done (0 to 1), from the thread that does the work. Returns false to cancel: the work
/// then throws Cancelled and leaves nothing half written. An empty function means: go on, tell nobody.
using Progress = std::function<bool(double done)>;

}  // namespace vitscope
