#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/checkpoint/formats/safetensors.h"

namespace vitscope {

namespace {

std::int64_t storedBytes(const NamedTensor& tensor, DType floats)
{
    return elementCount(tensor.shape) * (tensor.isBytes() ? 1 : dtypeBits(floats) / 8);
}

/// Sorted so that floats come before bytes: every tensor is then aligned to its type.
void sortForFile(std::vector<NamedTensor>& tensors)
{
    std::sort(tensors.begin(), tensors.end(), [](const NamedTensor& a, const NamedTensor& b) {
        return std::pair(a.isBytes(), std::string_view(a.name)) < std::pair(b.isBytes(), std::string_view(b.name));
    });
}

std::string headerText(const std::vector<NamedTensor>& tensors, const Metadata& metadata, DType floats)
{
    using Json = nlohmann::ordered_json;
    Json header = Json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::int64_t offset = 0;
    for (const NamedTensor& tensor : tensors) {
        if (header.contains(tensor.name))
            throw Error(Fault::Internal, VITSCOPE_TEXT("core", "Tensor “%1” was to be written twice."), {tensor.name});
        Json shape = Json::array();
        for (const Dimension& dimension : tensor.shape)
            shape.push_back(dimension.extent);
        const std::int64_t end = offset + storedBytes(tensor, floats);
        header[tensor.name] = {
            {"dtype", dtypeName(tensor.isBytes() ? DType::U8 : floats)}, {"shape", shape}, {"data_offsets", Json::array({offset, end})}};
        offset = end;
    }
    std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

/// Hands bytes on in pieces, so that progress is heard and a cancel takes effect within a large tensor.
class PiecewiseWriter {
public:
    PiecewiseWriter(AtomicFile& file, const Progress& progress, std::int64_t total) : file_(file), progress_(progress), total_(total) {}

    void write(std::span<const std::byte> bytes)
    {
        constexpr std::size_t piece = 4 << 20;
        for (std::size_t done = 0; done < bytes.size(); done += piece) {
            const auto now = bytes.subspan(done, std::min(piece, bytes.size() - done));
            file_.write(now);
            written_ += static_cast<std::int64_t>(now.size());
            if (progress_ && !progress_(static_cast<double>(written_) / static_cast<double>(total_)))
                throw Cancelled();
        }
    }

private:
    AtomicFile& file_;
    const Progress& progress_;
    std::int64_t total_;
    std::int64_t written_ = 0;
};

std::vector<std::uint16_t> halves(const std::string& name, std::span<const float> values)
{
    std::vector<std::uint16_t> stored(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        stored[i] = toHalf(values[i]);
        if ((stored[i] & 0x7fffU) == 0x7c00U && !std::isinf(values[i]))
            throw Error(Fault::Usage, VITSCOPE_TEXT("core", "Tensor “%1” has the value %2, too large for F16; write F32 instead."),
                        {name, std::to_string(values[i])});
    }
    return stored;
}

void writeFloats(PiecewiseWriter& writer, const NamedTensor& tensor, DType floats)
{
    withFloats(tensor, [&](std::span<const float> values) {
        if (floats == DType::F32)
            return writer.write(std::as_bytes(values));
        const std::vector<std::uint16_t> stored = halves(tensor.name, values);
        writer.write(std::as_bytes(std::span(stored)));
    });
}

}  // namespace

void writeSafetensors(const std::filesystem::path& path, std::vector<NamedTensor> tensors, const Metadata& metadata, const Progress& progress,
                      DType floats)
{
    if (floats != DType::F32 && floats != DType::F16)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "Tensors are written as F32 or F16, not as %1."), {std::string(dtypeName(floats))});
    sortForFile(tensors);
    const std::string header = headerText(tensors, metadata, floats);
    std::int64_t total = 0;
    for (const NamedTensor& tensor : tensors)
        total += storedBytes(tensor, floats);

    AtomicFile file(path);
    const auto length = static_cast<std::uint64_t>(header.size());
    file.write(std::as_bytes(std::span(&length, 1)));
    file.write(header);
    PiecewiseWriter writer(file, progress, total);
    for (const NamedTensor& tensor : tensors) {
        if (tensor.isBytes())
            writer.write(std::as_bytes(bytesOf(tensor)));
        else
            writeFloats(writer, tensor, floats);
    }
    file.commit();
}

}  // namespace vitscope
