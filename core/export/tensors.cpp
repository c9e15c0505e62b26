#include "core/export/tensors.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "core/base/error.h"
#include "core/checkpoint/formats/safetensors.h"
#include "core/export/npz.h"

namespace vitscope {

namespace {

enum class Container { Safetensors, Npz };

Container containerOf(const std::filesystem::path& path)
{
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return std::tolower(c); });
    if (extension == ".safetensors")
        return Container::Safetensors;
    if (extension == ".npz")
        return Container::Npz;
    throw Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1” must end in .safetensors or .npz: tensors are written as one of these."), {path.string()});
}

}  // namespace

void checkTensorExtension(const std::filesystem::path& path)
{
    containerOf(path);
}

void writeTensors(const std::filesystem::path& path, const std::vector<ExportTensor>& tensors, const Metadata& metadata, const Progress& progress)
{
    if (containerOf(path) == Container::Safetensors)
        writeSafetensors(path, tensors, metadata, progress);
    else
        writeNpz(path, tensors, metadata, progress);
}

}  // namespace vitscope
