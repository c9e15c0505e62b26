#include "core/checkpoint/formats/pickle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

namespace {

constexpr std::size_t mostNodes = 4'000'000;
constexpr std::int64_t mostInstructions = 20'000'000;
constexpr std::int64_t longestText = 1 << 20;
constexpr PickleId noneNode = 0;

template <class Number>
Number littleEndian(std::span<const std::byte> bytes)
{
    Number value = 0;
    std::memcpy(&value, bytes.data(), std::min(bytes.size(), sizeof value));
    return value;
}

}  // namespace

std::string_view Pickle::text(PickleId id) const
{
    const PickleNode& node = nodes[id];
    return node.kind == PickleKind::Text || node.kind == PickleKind::Name ? std::string_view(texts[node.text]) : std::string_view();
}

std::optional<std::int64_t> Pickle::whole(PickleId id) const
{
    const PickleNode& node = nodes[id];
    return node.kind == PickleKind::Whole || node.kind == PickleKind::Truth ? std::optional(node.whole) : std::nullopt;
}

const PickleNode* Pickle::find(const PickleNode& dictionary, std::string_view key) const
{
    const PickleNode* found = nullptr;
    if (dictionary.kind == PickleKind::Dictionary || dictionary.kind == PickleKind::Call)
        for (std::size_t i = 0; i + 1 < dictionary.items.size(); i += 2)
            if (nodes[dictionary.items[i]].kind == PickleKind::Text && text(dictionary.items[i]) == key)
                found = &nodes[dictionary.items[i + 1]];
    return found;
}

/// The machine a pickle is a program for: a stack of values, marks on it, and a memory of values to be used again.
class PickleMachine {
public:
    explicit PickleMachine(PickleReader& reader) : reader_(reader)
    {
        pickle_.nodes.emplace_back();
        pickle_.texts.emplace_back();
    }

    Pickle run()
    {
        while (true) {
            const auto code = static_cast<unsigned char>(reader_.take(1)[0]);
            if (code == '.')
                break;
            if (++instructions_ > mostInstructions || memory_.size() > mostNodes)
                tooMany();
            if (!step(code))
                reader_.fail({VITSCOPE_TEXT("core", "byte %1 is the instruction %2, which PyTorch does not write."),
                              {std::to_string(reader_.position() - 1), std::to_string(code)}});
        }
        pickle_.root = pop();
        return std::move(pickle_);
    }

private:
    using Bytes = std::span<const std::byte>;

    [[noreturn]] void tooMany()
    {
        reader_.fail({VITSCOPE_TEXT("core", "it has more than %1 values; a checkpoint has a few thousand."), {std::to_string(mostNodes)}});
    }

