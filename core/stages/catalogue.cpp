#include "core/stages/catalogue.h"

#include <algorithm>

#include "core/model/token_layout.h"
#include "core/stages/table.h"

namespace vitscope {

namespace {

/// The catalogue's rows seen by one model.
struct Applied {
    Circumstances at;
    TokenLayout all;     ///< up to the embedding
    TokenLayout layout;  ///< what enters the blocks

    /// The row of a stage that this model has, or null.
    const StageInfo* rowOf(std::string_view id) const;
    std::int64_t extentOf(Axis axis, const StageInfo& info) const;
    StageKey inputKey(std::string_view input, std::int64_t block) const;
    Stage apply(const StageInfo& info, std::int64_t block) const;
};

const StageInfo* Applied::rowOf(std::string_view id) const
{
    for (const StageInfo& row : stageTable())
        if (row.id == id && (row.isThere == nullptr || row.isThere(at)))
            return &row;
    return nullptr;
}

std::int64_t Applied::extentOf(Axis axis, const StageInfo& info) const
{
    const ModelConfig& config = at.config;
    const bool picture = info.kind == ValueKind::EightBit;
    switch (axis) {
    case Axis::Channel: return config.channels;
    case Axis::Row: return picture ? 0 : config.imageRows;
    case Axis::Column: return picture ? 0 : config.imageColumns;
    case Axis::Patch: return all.patches();
    case Axis::Token: return info.part == Part::Embedding && info.operation != Operation::KeepTokens ? all.tokens() : layout.tokens();
    case Axis::Query:
    case Axis::Key: return layout.tokens();
    case Axis::Head: return config.heads;
    case Axis::HeadFeature: return config.headWidth();
    case Axis::Feature: return info.operation == Operation::CutPatches ? config.patchSize() : config.width;
    case Axis::Hidden: return config.hidden;
    case Axis::Class: return config.classes;
    case Axis::Block: return config.blocks;
    }
    return 0;
}

StageKey Applied::inputKey(std::string_view input, std::int64_t block) const
{
    if (input == "input") {
        const std::int64_t before = (block < 0 ? at.config.blocks : block) - 1;
        return before >= 0 ? StageKey("blocks.output", before) : inputKey("embed.kept", -1);
    }
    if (rowOf(input) == nullptr)
        return inputKey(findStage(input)->inputs.front(), block);
    return StageKey(std::string(input), input.starts_with("blocks.") ? block : -1);
}

Stage Applied::apply(const StageInfo& info, std::int64_t block) const
{
    Stage stage{StageKey(info.id, block), &info, {}, {}, {}};
    for (const Axis axis : info.axes)
        stage.shape.push_back({axis, extentOf(axis, info)});
    for (const char* input : info.inputs)
        stage.inputs.push_back(inputKey(input, block));
    for (std::string parameter : info.parameters) {
        if (const std::size_t star = parameter.find('*'); star != std::string::npos)
            parameter.replace(star, 1, std::to_string(block));
        const bool queryKeyValue = stage.key.id == "blocks.query" || stage.key.id == "blocks.key" || stage.key.id == "blocks.value";
        if (!(queryKeyValue && !at.config.queryKeyValueBias && parameter.ends_with(".bias")))
            stage.parameters.push_back(std::move(parameter));
    }
    return stage;
}

}  // namespace

std::vector<Stage> stages(const ModelConfig& config, const Edits& edits, const PreprocessConfig& preprocess, Beginning beginning)
{
    const TokenLayout all(config), layout(config, edits);
    const Applied model{{config, beginning, preprocess.crop.has_value(), all != layout}, all, layout};
    std::vector<Stage> result;
    const auto append = [&](auto isWanted, std::int64_t block) {
        for (const StageInfo& row : stageTable())
            if (isWanted(row.part) && model.rowOf(row.id) == &row)
                result.push_back(model.apply(row, block));
    };
    append([](Part part) { return part == Part::Picture || part == Part::Embedding; }, -1);
    for (std::int64_t block = 0; block < config.blocks; ++block)
        append([](Part part) { return part == Part::Block; }, block);
    append([](Part part) { return part == Part::Answer; }, -1);
    return result;
}

const StageInfo* findStage(std::string_view id)
{
    const auto found = std::find_if(stageTable().begin(), stageTable().end(), [id](const StageInfo& info) { return id == info.id; });
    return found == stageTable().end() ? nullptr : &*found;
}

std::string_view valueKindName(ValueKind kind)
{
    switch (kind) {
    case ValueKind::EightBit: return "8-bit";
    case ValueKind::Signed: return "signed";
    case ValueKind::Positive: return "positive";
    case ValueKind::Probability: return "probability";
    case ValueKind::Logit: return "logit";
    }
    return "";
}

std::string_view operationName(Operation operation)
{
    switch (operation) {
    case Operation::Begin: return "begin";
    case Operation::ResizeColumns: return "resize columns";
    case Operation::ResizeRows: return "resize rows";
    case Operation::Crop: return "crop";
    case Operation::Normalize: return "normalize";
    case Operation::CutPatches: return "cut patches";
    case Operation::Linear: return "linear";
    case Operation::LayerNorm: return "layer norm";
    case Operation::JoinTokens: return "join tokens";
    case Operation::AddPositions: return "add positions";
    case Operation::KeepTokens: return "keep tokens";
    case Operation::Scores: return "scores";
    case Operation::Softmax: return "softmax";
    case Operation::Context: return "context";
    case Operation::Activation: return "activation";
    case Operation::Sum: return "sum";
    case Operation::TakeClassToken: return "take class token";
    case Operation::MeanOfPatches: return "mean of patches";
    case Operation::Copy: return "copy";
    }
    return "";
}

bool matchesPattern(std::string_view pattern, std::string_view name)
{
    // Greedy, going back to the last star alone: linear for all that people type, never exponential.
    std::size_t p = 0, n = 0, afterStar = std::string_view::npos, resume = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            afterStar = ++p;
            resume = n;
        } else if (p < pattern.size() && pattern[p] == name[n]) {
            ++p;
            ++n;
        } else if (afterStar != std::string_view::npos) {
            p = afterStar;
            n = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace vitscope
