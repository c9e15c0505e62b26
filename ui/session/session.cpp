#include "ui/session/session.h"

#include "ui/session/background_thread.h"

#include <utility>

namespace vitscope {

namespace {

/// Attention of a large model is some 20 MB a block.
constexpr std::size_t mostMadeStages = 6;
constexpr std::size_t mostRemembered = 500;
constexpr std::size_t mostExplained = 8;

bool isBehindBlocks(const Trace& trace, const StageKey& key)
{
    return &trace.stage(key) > &trace.stage({"blocks.output", trace.config().blocks - 1});
}

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

Session::Session(QObject* parent, std::size_t mostBytesKept) : QObject(parent), inquiry_(*this), worker_(new Worker(number_, mostBytesKept))
{
    worker_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
    connect(worker_, &Worker::progressed, this, &Session::onProgress);
    connect(worker_, &Worker::finished, this, &Session::onFinished);
    connect(worker_, &Worker::failed, this, &Session::onFailed);
    connect(worker_, &Worker::made, this, &Session::onMade);
    connect(worker_, &Worker::thumbnailRead, this, &Session::thumbnailRead);
    connect(worker_, &Worker::makingFailed, this, &Session::failed);
    connect(worker_, &Worker::saved, this, &Session::saved);
    connect(&thread_, &QThread::started, worker_, &runInBackground);
    thread_.setObjectName(QStringLiteral("compute"));
    thread_.start();
}

Session::~Session()
{
    ++number_;
    thread_.quit();
    thread_.wait();
}

void Session::openModel(const QString& nameOrPath, const QStringList& settings)
{
    request({std::make_shared<const ModelSource>(ModelSource{nameOrPath, settings}), wanted_.picture});
}

void Session::switchPart(const QString& key, bool on)
{
    if (!wanted_.model)
        return;
    QStringList settings = wanted_.model->settings;
    settings.removeIf([&](const QString& setting) { return setting.section(u'=', 0, 0) == key; });
    if (!on)
        settings.append(key + QStringLiteral("=off"));
    request({std::make_shared<const ModelSource>(ModelSource{wanted_.model->name, settings, wanted_.model->opening}), wanted_.picture});
}

std::optional<Landmarks> Session::complete() const
{
    const bool same = run_ && complete_ && complete_->model == run_->modelName && completeOf_ == shown_.picture;
    return same ? complete_ : std::nullopt;
}

void Session::openPicture(PictureSource source)
{
    request({wanted_.model, std::make_shared<const PictureSource>(std::move(source))});
}

void Session::open(const QString& model, PictureSource picture, const QStringList& settings)
{
    request({std::make_shared<const ModelSource>(ModelSource{model, settings}), std::make_shared<const PictureSource>(std::move(picture))});
}

void Session::request(Wish wish)
{
    wanted_ = std::move(wish);
    if (!wanted_.model || !wanted_.picture)
        return;
    const quint64 number = ++number_;
    busy_ = true;
    emit busyChanged(stepText(Step::Running), 0);
    QMetaObject::invokeMethod(worker_, [worker = worker_, number, wish = wanted_] { worker->fulfil(number, wish); });
}

void Session::cancel()
{
    ++number_;
    wanted_ = shown_;
    endBusy();
}

void Session::endBusy()
{
    busy_ = false;
    emit busyChanged({}, 1);
}

void Session::select(const Selection& selection, bool passing)
{
    Selection next = run_ ? fitted(selection, *run_->trace) : selection;
    // Behind the blocks one stands behind the last of them, unless another is asked for.
    if (run_ && next.stage != selection_.stage && next.block == selection_.block && isBehindBlocks(*run_->trace, next.stage))
        next.block = run_->trace->config().blocks - 1;
    if (next == selection_)
        return;
    if (run_ && !passing && next.locked() != selection_.locked())
        remember(selection_.locked());
    show(next);
}

void Session::show(const Selection& selection)
{
    selection_ = selection;
    emit selectionChanged();
}

void Session::remember(const Selection& left)
{
    if (past_.size() >= mostRemembered)
        past_.erase(past_.begin());
    past_.push_back(left);
    future_.clear();
    emit historyChanged();
}

void Session::goBack()
{
    if (past_.empty() || !run_)
        return;
    future_.push_back(selection_.locked());
    const Selection to = fitted(past_.back(), *run_->trace);
    past_.pop_back();
    show(to);
    emit historyChanged();
}

void Session::goForward()
{
    if (future_.empty() || !run_)
        return;
    past_.push_back(selection_.locked());
    const Selection to = fitted(future_.back(), *run_->trace);
    future_.pop_back();
    show(to);
    emit historyChanged();
}

void Session::announce()
{
    if (!run_)
        return;
    emit modelChanged();
    emit runChanged();
    emit selectionChanged();
    emit displayChanged();
    emit historyChanged();
}

void Session::preview(std::optional<std::int64_t> token, std::optional<std::int64_t> entry)
{
    Selection next = selection_;
    next.preview = token;
    next.previewEntry = entry;
    select(next);
}

void Session::light(const QString& tensor)
{
    if (tensor == lit_)
        return;
    lit_ = tensor;
    emit litChanged();
}

void Session::setDisplay(const Display& display)
{
    if (display == display_)
        return;
    display_ = display;
    emit displayChanged();
}

std::optional<Slice> Session::values(const StageKey& key)
{
    if (!run_)
        return std::nullopt;
    if (std::optional<Slice> kept = run_->trace->kept(key))
        return kept;
    if (const auto found = made_.find(key); found != made_.end())
        return *found->second;
    if (asked_.insert(key).second)
        QMetaObject::invokeMethod(worker_, [worker = worker_, trace = run_->trace, key] { worker->make(trace, key); });
    return std::nullopt;
}

ExplainedPtr Session::explained(const Cell& cell)
{
    if (const auto found = explained_.find(cell); found != explained_.end())
        return found->second;
    const Trace& trace = *run_->trace;
    std::vector<StageKey> needed = trace.stage(cell.stage).inputs;
    needed.push_back(cell.stage);
    std::map<StageKey, Slice> values;
    for (const StageKey& key : needed)
        if (!trace.image(key)) {
            const std::optional<Slice> slice = this->values(key);
            if (!slice)
                return nullptr;
            values.emplace(key, *slice);
        }
    const ValuesOf valuesOf = [&](const StageKey& key) { return values.at(key); };
    if (explained_.size() >= mostExplained)
        explained_.clear();
    return explained_[cell] =
               std::make_shared<const Explained>(Explained{cell, explain(trace, cell, valuesOf), recordedValue(trace, cell, valuesOf)});
}

void Session::saveArrays(const ExplainedPtr& explained, const QString& path)
{
    QMetaObject::invokeMethod(worker_, [worker = worker_, trace = run_->trace, explained, path] { worker->saveArrays(trace, explained, path); });
}

void Session::readThumbnails(const QStringList& paths, int side)
{
    for (const QString& path : paths)
        QMetaObject::invokeMethod(worker_, [worker = worker_, path, side] { worker->readThumbnail(path, side); });
}

void Session::onProgress(quint64 number, Step step, double done)
{
    if (number == number_)
        emit busyChanged(stepText(step), done);
}

void Session::onFinished(quint64 number, const RunPtr& run)
{
    if (number != number_)
        return;
    const RunPtr before = std::exchange(run_, run);
    shown_ = wanted_;
    made_.clear();
    asked_.clear();
    explained_.clear();
    if (run->settings.isEmpty()) {
        complete_ = landmarksOf(*run);
        completeOf_ = shown_.picture;
    }
    selection_ = before ? carriedOver(selection_, before->trace->layout(), *run->trace) : firstSelection(*run->trace);
    if (!before || before->trace->sharedModel() != run->trace->sharedModel())
        emit modelChanged();
    emit runChanged();
    emit selectionChanged();
    endBusy();
}

void Session::onFailed(quint64 number, const std::shared_ptr<const Error>& error)
{
    if (number != number_)
        return;
    wanted_ = shown_;
    endBusy();
    emit failed(error);
}

void Session::onMade(const std::shared_ptr<const Trace>& trace, const StageKey& key, const std::shared_ptr<const Slice>& slice)
{
    if (!run_ || run_->trace != trace)
        return;
    if (made_.size() >= mostMadeStages) {
        made_.clear();
        asked_.clear();
    }
    made_[key] = slice;
    asked_.erase(key);
    emit valuesArrived();
}

}  // namespace vitscope