    // --- values
    PickleId add(PickleNode node)
    {
        if (pickle_.nodes.size() >= mostNodes)
            tooMany();
        pickle_.nodes.push_back(std::move(node));
        return static_cast<PickleId>(pickle_.nodes.size() - 1);
    }
    bool push(PickleNode node)
    {
        stack_.push_back(add(std::move(node)));
        return true;
    }
    bool push(PickleKind kind) { return push(PickleNode{.kind = kind, .items = {}}); }
    bool pushWhole(std::int64_t value, PickleKind kind = PickleKind::Whole) { return push(PickleNode{.kind = kind, .whole = value, .items = {}}); }
    bool pushText(PickleKind kind, std::string text)
    {
        pickle_.texts.push_back(std::move(text));
        return push(PickleNode{.kind = kind, .text = static_cast<PickleId>(pickle_.texts.size() - 1), .items = {}});
    }
    /// What is longer than any name is an array in disguise: it is passed over.
    bool pushText(std::int64_t length)
    {
        if (length > longestText) {
            reader_.skip(length);
            return pushText(PickleKind::Text, "");
        }
        const Bytes bytes = reader_.take(length);
        return pushText(PickleKind::Text, std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    }
    bool pushLong(std::int64_t length)
    {
        if (length > static_cast<std::int64_t>(sizeof(std::int64_t))) {
            reader_.skip(length);
            return push(PickleKind::Large);
        }
        const Bytes bytes = reader_.take(length);
        const bool isNegative = !bytes.empty() && (bytes.back() & std::byte{0x80}) != std::byte{0};
        std::uint64_t value = isNegative ? ~std::uint64_t{0} : 0;
        if (!bytes.empty())
            std::memcpy(&value, bytes.data(), bytes.size());
        return pushWhole(static_cast<std::int64_t>(value));
    }
    bool pushReal()
    {
        std::array<std::byte, 8> bytes{};
        std::ranges::reverse_copy(reader_.take(8), bytes.begin());  // the one number that is big-endian
        return push(PickleNode{.kind = PickleKind::Real, .real = std::bit_cast<double>(bytes), .items = {}});
    }
    /// “123\n”, and what Python 2 writes: “00\n” and “01\n” for false and true, “123L\n”.
    bool pushDecimal()
    {
        const std::string_view line = reader_.takeLine();
        if (line == "00" || line == "01")
            return pushWhole(line == "01" ? 1 : 0, PickleKind::Truth);
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
        const std::string_view rest(end, static_cast<std::size_t>(line.data() + line.size() - end));
        if (error == std::errc::result_out_of_range)
            return push(PickleKind::Large);
        return error == std::errc() && (rest.empty() || rest == "L") && pushWhole(value);
    }

    // --- the stack
    [[noreturn]] void underflow()
    {
        reader_.fail(
            {VITSCOPE_TEXT("core", "its instruction before byte %1 asks for a value that is not there."), {std::to_string(reader_.position())}});
    }
    PickleId pop()
    {
        if (stack_.size() <= (marks_.empty() ? 0 : marks_.back()))
            underflow();
        const PickleId top = stack_.back();
        stack_.pop_back();
        return top;
    }
    PickleId top()
    {
        const PickleId id = pop();
        stack_.push_back(id);
        return id;
    }
    std::vector<PickleId> popToMark()
    {
        if (marks_.empty())
            underflow();
        const auto from = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
        std::vector<PickleId> values(from, stack_.end());
        stack_.erase(from, stack_.end());
        marks_.pop_back();
        return values;
    }
    std::vector<PickleId> popSome(std::size_t count)
    {
        std::vector<PickleId> values(count);
        for (std::size_t i = count; i > 0; --i)
            values[i - 1] = pop();
        return values;
    }

    // --- instructions
    bool collect(PickleKind kind, std::vector<PickleId> items) { return push(PickleNode{.kind = kind, .items = std::move(items)}); }
    /// Items go into what lies below them: a list, a dictionary, or whatever a call would have made.
    bool put(const std::vector<PickleId>& items)
    {
        PickleNode& into = pickle_.nodes[top()];
        const bool takes =
            into.kind == PickleKind::List || into.kind == PickleKind::Dictionary || into.kind == PickleKind::Set || into.kind == PickleKind::Call;
        if (!takes)
            reader_.fail({VITSCOPE_TEXT("core", "before byte %1 it puts items into a value that holds none."), {std::to_string(reader_.position())}});
        into.items.insert(into.items.end(), items.begin(), items.end());
        return true;
    }
    bool call()
    {
        const PickleId arguments = pop();
        const PickleId callee = pop();
        return push(PickleNode{.kind = PickleKind::Call, .callee = callee, .arguments = arguments, .items = {}});
    }
    /// An instance of a class of Python 2: the class and its arguments since the mark.
    bool instance()
    {
        std::vector<PickleId> parts = popToMark();
        if (parts.empty())
            underflow();
        const PickleId callee = parts.front();
        parts.erase(parts.begin());
        const PickleId arguments = add(PickleNode{.kind = PickleKind::Tuple, .items = std::move(parts)});
        return push(PickleNode{.kind = PickleKind::Call, .callee = callee, .arguments = arguments, .items = {}});
    }
    bool build()
    {
        const PickleId state = pop();
        pickle_.nodes[top()].state = state;
        return true;
    }
    bool external()
    {
        const PickleId id = pop();
        return push(PickleNode{.kind = PickleKind::External, .arguments = id, .items = {}});
    }
    bool global()
    {
        const std::string module(reader_.takeLine());
        const std::string name(reader_.takeLine());
        return pushText(PickleKind::Name, module + "." + name);
    }
    bool stackGlobal()
    {
        const std::vector<PickleId> parts = popSome(2);
        return pushText(PickleKind::Name, std::string(pickle_.text(parts[0])) + "." + std::string(pickle_.text(parts[1])));
    }
    bool remember(std::int64_t place)
    {
        memory_[place] = top();
        return true;
    }
    bool recall(std::int64_t place)
    {
        const auto found = memory_.find(place);
        if (found == memory_.end())
            underflow();
        stack_.push_back(found->second);
        return true;
    }
    template <class Number>
    std::int64_t number()
    {
        return static_cast<std::int64_t>(littleEndian<Number>(reader_.take(sizeof(Number))));
    }
    bool step(unsigned char code) { return simple(code) || numbers(code) || texts(code) || collections(code) || objects(code); }

    bool simple(unsigned char code)
    {
        switch (code) {
        case 0x80: return reader_.take(1), true;  // protocol
        case 0x95: return reader_.take(8), true;  // frame
        case '0': return pop(), true;
        case '1': return popToMark(), true;
        case '2': return stack_.push_back(top()), true;
        case '(': return marks_.push_back(stack_.size()), true;
        case 'q': return remember(number<std::uint8_t>());
        case 'r': return remember(number<std::uint32_t>());
        case 0x94: return remember(static_cast<std::int64_t>(memory_.size()));
        case 'h': return recall(number<std::uint8_t>());
        case 'j': return recall(number<std::uint32_t>());
        default: return false;
        }
    }

    bool numbers(unsigned char code)
    {
        switch (code) {
        case 'N': stack_.push_back(noneNode); return true;
        case 0x88: return pushWhole(1, PickleKind::Truth);
        case 0x89: return pushWhole(0, PickleKind::Truth);
        case 'J': return pushWhole(number<std::int32_t>());
        case 'K': return pushWhole(number<std::uint8_t>());
        case 'M': return pushWhole(number<std::uint16_t>());
        case 'I':
        case 'L': return pushDecimal();
        case 0x8A: return pushLong(number<std::uint8_t>());
        case 0x8B: return pushLong(number<std::int32_t>());
        case 'G': return pushReal();
        default: return false;
        }
    }

    bool texts(unsigned char code)
    {
        switch (code) {
        case 'U':
        case 'C':
        case 0x8C: return pushText(number<std::uint8_t>());
        case 'T': return pushText(number<std::int32_t>());
        case 'B':
        case 'X': return pushText(number<std::uint32_t>());
        case 0x8D:
        case 0x8E:
        case 0x96: return pushText(number<std::int64_t>());
        default: return false;
        }
    }

    bool collections(unsigned char code)
    {
        switch (code) {
        case ']': return push(PickleKind::List);
        case '}': return push(PickleKind::Dictionary);
        case 0x8F: return push(PickleKind::Set);
        case ')': return push(PickleKind::Tuple);
        case 't': return collect(PickleKind::Tuple, popToMark());
        case 0x85: return collect(PickleKind::Tuple, popSome(1));
        case 0x86: return collect(PickleKind::Tuple, popSome(2));
        case 0x87: return collect(PickleKind::Tuple, popSome(3));
        case 'l': return collect(PickleKind::List, popToMark());
        case 'd': return collect(PickleKind::Dictionary, popToMark());
        case 0x91: return collect(PickleKind::Set, popToMark());
        case 'a': return put(popSome(1));
        case 's': return put(popSome(2));
        case 'e':
        case 'u':
        case 0x90: return put(popToMark());
        default: return false;
        }
    }

    bool objects(unsigned char code)
    {
        switch (code) {
        case 'c': return global();
        case 0x93: return stackGlobal();
        case 'R':
        case 0x81: return call();
        case 0x92: return pop(), call();  // the named arguments are not looked at
        case 'o': return instance();
        case 'b': return build();
        case 'Q': return external();
        default: return false;
        }
    }

    PickleReader& reader_;
    Pickle pickle_;
    std::int64_t instructions_ = 0;
    std::vector<PickleId> stack_;
    std::vector<std::size_t> marks_;
    std::unordered_map<std::int64_t, PickleId> memory_;
};

Pickle PickleReader::read()
{
    return PickleMachine(*this).run();
}

}  // namespace vitscope
