// How long the threads of a parallel region wait for work before they sleep.
//
// libgomp's own choice is milliseconds of spinning, which takes the cores from the window and from other programs (a run beside
// a compiler took ten times as long); sleeping at once costs a run of the built-in model twice its time. A short spin has
// neither cost. libgomp reads the choice when it is loaded, before main: so the program starts itself anew, once.
#pragma once

#include <unistd.h>

#include <cstdlib>

namespace vitscope {

inline void spinBriefly(char** argv)
{
    if (std::getenv("GOMP_SPINCOUNT") != nullptr || std::getenv("OMP_WAIT_POLICY") != nullptr)
        return;
    ::setenv("GOMP_SPINCOUNT", "10000", 1);
    ::execv("/proc/self/exe", argv);  // where this fails the program goes on, with longer spinning
}

}  // namespace vitscope
