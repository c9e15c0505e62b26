#include "ui/session/background_thread.h"

#ifdef __linux__
#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace vitscope {

void runInBackground()
{
#ifdef __linux__
    // On Linux a nice value belongs to a thread, and QThread::setPriority() changes nothing under the usual scheduler.
    pthread_setname_np(pthread_self(), "compute");
    constexpr int niceness = 15;
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), niceness);
#endif
}

}  // namespace vitscope
