// What fills the window below its bar: one page at a time, made when it is opened and gone when another one is.
//
//   Page* page = makePage(viewpoint.page(), rooms);   // ui/pages/pages.h
//
// What a page shows is in RunView and Viewpoint, so that it can be made anew at any time (another language, another size of type). The
// window knows pages, not what is on them. Tested in tests/ui/pages_test.cpp.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/walk.h"
#include "ui/theme/theme.h"
#include "ui/views/maps/map_part.h"
#include "ui/views/stages/chosen.h"

namespace vitscope {

class Actions;
class ArticleVisit;
class Columns;
class Session;

/// What pages are made of.
struct Rooms {
    RunView& runView;
    Viewpoint& viewpoint;
    Walk& walk;
    Session& session;  ///< for those that change what is run
    const Actions& actions;
    ArticleVisit& visit;
};

/// The numbers on a page, for “Numbers as a table”.
struct PageTables {
    QString title;
    std::vector<MapPart> parts;
    Chosen chosen;
};

/// For whoever speaks about a page.
struct PageNotes {
    QString place;  ///< "Scores, block 2"
    QString html;   ///< all there is to say
    QString next;   ///< what comes after it; empty at the end
};

class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void setTheme(const Theme& theme) = 0;
    /// The matter alone, large.
    virtual void setPresenting(bool) {}
    /// Without parts where there are none.
    virtual PageTables tables() const { return {}; }
    virtual PageNotes notes() const { return {}; }
    /// Where the keyboard begins.
    virtual QWidget* firstFocus() { return this; }
    /// What Space does here; false: the walk plays.
    virtual bool goOn() { return false; }
    /// Goes on by itself, or stops; false: the walk plays.
    virtual bool play() { return false; }
    /// One step on or back (1, −1); false: the walk goes from stage to stage.
    virtual bool step(int) { return false; }
    /// Closes what stands open on the page; otherwise, to the page above. Returns whether there was anything to leave.
    virtual bool escape() { return false; }
    /// Asks where the number comes from that the page is about. Returns whether there is one; else it is the chosen one of the stage.
    virtual bool explain() { return false; }
    /// Whose widths are kept.
    Columns& columns() const { return *columns_; }

protected:
    /// The frame, which fills the page.
    Columns* makeColumns();

private:
    Columns* columns_ = nullptr;
};

}  // namespace vitscope
