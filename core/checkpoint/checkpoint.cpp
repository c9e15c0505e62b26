#include "core/checkpoint/checkpoint.h"

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/file.h"
#include "core/checkpoint/dialects/huggingface_preprocess.h"
#include "core/checkpoint/dialects/huggingface_vit.h"
#include "core/checkpoint/dialects/read_config.h"
#include "core/checkpoint/formats/safetensors.h"
#include "core/checkpoint/formats/strict_json.h"
#include "core/checkpoint/model_root.h"
#include "core/model/resize.h"
#include "core/model/settings.h"

namespace vitscope {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t longestConfig = 16 << 20;  // 21,843 labels are about 1 MiB

/// Where weights lie in a folder, most wanted first; the last ones are recognised to say what they are.
constexpr std::array weightNames{
    "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json", "tf_model.h5", "flax_model.msgpack"};

struct Place {
    fs::path folder;
    fs::path weights;
};

/// The one file of a folder that looks like a checkpoint by its name. Whatever training left beside it has to go by a name of its own.
fs::path onlyCheckpoint(const fs::path& folder)
{
    constexpr std::array<std::string_view, 6> endings{".safetensors", ".npz", ".pth", ".pt", ".bin", ".tar"};
    std::vector<fs::path> found;
    std::error_code none;
    for (const fs::directory_entry& file : fs::directory_iterator(folder, none))
        if (file.is_regular_file(none) && std::ranges::find(endings, file.path().extension().string()) != endings.end())
            found.push_back(file.path());
    if (found.size() == 1)
        return found.front();
    std::sort(found.begin(), found.end());
    if (found.empty())
        throw Error(Fault::Model,
                    VITSCOPE_TEXT("core",
                                  "The folder “%1” has no model.safetensors and no other checkpoint (.npz, .pth, .pt, .bin); a model is a "
                                  "folder with config.json and model.safetensors, or a checkpoint's file."),
                    {folder.string()});
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "The folder “%1” has %2 files that may be its model (“%3”, “%4” …); give one of them."),
                {folder.string(), std::to_string(found.size()), found[0].filename().string(), found[1].filename().string()});
}

Place locate(const fs::path& path)
{
    std::error_code none;
    if (!fs::exists(path, none))
        throw Error(Fault::Model,
                    VITSCOPE_TEXT("core",
                                  "There is no model “%1”; give a folder with config.json and "
                                  "model.safetensors."),
                    {path.string()});
    const bool isFolder = fs::is_directory(path, none);
    if (!isFolder && path.filename() != "config.json" && path.filename() != "preprocessor_config.json")
        return {path.parent_path(), path};
    const fs::path folder = isFolder ? path : path.parent_path();
    for (const char* name : weightNames)
        if (fs::exists(folder / name, none))
            return {folder, folder / name};
    return {folder, onlyCheckpoint(folder.empty() ? fs::path(".") : folder)};
}

/// Runs a step whose errors do not know the file they come from, and puts its name in front.
template <class Step>
auto inFile(const fs::path& path, Step&& step)
{
    try {
        return step();
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        throw Error(error.fault(), VITSCOPE_TEXT("core", "“%1” cannot be used"), {path.string()}, {error.message()});
    }
}

std::optional<nlohmann::json> readConfig(const Place& place)
{
    const fs::path path = place.folder / "config.json";
    std::error_code none;
    if (!fs::exists(path, none))
        return std::nullopt;
    return parseStrictJson(readTextFile(path, longestConfig, Fault::Model), path);
}

/// Where there is a preprocessor_config.json it goes before what the family does.
void readPreprocess(const Place& place, FoundModel& found)
{
    const fs::path path = place.folder / "preprocessor_config.json";
    std::error_code none;
    if (fs::exists(path, none)) {
        const nlohmann::json json = parseStrictJson(readTextFile(path, longestConfig, Fault::Model), path);
        const Size input{found.config.imageRows, found.config.imageColumns};
        found.preprocess = inFile(path, [&] { return readPreprocessConfig(json, input, &found.origins); });
    } else if (found.origins["mean"] == Origin::Assumed) {
        found.notes.push_back({VITSCOPE_TEXT("core", "No file says how pictures are prepared: what the family does is assumed."), {}});
    }
}

