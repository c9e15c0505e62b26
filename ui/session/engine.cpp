#include "ui/session/engine.h"

#include <utility>

#include "ui/image_io/image_io.h"
#include "ui/render/heat_map.h"
#include "ui/session/background_thread.h"

namespace vitscope {

Engine::Engine(std::size_t mostBytesKept) : runner_(mostBytesKept), queue_(&runInBackground) {}

void Engine::carry(const QPointer<QObject>& receiver, std::function<void()> answer)
{
    QMetaObject::invokeMethod(
        &carrier_,
        [receiver, answer = std::move(answer)] {
            if (receiver)
                answer();
        },
        Qt::QueuedConnection);
}

std::function<void(const ErrorPtr&)> Engine::carried(const QPointer<QObject>& receiver, Failed failed)
{
    return [this, receiver, failed = std::move(failed)](const ErrorPtr& error) { carry(receiver, [failed, error] { failed(error); }); };
}

void Engine::run(std::uint64_t lane, Recipe recipe, QObject* receiver, RunAnswers answers)
{
    const QPointer<QObject> to(receiver);
    const auto work = [this, recipe = std::move(recipe), to, answers](const GoOn& goOn) {
        const StepProgress told = [&](Step step, double done) { carry(to, [answers, step, done] { answers.progressed(step, done); }); };
        const RunPtr run = runner_.run(recipe, told, goOn);
        carry(to, [answers, run] { answers.finished(run); });
    };
    queue_.post({JobKind::Run, lane, work, carried(to, answers.failed)});
}

void Engine::make(std::uint64_t lane, std::shared_ptr<const Trace> trace, std::vector<StageKey> keys, QObject* receiver,
                  std::function<void(const StageKey&, const Slice&)> made, Failed failed)
{
    const QPointer<QObject> to(receiver);
    const auto work = [this, trace = std::move(trace), left = std::move(keys), to, made](const GoOn& goOn) mutable {
        // Interrupted it goes on with those that are left.
        const std::vector<StageKey> wanted = left;
        trace->make(
            wanted,
            [&](const StageKey& key, const Slice& slice) {
                std::erase(left, key);
                carry(to, [made, key, slice] { made(key, slice); });
            },
            goOn);
    };
    queue_.post({JobKind::Remake, lane, work, carried(to, std::move(failed))});
}

void Engine::save(std::function<void()> write, QObject* receiver, std::function<void()> saved, Failed failed)
{
    const QPointer<QObject> to(receiver);
    const auto work = [this, write = std::move(write), to, saved = std::move(saved)](const GoOn&) {
        write();
        carry(to, saved);
    };
    queue_.post({JobKind::Save, queue_.newLane(), work, carried(to, std::move(failed))});
}

void Engine::analyse(std::uint64_t lane, std::function<void(const Analysing&)> work, QObject* receiver, Failed failed)
{
    const QPointer<QObject> to(receiver);
    const auto carriedOut = [this, work = std::move(work), to](const GoOn& goOn) {
        work({runner_, goOn, [this, to](std::function<void()> told) { carry(to, std::move(told)); }});
    };
    queue_.post({JobKind::Analyse, lane, carriedOut, carried(to, std::move(failed))});
}

void Engine::readThumbnails(std::uint64_t lane, QStringList paths, int side, QObject* receiver,
                            std::function<void(const QString&, const QImage&)> read)
{
    const QPointer<QObject> to(receiver);
    const auto work = [this, left = std::move(paths), side, to, read = std::move(read)](const GoOn& goOn) mutable {
        for (; !left.isEmpty(); left.removeFirst()) {
            if (!goOn())
                throw Cancelled();
            QImage picture;
            if (!caught([&] { picture = pictureImage(decodePictureFile(left.first()).image); }))
                carry(to, [read, path = left.first(), small = picture.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation)] {
                    read(path, small);
                });
        }
    };
    queue_.post({JobKind::Thumbnails, lane, work, {}});
}

}  // namespace vitscope
