// From a stage of the run to the maps that show it.
//
// One function per kind of tensor; stage_views.cpp says which stage goes where. Tested in tests/ui/window_test.cpp.
#pragma once

#include <vector>

#include "ui/session/session.h"
#include "ui/views/map_part.h"

namespace vitscope {

/// (token, feature) and the like, as it is. Empty while the values are not at hand; so are the others.
std::vector<MapPart> matrixMaps(Session& session, const Stage& stage);
/// (head, token, head feature): the chosen head, or all of them where the mean is chosen (a mean of queries means nothing).
std::vector<MapPart> headMaps(Session& session, const Stage& stage);
/// Scores and weights of the chosen head side by side; of all heads the mean weights, or all scores.
std::vector<MapPart> attentionMaps(Session& session, const Stage& stage);
/// (channel, row, column): one map per channel.
std::vector<MapPart> channelMaps(Session& session, const Stage& stage);

}  // namespace vitscope