/// Heads that do not part the width are told with what helps, whoever gave them.
void requireHeads(const ModelConfig& config, Origin origin)
{
    if (config.heads >= 1 && config.width >= 1 && config.width % config.heads == 0)
        return;
    if (origin == Origin::Assumed && config.heads < 1)
        throw Error(Fault::Model,
                    VITSCOPE_TEXT("core", "Nothing tells how many heads the %1 features are parted into; give the number with --set heads=N."),
                    {std::to_string(config.width)});
    if (config.heads >= 1 && config.width >= 1)
        throw Error(Fault::Model,
                    VITSCOPE_TEXT("core",
                                  "The model's configuration contradicts itself: num_attention_heads %1 does not divide hidden_size %2; "
                                  "--set heads=N gives another number."),
                    {std::to_string(config.heads), std::to_string(config.width)});
}

/// The size that the preprocessing makes of every picture; none where it depends on the picture.
std::optional<Size> madeSize(const PreprocessConfig& how)
{
    if (how.crop)
        return how.crop;
    return how.resize == PreprocessConfig::Resize::Squash ? std::optional(how.size) : std::nullopt;
}

/// The types of the tensors used, where they are not the float32 this program computes with.
void noteConversion(CheckpointReport& report)
{
    std::string names;
    std::set<DType> seen;
    for (const TensorUse& use : report.used)
        if (use.dtype != DType::F32 && seen.insert(use.dtype).second)
            names += (names.empty() ? "" : ", ") + std::string(dtypeName(use.dtype));
    if (!names.empty())
        report.notes.push_back({VITSCOPE_TEXT("core",
                                              "The weights are stored as %1; the program computes with "
                                              "F32."),
                                {names}});
}

/// A checkpoint that was looked at: its report, and what it takes to load it.
struct Inspected {
    Place place;
    std::unique_ptr<TensorFile> file;
    std::vector<StoredParameter> parameters;
    CheckpointReport report;
    ModelForm said;             ///< before settings
    std::optional<Size> input;  ///< where pictures have another size than the file's positions
};

Inspected inspect(const fs::path& path, const std::vector<std::string>& settings)
{
    Inspected found{locate(path), nullptr, {}, {}, {}, {}};
    const std::vector<std::string> values = valuesAmong(settings);
    std::vector<Message> rootNotes;
    found.file = atModelRoot(openTensorFile(found.place.weights), rootNotes);
    const std::optional<nlohmann::json> json = readConfig(found.place);
    // The strict reader for what this program writes itself; all other families are read together.
    const auto has = [&json](const char* key) { return json->contains(key) && !json->at(key).is_null(); };
    const bool isPlainVit =
        json && json->is_object() && (has("model_type") ? json->at("model_type") == "vit" : has("architectures") && !has("architecture"));
    FoundModel vit = inFile(json ? found.place.folder / "config.json" : found.place.weights,
                            [&] { return isPlainVit ? readHuggingFaceVit(*json, *found.file) : readModel(json ? &*json : nullptr, *found.file); });
    readPreprocess(found.place, vit);
    found.said = vit.form();
    const ModelForm form = values.empty() ? found.said : withSettings(found.said, values);
    inFile(json ? found.place.folder / "config.json" : found.place.weights, [&] {
        requireHeads(form.config, vit.origins["heads"]);
        check(form.config);
        return 0;
    });
    noteSettings(vit.origins, values);
    const std::optional<Size> made = madeSize(form.preprocess);
    if (vit.takesAnySize && made && *made != Size{form.config.imageRows, form.config.imageColumns} && fitsPatches(form.config, *made))
        found.input = made;
    CheckpointReport& report = found.report;
    report.path = path.string();
    report.container = found.file->container();
    report.dialect = vit.dialect.name;
    report.recognised = vit.recognised;
    report.config = form.config;
    report.preprocess = form.preprocess;
    report.origins = std::move(vit.origins);
    report.labels = std::move(vit.labels);
    report.foreignNames = found.file->foreignNames();
    report.notes = std::move(rootNotes);
    report.notes.insert(report.notes.end(), vit.notes.begin(), vit.notes.end());
    found.parameters = parametersOf(vit.dialect, form.config, found.file.get());
    matchTensors(found.parameters, *found.file, report);
    noteConversion(report);
    return found;
}

