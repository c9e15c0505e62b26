#include "tests/ui/window_fixture.h"

#include "ui/render/overlay.h"

namespace vitscope {

void WindowTest::expectMapEqualsTrace()
{
    PictureView& view = child<PictureView>();
    Display display = session().display();
    display.grid = false;
    display.bare = true;
    session().setDisplay(display);
    const QImage bare = view.grab().toImage();
    display.bare = false;
    session().setDisplay(display);
    const QImage shown = view.grab().toImage();
    const Selection& selection = session().selection();
    const TokenLayout& layout = trace().layout();
    float highest = 0;
    for (std::int64_t i = 0; i < layout.patches(); ++i)
        highest =
            std::max(highest, weightAt(selection.block, selection.head, selection.token(), {i / layout.gridColumns(), i % layout.gridColumns()}));
    const ColourTable colours = colourTable(Palette::Viridis);
    for (std::int64_t i = 0; i < layout.patches(); ++i) {
        const PatchPlace place{i / layout.gridColumns(), i % layout.gridColumns()};
        const QPoint at = view.centreOf(place);
        const QRgb colour = bare.pixel(at);
        const int grey = (qRed(colour) * 19595 + qGreen(colour) * 38470 + qBlue(colour) * 7471 + 0x8000) >> 16;
        const int entry = quantise(weightAt(selection.block, selection.head, selection.token(), place), {0, highest});
        const QRgb expected = blendOverGrey(grey, colours[static_cast<std::size_t>(entry)], display.opacity);
        ASSERT_EQ(QColor(shown.pixel(at)).name(), QColor(expected).name()) << place.row << ", " << place.column;
    }
}

}  // namespace vitscope
