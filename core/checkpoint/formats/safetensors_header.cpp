#include "core/checkpoint/formats/safetensors_header.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/checkpoint/formats/strict_json.h"

namespace vitscope {

namespace {

constexpr std::size_t largestRank = 16;

/// The header's grammar is three levels deep: file { tensor { dtype, shape [ ], data_offsets [ ] } }.
class HeaderReader : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit HeaderReader(std::string_view json) : json_(json) {}

    SafetensorsHeader header;
    Message reason;

    bool null() override { return unexpected("null"); }
    bool boolean(bool) override { return unexpected("true or false"); }
    bool number_integer(number_integer_t) override { return unexpected("a negative number"); }
    bool number_float(number_float_t, const string_t&) override { return unexpected("a number that is not whole or too large"); }
    bool binary(binary_t&) override { return unexpected("binary data"); }
    bool number_unsigned(number_unsigned_t number) override;
    bool string(string_t& text) override;
    bool key(string_t& name) override;
    bool start_object(std::size_t) override;
    bool end_object() override;
    bool start_array(std::size_t) override;
    bool end_array() override;
    bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) override;

private:
    enum class Level { Start, File, Tensor, Metadata, Shape, Offsets };

    bool fail(Message message)
    {
        reason = std::move(message);
        return false;
    }
    bool unexpected(const char* what)
    {
        return fail({VITSCOPE_TEXT("core", "its header has %1 where that has no place (at “%2”)."), {what, shortened(place_)}});
    }
    bool finishTensor();

    std::string_view json_;
    Level level_ = Level::Start;
    std::string place_;  ///< the last name read, for messages
    std::string field_;
    TensorEntry entry_;
    std::vector<std::int64_t> offsets_;
    bool hasType_ = false, hasShape_ = false, hasOffsets_ = false, hasMetadata_ = false;
};

bool HeaderReader::number_unsigned(number_unsigned_t number)
{
    if (level_ != Level::Shape && level_ != Level::Offsets)
        return unexpected("a number");
    if (number > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max()))
        return unexpected("a number that is not whole or too large");
    std::vector<std::int64_t>& list = level_ == Level::Shape ? entry_.shape : offsets_;
    if (list.size() == largestRank)
        return unexpected("a list that is too long");
    list.push_back(static_cast<std::int64_t>(number));
    return true;
}

bool HeaderReader::string(string_t& text)
{
    if (level_ == Level::Metadata) {
        if (header.metadata.emplace(field_, text).second)
            return true;
        return fail({VITSCOPE_TEXT("core", "its metadata has “%1” twice."), {shortened(field_)}});
    }
    if (level_ != Level::Tensor || field_ != "dtype")
        return unexpected("text");
    const auto dtype = dtypeNamed(text);
    if (!dtype)
        return fail({VITSCOPE_TEXT("core", "tensor “%1” has the unknown type “%2”."), {shortened(place_), shortened(text)}});
    entry_.dtype = *dtype;
    return !std::exchange(hasType_, true) || unexpected("a second dtype");
}

bool HeaderReader::key(string_t& name)
{
    if (level_ == Level::File)
        place_ = name;
    else
        field_ = name;
    if (level_ == Level::Tensor && name != "dtype" && name != "shape" && name != "data_offsets")
        return fail({VITSCOPE_TEXT("core", "tensor “%1” has the unknown field “%2”."), {shortened(place_), shortened(name)}});
    return true;
}

bool HeaderReader::start_object(std::size_t)
{
    if (level_ == Level::Start) {
        level_ = Level::File;
        return true;
    }
    if (level_ != Level::File)
        return unexpected("an object");
    if (place_ == "__metadata__" && std::exchange(hasMetadata_, true))
        return unexpected("a second object");
    level_ = place_ == "__metadata__" ? Level::Metadata : Level::Tensor;
    entry_ = TensorEntry{};
    entry_.name = place_;
    offsets_.clear();
    hasType_ = hasShape_ = hasOffsets_ = false;
    return true;
}

bool HeaderReader::end_object()
{
    const Level ended = std::exchange(level_, Level::File);
    return ended != Level::Tensor || finishTensor();
}

bool HeaderReader::start_array(std::size_t)
{
    if (level_ != Level::Tensor || field_ == "dtype")
        return unexpected("a list");
    level_ = field_ == "shape" ? Level::Shape : Level::Offsets;
    bool& seen = level_ == Level::Shape ? hasShape_ : hasOffsets_;
    return !std::exchange(seen, true) || unexpected("a second shape or data_offsets");
}

