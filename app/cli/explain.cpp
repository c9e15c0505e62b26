// explain IMAGE --at CELL: the arithmetic of one number, carried out again.
#include <charconv>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/explained.h"
#include "app/cli/input.h"
#include "app/cli/options.h"
#include "core/export/snippet.h"

namespace vitscope::cli {

namespace {

struct ExplainOptions : CommonOptions {
    std::string image;
    std::string at;
    std::string npz;
    std::string terms = "10";
};

/// How many terms "10" or "all" are; 0 where it is neither.
std::size_t mostTerms(const std::string& text)
{
    std::size_t most = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), most);
    if (text == "all")
        return SIZE_MAX;
    return error == std::errc() && end == text.data() + text.size() ? most : 0;
}

/// Throws Error (Usage) where --at names no stage of the run, or is no index; explain() looks whether it is inside.
Cell chosenCell(const std::string& text, const Model& model, const TraceInput& input)
{
    const Plan plan = vitPlan(model.config, {}, std::holds_alternative<Tensor>(input) ? nullptr : &model.preprocess);
    const std::string name = text.substr(0, text.find('['));
    for (const Stage& stage : plan.stages) {
        if (stage.key.name() != name)
            continue;
        try {
            return Cell::parse(text);
        } catch (const Error&) {
            throw Error(Fault::Usage,
                        "--at “%1” names no cell: give an index for each axis of %2 (%3) in brackets, counted from 0 and parted by commas.",
                        {text, name, describe(stage.shape)});
        }
    }
    throw Error(Fault::Usage, "--at “%1”: this run has no stage “%2”; `vitscope-cli stages` lists a model's stages.", {text, name});
}

void explainCell(const ExplainOptions& options)
{
    if (!options.npz.empty())
        checkNpzExtension(options.npz);
    StatusLine status;
    const auto model = sizedFor(options.image, openChosenModel(options, status), options);
    InputPicture picture = readInput(options.image, model->config);
    const Cell cell = chosenCell(options.at, *model, picture.input);
    Workspace workspace{options.compute(), {}};
    const auto trace = recordTrace(workspace, model, std::move(picture.input), {}, ValueStore::small(), status.progress("Computing"));
    Explained explained{cell, explain(*trace, cell), recordedValue(*trace, cell), {}};
    explained.snippet = snippetReading(explained.explanation, options.npz.empty() ? "arrays.npz" : options.npz);
    if (!options.npz.empty())
        writeSnippetArrays(options.npz, *trace, cell, explained.explanation, status.progress("Writing " + options.npz));
    status.clear();
    if (!options.json) {
        printExplained(*trace, explained, mostTerms(options.terms));
        return;
    }
    Json json{{"model", model->name}, {"picture", options.image}};
    json.update(toJson(*trace, explained));
    printJson(json);
}

}  // namespace

Command addExplain(Parser program)
{
    const auto options = std::make_shared<ExplainOptions>();
    Parser command = program.command("explain", "Where one number comes from: its terms, and the arithmetic over again");
    command.option("IMAGE", options->image, "A picture file, or a .npy of float32 (3, rows, columns)").required();
    command.option("--at", options->at, "The number: a stage and an index per axis, as in 'blocks.2.scores[1,0,17]'").required();
    command.option("--terms", options->terms, "How many terms to show, the largest first, or all")
        .check([](const std::string& text) { return mostTerms(text) > 0 ? std::string() : "“" + text + "” is neither a number from 1 nor all"; })
        .showDefault();
    command.option("--npz", options->npz, "FILE.npz for the arrays that the lines of NumPy read");
    addModelOption(command, *options);
    addSizeOption(command, *options);
    addComputeOptions(command, *options);
    addJsonOption(command, *options);
    return {command, [options] { explainCell(*options); }};
}

}  // namespace vitscope::cli
