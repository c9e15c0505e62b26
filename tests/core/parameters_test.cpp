// The flat list of parameters: found by name, shared until changed, taken over by a model that has fewer.
#include "core/plan/parameters.h"

#include <gtest/gtest.h>

#include <utility>

#include "core/base/error.h"

namespace vitscope {
namespace {

const ParameterInfo weight{"up.weight", {{Axis::Feature, 2}, {Axis::Hidden, 3}}, ParameterRole::Weight};
const ParameterInfo bias{"up.bias", {{Axis::Hidden, 3}}, ParameterRole::Bias};
const ParameterInfo positions{"positions", {{Axis::Token, 4}, {Axis::Feature, 2}}, ParameterRole::Positions};

Parameters numbered()
{
    Parameters parameters({weight, bias, positions});
    float next = 1;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        for (float& value : parameters[i].values())
            value = next++;
    return parameters;
}

TEST(Parameters, BeginAsZerosOfTheirShapes)
{
    const Parameters parameters({weight, bias, positions});
    EXPECT_EQ(parameters.count(), 6 + 3 + 8);
    EXPECT_EQ(parameters.at("up.weight"), Parameter(2, 3));
    EXPECT_EQ(parameters.at("up.bias"), Parameter(1, 3));
    EXPECT_EQ(parameters.find("down.bias"), nullptr);
    EXPECT_THROW(std::ignore = parameters.at("down.bias"), Error);
}

TEST(Parameters, ShareTheirValuesUntilOneChanges)
{
    const Parameters first = numbered();
    Parameters second = first;
    EXPECT_EQ(first[0].data(), std::as_const(second)[0].data());
    second[0](0, 0) = 7;
    EXPECT_EQ(first[0](0, 0), 1.0F);
    EXPECT_EQ(std::as_const(second)[0](0, 0), 7.0F);
    EXPECT_EQ(first[1].data(), std::as_const(second)[1].data()) << "what was not changed is still shared";
}

TEST(Parameters, OfAModelWithFewer)
{
    const Parameters all = numbered();
    ParameterInfo fewer = positions;
    fewer.shape[0].extent = 3;
    const Parameters some(all, {bias, fewer});
    ASSERT_EQ(some.size(), 2U);
    EXPECT_EQ(some[0].data(), all[1].data());
    EXPECT_EQ(some[1], Parameter(all[2], 1, 3)) << "the prefix token's row is gone";
    fewer.role = ParameterRole::Weight;
    EXPECT_THROW(Parameters(all, {fewer}), Error);
    EXPECT_THROW(Parameters(some, {weight}), Error);
}

TEST(Parameters, HaveThePrintsOfTheirContent)
{
    Parameters sealed = numbered();
    const Parameters same = numbered();
    sealed.seal();
    for (std::size_t i = 0; i < sealed.size(); ++i)
        EXPECT_EQ(sealed.print(i), same.print(i));
    EXPECT_NE(sealed.print(0), sealed.print(1));
    const Fingerprint before = sealed.print(2);
    sealed[2](3, 1) = 0;
    EXPECT_NE(sealed.print(2), before) << "also where the prints had been worked out";
}

}  // namespace
}  // namespace vitscope
