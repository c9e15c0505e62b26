#include "core/model/model.h"

namespace vitscope {

std::string Model::label(std::int64_t classIndex) const
{
    if (classIndex >= 0 && classIndex < static_cast<std::int64_t>(labels.size()))
        return labels[static_cast<std::size_t>(classIndex)];
    return "class " + std::to_string(classIndex);
}

}  // namespace vitscope
