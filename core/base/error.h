// Errors a person reads: what is wrong, where, and what to do about it, in one sentence.
//
// Throw `Error` with the fault it is (it decides the exit code) and a text with %1, %2 … for its values. The text is marked
// with VITSCOPE_TEXT, so that the window can show it in another language; the command line prints english().
// Tested in tests/core/error_test.cpp.
#pragma once

#include <exception>
#include <string>
#include <vector>

/// Marks a text for translation (context, text); lupdate knows it as an alias of QT_TRANSLATE_NOOP.
#define VITSCOPE_TEXT(context, text) text

namespace vitscope {

/// Whose fault it is. The value is the exit code of vitscope-cli.
enum class Fault {
    Internal = 1,
    Usage = 2,
    Picture = 3,
    Model = 4,
    Write = 5,
    Verify = 6,
    Download = 7,
    Cancelled = 130,
};

/// A sentence with holes: %1 stands for arguments[0], and so on up to %9.
struct Message {
    std::string text;
    std::vector<std::string> arguments;

    std::string english() const;
    bool operator==(const Message&) const = default;
};

/// Puts arguments into the holes of an (untranslated or translated) text.
std::string fillIn(const std::string& text, const std::vector<std::string>& arguments);

class Error : public std::exception {
public:
    Error(Fault fault, std::string text, std::vector<std::string> arguments = {}, std::vector<Message> causes = {});

    Fault fault() const { return fault_; }
    const Message& message() const { return message_; }
    /// Several things wrong at once (missing tensors, say). what() names the first three and how many there are.
    const std::vector<Message>& causes() const { return causes_; }
    /// One line of English, without a line break.
    const char* what() const noexcept override { return line_.c_str(); }

private:
    Fault fault_;
    Message message_;
    std::vector<Message> causes_;
    std::string line_;
};

/// Thrown where a long operation was asked to stop.
class Cancelled : public Error {
public:
    Cancelled();
};

}  // namespace vitscope
