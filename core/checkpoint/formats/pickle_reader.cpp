// The bytes of a pickle, a window of them at a time; nothing is taken that is not there.
#include <algorithm>

#include "core/checkpoint/formats/pickle.h"

namespace vitscope {

PickleReader::PickleReader(PickleBytes bytes, std::string name) : bytes_(std::move(bytes)), name_(std::move(name)) {}

void PickleReader::fail(Message reason) const
{
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "The pickle in “%1” cannot be read"), {name_}, {std::move(reason)});
}

void PickleReader::checkLeft(std::int64_t count) const
{
    if (count < 0 || count > bytes_.size - position())
        fail({VITSCOPE_TEXT("core", "at byte %1 of %2 it asks for %3 more, as in an incomplete download."),
              {std::to_string(position()), std::to_string(bytes_.size), std::to_string(count)}});
}

void PickleReader::fill(std::int64_t count)
{
    constexpr std::int64_t chunk = 64 << 10;
    checkLeft(count);
    if (count <= static_cast<std::int64_t>(window_.size() - at_))
        return;
    start_ = position();
    at_ = 0;
    window_.resize(static_cast<std::size_t>(std::min(std::max(count, chunk), bytes_.size - start_)));
    bytes_.read(start_, window_);
}

void PickleReader::skip(std::int64_t count)
{
    checkLeft(count);
    start_ = position() + count;
    window_.clear();
    at_ = 0;
}

std::span<const std::byte> PickleReader::take(std::int64_t count)
{
    fill(count);
    const auto taken = std::span<const std::byte>(window_).subspan(at_, static_cast<std::size_t>(count));
    at_ += static_cast<std::size_t>(count);
    return taken;
}

std::string_view PickleReader::takeLine()
{
    constexpr std::int64_t longest = 1024;
    fill(std::min(longest, bytes_.size - position()));
    const std::string_view rest(reinterpret_cast<const char*>(window_.data()) + at_, window_.size() - at_);
    const std::size_t length = rest.substr(0, static_cast<std::size_t>(longest)).find('\n');
    if (length == std::string_view::npos)
        fail({VITSCOPE_TEXT("core", "the name at byte %1 does not end."), {std::to_string(position())}});
    at_ += length + 1;
    return rest.substr(0, length);
}

}  // namespace vitscope
