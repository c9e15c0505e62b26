// Models that were opened, so that a part switched off, undone or done again reads no file once more.
//
//   models.get(opening, {"softmax=off"}, [&] { return openModel(name, progress); });
//
// For one thread. Tested in tests/core/engine_test.cpp.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "core/model/model.h"

namespace vitscope {

/// Which opening of a model: the same pointer is the same opening. Opened once more, the same name is read once more.
using Opening = std::shared_ptr<const int>;

class OpenedModels {
public:
    /// `mostBytes`: of the parameters of all models kept; the newest is kept in any case.
    explicit OpenedModels(std::size_t mostBytes) : mostBytes_(mostBytes) {}

    /// The model of this opening, with settings (core/model/settings.h); the same pointer for the same two. `open` is called where it
    /// has to be opened first. Throws as `open` and applySettings(); what is kept then stays.
    std::shared_ptr<const Model> get(const Opening& opening, const std::vector<std::string>& settings, const std::function<Model()>& open);
    /// Openings kept.
    std::size_t count() const { return kept_.size(); }

private:
    struct Changed {
        std::vector<std::string> settings;
        std::shared_ptr<const Model> model;
    };
    struct Kept {
        Opening opening;
        std::shared_ptr<const Model> complete;
        std::list<Changed> changed;  ///< most recently used first; they share most of their parameters with the complete one
    };
    Kept& opened(const Opening& opening, const std::function<Model()>& open);
    void makeRoom();

    std::size_t mostBytes_;
    std::list<Kept> kept_;  ///< most recently used first
};

}  // namespace vitscope
