#include "core/base/error.h"

#include <algorithm>
#include <utility>

namespace vitscope {

std::string fillIn(const std::string& text, const std::vector<std::string>& arguments)
{
    std::string filled;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hole = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
        const std::size_t which = hole ? static_cast<std::size_t>(text[i + 1] - '1') : 0;
        if (hole && which < arguments.size()) {
            filled += arguments[which];
            ++i;
        } else {
            filled += text[i];
        }
    }
    return filled;
}

std::string Message::english() const
{
    return fillIn(text, arguments);
}

namespace {

std::string oneLine(const Message& message, const std::vector<Message>& causes)
{
    constexpr std::size_t shown = 3;
    std::string line = message.english();
    for (std::size_t i = 0; i < std::min(shown, causes.size()); ++i)
        line += (i == 0 ? ": " : "; ") + causes[i].english();
    if (causes.size() > shown)
        line += "; … (" + std::to_string(causes.size()) + " in all)";
    // File names and tensor names come from outside: no control character may break the line or drive the terminal.
    std::replace_if(
        line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    return line;
}

}  // namespace

Error::Error(Fault fault, std::string text, std::vector<std::string> arguments, std::vector<Message> causes)
    : fault_(fault),
      message_{std::move(text), std::move(arguments)},
      causes_(std::move(causes)),
      line_(oneLine(message_, causes_))
{
}

Cancelled::Cancelled() : Error(Fault::Cancelled, VITSCOPE_TEXT("core", "Cancelled.")) {}

}  // namespace vitscope
