// Python pickles, read and never run: what a pickle would call is noted as a call, with its name and its arguments, and nothing more.
//
//   PickleReader reader(bytes, path);
//   const Pickle pickle = reader.read();
//   pickle[pickle.root].kind == PickleKind::Dictionary
//
// A value is a node; nodes refer to each other by number, also in circles. Tested in tests/core/pickle_test.cpp.
// Source: Python's Lib/pickletools.py (protocols 2 to 5 and what Python 2 writes).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace vitscope {

using PickleId = std::uint32_t;

enum class PickleKind {
    None,
    Truth,       ///< whole is 0 or 1
    Whole,       ///< whole
    Large,       ///< a whole number of more than 64 bits
    Real,        ///< real
    Text,        ///< text; bytes too; empty where longer than 1 MiB
    List,        ///< items
    Tuple,       ///< items
    Set,         ///< items
    Dictionary,  ///< items: key, value, key, value, …
    Name,        ///< text: “module.name”, a function or class
    Call,        ///< callee and arguments; items as put into what it would have made
    External,    ///< arguments: what stands for something outside the pickle (a storage of PyTorch)
};

struct PickleNode {
    PickleKind kind = PickleKind::None;
    PickleId text = 0;  ///< in Pickle::texts
    PickleId callee = 0;
    PickleId arguments = 0;
    PickleId state = 0;  ///< what BUILD would have handed to it; the first node (None) where nothing
    std::int64_t whole = 0;
    double real = 0;
    std::vector<PickleId> items;
};

struct Pickle {
    std::vector<PickleNode> nodes;  ///< the first is None
    std::vector<std::string> texts;
    PickleId root = 0;

    const PickleNode& operator[](PickleId id) const { return nodes[id]; }
    const PickleNode& rootNode() const { return nodes[root]; }
    /// Of a Text or Name, nothing of others.
    std::string_view text(PickleId id) const;
    /// Of a Whole or Truth, nothing of others.
    std::optional<std::int64_t> whole(PickleId id) const;
    /// The value under a key of a Dictionary, or of a Call that was filled as one; the last of several.
    const PickleNode* find(const PickleNode& dictionary, std::string_view key) const;
};

/// Bytes to read in order: `read` fills a span from an offset on.
struct PickleBytes {
    std::int64_t size = 0;
    std::function<void(std::int64_t offset, std::span<std::byte> into)> read;
};

class PickleReader {
public:
    /// `name` is what errors call the file.
    PickleReader(PickleBytes bytes, std::string name);

    /// The next pickle, up to its STOP. Throws Error (Model) where it is damaged, ends too early, has more values than a checkpoint ever
    /// has, or an instruction that PyTorch does not write.
    Pickle read();
    /// Passes over bytes.
    void skip(std::int64_t count);
    /// Where the next byte lies.
    std::int64_t position() const { return start_ + static_cast<std::int64_t>(at_); }

private:
    friend class PickleMachine;

    std::span<const std::byte> take(std::int64_t count);
    std::string_view takeLine();
    void checkLeft(std::int64_t count) const;
    void fill(std::int64_t count);
    [[noreturn]] void fail(Message reason) const;

    PickleBytes bytes_;
    std::string name_;
    std::vector<std::byte> window_;  ///< bytes from start_ on
    std::int64_t start_ = 0;
    std::size_t at_ = 0;  ///< in the window
};

}  // namespace vitscope
