#include "core/checkpoint/formats/npy_header.h"

#include <charconv>

namespace vitscope {

namespace {

/// Takes pieces off the front of a text.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool atEnd()
    {
        skipSpace();
        return rest_.empty();
    }

    bool take(std::string_view token)
    {
        skipSpace();
        if (!rest_.starts_with(token))
            return false;
        rest_.remove_prefix(token.size());
        return true;
    }

    /// 'text' or "text", without escapes.
    std::optional<std::string> quoted()
    {
        skipSpace();
        if (rest_.empty() || (rest_[0] != '\'' && rest_[0] != '"'))
            return std::nullopt;
        const std::size_t end = rest_.find(rest_[0], 1);
        if (end == std::string_view::npos)
            return std::nullopt;
        const std::string text(rest_.substr(1, end - 1));
        rest_.remove_prefix(end + 1);
        return text;
    }

    /// A quoted text, or a list with whatever brackets are in it: structured types are described so.
    std::optional<std::string> quotedOrList()
    {
        skipSpace();
        if (!rest_.starts_with('['))
            return quoted();
        const std::string_view before = rest_;
        int depth = 0;
        while (!rest_.empty()) {
            depth += rest_[0] == '[' ? 1 : rest_[0] == ']' ? -1 : 0;
            rest_.remove_prefix(1);
            if (depth == 0)
                return std::string(before.substr(0, before.size() - rest_.size()));
        }
        return std::nullopt;
    }

    std::optional<std::int64_t> number()
    {
        skipSpace();
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc() || value < 0)
            return std::nullopt;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        take("L");
        return value;
    }

private:
    void skipSpace()
    {
        const std::size_t start = rest_.find_first_not_of(" \t\r\n");
        rest_.remove_prefix(start == std::string_view::npos ? rest_.size() : start);
    }

    std::string_view rest_;
};

bool readShape(Scanner& scanner, std::vector<std::int64_t>& shape)
{
    constexpr std::size_t largestRank = 32;  // NumPy's own limit
    if (!scanner.take("("))
        return false;
    while (!scanner.take(")")) {
        const auto extent = scanner.number();
        if (!extent || shape.size() == largestRank)
            return false;
        shape.push_back(*extent);
        const bool comma = scanner.take(",");
        if (!comma)  // (5) is a number to Python, not a shape; NumPy never writes it
            return shape.size() > 1 && scanner.take(")");
    }
    return true;
}

struct Seen {
    bool descr = false, order = false, shape = false;
};

bool readValue(Scanner& scanner, const std::string& key, NpyHeader& header, Seen& seen)
{
    if (key == "descr" && !seen.descr) {
        const auto descr = scanner.quotedOrList();
        header.descr = descr.value_or("");
        return seen.descr = descr.has_value();
    }
    if (key == "fortran_order" && !seen.order) {
        header.fortranOrder = scanner.take("True");
        return seen.order = header.fortranOrder || scanner.take("False");
    }
    if (key == "shape" && !seen.shape)
        return seen.shape = readShape(scanner, header.shape);
    return false;
}

}  // namespace

std::optional<NpyHeader> readNpyHeader(std::string_view text)
{
    Scanner scanner(text);
    NpyHeader header;
    Seen seen;
    if (!scanner.take("{"))
        return std::nullopt;
    while (!scanner.take("}")) {
        const auto key = scanner.quoted();
        if (!key || !scanner.take(":") || !readValue(scanner, *key, header, seen))
            return std::nullopt;
        if (!scanner.take(",")) {
            if (!scanner.take("}"))
                return std::nullopt;
            break;
        }
    }
    if (!scanner.atEnd() || !seen.descr || !seen.order || !seen.shape)
        return std::nullopt;
    return header;
}

}  // namespace vitscope
