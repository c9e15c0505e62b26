// What the built-in model knows: its classes, and the emoji that stand for each of them.
//
// Enter at worldClasses(); a class's place in that list is its label. tests/ui/world_test.cpp draws every glyph.
#pragma once

#include <string>
#include <vector>

namespace vitscope {

struct WorldClass {
    std::string label;  ///< English; ui/words/names.h translates it
    /// How far the hue may be turned either way, in degrees: a car comes in any colour, a dog does not.
    double hueFreedom = 0;
    /// Drawings of the class: UTF-8, one emoji each.
    std::vector<std::string> glyphs;
};

/// In the order of the labels. The order is part of every trained model: append, never insert.
const std::vector<WorldClass>& worldClasses();

}  // namespace vitscope
