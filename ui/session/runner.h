// Makes a run from a recipe, on the compute thread: opens the model, decodes the picture, computes and summarises. What is opened is kept.
//
// Engine has one. Tested in tests/ui/session_test.cpp.
#pragma once

#include <functional>
#include <list>

#include "core/engine/job_queue.h"
#include "core/plan/workspace.h"
#include "ui/session/recipe.h"
#include "ui/session/run.h"

namespace vitscope {

enum class Step { OpeningModel, ReadingPicture, Running, Summarising };
using StepProgress = std::function<void(Step, double done)>;

class Runner {
public:
    explicit Runner(std::size_t mostBytesKept);

    /// Throws Error; Cancelled where `goOn` says no. `told` hears of every hundredth.
    RunPtr run(const Recipe& recipe, const StepProgress& told, const GoOn& goOn);
    /// The answer alone (probability by class; empty without classes): nothing of it is kept. Throws as run().
    std::vector<float> answer(const Recipe& recipe, const GoOn& goOn);
    Workspace& workspace() { return workspace_; }

private:
    struct Decoded {
        std::shared_ptr<const PictureSource> source;
        std::shared_ptr<const DecodedPicture> picture;
    };
    std::shared_ptr<const Model> opened(const Recipe& recipe, const StepProgress& told, const GoOn& goOn);
    std::shared_ptr<const DecodedPicture> decoded(const std::shared_ptr<const PictureSource>& source, const StepProgress& told);

    std::shared_ptr<ValueStore> store_;  ///< what runs have computed, of all models and pictures
    Workspace workspace_;
    OpenedModels models_;
    std::list<Decoded> pictures_;  ///< most recently used first
};

}  // namespace vitscope
