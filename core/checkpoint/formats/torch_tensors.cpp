#include "core/checkpoint/formats/torch_tensors.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>

#include "core/checkpoint/formats/torch_names.h"

namespace vitscope {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t longestName = 1024;
constexpr std::size_t mostTensors = 200'000;

/// With the fewest digits that are this number.
std::string realText(double value)
{
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

/// Walks the dictionaries and collects.
class TorchReader {
public:
    TorchReader(const Pickle& pickle, std::int64_t fileBytes, const std::string& file) : pickle_(pickle), fileBytes_(fileBytes), file_(file) {}

    TorchContents read()
    {
        for (const PickleNode& node : pickle_.nodes) {
            if (node.kind == PickleKind::Name && !isKnownToTorch(pickle_.texts[node.text]))
                contents_.foreignNames.insert(shortened(readable(pickle_.texts[node.text])));
            if (node.kind == PickleKind::External)
                noteStorage(argumentsOf(node));
        }
        visited_.assign(pickle_.nodes.size(), false);
        walk(pickle_.root, "", 0);
        std::vector<TorchTensor>& all = contents_.tensors;
        std::stable_sort(all.begin(), all.end(), [](const TorchTensor& a, const TorchTensor& b) { return a.name < b.name; });
        const auto again = std::unique(all.begin(), all.end(), [](const TorchTensor& a, const TorchTensor& b) { return a.name == b.name; });
        all.erase(again, all.end());
        return std::move(contents_);
    }

private:
    [[noreturn]] void fail(const std::string& tensor, Message reason) const
    {
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” is damaged at tensor “%2” (download it again)"), {file_, shortened(tensor)},
                    {std::move(reason)});
    }

    /// What would have made the value of a call, as it is told.
    std::string maker(const PickleNode& node) const
    {
        const std::string_view callee = calleeOf(node);
        return callee.empty() ? "a value without a name" : shortened(readable(callee));
    }

    std::string_view calleeOf(const PickleNode& node) const
    {
        if (node.kind != PickleKind::Call)
            return {};
        if (pickle_[node.callee].kind != PickleKind::External)
            return pickle_.text(node.callee);
        const std::vector<PickleId>& parts = argumentsOf(pickle_[node.callee]);  // ('module', class, its file, its source), before 1.6
        return parts.size() > 1 && pickle_.text(parts[0]) == "module" ? pickle_.text(parts[1]) : std::string_view();
    }
    const std::vector<PickleId>& argumentsOf(const PickleNode& node) const { return pickle_[node.arguments].items; }

    /// Also of storages that no tensor shows: whatever follows them in an old file is found by their size.
    void noteStorage(const std::vector<PickleId>& parts)
    {
        constexpr std::array unread{std::pair{"torch.ComplexDoubleStorage"sv, 16}, std::pair{"torch.QInt8Storage"sv, 1},
                                    std::pair{"torch.QUInt8Storage"sv, 1}, std::pair{"torch.QInt32Storage"sv, 4}};
        if (parts.size() < 3)
            return;
        const std::string_view type = pickle_.text(parts[1]);
        const auto known = storageType(type);
        const auto other = std::ranges::find(unread, type, [](const auto& row) { return row.first; });
        const int bytes = known ? dtypeBits(*known) / 8 : other != unread.end() ? other->second : 0;
        if (const auto key = keyText(parts[2]); key && bytes > 0)
            contents_.valueBytes.emplace(*key, bytes);
    }

    /// A dictionary's keys are names in the list: “state” + “0” + “exp_avg”. Each container is entered once, so that neither circles nor
    /// what is referred to a thousand times takes longer than the pickle is.
    void walk(PickleId id, const std::string& name, int depth)
    {
        constexpr int deepest = 32;
        const PickleNode& node = pickle_[id];
        if (name.size() > longestName || addTensor(node, name) || addValue(id, name, depth) || depth > deepest || visited_[id])
            return;
        visited_[id] = true;
        const auto under = [&name](const std::string& key) { return name.empty() ? key : name + "." + key; };
        if (node.kind == PickleKind::List || node.kind == PickleKind::Tuple) {
            for (std::size_t i = 0; i < node.items.size(); ++i)
                walk(node.items[i], under(std::to_string(i)), depth + 1);
            return;
        }
        if (isDictionary(node))
            for (std::size_t i = 0; i + 1 < node.items.size(); i += 2)
                if (const std::optional<std::string> key = keyText(node.items[i]))
                    walk(node.items[i + 1], under(*key), depth + 1);
        if (node.kind == PickleKind::Call)
            walkObject(node, name, depth);
    }

    bool isDictionary(const PickleNode& node) const
    {
        const std::string_view callee = calleeOf(node);
        return node.kind == PickleKind::Dictionary || callee == "collections.OrderedDict" || callee == "collections.defaultdict" ||
               callee.ends_with("builtin__.dict") || callee == "builtins.dict";
    }

    std::optional<std::string> keyText(PickleId id) const
    {
        if (pickle_[id].kind == PickleKind::Text && pickle_.text(id).size() <= longestName)
            return readable(pickle_.text(id));
        if (const auto number = pickle_.whole(id))
            return std::to_string(*number);
        return std::nullopt;
    }

    /// An object of foreign code: what it keeps is plain to see (the options of a Namespace, the parameters of a whole module), what it would
    /// do is not.
    void walkObject(const PickleNode& node, const std::string& name, int depth)
    {
        const std::string_view callee = calleeOf(node);
        if (callee == "collections.OrderedDict" || callee == "collections.defaultdict")
            return;
        const PickleNode& state = pickle_[node.state];
        if (state.kind != PickleKind::Dictionary || callee.empty()) {
            if (!isKnownToTorch(callee) && !name.empty())
                contents_.opaque.emplace(name, maker(node));
            return;
        }
        for (std::size_t i = 0; i + 1 < state.items.size(); i += 2) {
            const std::optional<std::string> key = keyText(state.items[i]);
            const bool isPart = key == "_parameters" || key == "_buffers" || key == "_modules";  // of torch.nn.Module
            if (key)
                walk(state.items[i + 1], isPart ? name : name.empty() ? *key : name + "." + *key, depth + 1);
        }
    }

    bool addValue(PickleId id, const std::string& name, int depth)
    {
        constexpr int deepestValue = 2;  // “args.patch_size”
        constexpr std::size_t most = 1000;
        constexpr std::size_t longest = 1000;
        const PickleNode& node = pickle_[id];
        std::string text;
        switch (node.kind) {
        case PickleKind::Truth: text = node.whole != 0 ? "true" : "false"; break;
        case PickleKind::Whole: text = std::to_string(node.whole); break;
        case PickleKind::Real: text = realText(node.real); break;
        case PickleKind::Text: text = readable(pickle_.text(id)); break;
        default: return false;
        }
        if (!name.empty() && depth <= deepestValue && contents_.values.size() < most && text.size() <= longest)
            contents_.values.emplace(name, std::move(text));
        return true;
    }

    bool addTensor(const PickleNode& outer, const std::string& name)
    {
        const PickleNode* node = &outer;
        for (int wrapped = 0; wrapped < 4; ++wrapped) {  // a parameter is a call around the call that makes its tensor
            const std::string_view callee = calleeOf(*node);
            const bool isWrapper = callee == "torch._utils._rebuild_parameter" || callee == "torch._utils._rebuild_parameter_with_state" ||
                                   callee == "torch.nn.parameter.Parameter" || callee == "torch.nn.parameter.Buffer";
            if (!isWrapper || argumentsOf(*node).empty())
                break;
            node = &pickle_[argumentsOf(*node).front()];
        }
        const std::string_view callee = calleeOf(*node);
        const bool isTensor = callee.starts_with("torch._utils._rebuild_tensor");
        if (!isTensor && node == &outer)
            return false;
        TorchTensor tensor;
        tensor.name = name;
        const std::string culprit = isTensor ? readTensor(*node, callee, tensor) : maker(*node);
        if (culprit.empty())
            contents_.tensors.push_back(std::move(tensor));
        else
            contents_.opaque.emplace(name, culprit);
        if (contents_.tensors.size() + contents_.opaque.size() > mostTensors)
            fail(name, {VITSCOPE_TEXT("core", "it has more than %1 tensors."), {std::to_string(mostTensors)}});
        return true;
    }

    /// Empty, or the name of what the tensor depends on and is not understood.
    std::string readTensor(const PickleNode& node, std::string_view callee, TorchTensor& tensor)
    {
        const std::vector<PickleId>& arguments = argumentsOf(node);
        if (!isKnownToTorch(callee) || arguments.size() < 4)
            return maker(node);
        const auto offset = pickle_.whole(arguments[1]);
        auto shape = numbers(arguments[2]);
        auto strides = numbers(arguments[3]);
        if (!offset || !shape || !strides || shape->size() != strides->size())
            fail(tensor.name, {VITSCOPE_TEXT("core", "its offset, shape and strides are not whole numbers of one count."), {}});
        tensor.offset = *offset;
        tensor.shape = std::move(*shape);
        tensor.strides = std::move(*strides);
        std::string culprit = readStorage(arguments[0], tensor);
        constexpr std::size_t typeAt = 6;
        if (culprit.empty() && callee.ends_with("_v3"))  // a type without a storage of its own
            culprit = retype(arguments.size() > typeAt ? pickle_.text(arguments[typeAt]) : std::string_view(), tensor);
        if (culprit.empty())
            check(tensor);
        return culprit;
    }

    /// The storage's size is counted in bytes then.
    static std::string retype(std::string_view type, TorchTensor& tensor)
    {
        const auto dtype = tensorType(type);
        if (!dtype || tensor.dtype != DType::U8)
            return type.empty() || dtype ? "torch._utils._rebuild_tensor_v3" : shortened(readable(type));
        tensor.stored /= dtypeBits(*dtype) / 8;
        tensor.dtype = *dtype;
        return {};
    }

    /// ('storage', type, key, device, values[, (key of the view, offset, values)])
    std::string readStorage(PickleId id, TorchTensor& tensor)
    {
        constexpr std::size_t fields = 5;
        if (pickle_[id].kind != PickleKind::External)
            return maker(pickle_[id]);
        const std::vector<PickleId>& parts = argumentsOf(pickle_[id]);
        if (parts.size() < fields || pickle_.text(parts[0]) != "storage")
            return "a storage of an unknown kind";
        const std::string_view type = pickle_.text(parts[1]);
        const auto dtype = storageType(type);
        if (!dtype)
            return type.empty() ? "a storage of an unknown type" : shortened(readable(type));
        const auto key = keyText(parts[2]);
        const auto stored = pickle_.whole(parts[4]);
        if (!key || !stored || *stored < 0)
            fail(tensor.name, {VITSCOPE_TEXT("core", "its storage has no key or size."), {}});
        tensor.storage = *key;
        tensor.dtype = *dtype;
        tensor.stored = *stored;
        if (parts.size() > fields && pickle_[parts[fields]].kind == PickleKind::Tuple) {
            const std::vector<PickleId>& view = pickle_[parts[fields]].items;
            const auto start = view.size() == 3 ? pickle_.whole(view[1]) : std::nullopt;
            if (!start || *start < 0 || __builtin_add_overflow(tensor.offset, *start, &tensor.offset))
                fail(tensor.name, {VITSCOPE_TEXT("core", "its storage is a view without a valid start."), {}});
        }
        return {};
    }

    /// A tuple or list of whole numbers, or a torch.Size around one.
    std::optional<std::vector<std::int64_t>> numbers(PickleId id) const
    {
        const PickleNode* node = &pickle_[id];
        if (calleeOf(*node) == "torch.Size" && argumentsOf(*node).size() == 1)
            node = &pickle_[argumentsOf(*node).front()];
        if (node->kind != PickleKind::Tuple && node->kind != PickleKind::List)
            return std::nullopt;
        constexpr std::size_t largestRank = 64;  // PyTorch's own limit
        std::vector<std::int64_t> values;
        for (const PickleId item : node->items) {
            const auto value = pickle_.whole(item);
            if (!value || values.size() == largestRank)
                return std::nullopt;
            values.push_back(*value);
        }
        return values;
    }

    void check(const TorchTensor& tensor) const
    {
        const auto isNegative = [](std::int64_t value) { return value < 0; };
        if (tensor.offset < 0 || std::ranges::any_of(tensor.shape, isNegative) || std::ranges::any_of(tensor.strides, isNegative))
            fail(tensor.name, {VITSCOPE_TEXT("core", "its offset %1, shape %2 or strides %3 are negative."),
                               {std::to_string(tensor.offset), describeShape(tensor.shape), describeShape(tensor.strides)}});
        std::int64_t bits = dtypeBits(tensor.dtype);
        std::int64_t last = tensor.offset;
        const bool isEmpty = std::ranges::find(tensor.shape, 0) != tensor.shape.end();
        for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
            std::int64_t reach = 0;
            if (__builtin_mul_overflow(bits, tensor.shape[i], &bits) ||
                (!isEmpty && (__builtin_mul_overflow(tensor.shape[i] - 1, tensor.strides[i], &reach) || __builtin_add_overflow(last, reach, &last))))
                fail(tensor.name, {VITSCOPE_TEXT("core", "its shape %1 has more values than can be counted."), {describeShape(tensor.shape)}});
        }
        if (isEmpty)
            return;
        if (last >= tensor.stored)
            fail(tensor.name,
                 {VITSCOPE_TEXT("core", "its shape %1 with strides %2 from value %3 on reaches beyond the %4 values of its storage."),
                  {describeShape(tensor.shape), describeShape(tensor.strides), std::to_string(tensor.offset), std::to_string(tensor.stored)}});
        if (bits / 8 > fileBytes_)  // a stride of 0 repeats values without end
            fail(tensor.name, {VITSCOPE_TEXT("core", "its shape %1 asks for %2 bytes, more than the file has (%3)."),
                               {describeShape(tensor.shape), std::to_string(bits / 8), std::to_string(fileBytes_)}});
    }

    const Pickle& pickle_;
    std::int64_t fileBytes_;
    const std::string& file_;
    TorchContents contents_;
    std::vector<bool> visited_;
};

}  // namespace

std::int64_t TorchTensor::elements() const
{
    return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
}

std::int64_t TorchTensor::reach() const
{
    std::int64_t last = offset;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == 0)
            return 0;
        last += (shape[i] - 1) * strides[i];
    }
    return last + 1;
}

TorchContents readTorchTensors(const Pickle& pickle, std::int64_t fileBytes, const std::string& file)
{
    return TorchReader(pickle, fileBytes, file).read();
}

}  // namespace vitscope
