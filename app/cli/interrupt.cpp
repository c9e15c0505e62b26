#include "app/cli/interrupt.h"

#include <atomic>
#include <csignal>

#include "core/base/error.h"

namespace vitscope::cli {

namespace {

// A signal handler is given nothing it could keep this in.
std::atomic<bool> asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

}  // namespace

void catchInterrupts()
{
    for (const int signal : {SIGINT, SIGTERM}) {
        struct sigaction action = {};
        action.sa_handler = [](int) { asked = true; };
        action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
        sigaction(signal, &action, nullptr);
    }
}

bool interrupted()
{
    return asked;
}

void throwIfInterrupted()
{
    if (interrupted())
        throw Cancelled();
}

}  // namespace vitscope::cli
