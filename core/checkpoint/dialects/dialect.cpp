#include "core/checkpoint/dialects/dialect.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>
#include <span>

#include "core/base/memory.h"
#include "core/model/vit.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

std::string withBlock(std::string_view pattern, std::string_view block)
{
    std::string name(pattern);
    if (const std::size_t place = name.find('#'); place != std::string::npos)
        name.replace(place, 1, block);
    return name;
}

/// What stands before a row's name.
std::string prefixOf(const Dialect& dialect, std::string_view ours)
{
    if (ours.starts_with("head"))
        return "";
    return ours.starts_with("blocks.") ? dialect.prefix + dialect.blockPrefix : dialect.prefix;
}

/// "blocks.3.up.weight": the pattern "blocks.#.up.weight" and "3".
std::pair<std::string, std::string> patternOf(const std::string& name)
{
    constexpr std::string_view blocks = "blocks.";
    if (!name.starts_with(blocks))
        return {name, ""};
    const std::size_t end = name.find('.', blocks.size());
    return {std::string(blocks) + "#" + name.substr(end), name.substr(blocks.size(), end - blocks.size())};
}

std::vector<std::int64_t> storedShape(const ParameterInfo& info, const DialectRow& row, const ModelConfig& config)
{
    const std::int64_t parts = row.parts;
    switch (row.storage) {
    case Storage::Vector: return {info.columns() * parts};
    case Storage::Sequence: return {1, info.rows(), info.columns()};
    case Storage::Turned: return {info.columns() * parts, info.rows()};
    case Storage::Convolution: return {info.columns(), config.channels, config.patchRows, config.patchColumns};
    case Storage::Plain: return {info.rows(), info.columns()};
    case Storage::ConvolutionLast: return {config.patchRows, config.patchColumns, config.channels, info.columns()};
    }
    return {};
}

/// Ones in front are a matter of taste: a class token may be (1, 1, D) or (D).
std::vector<std::int64_t> withoutOnes(std::vector<std::int64_t> shape)
{
    while (shape.size() > 1 && shape.front() == 1)
        shape.erase(shape.begin());
    return shape;
}

/// Whether a tensor's shape is what was asked for, or the same in other words.
bool fits(const StoredParameter& parameter, const std::vector<std::int64_t>& shape)
{
    if (shape == parameter.shape)
        return true;
    const auto product = [](auto first, auto last) { return std::accumulate(first, last, std::int64_t{1}, std::multiplies<>()); };
    switch (parameter.storage) {
    case Storage::Vector:
    case Storage::Sequence: return withoutOnes(shape) == withoutOnes(parameter.shape);
    case Storage::Convolution:  // a matrix in old files of timm
        return shape.size() == 2 && shape[0] == parameter.shape[0] && shape[1] == product(parameter.shape.begin() + 1, parameter.shape.end());
    case Storage::Plain:  // one side parted into heads; a bias is a row
        for (auto middle = shape.begin(); middle <= shape.end(); ++middle)
            if (product(shape.begin(), middle) == parameter.shape[0] && product(middle, shape.end()) == parameter.shape[1])
                return true;
        return false;
    case Storage::Turned:
    case Storage::ConvolutionLast: return false;
    }
    return false;
}

bool isTurned(Storage storage)
{
    return storage == Storage::Turned || storage == Storage::Convolution;
}

/// (out, in) to (in, out), in tiles that stay in the cache.
void turn(const float* from, Parameter& to)
{
    constexpr Eigen::Index tile = 32;
    const Eigen::Map<const Matrix> stored(from, to.cols(), to.rows());
    for (Eigen::Index row = 0; row < to.rows(); row += tile)
        for (Eigen::Index column = 0; column < to.cols(); column += tile) {
            const Eigen::Index rows = std::min(tile, to.rows() - row);
            const Eigen::Index columns = std::min(tile, to.cols() - column);
            matrixOf(to).block(row, column, rows, columns) = stored.block(column, row, columns, rows).transpose();
        }
}

