// Paints the start's map: the inside of StartMap::paintEvent().
#pragma once

#include "ui/views/story/start_map.h"

namespace vitscope {

class StartPainter {
public:
    StartPainter(StartMap& map, QPainter& painter)
        : map_(map),
          p_(painter),
          run_(*map.runView_.run()),
          story_(run_.story),
          l_(map.layout_),
          theme_(map.theme_)
    {
    }
    void draw();

private:
    void picture();
    void patches();
    void tokens();
    void token(const QRect& row, std::int64_t token, const TensorView& values, const ValueRange& range);
    void blocks();
    void blockHead();
    void move(int top, const QString& title, const QString& text, const QColor& colour);
    void column(std::size_t i);
    void bar(std::size_t i);
    void readOut();
    void answer();
    void frames();

    void caption(const QRect& under, int width, const QString& title, const QString& text, int room = 38);
    /// Wrapped into a room; what does not fit is left out at the end.
    int wrapped(const QRect& room, const QString& text);
    void arrowRight(int x, int y, int length);
    void arrowDown(int x, int y);

    StartMap& map_;
    QPainter& p_;
    const Run& run_;
    const Story& story_;
    const StartMap::Layout& l_;
    const Theme& theme_;
};

}  // namespace vitscope
