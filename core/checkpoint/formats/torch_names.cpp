#include "core/checkpoint/formats/torch_names.h"

#include <algorithm>
#include <array>
#include <span>

namespace vitscope {

namespace {

struct NamedType {
    std::string_view name;  ///< without “torch.”
    DType dtype;
};

constexpr std::array storageTypes{
    NamedType{"FloatStorage", DType::F32},  NamedType{"HalfStorage", DType::F16},         NamedType{"BFloat16Storage", DType::BF16},
    NamedType{"DoubleStorage", DType::F64}, NamedType{"LongStorage", DType::I64},         NamedType{"IntStorage", DType::I32},
    NamedType{"ShortStorage", DType::I16},  NamedType{"CharStorage", DType::I8},          NamedType{"ByteStorage", DType::U8},
    NamedType{"BoolStorage", DType::Bool},  NamedType{"ComplexFloatStorage", DType::C64}, NamedType{"UntypedStorage", DType::U8},
};

constexpr std::array tensorTypes{
    NamedType{"float32", DType::F32},
    NamedType{"float16", DType::F16},
    NamedType{"bfloat16", DType::BF16},
    NamedType{"float64", DType::F64},
    NamedType{"int64", DType::I64},
    NamedType{"int32", DType::I32},
    NamedType{"int16", DType::I16},
    NamedType{"int8", DType::I8},
    NamedType{"uint8", DType::U8},
    NamedType{"uint16", DType::U16},
    NamedType{"uint32", DType::U32},
    NamedType{"uint64", DType::U64},
    NamedType{"bool", DType::Bool},
    NamedType{"complex64", DType::C64},
    NamedType{"float8_e4m3fn", DType::F8_E4M3},
    NamedType{"float8_e5m2", DType::F8_E5M2},
    NamedType{"float8_e4m3fnuz", DType::F8_E4M3FNUZ},
    NamedType{"float8_e5m2fnuz", DType::F8_E5M2FNUZ},
    NamedType{"float8_e8m0fnu", DType::F8_E8M0},
};

/// Names that mean no more than what the program makes of them anyway, beside those above. They are not listed as foreign.
constexpr std::array<std::string_view, 23> knownNames{
    "collections.OrderedDict",
    "collections.defaultdict",
    "__builtin__.dict",
    "builtins.dict",
    "__builtin__.set",
    "builtins.set",
    "builtins.bytearray",
    "builtins.complex",
    "_codecs.encode",
    "numpy.dtype",
    "numpy.core.multiarray.scalar",
    "numpy._core.multiarray.scalar",
    "torch.Size",
    "torch.device",
    "torch.Tensor",
    "torch.nn.parameter.Parameter",
    "torch.nn.parameter.Buffer",
    "torch.serialization._get_layout",
    "torch._utils._rebuild_tensor",
    "torch._utils._rebuild_tensor_v2",
    "torch._utils._rebuild_tensor_v3",
    "torch._utils._rebuild_parameter",
    "torch._utils._rebuild_parameter_with_state",
};

std::optional<DType> typeNamed(std::span<const NamedType> types, std::string_view name)
{
    for (const std::string_view module : {"torch.cuda.", "torch.storage.", "torch."})
        if (name.starts_with(module)) {
            const std::string_view rest = name.substr(module.size());
            const auto found = std::find_if(types.begin(), types.end(), [rest](const NamedType& type) { return type.name == rest; });
            return found == types.end() ? std::nullopt : std::optional(found->dtype);
        }
    return std::nullopt;
}

}  // namespace

std::optional<DType> storageType(std::string_view name)
{
    return typeNamed(storageTypes, name);
}

std::optional<DType> tensorType(std::string_view name)
{
    return typeNamed(tensorTypes, name);
}

bool isKnownToTorch(std::string_view name)
{
    return std::ranges::find(knownNames, name) != knownNames.end() || storageType(name) || tensorType(name) || name == "torch.storage.TypedStorage";
}

}  // namespace vitscope
