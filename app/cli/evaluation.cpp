#include "app/cli/evaluation.h"

#include <algorithm>

#include "app/cli/training_world.h"
#include "core/base/error.h"

namespace vitscope::cli {

namespace {

struct Confusion {
    Eigen::Index actual = 0;
    Eigen::Index named = 0;
    int count = 0;
};

std::vector<Confusion> confusionsOf(const Evaluation& evaluation)
{
    constexpr std::size_t most = 20;
    std::vector<Confusion> all;
    for (Eigen::Index actual = 0; actual < evaluation.confusion.rows(); ++actual)
        for (Eigen::Index named = 0; named < evaluation.confusion.cols(); ++named)
            if (actual != named && evaluation.confusion(actual, named) > 0)
                all.push_back({actual, named, evaluation.confusion(actual, named)});
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
        confusions.push_back({{"true", model.label(confusion.actual)}, {"named", model.label(confusion.named)}, {"count", confusion.count}});
    return {{"model", model.name}, {"evaluation_seed", freshSeed(seed)}, {"evaluated", evaluation.pictures}, {"accuracy", evaluation.accuracy()},
            {"confusions", confusions}};
}

}  // namespace vitscope::cli
