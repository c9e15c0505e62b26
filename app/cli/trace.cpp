// trace IMAGE: every step's tensor under its name, into a file and as a table.
#include <QString>
#include <algorithm>
#include <deque>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/input.h"
#include "app/cli/options.h"
#include "app/cli/stage_choice.h"
#include "core/analysis/statistics.h"
#include "core/base/memory.h"
#include "core/export/tensors.h"
#include "core/analysis/analyses.h"
#include "core/analysis/attention_gradients.h"
#include "ui/render/numbers.h"

namespace vitscope::cli {

namespace {

struct TraceOptions : CommonOptions {
    std::string image;
    std::string out;
    std::vector<std::string> patterns;
    std::string classText;
};

std::string gradientName(std::int64_t block)
{
    return "gradients." + StageKey(attentionId, block).name();
}

std::vector<std::string> namesOf(const Model& model, bool fromPixels)
{
    std::vector<std::string> names;
    for (const Stage& stage : vitPlan(model.config, {}, fromPixels ? nullptr : &model.preprocess).stages)
        names.push_back(stage.key.name());
    for (std::int64_t block = 0; block < model.config.blocks && model.config.classes > 0; ++block)
        names.push_back(gradientName(block));
    for (const Analysis& analysis : analyses())
        names.push_back(analysis.name);
    return names;
}

/// A class by its number, counted from 0, or its label; where none is named, the one the run finds likeliest.
std::int64_t chosenClass(const std::string& text, const Trace& trace)
{
    const Model& model = trace.model();
    if (!text.empty())
        return classNamed(text, model);
    return model.config.classes > 0 ? largest(trace.slice(logitsId).view(), 1).front() : 0;
}

/// A pattern picks what costs less than a run; all else has to be named.
bool isWanted(const Analysis& analysis, const StageChoice& choice, const ModelConfig& config)
{
    return choice.namesExactly(analysis.name) || (choice.names(analysis.name) && !analysis.costsARun && !hindrance(analysis, config));
}

/// A tensor to be written, and what the table says of it.
struct Item {
    ExportTensor tensor;
    Statistics statistics;
};

class Collection {
public:
    Collection(std::shared_ptr<const Trace> trace, const StageChoice& choice) : trace_(std::move(trace))
    {
        for (const Stage& stage : trace_->stages())
            if (choice.wants(stage.key.name()))
                add(stage);
    }

    void addAnalyses(Workspace& workspace, const StageChoice& choice, std::int64_t classIndex, StatusLine& status)
    {
        for (const Analysis& analysis : analyses())
            if (isWanted(analysis, choice, trace_->config()))
                addAnalysis(analysis, {workspace, *trace_, classIndex, status.progress(std::string("Computing ") + analysis.name)},
                            choice.namesExactly(analysis.name));
    }

    void addGradients(Workspace& workspace, const StageChoice& choice, std::int64_t classIndex)
    {
        std::vector<std::int64_t> wanted;
        for (std::int64_t block = 0; block < trace_->config().blocks && trace_->config().classes > 0; ++block)
            if (choice.names(gradientName(block)))
                wanted.push_back(block);
        if (wanted.empty())
            return;
        const Input input{trace_->pixels().values(), 1};
        gradients_ = attentionGradients(workspace, trace_->model(), input, {}, classIndex);
        for (const std::int64_t block : wanted) {
            const TensorView view = gradients_[static_cast<std::size_t>(block)].view();
            items_.push_back({{gradientName(block), view}, summarize(view)});
        }
    }

    const std::vector<Item>& items() const { return items_; }
    std::vector<ExportTensor> tensors() const
    {
        std::vector<ExportTensor> tensors;
        for (const Item& item : items_)
            tensors.push_back(item.tensor);
        return tensors;
    }

private:
    /// What a model does not let be asked is left out where a pattern named it, and told where it was named in full.
    void addAnalysis(const Analysis& analysis, const AnalysisQuestion& question, bool named)
    {
        try {
            analysed_.push_back(analyse(analysis, question));
        } catch (const Error& error) {
            if (named || error.fault() != Fault::Usage)
                throw;
            return;
        }
        items_.push_back({{analysis.name, analysed_.back().view()}, summarize(analysed_.back().view())});
    }
    void add(const Stage& stage)
    {
        slices_.push_back(trace_->slice(stage.key));
        const TensorView& view = slices_.back().view();
        const Statistics statistics = summarize(view);
        if (stage.words->kind == ValueKind::EightBit) {
            slices_.pop_back();  // the picture has the bytes themselves
            items_.push_back({{stage.key.name(), stage.shape, trace_->image(stage.key)->rgb}, statistics});
        } else {
            items_.push_back({{stage.key.name(), view}, statistics});
        }
    }

