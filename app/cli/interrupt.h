// Ctrl-C: the first asks the work to stop where it can leave things whole, the second ends the program.
#pragma once

namespace vitscope::cli {

/// For SIGINT and SIGTERM.
void catchInterrupts();
bool interrupted();
/// Throws Cancelled where the user has asked to stop.
void throwIfInterrupted();

}  // namespace vitscope::cli
