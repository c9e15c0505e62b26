// Random numbers against published ones, and the weights that a training begins with.
#include "core/base/random.h"

#include <gtest/gtest.h>

#include "core/training/initial.h"

namespace vitscope {
namespace {

TEST(SplitMix64, GivesThePublishedNumbers)
{
    SplitMix64 random(1234567);  // the numbers of Rosetta Code's "Pseudo-random numbers/Splitmix64"
    for (const std::uint64_t expected :
         {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL, 4593380528125082431ULL, 16408922859458223821ULL})
        EXPECT_EQ(random.next(), expected);
}

TEST(SplitMix64, IsUniformAndNormal)
{
    SplitMix64 random(3);
    double uniform = 0, normal = 0, square = 0;
    constexpr int count = 100'000;
    for (int i = 0; i < count; ++i) {
        const double u = random.uniform(), n = random.normal();
        ASSERT_TRUE(u > 0 && u < 1);
        uniform += u / count;
        normal += n / count;
        square += n * n / count;
    }
    EXPECT_NEAR(uniform, 0.5, 0.005);
    EXPECT_NEAR(normal, 0.0, 0.015);
    EXPECT_NEAR(square, 1.0, 0.02);
}

TEST(InitialParameters, AreTheOnesTheBuiltInModelBeganWith)
{
    ModelConfig config;
    config.imageRows = config.imageColumns = 12;
    config.patchRows = config.patchColumns = 4;
    config.width = 16;
    config.blocks = 2;
    config.heads = 2;
    config.hidden = 32;
    config.classes = 3;
    const Parameters parameters = initialParameters(config, 5);
    const auto expectEnds = [](const Parameter& matrix, float first, float last) {
        EXPECT_FLOAT_EQ(matrix.values().front(), first);
        EXPECT_FLOAT_EQ(matrix.values().back(), last);
    };
    expectEnds(parameters.at("patch.weight"), 0.00288373558F, 0.102612071F);
    expectEnds(parameters.at("blocks.1.down.weight"), 0.0281429831F, -0.132634923F);
    expectEnds(parameters.at("head.weight"), -0.00560656143F, 0.00642116368F);
    expectEnds(parameters.at("class_token"), -0.0244195759F, -0.010524312F);
}

}  // namespace
}  // namespace vitscope
