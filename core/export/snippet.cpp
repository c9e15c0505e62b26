#include "core/export/snippet.h"

#include <algorithm>
#include <cctype>

#include "core/base/error.h"
#include "core/export/tensors.h"

namespace vitscope {

namespace {

/// A text as Python writes it between quotes.
std::string quoted(const std::string& text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c == '\n' ? "\\n" : std::string(1, c);
    }
    return result + "\"";
}

}  // namespace

std::vector<std::string> snippetReading(const Explanation& explanation, const std::filesystem::path& file)
{
    std::vector<std::string> lines = explanation.numpy;
    for (std::string& line : lines)
        if (line.starts_with("run = np.load("))
            line = "run = np.load(" + quoted(file.string()) + ")";
    return lines;
}

void writeSnippetArrays(const std::filesystem::path& file, const Trace& trace, const Cell& cell, const Explanation& explanation,
                        const Progress& progress)
{
    checkNpzExtension(file);
    std::vector<std::string> names;
    const std::vector<Tensor> arrays = arraysOf(trace, explanation, names);
    std::vector<ExportTensor> tensors;
    for (std::size_t i = 0; i < arrays.size(); ++i)
        tensors.emplace_back(names[i], arrays[i].view());
    writeTensors(file, tensors, {{"cell", cell.name()}, {"model", trace.model().name}}, progress);
}

void checkNpzExtension(const std::filesystem::path& file)
{
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return std::tolower(c); });
    if (extension != ".npz")
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1” must end in .npz: NumPy reads its arrays from one."), {file.string()});
}

}  // namespace vitscope
