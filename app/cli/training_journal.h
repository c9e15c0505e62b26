// Keeps a training: its progress on the terminal and in a log, its state on the disk every two minutes.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>

#include "app/cli/console.h"
#include "core/training/trainer.h"

namespace vitscope::cli {

class TrainingJournal {
public:
    /// `log` may be empty. Throws Error (Write) where it cannot be written.
    TrainingJournal(const TrainConfig& config, std::filesystem::path stateFile, const std::string& log);

    /// A train observer, to be asked after every step. Returns false where the user interrupts; saving then is the caller's.
    bool observe(const TrainReport& report, const TrainState& state);

private:
    using Clock = std::chrono::steady_clock;

    const TrainConfig& config_;
    std::filesystem::path stateFile_;
    std::ofstream log_;
    StatusLine status_;
    std::int64_t every_;  ///< steps from one line to the next
    Clock::time_point saved_ = Clock::now();
    double loss_ = 0;  ///< sums over the steps since the last line
    double accuracy_ = 0;
    std::int64_t steps_ = 0;
};

}  // namespace vitscope::cli
