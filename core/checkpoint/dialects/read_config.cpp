#include "core/checkpoint/dialects/read_config.h"

#include <nlohmann/json.hpp>

#include "core/checkpoint/dialects/families.h"
#include "core/checkpoint/dialects/json_values.h"
#include "core/checkpoint/dialects/readers.h"

namespace vitscope {

FoundModel readModel(const nlohmann::json* config, const TensorFile& file)
{
    FoundModel found;
    const std::optional<Dialect> dialect = recogniseNames(file);
    if (!dialect)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "its tensors have no names this program knows: no patch embedding was found."));
    found.dialect = *dialect;
    found.origins = allFrom(Origin::Inferred);
    if (config != nullptr && !config->is_object())
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "it must hold a JSON object."));
    if (config == nullptr)
        readNamesAlone(file, found);
    else if (valueOf(*config, "architecture") != nullptr)
        readTimm(*config, file, found);
    else
        readHuggingFace(*config, file, found);
    if (found.config.classes == 0)
        found.notes.push_back({VITSCOPE_TEXT("core", "There is no classifier: the model gives features, not answers."), {}});
    else if (found.labels.empty())
        found.notes.push_back({VITSCOPE_TEXT("core", "The classes have no names."), {}});
    return found;
}

}  // namespace vitscope
