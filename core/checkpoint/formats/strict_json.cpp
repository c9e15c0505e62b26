#include "core/checkpoint/formats/strict_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

namespace {

/// Walks a text without building anything, and notes why it is refused. Most virtual functions have nothing to say.
class StrictChecker : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit StrictChecker(std::string_view text) : text_(text) {}

    const Message& reason() const { return reason_; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return deeper(); }
    bool start_array(std::size_t) override { return deeper(); }
    bool end_object() override { return higher(); }
    bool end_array() override { return higher(); }

    bool key(string_t& name) override
    {
        if (names_.back().insert(name).second)
            return true;
        reason_ = {VITSCOPE_TEXT("core", "“%1” appears twice in one object."), {shortened(name)}};
        return false;
    }

    bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) override
    {
        reason_ = {VITSCOPE_TEXT("core", "it stops making sense at %1."), {placeInText(text_, byte)}};
        return false;
    }

private:
    bool deeper()
    {
        constexpr std::size_t deepest = 64;
        names_.emplace_back();
        if (names_.size() <= deepest)
            return true;
        reason_ = {VITSCOPE_TEXT("core", "it is nested more than %1 levels deep."), {std::to_string(deepest)}};
        return false;
    }

    bool higher()
    {
        names_.pop_back();
        return true;
    }

    std::string_view text_;
    std::vector<std::set<std::string>> names_;
    Message reason_;
};

}  // namespace

bool hasZeroByte(std::string_view text)
{
    return text.find('\0') != std::string_view::npos;
}

std::string placeInText(std::string_view text, std::size_t byte)
{
    const std::string_view before = text.substr(0, byte > 0 ? byte - 1 : 0);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t lineStart = before.find_last_of('\n') + 1;  // npos + 1 is 0
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - lineStart + 1);
}

nlohmann::json parseStrictJson(std::string_view text, const std::filesystem::path& path)
{
    if (hasZeroByte(text))
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” is not valid JSON"), {path.string()},
                    {{VITSCOPE_TEXT("core", "it has a zero byte at %1."), {placeInText(text, text.find('\0') + 1)}}});
    StrictChecker checker(text);
    if (!nlohmann::json::sax_parse(text, &checker))
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” is not valid JSON"), {path.string()}, {checker.reason()});
    return nlohmann::json::parse(text);
}

double shortestDouble(float value)
{
    std::array<char, 32> digits{};
    const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    double result = value;
    std::from_chars(digits.data(), end, result);
    return result;
}

}  // namespace vitscope