bool HeaderReader::end_array()
{
    level_ = Level::Tensor;
    return true;
}

bool HeaderReader::parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&)
{
    return fail({VITSCOPE_TEXT("core", "its header is not valid JSON at %1."), {placeInText(json_, byte)}});
}

bool HeaderReader::finishTensor()
{
    const std::string name = shortened(place_);
    if (!hasType_ || !hasShape_ || offsets_.size() != 2)
        return fail({VITSCOPE_TEXT("core", "tensor “%1” needs a dtype, a shape and two data_offsets."), {name}});
    std::int64_t bits = dtypeBits(entry_.dtype);
    for (const std::int64_t extent : entry_.shape)
        if (__builtin_mul_overflow(bits, extent, &bits))
            return fail({VITSCOPE_TEXT("core", "tensor “%1” has more values than can be counted (shape %2)."), {name, describeShape(entry_.shape)}});
    if (offsets_[1] < offsets_[0] || bits % 8 != 0 || bits / 8 != offsets_[1] - offsets_[0])
        return fail(
            {VITSCOPE_TEXT("core", "tensor “%1” (%2, shape %3) does not fill bytes %4 to %5."),
             {name, std::string(dtypeName(entry_.dtype)), describeShape(entry_.shape), std::to_string(offsets_[0]), std::to_string(offsets_[1])}});
    entry_.bytes = bits / 8;
    entry_.offset = offsets_[0];
    header.entries.push_back(std::move(entry_));
    return true;
}

void checkFilled(const std::vector<TensorEntry>& entries, std::int64_t dataBytes, const std::filesystem::path& path)
{
    std::vector<const TensorEntry*> byOffset;
    byOffset.reserve(entries.size());
    for (const TensorEntry& entry : entries)
        byOffset.push_back(&entry);
    std::sort(byOffset.begin(), byOffset.end(),
              [](const TensorEntry* a, const TensorEntry* b) { return std::pair(a->offset, a->bytes) < std::pair(b->offset, b->bytes); });
    std::int64_t end = 0;
    for (const TensorEntry* entry : byOffset) {
        if (entry->offset < end)
            throwDamagedSafetensors(path, {VITSCOPE_TEXT("core", "tensor “%1” overlaps another one."), {shortened(entry->name)}});
        if (entry->offset > end)
            throwDamagedSafetensors(path, {VITSCOPE_TEXT("core", "there is a hole of %1 bytes before tensor “%2”."),
                                           {std::to_string(entry->offset - end), shortened(entry->name)}});
        end = entry->offset + entry->bytes;
        if (end > dataBytes)
            throwDamagedSafetensors(path, {VITSCOPE_TEXT("core", "it ends %1 bytes before tensor “%2” does, as an incomplete download would."),
                                           {std::to_string(end - dataBytes), shortened(entry->name)}});
    }
    if (end != dataBytes)
        throwDamagedSafetensors(path, {VITSCOPE_TEXT("core", "its last %1 bytes belong to no tensor."), {std::to_string(dataBytes - end)}});
}

}  // namespace

void throwDamagedSafetensors(const std::filesystem::path& path, Message reason)
{
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” is not a valid safetensors file"), {path.string()}, {std::move(reason)});
}

SafetensorsHeader readSafetensorsHeader(std::string_view json, std::int64_t dataBytes, const std::filesystem::path& path)
{
    if (hasZeroByte(json))
        throwDamagedSafetensors(path, {VITSCOPE_TEXT("core", "its header is not valid JSON: it has a zero byte."), {}});
    HeaderReader reader(json);
    if (!nlohmann::json::sax_parse(json, &reader))
        throwDamagedSafetensors(path, std::move(reader.reason));
    SafetensorsHeader header = std::move(reader.header);
    std::sort(header.entries.begin(), header.entries.end(), [](const TensorEntry& a, const TensorEntry& b) { return a.name < b.name; });
    const auto twice =
        std::adjacent_find(header.entries.begin(), header.entries.end(), [](const TensorEntry& a, const TensorEntry& b) { return a.name == b.name; });
    if (twice != header.entries.end())
        throwDamagedSafetensors(path, {VITSCOPE_TEXT("core", "tensor “%1” appears twice."), {shortened(twice->name)}});
    checkFilled(header.entries, dataBytes, path);
    return header;
}

}  // namespace vitscope
