// Pickles made instruction by instruction, right or wrong, and PyTorch checkpoints around them.
#pragma once

#include <string>
#include <vector>

#include "zip_bytes.h"

namespace vitscope::test::pickled {

inline std::string text(const std::string& value)
{
    return "X" + little(static_cast<std::uint32_t>(value.size())) + value;
}

inline std::string whole(std::int64_t value)
{
    return std::string("\x8A\x08") + little(value);
}

inline std::string name(const std::string& module, const std::string& member)
{
    return "c" + module + "\n" + member + "\n";
}

inline std::string tuple(const std::vector<std::int64_t>& values)
{
    std::string items = "(";
    for (const std::int64_t value : values)
        items += whole(value);
    return items + "t";
}

inline std::string storage(const std::string& key, std::int64_t count, const std::string& type = name("torch", "FloatStorage"))
{
    return "(" + text("storage") + type + text(key) + text("cpu") + whole(count) + "tQ";
}

struct Tensor {
    std::vector<std::int64_t> shape, strides;
    std::int64_t offset = 0;
    std::string storage = pickled::storage("0", 4);
    std::string maker = name("torch._utils", "_rebuild_tensor_v2");
};

inline std::string tensor(const Tensor& t)
{
    return t.maker + "(" + t.storage + whole(t.offset) + tuple(t.shape) + tuple(t.strides) + "\x89}tR";
}

/// A dictionary with one entry.
inline std::string dictionary(const std::string& key, const std::string& value)
{
    return "}" + text(key) + value + "s";
}

inline std::string program(const std::string& value)
{
    return "\x80\x02" + value + ".";
}

/// Its storage 0 has four values: 1, 2, 3, 4.
inline std::string torchZip(const std::string& value, std::vector<ZipPart> more = {})
{
    std::string values;
    for (const std::uint32_t bits : {0x3f800000U, 0x40000000U, 0x40400000U, 0x40800000U})
        values += little(bits);
    std::vector<ZipPart> parts{{"archive/data.pkl", program(value)}, {"archive/data/0", values}};
    parts.insert(parts.end(), more.begin(), more.end());
    return zipOf(parts);
}

}  // namespace vitscope::test::pickled