/// (patch rows, patch columns, channels, out) to (channel, row, column; out).
void channelsFirst(const float* from, const std::vector<std::int64_t>& shape, Parameter& to)
{
    const std::int64_t area = shape[0] * shape[1], channels = shape[2];
    for (std::int64_t place = 0; place < area; ++place)
        for (std::int64_t channel = 0; channel < channels; ++channel, from += to.cols())
            std::copy(from, from + to.cols(), to.data() + (channel * area + place) * to.stride());
}

/// `values` are those of the parameter's part; what a file has beside them (DINOv3's masked biases of keys) may be anything.
void checkFinite(std::span<const float> values, const StoredParameter& parameter)
{
    const auto bad = std::find_if(values.begin(), values.end(), [](float value) { return !std::isfinite(value); });
    if (bad == values.end())
        return;
    std::int64_t flat = bad - values.begin() + static_cast<std::int64_t>(values.size()) * parameter.part;
    std::vector<std::int64_t> index(parameter.shape.size());
    for (std::size_t i = index.size(); i > 0; --i) {
        index[i - 1] = flat % parameter.shape[i - 1];
        flat /= parameter.shape[i - 1];
    }
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "tensor “%1” has the value %2 at %3; a model's weights must be finite."),
                {parameter.theirs, std::isnan(*bad) ? "NaN" : "infinity", describeShape(index)});
}

/// A sparse file can claim more than there is: better a sentence than the system ending the program.
void checkMemory(const std::vector<StoredParameter>& parameters)
{
    std::int64_t needed = 0;
    for (const StoredParameter& parameter : parameters)
        needed += std::accumulate(parameter.shape.begin(), parameter.shape.end(), std::int64_t{sizeof(float)}, std::multiplies<>());
    const std::int64_t present = memoryPresent();
    if (needed > present)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "the weights need %1 MiB of memory and this computer has %2 MiB."),
                    {std::to_string(needed >> 20), std::to_string(present >> 20)});
}

/// The tensor's problem, or an empty message.
Message problemOf(const StoredParameter& parameter, const TensorEntry* entry, const TensorFile& file)
{
    if (const auto made = file.opaque().find(parameter.theirs); entry == nullptr && made != file.opaque().end())
        return {VITSCOPE_TEXT("core", "tensor “%1” is made by “%2”, code that this program does not run; save its values with state_dict()"),
                {parameter.theirs, made->second}};
    if (entry == nullptr)
        return {VITSCOPE_TEXT("core", "tensor “%1” is missing"), {parameter.theirs}};
    if (!fits(parameter, entry->shape))
        return {VITSCOPE_TEXT("core", "tensor “%1” has the shape %2 where the configuration asks for %3"),
                {parameter.theirs, describeShape(entry->shape), describeShape(parameter.shape)}};
    if (!readsAsFloat(entry->dtype))
        return {VITSCOPE_TEXT("core", "tensor “%1” holds %2 values where F32, F16, BF16 or F64 are needed"),
                {parameter.theirs, std::string(dtypeName(entry->dtype))}};
    return {};
}

}  // namespace

const TensorEntry* findTensor(const Dialect& dialect, std::string_view ours, const TensorFile& file, std::int64_t block, const DialectRow** found)
{
    for (const DialectRow& row : dialect.rows) {
        if (row.ours != ours)
            continue;
        const TensorEntry* entry = file.find(prefixOf(dialect, ours) + withBlock(row.theirs, std::to_string(block)));
        if (entry != nullptr && found != nullptr)
            *found = &row;
        if (entry != nullptr)
            return entry;
    }
    return nullptr;
}