/// To the size that its pictures have.
void noteInput(CheckpointReport& report, const Size& input)
{
    report.notes.push_back({VITSCOPE_TEXT("core", "Pictures have %1 × %2 pixels and the positions are those of %3 × %4: they are interpolated."),
                            {std::to_string(input.rows), std::to_string(input.columns), std::to_string(report.config.imageRows),
                             std::to_string(report.config.imageColumns)}});
    const ModelForm other = resized(ModelForm{report.config, report.preprocess}, input);
    report.config = other.config;
    report.origins["image_rows"] = report.origins["image_columns"] = report.origins["resize"];
}

void createLastFolder(const fs::path& folder)
{
    std::error_code error;
    const bool isThere = fs::is_directory(folder, error);
    if (!isThere && !fs::create_directory(folder, error))
        throwCannotWrite(folder, error ? error.value() : static_cast<int>(std::errc::file_exists));
}

template <class Json>
void writeJson(const fs::path& path, const Json& json)
{
    AtomicFile file(path);
    file.write(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    file.commit();
}

}  // namespace

CheckpointReport inspectCheckpoint(const fs::path& path, const std::vector<std::string>& settings)
{
    Inspected found = inspect(path, settings);
    if (found.input)
        noteInput(found.report, *found.input);
    const ModelForm form = withSettings({found.report.config, found.report.preprocess}, settings);
    found.report.config = form.config;
    found.report.preprocess = form.preprocess;
    found.report.changed = settingsSuffix(found.said, form);
    return found.report;
}

Provenance provenanceOf(const CheckpointReport& report)
{
    const auto count = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
    return {report.dialect, report.recognised, report.container, report.origins, count(report.used), count(report.unused), count(report.missing)};
}

void applySettings(Model& model, CheckpointReport& report, const std::vector<std::string>& settings)
{
    applySettings(model, settings);
    report.config = model.config;
    report.preprocess = model.preprocess;
    report.parameters = model.parameters.count();
    noteSettings(report.origins, settings);
    std::vector<TensorUse> used;
    for (const TensorUse& use : report.used)
        if (model.parameters.find(use.ours) != nullptr)
            used.push_back(use);
        else
            report.unused.push_back(use.theirs);
    report.used = std::move(used);
    model.provenance = provenanceOf(report);
}

Model openCheckpoint(const fs::path& path, const Progress& progress, CheckpointReport* report, const std::vector<std::string>& settings)
{
    Inspected found = inspect(path, settings);
    if (report != nullptr)
        *report = found.report;
    if (!found.report.problems.empty())
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” does not fit its config.json"), {found.place.weights.string()}, found.report.problems);
    Model model;
    model.name = path.string();
    model.config = found.report.config;
    model.preprocess = found.report.preprocess;
    model.labels = found.report.labels;
    model.parameters = inFile(found.place.weights, [&] { return loadParameters(found.parameters, *found.file, model.config, progress); });
    if (found.input) {
        model = resized(model, *found.input);
        noteInput(found.report, *found.input);
        model.preprocess = found.report.preprocess;  // which makes that size already
    }
    // Before those that leave something out, so that the name tells both.
    applySettings(model, found.report, settings);
    found.report.changed = settingsSuffix(found.said, {model.config, model.preprocess});
    model.name = path.string() + found.report.changed;
    if (report != nullptr)
        *report = found.report;
    return model;
}

void writeHuggingFace(const Model& model, const fs::path& folder, DType floats, const Progress& progress)
{
    createLastFolder(folder);
    writeSafetensors(folder / "model.safetensors", toHuggingFace(model.parameters, model.config), {{"format", "pt"}}, progress, floats);
    writeJson(folder / "preprocessor_config.json", writePreprocessConfig(model.preprocess));
    writeJson(folder / "config.json", writeHuggingFaceConfig(model.config, model.labels, floats));
}

std::vector<NamedTensor> toHuggingFace(const Parameters& parameters, const ModelConfig& config)
{
    const Dialect dialect = huggingFaceVitDialect(config.classes > 0 ? "vit." : "");
    return namedTensors(parametersOf(dialect, config), parameters);
}

}  // namespace vitscope
