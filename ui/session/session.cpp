#include "ui/session/session.h"

#include <utility>

namespace vitscope {

namespace {

QString stepText(Step step)
{
    switch (step) {
    case Step::OpeningModel: return vitscope::Session::tr("Opening the model …");
    case Step::ReadingPicture: return vitscope::Session::tr("Reading the picture …");
    case Step::Running: return vitscope::Session::tr("Running the model …");
    case Step::Summarising: return vitscope::Session::tr("Measuring every stage …");
    }
    return {};
}

}  // namespace

Session::Session(QObject* parent, std::size_t mostBytesKept)
    : QObject(parent),
      engine_(mostBytesKept),
      runs_(engine_.newLane()),
      thumbnails_(engine_.newLane()),
      view_(engine_, viewpoint_),
      parts_(engine_, *this)
{
    forward();
}

void Session::forward()
{
    connect(&view_, &RunView::modelChanged, this, &Session::modelChanged);
    connect(&view_, &RunView::runChanged, this, &Session::runChanged);
    connect(&view_, &RunView::valuesArrived, this, &Session::valuesArrived);
    connect(&view_, &RunView::saved, this, &Session::saved);
    connect(&view_, &RunView::failed, this, &Session::failed);
    connect(&viewpoint_, &Viewpoint::selectionChanged, this, &Session::selectionChanged);
    connect(&viewpoint_, &Viewpoint::displayChanged, this, &Session::displayChanged);
    connect(&viewpoint_, &Viewpoint::historyChanged, this, &Session::historyChanged);
    connect(&viewpoint_, &Viewpoint::litChanged, this, &Session::litChanged);
}

void Session::openModel(const QString& nameOrPath, const QStringList& settings)
{
    change(withModel(recipe(), nameOrPath, settings));
}

void Session::openPicture(PictureSource source)
{
    change(withPicture(recipe(), std::move(source)));
}

void Session::open(const QString& model, PictureSource picture, const QStringList& settings)
{
    change(withPicture(withModel(recipe(), model, settings), std::move(picture)));
}

void Session::switchPart(const QString& key, bool on)
{
    if (recipe().opening)
        change(withPart(recipe(), key, on));
}

void Session::setInputSize(std::optional<Size> input)
{
    if (recipe().opening && recipe().input != input)
        change(withInputSize(recipe(), input));
}

/// One step behind what is shown, however many requests it takes until something is shown again.
void Session::change(Recipe recipe)
{
    Recipes next = shown_;
    next.change(std::move(recipe));
    request(std::move(next));
}

void Session::undo()
{
    Recipes next = wanted_;
    next.undo();
    if (canUndo())
        request(std::move(next));
}

void Session::redo()
{
    Recipes next = wanted_;
    next.redo();
    if (canRedo())
        request(std::move(next));
}

void Session::request(Recipes wanted)
{
    wanted_ = std::move(wanted);
    emit recipeChanged();
    if (!recipe().isComplete())
        return;
    busy_ = true;
    emit busyChanged(stepText(Step::Running), 0);
    const auto ifNewest = [this, number = ++request_](auto act) {
        return [this, number, act](const auto&... answer) {
            if (number == request_)
                act(answer...);
        };
    };
    engine_.run(runs_, recipe(), this,
                {ifNewest([this](Step step, double done) { emit busyChanged(stepText(step), done); }),
                 ifNewest([this](const RunPtr& run) { onFinished(run); }), ifNewest([this](const ErrorPtr& error) { onFailed(error); })});
}

void Session::cancel()
{
    engine_.cancel(runs_);
    giveUp();
}

void Session::giveUp()
{
    ++request_;
    wanted_ = shown_;
    emit recipeChanged();
    endBusy();
}

void Session::endBusy()
{
    busy_ = false;
    emit busyChanged({}, 1);
}

void Session::onFinished(const RunPtr& run)
{
    shown_ = wanted_;
    if (run->settings.isEmpty()) {
        complete_ = landmarksOf(*run);
        completeOf_ = shown_.now().picture;
    }
    viewpoint_.enter(run->trace);
    view_.show(run);
    viewpoint_.announceSelection();
    endBusy();
}

void Session::onFailed(const ErrorPtr& error)
{
    giveUp();
    emit failed(error);
}

std::optional<Landmarks> Session::complete() const
{
    const bool same = run() && complete_ && complete_->model == run()->modelName && completeOf_ == shown_.now().picture;
    return same ? complete_ : std::nullopt;
}

void Session::announce()
{
    if (!run())
        return;
    view_.announce();
    viewpoint_.announce();
    emit recipeChanged();
}

void Session::readThumbnails(const QStringList& paths, int side)
{
    engine_.readThumbnails(thumbnails_, paths, side, this, [this](const QString& path, const QImage& picture) { emit thumbnailRead(path, picture); });
}

}  // namespace vitscope
