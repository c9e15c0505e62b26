// What the window has open: the recipe, the run made from it, and what is looked at.
//
//   session.open(defaultModel, samplePath);   // returns at once; runChanged() follows, or failed()
//
// A newer request cancels the older one; an answer that is no longer wanted is dropped; on failure everything stays as it was. Whoever only
// shows something takes a RunView& and a Viewpoint&. Tested in tests/ui/session_test.cpp.
#pragma once

#include <QObject>
#include <QStringList>
#include <optional>

#include "ui/session/parts_view.h"
#include "ui/session/recipe.h"
#include "ui/session/run_view.h"

namespace vitscope {

class Session : public QObject {
    Q_OBJECT

public:
    /// `mostBytesKept`: of the values of all runs.
    explicit Session(QObject* parent = nullptr, std::size_t mostBytesKept = usualMostBytesKept);

    Engine& engine() { return engine_; }
    RunView& view() { return view_; }
    Viewpoint& viewpoint() { return viewpoint_; }
    const Viewpoint& viewpoint() const { return viewpoint_; }
    Inquiry& inquiry() { return view_.inquiry(); }
    /// What the parts that are left out were for.
    PartsView& parts() { return parts_; }

    /// `settings`: "softmax=off" leaves a part out (core/model/settings.h).
    void openModel(const QString& nameOrPath, const QStringList& settings = {});
    void openPicture(PictureSource source);
    void open(const QString& model, PictureSource picture, const QStringList& settings = {});
    /// The model as it is, with one part switched on or off.
    void switchPart(const QString& key, bool on);
    /// The model for pictures of another size (its positions are resized); nothing: of the checkpoint's own. A size that is no whole
    /// number of patches fails with a sentence and leaves everything as it was.
    void setInputSize(std::optional<Size> input);
    /// To the recipe before, and back again.
    bool canUndo() const { return wanted_.canUndo(); }
    bool canRedo() const { return wanted_.canRedo(); }
    void undo();
    void redo();
    /// What is under way, or what is shown.
    const Recipe& recipe() const { return wanted_.now(); }
    /// Of the last run of this model with all its parts; nothing where this picture was not run so.
    std::optional<Landmarks> complete() const;
    /// Ends the work under way; what is shown stays.
    void cancel();
    bool isBusy() const { return busy_; }
    /// Tells what there is once more, to views that have just been made.
    void announce();
    /// Small pictures of files, one thumbnailRead() each.
    void readThumbnails(const QStringList& paths, int side);

    // Of the view, the viewpoint and the engine.
    RunPtr run() const { return view_.run(); }
    const Selection& selection() const { return viewpoint_.selection(); }
    const Display& display() const { return viewpoint_.display(); }
    void select(const Selection& selection, bool passing = false) { viewpoint_.select(selection, passing); }
    void preview(std::optional<std::int64_t> token, std::optional<std::int64_t> entry = {}) { viewpoint_.preview(token, entry); }
    bool canGoBack() const { return viewpoint_.canGoBack(); }
    bool canGoForward() const { return viewpoint_.canGoForward(); }
    void goBack() { viewpoint_.goBack(); }
    void goForward() { viewpoint_.goForward(); }
    void light(const QString& tensor) { viewpoint_.light(tensor); }
    const QString& lit() const { return viewpoint_.lit(); }
    void setDisplay(const Display& display) { viewpoint_.setDisplay(display); }
    std::optional<Slice> values(const StageKey& key) { return view_.values(key); }
    ExplainedPtr explained(const Cell& cell) { return view_.explained(cell); }
    void saveArrays(const ExplainedPtr& explained, const QString& path) { view_.saveArrays(explained, path); }

signals:
    void modelChanged();
    void runChanged();
    void selectionChanged();
    void displayChanged();
    void historyChanged();
    void litChanged();
    void valuesArrived();
    void saved(const QString& path);
    void thumbnailRead(const QString& path, const QImage& thumbnail);
    /// What can be undone and redone.
    void recipeChanged();
    /// `what` is empty when nothing is under way any more.
    void busyChanged(const QString& what, double done);
    void failed(std::shared_ptr<const vitscope::Error> error);

private:
    void change(Recipe recipe);
    void request(Recipes wanted);
    void giveUp();
    void endBusy();
    void onFinished(const RunPtr& run);
    void onFailed(const ErrorPtr& error);
    void forward();

    Engine engine_;
    const std::uint64_t runs_, thumbnails_;  ///< lanes
    Viewpoint viewpoint_;
    RunView view_;
    PartsView parts_;
    Recipes shown_;    ///< what the run was made from
    Recipes wanted_;   ///< what is under way, or shown_
    int request_ = 0;  ///< number of the newest
    bool busy_ = false;
    std::optional<Landmarks> complete_;                ///< of the last run without settings
    std::shared_ptr<const PictureSource> completeOf_;  ///< and its picture
};

}  // namespace vitscope
