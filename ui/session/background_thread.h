// A thread that leaves the processors to the window whenever the window wants them.
//
// Measured in tests/bench/frames: without it, frames wait for a run's threads.
#pragma once

namespace vitscope {

/// The calling thread, and the threads it begins from now on, run with low priority. Where the system has no such thing, nothing happens.
void runInBackground();

}  // namespace vitscope
