#include "ui/window/recent.h"

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
    if (!run.picturePath.isEmpty() && !sampleAt(run.picturePath))
        putFirst(recent.pictures, run.picturePath);
    if (!builtinModels().contains(run.modelName))
        putFirst(recent.models, run.modelName);
    return recent;
}

}  // namespace vitscope
