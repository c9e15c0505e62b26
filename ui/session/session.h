// The model, the picture and the run that the window shows, what is selected in it, and the thread that computes it.
//
//   session.open(defaultModel, samplePath);   // returns at once; runChanged() follows, or failed()
//
// A newer request cancels the older one; an answer that is no longer wanted is dropped; on failure everything stays as it was.
// Views read the session and ask it to change; they never talk to each other. Tested in tests/ui/session_test.cpp.
#pragma once

#include <QObject>
#include <QStringList>
#include <QThread>
#include <atomic>
#include <map>
#include <optional>
#include <set>

#include "ui/session/inquiry.h"
#include "ui/session/run.h"
#include "ui/session/selection.h"
#include "ui/session/worker.h"

namespace vitscope {

/// How maps lie over the picture, in every view alike.
struct Display {
    double opacity = 0.6;
    bool grid = true;
    bool bare = false;         ///< the picture alone, in its colours
    bool sharedScale = false;  ///< one scale for all heads of a block; otherwise each map has its own
    bool operator==(const Display&) const = default;
};

class Session : public QObject {
    Q_OBJECT

public:
    /// `mostBytesKept`: of the values of all runs.
    explicit Session(QObject* parent = nullptr, std::size_t mostBytesKept = usualMostBytesKept);
    ~Session() override;

    /// `settings`: "softmax=off" leaves a part out (core/model/settings.h).
    void openModel(const QString& nameOrPath, const QStringList& settings = {});
    void openPicture(PictureSource source);
    void open(const QString& model, PictureSource picture, const QStringList& settings = {});
    /// The model as it is, with one part switched on or off.
    void switchPart(const QString& key, bool on);
    /// Of the last run of this model with all its parts; nothing where this picture was not run so.
    std::optional<Landmarks> complete() const;
    /// Ends the work under way; what is shown stays.
    void cancel();
    bool isBusy() const { return busy_; }

    /// Null before the first run.
    RunPtr run() const { return run_; }
    const Selection& selection() const { return selection_; }
    const Display& display() const { return display_; }

    /// Takes the nearest selection that the run has. What is only passed on the way is no place to come back to.
    void select(const Selection& selection, bool passing = false);
    /// Shows another token as query, and another entry, until called with nothing.
    void preview(std::optional<std::int64_t> token, std::optional<std::int64_t> entry = {});
    /// Through what has been looked at.
    bool canGoBack() const { return !past_.empty(); }
    bool canGoForward() const { return !future_.empty(); }
    void goBack();
    void goForward();
    /// Tells what there is once more, to views that have just been made.
    void announce();
    /// A tensor that a word in the text names, while the word is hovered: a stage's id, "parameter:…", or nothing.
    void light(const QString& tensor);
    const QString& lit() const { return lit_; }
    void setDisplay(const Display& display);

    /// A stage's values where they are at hand. Otherwise asks the compute thread for them, and valuesArrived() follows.
    std::optional<Slice> values(const StageKey& key);
    /// Why a number of this run is what it is, as soon as all its operands are at hand: null and valuesArrived() as above.
    ExplainedPtr explained(const Cell& cell);
    Inquiry& inquiry() { return inquiry_; }
    /// Writes what the NumPy snippet of an explanation reads, on the compute thread: saved() follows, or failed().
    void saveArrays(const ExplainedPtr& explained, const QString& path);
    /// Small pictures of files, one thumbnailRead() each.
    void readThumbnails(const QStringList& paths, int side);

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
    /// `what` is empty when nothing is under way any more.
    void busyChanged(const QString& what, double done);
    void failed(std::shared_ptr<const vitscope::Error> error);

private:
    void request(Wish wish);
    void endBusy();
    void onProgress(quint64 number, Step step, double done);
    void onFinished(quint64 number, const RunPtr& run);
    void onFailed(quint64 number, const std::shared_ptr<const Error>& error);
    void onMade(const std::shared_ptr<const Trace>& trace, const StageKey& key, const std::shared_ptr<const Slice>& slice);

    void show(const Selection& selection);
    void remember(const Selection& left);

    RunPtr run_;
    Selection selection_;
    std::vector<Selection> past_, future_;  ///< locked selections, the nearest last
    QString lit_;
    Display display_;
    Wish shown_;   ///< what run_ was made from
    Wish wanted_;  ///< what is under way, or shown_
    bool busy_ = false;
    std::map<StageKey, std::shared_ptr<const Slice>> made_;  ///< again, because the store had let them go; the last few
    std::set<StageKey> asked_;
    std::optional<Landmarks> complete_;                ///< of the last run without settings
    std::shared_ptr<const PictureSource> completeOf_;  ///< and its picture
    std::map<Cell, ExplainedPtr> explained_;           ///< of this run, the last few
    Inquiry inquiry_;

    std::atomic<quint64> number_ = 0;  ///< of the newest request
    Worker* worker_;                   ///< lives on thread_
    QThread thread_;
};

}  // namespace vitscope