std::vector<StoredParameter> parametersOf(const Dialect& dialect, const ModelConfig& config, const TensorFile* file)
{
    std::vector<StoredParameter> all;
    for (const ParameterInfo& info : vitPlan(config).parameters) {
        const auto [pattern, block] = patternOf(info.name);
        const auto first =
            std::find_if(dialect.rows.begin(), dialect.rows.end(), [&ours = pattern](const DialectRow& row) { return row.ours == ours; });
        if (first == dialect.rows.end())
            throw Error(Fault::Internal, VITSCOPE_TEXT("core", "The naming “%1” has no tensor for the parameter %2."), {dialect.name, info.name});
        const DialectRow* row = &*first;
        if (file != nullptr)
            findTensor(dialect, pattern, *file, block.empty() ? -1 : std::stoll(block), &row);
        all.push_back({info.name, prefixOf(dialect, pattern) + withBlock(row->theirs, block), storedShape(info, *row, config), row->storage,
                       row->part, row->parts});
    }
    return all;
}

void matchTensors(const std::vector<StoredParameter>& parameters, const TensorFile& file, CheckpointReport& report)
{
    std::set<std::string_view> wanted;
    for (const StoredParameter& parameter : parameters) {
        wanted.insert(parameter.theirs);
        const TensorEntry* entry = file.find(parameter.theirs);
        if (entry == nullptr)
            report.missing.push_back(parameter.theirs);
        if (Message problem = problemOf(parameter, entry, file); !problem.text.empty()) {
            report.problems.push_back(std::move(problem));
            continue;
        }
        report.used.push_back({parameter.ours, entry->fullName(), entry->dtype, entry->shape});
        report.parameters += entry->elements() / parameter.parts;
    }
    for (const TensorEntry& entry : file.entries())
        if (!wanted.contains(entry.name))
            report.unused.push_back(entry.fullName());
}

Parameters loadParameters(const std::vector<StoredParameter>& parameters, const TensorFile& file, const ModelConfig& config, const Progress& progress)
{
    checkMemory(parameters);
    Parameters loaded(vitPlan(config).parameters);
    const double total = static_cast<double>(loaded.count());
    double done = 0;
    std::vector<float> values;
    for (const StoredParameter& parameter : parameters) {
        Parameter& matrix = loaded.at(parameter.ours);
        values.resize(static_cast<std::size_t>(matrix.size() * parameter.parts));
        file.readFloats(*file.find(parameter.theirs), values.data());
        const float* from = values.data() + matrix.size() * parameter.part;
        checkFinite({from, static_cast<std::size_t>(matrix.size())}, parameter);
        if (parameter.storage == Storage::ConvolutionLast)
            channelsFirst(from, parameter.shape, matrix);
        else if (isTurned(parameter.storage))
            turn(from, matrix);
        else
            matrixOf(matrix) = matrixOf(ConstRows(from, matrix.rows(), matrix.cols()));
        done += static_cast<double>(matrix.size());
        if (progress && !progress(done / total))
            throw Cancelled();
    }
    loaded.seal();
    return loaded;
}

std::vector<NamedTensor> namedTensors(const std::vector<StoredParameter>& stored, const Parameters& parameters)
{
    std::vector<NamedTensor> tensors;
    for (const StoredParameter& parameter : stored) {
        const Parameter& matrix = parameters.at(parameter.ours);
        Shape shape;
        for (const std::int64_t extent : parameter.shape)
            shape.push_back({Axis::Row, extent});
        // Of one index values follow one another: the last, of a turned one the first.
        std::vector<std::int64_t> strides(shape.size(), 1);
        std::int64_t stride = matrix.stride();
        const std::size_t rest = isTurned(parameter.storage) ? 1 : 0;
        for (std::size_t i = shape.size() - 1 + rest; i > rest; --i) {
            strides[i - 1] = stride;
            stride *= shape[i - 1].extent;
        }
        tensors.emplace_back(parameter.theirs, TensorView(matrix.data(), shape, strides));
    }
    return tensors;
}

}  // namespace vitscope
