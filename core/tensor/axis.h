// What a dimension of a tensor means. Tensors are sliced by axis name, never by position.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitscope {

enum class Axis { Channel, Row, Column, Patch, Token, Query, Key, Head, HeadFeature, Feature, Hidden, Class, Block, Term };

/// The name a program reads: "head", "query", …
std::string_view axisName(Axis axis);

/// An axis and how many entries it has.
struct Dimension {
    Axis axis;
    std::int64_t extent;
    bool operator==(const Dimension&) const = default;
};

/// Outermost first.
using Shape = std::vector<Dimension>;

std::int64_t elementCount(const Shape& shape);

/// "head 4 × query 197 × key 197"; an extent of 0 (not known) is left out.
std::string describe(const Shape& shape);

}  // namespace vitscope
