// Whether maps show the trace: their cells against the tensor they claim to be, their pixels against their cells.
#pragma once

#include "ui/session/run_view.h"
#include "ui/views/maps/maps_view.h"

namespace vitscope {

/// Which tensors a stage's maps must be, in order: "blocks.query blocks.key blocks.scores blocks.attention"; a head's or all.
QString expectedTensors(const Stage& stage, std::int64_t head, const ModelConfig& config);

/// Tensors, shapes, titles and every cell, each looked up in trace or model anew.
void expectCellsEqualTrace(const MapsView& view, RunView& runView, Viewpoint& viewpoint);

/// The middle of every cell of at least 2 × 2 pixels that no outline reaches, in a picture of the widget. How many cells that were.
int expectPixelsEqualCells(MapsView& view, RunView& runView, Viewpoint& viewpoint, const Theme& theme);

}  // namespace vitscope