    std::shared_ptr<const Trace> trace_;
    std::vector<Slice> slices_;
    std::vector<Tensor> gradients_;
    std::deque<Tensor> analysed_;
    std::vector<Item> items_;
};

Json toJson(const std::vector<Item>& items)
{
    Json list = Json::array();
    for (const Item& item : items) {
        Json axes = Json::array(), shape = Json::array();
        for (const Dimension& dimension : item.tensor.shape) {
            axes.push_back(axisName(dimension.axis));
            shape.push_back(dimension.extent);
        }
        list.push_back({{"name", item.tensor.name},
                        {"axes", axes},
                        {"shape", shape},
                        {"dtype", item.tensor.isBytes() ? "uint8" : "float32"},
                        {"lowest", item.statistics.lowest},
                        {"highest", item.statistics.highest},
                        {"mean", item.statistics.mean}});
    }
    return list;
}

void printItems(const std::vector<Item>& items)
{
    std::vector<std::vector<std::string>> rows{{"name", "shape", "type", "lowest", "highest", "mean"}};
    const auto text = [](double value) { return significant(value, 4).toStdString(); };
    for (const Item& item : items)
        rows.push_back({item.tensor.name, describe(item.tensor.shape), item.tensor.isBytes() ? "uint8" : "float32", text(item.statistics.lowest),
                        text(item.statistics.highest), text(item.statistics.mean)});
    printTable(rows);
}

void trace(const TraceOptions& options)
{
    if (!options.out.empty())
        checkTensorExtension(options.out);
    StatusLine status;
    const auto model = sizedFor(options.image, openChosenModel(options, status), options);
    InputPicture picture = readInput(options.image, model->config);
    const StageChoice choice(options.patterns);
    choice.requireMatches(namesOf(*model, std::holds_alternative<Tensor>(picture.input)));
    const Metadata metadata{{"model", model->name}, {"picture", picture.name}, {"sha256", picture.sha256}, {"version", "ViTScope " VITSCOPE_VERSION}};
    Workspace workspace{options.compute(), {}};
    // What is not chosen need not stay.
    const auto store = std::make_shared<ValueStore>(static_cast<std::size_t>(memoryPresent() / 4));
    const auto run = recordTrace(workspace, model, std::move(picture.input), {}, store, status.progress("Computing"));
    const std::int64_t classIndex = chosenClass(options.classText, *run);
    Collection collection(run, choice);
    collection.addGradients(workspace, choice, classIndex);
    collection.addAnalyses(workspace, choice, classIndex, status);
    if (!options.out.empty())
        writeTensors(options.out, collection.tensors(), metadata, status.progress("Writing " + options.out));
    status.clear();
    if (options.json)
        printJson({{"model", model->name},
                   {"picture", options.image},
                   {"sha256", picture.sha256},
                   {"file", options.out.empty() ? Json() : Json(options.out)},
                   {"tensors", toJson(collection.items())}});
    else
        printItems(collection.items());
}

}  // namespace

Command addTrace(Parser program)
{
    const auto options = std::make_shared<TraceOptions>();
    Parser command = program.command("trace", "Every step's tensor under its name, into a file and as a table");
    command.option("IMAGE", options->image, "A picture file, or a .npy of float32 (3, rows, columns)").required();
    command.option("--out", options->out, "FILE.safetensors or FILE.npz; without it the table alone");
    command
        .option("--stages", options->patterns,
                "Names, * for any characters; may be given several times. 'gradients.*' for the\n"
                "gradients of one class's logit by the attention, 'analysis.*' for what is derived\n"
                "from the run (what costs a run or more only when it is named in full)")
        .oneValueEach();
    command.option("--class", options->classText,
                   "The class of gradients and analyses: a number counted from 0, or a label. The likeliest\n"
                   "one otherwise");
    addModelOption(command, *options);
    addSizeOption(command, *options);
    addComputeOptions(command, *options);
    addJsonOption(command, *options);
    return {command, [options] { trace(*options); }};
}

}  // namespace vitscope::cli
