// claims IMAGE: the sentences about a run, as the window says them.
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/input.h"
#include "app/cli/options.h"
#include "app/cli/stage_choice.h"
#include "core/analysis/claims_of_story.h"
#include "core/model/vit.h"
#include "ui/words/claims.h"
#include "ui/words/language.h"

namespace vitscope::cli {

namespace {

struct ClaimOptions : CommonOptions {
    std::string image;
    std::vector<std::string> patterns;
    std::int64_t token = 0;
    std::string head = "mean";
    std::string language = "en";
};

std::int64_t headOf(const std::string& text)
{
    if (text == "mean")
        return Cell::meanOfHeads;
    if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos)
        throw Error(Fault::Usage, "--head “%1” is neither mean nor a number counted from 0.", {text});
    return std::stoll(text);
}

std::vector<std::string> namesOf(const Plan& plan)
{
    std::vector<std::string> names;
    for (const Stage& stage : plan.stages)
        names.push_back(stage.key.name());
    return names;
}

Json toJson(const Trace& trace, const Claim& claim)
{
    Json numbers = Json::object(), cells = Json::array();
    for (const ClaimNumber& number : claim.numbers)
        numbers[number.name] = number.value;
    for (const ClaimCell& at : claim.cells) {
        Json index = Json::array();
        for (const std::int64_t i : at.cell.index)
            index.push_back(i == Cell::meanOfHeads ? Json("mean") : Json(i));
        cells.push_back({{"stage", at.cell.stage.name()}, {"index", index}, {"value", at.value}});
    }
    return {{"stage", claim.stage.name()},
            {"kind", claimKindName(claim.kind)},
            {"text", claimText(trace, claim).toStdString()},
            {"numbers", numbers},
            {"cells", cells}};
}

/// Of a stage: what there is to say of it, and what the story says with it.
class Teller {
public:
    Teller(Workspace& workspace, const Trace& trace, const ClaimOptions& options) : workspace_(workspace), trace_(trace), options_(options) {}

    std::vector<Claim> claims(const StageKey& stage)
    {
        const std::int64_t head = headOf(options_.head);
        std::vector<Claim> claims = claimsOf(trace_, {stage, options_.token, head, nullptr});
        if (stage.id == attentionId) {
            claims.push_back(underThePicture(trace_, {stage, options_.token, head}, stage.block));
            for (std::int64_t each = 0; each < trace_.config().heads; ++each)
                if (head < 0 || head == each)
                    if (const std::optional<Claim> claim = claimOfHead(trace_, story(), stage.block, each))
                        claims.push_back(*claim);
        }
        if (stage.id == "blocks.output")
            add(claims, claimsOfBlock(trace_, story(), stage.block));
        if (stage.id == (trace_.config().classes > 0 ? probabilitiesId : pooledId))
            add(claims, claimsOf(trace_, story()));
        return claims;
    }

private:
    static void add(std::vector<Claim>& to, std::vector<Claim> more) { std::move(more.begin(), more.end(), std::back_inserter(to)); }
    const Story& story()
    {
        if (!story_)
            story_ = storyOf(workspace_, trace_);
        return *story_;
    }

    Workspace& workspace_;
    const Trace& trace_;
    const ClaimOptions& options_;
    std::optional<Story> story_;
};

void sayClaims(const ClaimOptions& options)
{
    StatusLine status;
    headOf(options.head);  // before a model is opened
    const auto model = sizedFor(options.image, openChosenModel(options, status), options);
    InputPicture picture = readInput(options.image, model->config);
    const StageChoice choice(options.patterns);
    choice.requireMatches(namesOf(vitPlan(model->config, {}, std::holds_alternative<Tensor>(picture.input) ? nullptr : &model->preprocess)));
    Workspace workspace{options.compute(), {}};
    const auto trace =
        recordTrace(workspace, model, std::move(picture.input), {}, std::make_shared<ValueStore>(std::size_t{1} << 30), status.progress("Computing"));
    setLanguage(QString::fromStdString(options.language));
    Json list = Json::array();
    std::vector<std::string> lines;
    Teller teller(workspace, *trace, options);
    for (const Stage& stage : trace->stages()) {
        if (!choice.wants(stage.key.name()))
            continue;
        for (const Claim& claim : teller.claims(stage.key)) {
            list.push_back(toJson(*trace, claim));
            lines.push_back(stage.key.name() + ": " + claimText(*trace, claim).toStdString());
        }
    }
    status.clear();
    if (options.json)
        return printJson({{"model", model->name}, {"picture", options.image}, {"claims", list}});
    for (const std::string& line : lines)
        std::cout << line << '\n';
}

}  // namespace

Command addClaims(Parser program)
{
    const auto options = std::make_shared<ClaimOptions>();
    Parser command = program.command("claims", "What can be said about a run, stage by stage, in the window's words");
    command.option("IMAGE", options->image, "A picture file, or a .npy of float32 (3, rows, columns)").required();
    command.option("--stages", options->patterns, "Names, * for any characters; may be given several times").oneValueEach();
    command.option("--token", options->token, "Whom the sentences are about, counted from 0").showDefault();
    command.option("--head", options->head, "A head counted from 0, or mean").showDefault();
    command.option("--language", options->language, "en or zh_CN")
        .check([](const std::string& text) { return text == "en" || text == "zh_CN" ? std::string() : "“" + text + "” is neither en nor zh_CN"; })
        .showDefault();
    addModelOption(command, *options);
    addSizeOption(command, *options);
    addComputeOptions(command, *options);
    addJsonOption(command, *options);
    return {command, [options] { sayClaims(*options); }};
}

}  // namespace vitscope::cli
