#include "app/cli/training_journal.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "app/cli/interrupt.h"
#include "core/base/file.h"

namespace vitscope::cli {

namespace {

std::string line(const TrainReport& report, double loss, double accuracy)
{
    char text[160];
    std::snprintf(text, sizeof text, "step %lld of %lld  loss %.4f  accuracy %.1f %%  %.0f pictures/s  %.1f min left",
                  static_cast<long long>(report.step), static_cast<long long>(report.steps), loss, 100 * accuracy, report.picturesPerSecond,
                  report.secondsLeft / 60);
    return text;
}

}  // namespace

TrainingJournal::TrainingJournal(const TrainConfig& config, std::filesystem::path stateFile, const std::string& log)
    : config_(config),
      stateFile_(std::move(stateFile)),
      every_(std::clamp<std::int64_t>(config.steps() / 100, 1, 50))
{
    if (log.empty())
        return;
    log_.open(log, std::ios::app);
    if (!log_)
        throwCannotWrite(log, errno);
}

bool TrainingJournal::observe(const TrainReport& report, const TrainState& state)
{
    loss_ += report.loss;
    accuracy_ += report.accuracy;
    ++steps_;
    if (report.step % every_ == 0 || report.step == report.steps) {
        const auto count = static_cast<double>(steps_);
        const std::string text = line(report, loss_ / count, accuracy_ / count);
        status_.show(text);
        if (log_.is_open())
            log_ << text << std::endl;
        loss_ = accuracy_ = 0;
        steps_ = 0;
    }
    if (Clock::now() - saved_ > std::chrono::minutes(2)) {
        saveState(state, config_, stateFile_);
        saved_ = Clock::now();
    }
    return !interrupted();
}

}  // namespace vitscope::cli
