// The one object that lives on the compute thread: opens models, decodes pictures, runs and summarises.
//
// Session sends it wishes and drops answers that are no longer wanted. Tested in tests/ui/session_test.cpp.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QObject>
#include <atomic>
#include <variant>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/plan/workspace.h"
#include "ui/session/inquiry.h"
#include "ui/session/run.h"

namespace vitscope {

struct DecodedPicture;

struct PictureBytes {
    QByteArray bytes;
    QString name;
};
struct PastedPicture {
    QImage image;
    QString name;
};
/// A path, bytes of a file, or a picture that is already decoded.
using PictureSource = std::variant<QString, PictureBytes, PastedPicture>;

/// A model by name or path, and the settings it is changed by (core/model/settings.h).
struct ModelSource {
    QString name;
    QStringList settings;
    /// Which opening of that name: other settings of the same opening change the model that was read then.
    std::shared_ptr<const int> opening = std::make_shared<const int>();
};

/// The whole of what is wanted. The same pointer means the same thing: only what is new is opened again.
struct Wish {
    std::shared_ptr<const ModelSource> model;
    std::shared_ptr<const PictureSource> picture;
};

/// What the values of all runs may take; what is let go is made again when it is asked for.
constexpr std::size_t usualMostBytesKept = std::size_t{1536} << 20;

enum class Step { OpeningModel, ReadingPicture, Running, Summarising };

class Worker : public QObject {
    Q_OBJECT

public:
    /// Work whose number is not `wanted` any more is cancelled. `wanted` outlives the worker.
    Worker(const std::atomic<quint64>& wanted, std::size_t mostBytesKept)
        : wanted_(wanted),
          store_(std::make_shared<ValueStore>(std::min(mostBytesKept, static_cast<std::size_t>(memoryPresent() / 4))))
    {
    }

    void fulfil(quint64 number, const Wish& wish);
    /// Values that the store has let go.
    void make(std::shared_ptr<const Trace> trace, const StageKey& key);
    /// Small pictures of files; a file that is no picture is passed over.
    void readThumbnail(const QString& path, int side);
    void saveArrays(const std::shared_ptr<const Trace>& trace, const ExplainedPtr& explained, const QString& path);

signals:
    void progressed(quint64 number, vitscope::Step step, double done);
    void finished(quint64 number, vitscope::RunPtr run);
    void failed(quint64 number, std::shared_ptr<const vitscope::Error> error);
    void made(std::shared_ptr<const vitscope::Trace> trace, vitscope::StageKey key, std::shared_ptr<const vitscope::Slice> slice);
    void thumbnailRead(const QString& path, const QImage& thumbnail);
    void saved(const QString& path);
    void makingFailed(std::shared_ptr<const vitscope::Error> error);

private:
    RunPtr run(quint64 number, const Wish& wish);
    Progress progress(quint64 number, Step step);
    void open(quint64 number, const std::shared_ptr<const ModelSource>& source);
    void decode(quint64 number, const std::shared_ptr<const PictureSource>& source);

    const std::atomic<quint64>& wanted_;
    std::shared_ptr<ValueStore> store_;  ///< what runs have computed, of all models and pictures
    Workspace workspace_;
    std::shared_ptr<const Model> complete_;  ///< as it was opened, before settings
    std::shared_ptr<const int> completeOpening_;
    Wish opened_;  ///< what model_ and picture_ were opened from
    std::shared_ptr<const Model> model_;
    std::shared_ptr<const DecodedPicture> picture_;
};

}  // namespace vitscope
