// The pictures that come with the program: scenes of the built-in model's world, composed for teaching.
//
// Enter at teachingScenes(). resources/samples holds them drawn; tests/ui/world_test.cpp draws them again and compares.
#pragma once

#include <string>
#include <vector>

#include "ui/world/scene.h"

namespace vitscope {

/// Side of the sample pictures in pixels.
constexpr int samplePictureSide = 448;

struct Sample {
    /// Of the file, without ".png". The number in front gives the order.
    std::string name;
    /// English, marked for translation in the context "samples".
    std::string title;
    Scene scene;
};

/// The first is the one shown when the program starts.
std::vector<Sample> teachingScenes();

}  // namespace vitscope
