// Models that were opened, so that a part switched off, undone or done again reads no file once more.
//
//   models.get(opening, {"softmax=off"}, {}, [&](const auto& settings) { return openModel(name, progress, nullptr, settings); });
//
// For one thread. Tested in tests/core/engine_test.cpp.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <optional>
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

    using Open = std::function<Model(const std::vector<std::string>& settings)>;
    /// The model of this opening, with settings (core/model/settings.h) and for pictures of that size; the same pointer for the same three.
    /// `open` is called where it has to be opened first: without settings, so that a change of them reads nothing again, and with those
    /// that give values where it does not open without. Throws as `open`, applySettings() and resized(); what is kept then stays.
    std::shared_ptr<const Model> get(const Opening& opening, const std::vector<std::string>& settings, std::optional<Size> input, const Open& open);
    /// Openings kept.
    std::size_t count() const { return kept_.size(); }

private:
    struct Changed {
        std::vector<std::string> settings;
        std::optional<Size> input;
        std::shared_ptr<const Model> model;
    };
    struct Kept {
        Opening opening;
        std::vector<std::string> needed;  ///< settings without which it does not open
        std::shared_ptr<const Model> complete;
        std::list<Changed> changed;  ///< most recently used first; they share most of their parameters with the complete one
    };
    Kept& opened(const Opening& opening, const std::vector<std::string>& settings, const Open& open);
    void makeRoom();

    std::size_t mostBytes_;
    std::list<Kept> kept_;  ///< most recently used first
};

}  // namespace vitscope
