#include "ui/window/recent.h"

#include <algorithm>

#include "ui/resources/resources.h"
#include "ui/session/run.h"

namespace vitscope {

namespace {

void putFirst(QStringList& paths, const QString& path)
{
    paths.removeAll(path);
    paths.prepend(path);
    if (paths.size() > Recent::most)
        paths.removeLast();
}

}  // namespace

Recent withOpened(Recent recent, const Run& run)
{
    const std::vector<SamplePicture> samples = samplePictures();
    const bool sample = std::any_of(samples.begin(), samples.end(), [&](const SamplePicture& each) { return each.path == run.picturePath; });
    if (!run.picturePath.isEmpty() && !sample)
        putFirst(recent.pictures, run.picturePath);
    if (!builtinModels().contains(run.modelName))
        putFirst(recent.models, run.modelName);
    return recent;
}

}  // namespace vitscope
