// What can be done with any map, by a right click or the menu key: its numbers as a table, a copy of its picture or its values, the picture
// saved, the number under the pointer explained.
//
//   void contextMenuEvent(QContextMenuEvent* event) override { showMapMenu(*this, event->globalPos(), offer, runView_); }
//
// Tested in tests/ui/map_menu_test.cpp.
#pragma once

#include <QImage>
#include <QPoint>
#include <functional>
#include <optional>

#include "ui/session/run_view.h"
#include "ui/views/maps/map_part.h"
#include "ui/views/stages/chosen.h"

class QMenu;
class QWidget;

namespace vitscope {

struct MapOffer {
    QString name;                     ///< "Block 4, head 2: attention weights"
    std::function<QImage()> picture;  ///< as it is drawn, without marks; made when it is wanted
    MapPart part;                     ///< its numbers
    Chosen chosen;                    ///< where the table begins
    std::optional<Cell> cell = {};    ///< that can be explained
    bool largest = false;             ///< and is the largest of the map, not the one under the pointer
};

/// Of a board's part, so large that its longer side has about a thousand pixels, each cell a square of the same size.
QImage pictureOfPart(const MapPart& part, const Theme& theme);
/// Where one token looks in a block, over the picture: of a head, or the mean of all. Nothing while the values are on their way.
std::optional<MapOffer> attentionOffer(RunView& runView, const Viewpoint& viewpoint, std::int64_t head);

/// The menu, for `over` to show; it deletes itself.
QMenu* makeMapMenu(QWidget& over, const MapOffer& offer, RunView& runView);
void showMapMenu(QWidget& over, QPoint at, const MapOffer& offer, RunView& runView);

}  // namespace vitscope
