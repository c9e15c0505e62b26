#include "app/cli/evaluation.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/training_world.h"
#include "core/base/error.h"

namespace vitscope::cli {

namespace {

struct Confusion {
    std::size_t actual = 0;
    std::size_t named = 0;
    std::int64_t count = 0;
};

std::vector<Confusion> confusionsOf(const Evaluation& evaluation)
{
    constexpr std::size_t most = 20;
    std::vector<Confusion> all;
    for (std::size_t actual = 0; actual < evaluation.confusion.size(); ++actual)
        for (std::size_t named = 0; named < evaluation.confusion[actual].size(); ++named)
            if (const std::int64_t count = evaluation.confusion[actual][named]; actual != named && count > 0)
                all.push_back({actual, named, count});
    std::stable_sort(all.begin(), all.end(), [](const Confusion& a, const Confusion& b) { return a.count > b.count; });
    all.resize(std::min(all.size(), most));
    return all;
}

}  // namespace

Json evaluationJson(const Model& model, const BatchSource& source, const Compute& compute, std::uint64_t seed, std::int64_t count, StatusLine& status)
{
    if (model.labels != source.labels())
        throw Error(Fault::Model, "“%1” does not have the classes of the built-in model's pictures, so it cannot be tested on them.", {model.name});
    status.show("Testing on " + std::to_string(count) + " fresh pictures …");
    const Evaluation evaluation = evaluate(compute, model, InterruptibleSource(source), freshSeed(seed), count);
    status.clear();
    Json confusions = Json::array();
    for (const Confusion& confusion : confusionsOf(evaluation))
        confusions.push_back({{"true", model.label(static_cast<std::int64_t>(confusion.actual))},
                              {"named", model.label(static_cast<std::int64_t>(confusion.named))},
                              {"count", confusion.count}});
    return {{"model", model.name},
            {"evaluation_seed", freshSeed(seed)},
            {"evaluated", evaluation.pictures},
            {"accuracy", evaluation.accuracy()},
            {"confusions", confusions}};
}

}  // namespace vitscope::cli
