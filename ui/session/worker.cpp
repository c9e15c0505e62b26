#include "ui/session/worker.h"

#include <exception>
#include <new>

#include "core/export/snippet.h"
#include "core/model/settings.h"
#include "ui/image_io/image_io.h"
#include "ui/render/heat_map.h"
#include "ui/resources/resources.h"

namespace vitscope {

namespace {

struct Decode {
    DecodedPicture operator()(const QString& path) const { return decodePictureFile(path); }
    DecodedPicture operator()(const PictureBytes& source) const { return decodePictureBytes(source.bytes, source.name); }
    DecodedPicture operator()(const PastedPicture& source) const { return fromQImage(source.image, source.name); }
};

/// Calls `work`; what it throws becomes a value, for no exception may leave the thread.
template <class Work>
std::shared_ptr<const Error> guarded(Work&& work)
{
    try {
        work();
        return nullptr;
    } catch (const Error& error) {
        return std::make_shared<const Error>(error);
    } catch (const std::bad_alloc&) {
        return std::make_shared<const Error>(
            Fault::Internal, VITSCOPE_TEXT("core", "There is not enough memory for this: close other programs or choose a smaller model."));
    } catch (const std::exception& error) {
        return std::make_shared<const Error>(Fault::Internal, VITSCOPE_TEXT("core", "Something went wrong: %1"),
                                             std::vector<std::string>{error.what()});
    }
}

}  // namespace

void Worker::fulfil(quint64 number, const Wish& wish)
{
    if (number != wanted_)
        return;
    RunPtr result;
    if (const auto error = guarded([&] { result = run(number, wish); }))
        emit failed(number, error);
    else
        emit finished(number, result);
}

RunPtr Worker::run(quint64 number, const Wish& wish)
{
    if (opened_.picture != wish.picture)
        decode(number, wish.picture);
    if (opened_.model != wish.model)
        open(number, wish.model);
    auto trace = recordTrace(workspace_, model_, picture_->image, {}, store_, progress(number, Step::Running));
    const QString* path = std::get_if<QString>(wish.picture.get());
    return makeRun(std::move(trace), *picture_, wish.model->name, wish.model->settings, path ? *path : QString(),
                   progress(number, Step::Summarising));
}

void Worker::decode(quint64 number, const std::shared_ptr<const PictureSource>& source)
{
    emit progressed(number, Step::ReadingPicture, 0);
    picture_ = std::make_shared<const DecodedPicture>(std::visit(Decode(), *source));
    opened_.picture = source;
}

void Worker::open(quint64 number, const std::shared_ptr<const ModelSource>& source)
{
    emit progressed(number, Step::OpeningModel, 0);
    // What is changed takes its parameters from the model as it was opened: nothing is read again.
    if (completeOpening_ != source->opening) {
        complete_ = std::make_shared<const Model>(openModel(source->name, progress(number, Step::OpeningModel)));
        completeOpening_ = source->opening;
    }
    Model model = *complete_;
    std::vector<std::string> settings;
    for (const QString& setting : source->settings)
        settings.push_back(setting.toStdString());
    applySettings(model, settings);
    model_ = std::make_shared<const Model>(std::move(model));
    opened_.model = source;
}

Progress Worker::progress(quint64 number, Step step)
{
    // Told in hundredths: the window has other things to do than to hear of every stage.
    return [this, number, step, told = -1](double done) mutable {
        if (const int hundredths = static_cast<int>(done * 100); hundredths != told) {
            told = hundredths;
            emit progressed(number, step, done);
        }
        return number == wanted_;
    };
}

void Worker::make(std::shared_ptr<const Trace> trace, const StageKey& key)
{
    std::shared_ptr<const Slice> slice;
    if (const auto error = guarded([&] { slice = std::make_shared<const Slice>(trace->slice(key)); }))
        emit makingFailed(error);
    else
        emit made(trace, key, slice);
}

void Worker::saveArrays(const std::shared_ptr<const Trace>& trace, const ExplainedPtr& explained, const QString& path)
{
    const auto error = guarded([&] { writeSnippetArrays(path.toStdString(), *trace, explained->cell, explained->explanation); });
    if (error)
        emit makingFailed(error);
    else
        emit saved(path);
}

void Worker::readThumbnail(const QString& path, int side)
{
    QImage thumbnail;
    const auto error = guarded([&] { thumbnail = pictureImage(decodePictureFile(path).image); });
    if (!error)
        emit thumbnailRead(path, thumbnail.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation));
}

}  // namespace vitscope
