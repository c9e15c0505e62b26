// bench: times a forward pass of a named shape with random weights, plain and recorded, beside the machine's peak.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/options.h"
#include "app/cli/peak.h"
#include "app/cli/training_world.h"
#include "core/analysis/story.h"
#include "core/base/memory.h"
#include "core/plan/memory.h"
#include "core/trace/trace.h"
#include "core/training/initial.h"
#include "ui/world/classes.h"

namespace vitscope::cli {

namespace {

using Clock = std::chrono::steady_clock;

struct BenchOptions : CommonOptions {
    std::string shape = "vit-b16";
    std::int64_t size = 0;
    int runs = 15;
    bool stages = false;
};

struct NamedShape {
    const char* name;
    std::int64_t width, blocks, heads, patch;
};

/// Dosovitskiy et al. 2021, table 1 (B and L); Touvron et al. 2021, table 1 (Ti and S).
constexpr NamedShape shapes[] = {
    {"vit-ti16", 192, 12, 3, 16}, {"vit-s16", 384, 12, 6, 16}, {"vit-b16", 768, 12, 12, 16}, {"vit-l16", 1024, 24, 16, 16}};

ModelConfig configOf(const NamedShape& shape)
{
    ModelConfig config;
    config.width = shape.width;
    config.blocks = shape.blocks;
    config.heads = shape.heads;
    config.hidden = 4 * shape.width;
    config.patchRows = config.patchColumns = shape.patch;
    config.classes = 1000;
    return config;
}

/// "192x12x3x16": width, blocks, heads, patch.
std::optional<NamedShape> parseShape(const std::string& text)
{
    NamedShape shape{"", 0, 0, 0, 0};
    char x1 = 0, x2 = 0, x3 = 0;
    std::istringstream in(text);
    in >> shape.width >> x1 >> shape.blocks >> x2 >> shape.heads >> x3 >> shape.patch;
    const bool whole = in && in.peek() == std::istringstream::traits_type::eof() && x1 == 'x' && x2 == 'x' && x3 == 'x';
    return whole && shape.width <= 65536 ? std::optional(shape) : std::nullopt;
}

ModelConfig shapeNamed(const BenchOptions& options)
{
    ModelConfig config = emojiShape(static_cast<std::int64_t>(worldClasses().size()));
    if (options.shape != "emoji") {
        const auto named = std::find_if(std::begin(shapes), std::end(shapes), [&](const NamedShape& s) { return options.shape == s.name; });
        const std::optional<NamedShape> shape = named != std::end(shapes) ? std::optional(*named) : parseShape(options.shape);
        if (!shape)
            throw Error(Fault::Usage, "There is no shape “%1”: use vit-ti16, vit-s16, vit-b16, vit-l16, emoji or WIDTHxBLOCKSxHEADSxPATCH.",
                        {options.shape});
        config = configOf(*shape);
    }
    if (options.size > 0)
        config.imageRows = config.imageColumns = options.size;
    checkFromOptions(config);
    return config;
}

/// Takes the time from each stage to the next.
class StageClock : public Recorder {
public:
    void start() { last_ = Clock::now(); }
    bool record(int, const Stage& stage, const Values&) override
    {
        const Clock::time_point now = Clock::now();
        sums_[stage.key.id] += std::chrono::duration<double, std::milli>(now - last_).count();
        last_ = now;
        return true;
    }
    const std::map<std::string, double>& sums() const { return sums_; }

private:
    Clock::time_point last_;
    std::map<std::string, double> sums_;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

template <class Work>
double millisecondsOf(Work&& work)
{
    const Clock::time_point start = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

struct Times {
    std::vector<double> plain, recorded, story, peak;
};

/// The kinds of run by turns, so that a machine that becomes slower slows all of them.
class Bench {
public:
    explicit Bench(const BenchOptions& options)
        : options_(options),
          config_(shapeNamed(options)),
          plan_(vitPlan(config_)),
          workspace_{options.compute(), {}},
          peak_(options.threads)
    {
        requireMemory(plan_, ValueStore::everything, memoryPresent());
        Model model;
        model.name = options.shape;
        model.config = config_;
        model.parameters = initialParameters(config_, 1);
        model.parameters.seal();
        model_ = std::make_shared<const Model>(std::move(model));
        pixels_ = Tensor({{Axis::Channel, config_.channels}, {Axis::Row, config_.imageRows}, {Axis::Column, config_.imageColumns}});
        for (std::int64_t i = 0; i < pixels_.size(); ++i)
            pixels_.data()[i] = std::sin(static_cast<float>(i % 1000) * 0.37F);
    }

    void run()
    {
        StatusLine status;
        recorded();  // fills the pool: the buffers are used again from here on
        plain();
        for (int i = 0; i < options_.runs; ++i) {
            throwIfInterrupted();
            status.show("Run " + std::to_string(i + 1) + " of " + std::to_string(options_.runs));
            times_.peak.push_back(peak_.measure());
            times_.plain.push_back(plain());
            times_.peak.push_back(peak_.measure());
            times_.recorded.push_back(recorded());
            times_.story.push_back(millisecondsOf([&] { storyOf(workspace_, *trace_); }));
            if (options_.stages)
                clockStages();
        }
    }

    Json json() const;

private:
    Input input() const { return {pixels_.values(), 1}; }
    double plain()
    {
        NoRecorder recorder;
        return millisecondsOf([&] { compute(workspace_, plan_, model_->parameters.rows(), input(), answer(plan_), recorder); });
    }
    double recorded()
    {
        trace_.reset();
        Tensor pixels = pixels_;
        return millisecondsOf([&] { trace_ = recordTrace(workspace_, model_, std::move(pixels), {}, {}, [](double) { return !interrupted(); }); });
    }
    void clockStages()
    {
        clock_.start();
        compute(workspace_, plan_, model_->parameters.rows(), input(), all(plan_), clock_);
    }

    const BenchOptions& options_;
    ModelConfig config_;
    Plan plan_;
    Workspace workspace_;
    PeakMeter peak_;
    std::shared_ptr<const Model> model_;
    std::shared_ptr<const Trace> trace_;
    Tensor pixels_;
    Times times_;
    StageClock clock_;
};

/// The most memory this process has had, in MiB (VmHWM of /proc/self/status).
double peakMemory()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::stod(line.substr(6)) / 1024;
    return std::nan("");
}

Json Bench::json() const
{
    const double plain = median(times_.plain), recorded = median(times_.recorded), peak = median(times_.peak), gflop = plan_.flops() * 1e-9;
    Json json = {{"shape", options_.shape},
                 {"size", config_.imageRows},
                 {"threads", options_.threads},
                 {"matmul", options_.matmul},
                 {"runs", options_.runs},
                 {"gflop", gflop},
                 {"plain_ms", plain},
                 {"recorded_ms", recorded},
                 {"recording_overhead", recorded / plain - 1},
                 {"story_ms", median(times_.story)},
                 {"peak_gflops", peak},
                 {"peak_kernel", peak_.kernel()},
                 {"recorded_gflops", gflop / recorded * 1000},
                 {"share_of_peak", gflop / recorded * 1000 / peak},
                 {"peak_rss_mb", peakMemory()}};
    if (options_.stages)
        for (const auto& [id, sum] : clock_.sums())
            json["stages_ms"][id] = sum / options_.runs;
    return json;
}

void printText(const Json& json)
{
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](const std::string& name, const Json& value) {
        char text[32];
        std::snprintf(text, sizeof text, "%.4g", value.is_number() ? value.get<double>() : 0.0);
        rows.push_back({name, value.is_string() ? value.get<std::string>() : value.is_number_float() ? std::string(text) : value.dump()});
    };
    for (const auto& [key, value] : json.items()) {
        if (!value.is_object())
            add(key, value);
        else
            for (const auto& [stage, milliseconds] : value.items())
                add("  " + stage, milliseconds);
    }
    printTable(rows);
}

void bench(const BenchOptions& options)
{
    Bench work(options);
    work.run();
    options.json ? printJson(work.json()) : printText(work.json());
}

}  // namespace

Command addBench(Parser program)
{
    const auto options = std::make_shared<BenchOptions>();
    Parser command = program.command("bench", "Times a forward pass of a named shape with random weights");
    command.option("--shape", options->shape, "vit-ti16, vit-s16, vit-b16, vit-l16, emoji, or WIDTHxBLOCKSxHEADSxPATCH").showDefault();
    command.option("--size", options->size, "Side of the picture in pixels (224; 112 for emoji)").between(1, 16384);
    command.option("--runs", options->runs, "How many of each kind; medians are given").between(1, 100000).showDefault();
    command.flag("--stages", options->stages, "Give the time of each kind of stage too, summed over the blocks");
    addComputeOptions(command, *options);
    addJsonOption(command, *options);
    command.footer(
        "One multiply-add counts as two operations; only the matrix products are counted, everything is timed:\n"
        "N·P·D + blocks·(4·T·D² + 2·T²·D + 2·T·D·M) + D·C multiply-adds. share_of_peak is the recorded run's;\n"
        "story_ms is what the start and the short walk take on top of it.");
    return {command, [options] { bench(*options); }};
}

}  // namespace vitscope::cli
