#include "ui/session/runner.h"

#include <algorithm>

#include "core/base/memory.h"
#include "ui/image_io/image_io.h"
#include "ui/resources/resources.h"

namespace vitscope {

namespace {

constexpr std::size_t mostPictures = 4;

std::size_t quarterOfMemory()
{
    return static_cast<std::size_t>(memoryPresent() / 4);
}

struct Decode {
    DecodedPicture operator()(const QString& path) const { return decodePictureFile(path); }
    DecodedPicture operator()(const PictureBytes& source) const { return decodePictureBytes(source.bytes, source.name); }
    DecodedPicture operator()(const PastedPicture& source) const { return fromQImage(source.image, source.name); }
};

/// Told in hundredths: the window has other things to do than to hear of every stage.
Progress hundredths(Step step, const StepProgress& told, const GoOn& goOn)
{
    return [step, &told, &goOn, last = -1](double done) mutable {
        if (const int now = static_cast<int>(done * 100); now != last) {
            last = now;
            told(step, done);
        }
        return goOn();
    };
}

std::vector<std::string> plain(const QStringList& settings)
{
    std::vector<std::string> plain;
    for (const QString& setting : settings)
        plain.push_back(setting.toStdString());
    return plain;
}

}  // namespace

Runner::Runner(std::size_t mostBytesKept)
    : store_(std::make_shared<ValueStore>(std::min(mostBytesKept, quarterOfMemory()))),
      models_(quarterOfMemory())
{
}

std::shared_ptr<const Model> Runner::opened(const Recipe& recipe, const StepProgress& told, const GoOn& goOn)
{
    const auto open = [&](const std::vector<std::string>& settings) {
        told(Step::OpeningModel, 0);
        return openModel(recipe.model, hundredths(Step::OpeningModel, told, goOn), nullptr, settings);
    };
    return models_.get(recipe.opening, plain(recipe.settings), recipe.input, open);
}

RunPtr Runner::run(const Recipe& recipe, const StepProgress& told, const GoOn& goOn)
{
    const auto picture = decoded(recipe.picture, told);
    const auto model = opened(recipe, told, goOn);
    auto trace = recordTrace(workspace_, model, picture->image, recipe.edits, store_, hundredths(Step::Running, told, goOn));
    const QString* path = std::get_if<QString>(recipe.picture.get());
    return makeRun(workspace_, std::move(trace), *picture, recipe.model, recipe.settings, path ? *path : QString(),
                   hundredths(Step::Summarising, told, goOn));
}

std::vector<float> Runner::answer(const Recipe& recipe, const GoOn& goOn)
{
    const StepProgress nobody = [](Step, double) {};
    const auto picture = std::make_shared<const DecodedPicture>(std::visit(Decode(), *recipe.picture));
    const auto trace =
        recordTrace(workspace_, opened(recipe, nobody, goOn), picture->image, recipe.edits, ValueStore::small(), [&](double) { return goOn(); });
    return trace->config().classes > 0 ? trace->slice(probabilitiesId).view().copy().values() : std::vector<float>();
}

std::shared_ptr<const DecodedPicture> Runner::decoded(const std::shared_ptr<const PictureSource>& source, const StepProgress& told)
{
    const auto found = std::find_if(pictures_.begin(), pictures_.end(), [&](const Decoded& each) { return each.source == source; });
    if (found != pictures_.end()) {
        pictures_.splice(pictures_.begin(), pictures_, found);
    } else {
        told(Step::ReadingPicture, 0);
        pictures_.push_front({source, std::make_shared<const DecodedPicture>(std::visit(Decode(), *source))});
        if (pictures_.size() > mostPictures)
            pictures_.pop_back();
    }
    return pictures_.front().picture;
}

}  // namespace vitscope
