// What one looks at: the page that is open, stage, block, head, token and entry; how maps are drawn; what is lit; and the way back through it.
//
//   viewpoint.select(withStage(viewpoint.selection(), stage));   // selectionChanged() follows
//   viewpoint.open(PageId::Article);                             // pageChanged() follows
//
// Any number of runs are looked at from one viewpoint. One of them leads: what is selected is there in that one. Views ask for a change,
// and never talk to each other. Tested in tests/ui/selection_test.cpp.
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "ui/session/selection.h"

namespace vitscope {

/// How maps lie over the picture, in every view alike.
struct Display {
    double opacity = 0.6;
    bool grid = true;
    bool bare = false;         ///< the picture alone, in its colours
    bool sharedScale = false;  ///< one scale for all heads of a block; otherwise each map has its own
    bool wholeText = false;    ///< all that is said of a stage, not the beginning alone
    bool operator==(const Display&) const = default;
};

/// What fills the window (ui/pages).
enum class PageId { Start, ShortWalk, Walk, Why, Article };
/// Whether a page shows the chosen stage.
bool showsStages(PageId page);

struct Place {
    PageId page = PageId::Walk;
    Selection selection;
    bool operator==(const Place&) const = default;
};

class Viewpoint : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    PageId page() const { return place_.page; }
    const Selection& selection() const { return place_.selection; }
    const Place& place() const { return place_; }
    const Display& display() const { return display_; }
    const QString& lit() const { return lit_; }

    /// Another run leads: the selection is the nearest that it has; the first time, the one that shows most. Tells nobody:
    /// announceSelection() once everybody has the run.
    void enter(std::shared_ptr<const Trace> leading);
    void announceSelection() { emit selectionChanged(); }
    /// Tells what there is once more, to views that have just been made.
    void announce();

    /// Takes the nearest selection that the leading run has; before there is one, nothing. What is only passed on the way is no place to
    /// come back to. Whoever goes to another stage sees it: a page that shows none makes way for the last one that did.
    void select(const Selection& selection, bool passing = false);
    void open(PageId page);
    /// Both at once.
    void go(Place place, bool passing = false);
    /// The page that shows stages: the one that is open, or the last that was.
    PageId pageOfStages() const { return pageOfStages_; }
    void setPageOfStages(PageId page) { pageOfStages_ = page; }
    /// Shows another token as query, and another entry, until called with nothing.
    void preview(std::optional<std::int64_t> token, std::optional<std::int64_t> entry = {});
    /// Through what has been looked at.
    bool canGoBack() const { return !past_.empty(); }
    bool canGoForward() const { return !future_.empty(); }
    void goBack();
    void goForward();
    /// Out of the page, to the last place on another one; where there was none, to the page of stages.
    void leavePage();
    /// A tensor that a word in the text names, while the word is hovered: a stage's id, "parameter:…", or nothing.
    void light(const QString& tensor);
    void setDisplay(const Display& display);

signals:
    void pageChanged();
    void selectionChanged();
    void displayChanged();
    void historyChanged();
    void litChanged();

private:
    void show(const Place& place);
    void remember(const Place& left);
    void move(std::vector<Place>& from, std::vector<Place>& to);

    std::shared_ptr<const Trace> leading_;
    Place place_;
    PageId pageOfStages_ = PageId::Walk;
    std::vector<Place> past_, future_;  ///< with locked selections, the nearest last
    QString lit_;
    Display display_;
};

}  // namespace vitscope
