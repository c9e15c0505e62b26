// Every value of a model's configuration and preprocessing under its key, once: how it is written and read, and where it came from.
//
//   for (const Field& field : modelFields())
//       std::cout << field.key << ' ' << field.write(form) << ' ' << originName(origins.at(field.key));
//
// Settings (core/model/settings.h), `vitscope-cli model` and the window's model tip read this table. Tested in
// tests/core/settings_test.cpp and fields_test.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/preprocess.h"
#include "core/model/config.h"

namespace vitscope {

/// A model without its parameters.
struct ModelForm {
    ModelConfig config;
    PreprocessConfig preprocess;
    bool operator==(const ModelForm&) const = default;
};

/// Where a value comes from: a configuration file says it; the tensors' names and shapes do; the family's convention; a setting.
enum class Origin { File, Inferred, Assumed, Set };
const char* originName(Origin origin);
/// By the keys of modelFields(); a value that is not listed has no origin to tell (a part that can be left out, a model made here).
using Origins = std::map<std::string, Origin, std::less<>>;

enum class FieldKind {
    Fixed,  ///< the tensors have it so; it is told and cannot be set
    Value,  ///< can be set, also where a checkpoint does not open without
    Part,   ///< can be left out: on or off
};

struct Field {
    std::string_view key;
    FieldKind kind = FieldKind::Fixed;
    bool ModelConfig::*flag = nullptr;  ///< of what is on or off
    std::string (*number)(const ModelForm&) = nullptr;
    bool (*readNumber)(std::string_view, ModelForm&) = nullptr;  ///< of a Value; false where the text is none
    const char* refusal = nullptr;                               ///< of a Value: what to give instead of %1 for %2

    std::string write(const ModelForm& form) const;
    /// False where the text is no value of this field.
    bool read(std::string_view text, ModelForm& form) const;
};

/// In the order in which they are told: what can be set first.
const std::vector<Field>& modelFields();

/// "bicubic", "shortest edge 256": names of what has no number.
const char* filterName(Filter filter);
const char* poolName(Pool pool);
const char* positionResizeName(PositionResize how);

/// One origin for every value of a checkpoint but the parts, which have none.
Origins allFrom(Origin origin);

}  // namespace vitscope
