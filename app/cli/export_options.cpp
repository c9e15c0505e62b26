#include "app/cli/export_options.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/export_choice.h"
#include "ui/words/language.h"

namespace vitscope::cli {

namespace {

template <class Values, class Name>
std::vector<std::string> namesOfAll(const Values& values, const Name& name)
{
    std::vector<std::string> names;
    for (const auto& value : values)
        names.emplace_back(name(value));
    return names;
}

/// "a, b, c"
std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

void addMany(Parser command, ExportOptions& options)
{
    command.option("--list", options.list, "A file with one picture a line, or - for standard input");
    command.option(
        "--name", options.name,
        "Of the files, as in '{stem}_{method}_b{block}_h{head}.png'; also {figure}, {query}, {stage}.\nOf what a figure shows several, all");
    command.flag("--manifest", options.manifest, "Write manifest.jsonl beside the files: a JSON line for each says what it is");
    command.flag("--resume", options.resume, "Go on with an export that was interrupted, by its manifest; begin where there is none");
    command.option("--shard", options.shard, "i/n: every n-th picture from the i-th on, counted from 0, with a manifest of its own");
    command.option("--jobs", options.jobs, "Threads that draw and write while the model runs").between(1, 1024).showDefault();
}

void addWhat(Parser command, ExportOptions& options)
{
    command
        .option("--figure", options.figure,
                "map: one a figure; heads of a block; blocks: one head over them; blocks-heads; queries;\nmethods: two, and the first minus the "
                "second; stage: its matrices. Without it\nthe maps alone, one a file")
        .oneOf(namesOfAll(figureKinds, figureKindName));
    command.option("--blocks", options.blocks, "Numbers and ranges from 0, as in 0,2-4, or all").showDefault();
    command.option("--heads", options.heads,
                   "Likewise; mean for the mean of all heads. Without it all in figures of heads and stages,\nelse the mean");
    command
        .option(
            "--query", options.queries,
            "class, or a patch's ROW,COLUMN; may be given several times. Without it class,\nor the patch in the middle where the model has no class token")
        .oneValueEach();
    command.option("--method", options.methods, listed(mapMethods()) + "; two for a figure of methods. Without it attention").oneValueEach();
    command.option("--stage", options.stages, "Of a figure of a stage, as in blocks.2.scores; may be given several times").oneValueEach();
    command.option("--class", options.classText,
                   "The class that methods ask about: a number counted from 0, or a label. The likeliest\none otherwise");
}

void addMaps(Parser command, ExportOptions& options)
{
    command.flag("--bare", options.bare, "The map alone");
    command.flag("--overlay", options.overlay, "The map over the picture (as without --bare)").excludes("--bare");
    command.option("--opacity", options.opacity, "Of the map over the picture").between(0.0, 1.0).showDefault();
    command.option("--palette", options.palette, "Colours. Without it viridis, for signed values diverging").oneOf(namesOfAll(palettes, paletteName));
    command
        .option("--scale", options.scale,
                "own: each map from 0 to its largest weight; shared: one for all blocks, heads and queries\nasked for. Without it shared with "
                "--figure, else own")
        .oneOf({"shared", "own"});
    command.option("--min", options.low, "The lower end of the scale");
    command.option("--max", options.high, "The upper end of the scale");
    command.flag("--log", options.logarithmic, "Colours follow the logarithm");
    command.option("--interpolation", options.interpolation, "Between cells").oneOf(namesOfAll(interpolations, interpolationName)).showDefault();
}

void addAround(Parser command, ExportOptions& options)
{
    command.flag("--labels", options.labels, "Name blocks and heads, counted from 1");
    command.flag("--axes", options.axes, "Name the axes of matrices");
    command.flag("--no-colour-bar", options.noColourBar, "No colour bar (with --figure there is one)");
    command.flag("--grid", options.grid, "Lines between the patches");
    command.flag("--mark", options.mark, "Outline the query's patch, and say so in a legend");
    command.option("--title", options.title, "A title");
    command.option("--caption", options.caption, "auto: what the figure shows, of which model and picture, on which scale; or a text");
    command.option("--language", options.language, "Of labels and caption")
        .oneOf(namesOfAll(languages(), [](const QString& language) { return language.toStdString(); }))
        .showDefault();
}

void addPage(Parser command, ExportOptions& options)
{
    command.option("--columns", options.columns, "Panels side by side").between(1, 1000);
    command.option("--pixels", options.size, "The longer side of a map, in pixels; 512 without --figure").between(1, largestFigure);
    command.option("--width", options.width, "Of the figure: 12cm, 120mm, 4.7in or 1417px; 12cm with --figure").excludes("--pixels");
    command.option("--height", options.height, "Likewise: the most it may be").excludes("--pixels");
    command.option("--dpi", options.dpi, "Pixels in an inch; 300 for a --width, else 96").between(10, 2400);
    command.option("--font", options.font, "A family. Without it Inter or Noto Sans, where installed");
    command.option("--font-size", options.fontSize, "In points").between(1.0, 144.0).showDefault();
    command.option("--ground", options.ground, "Behind everything").oneOf(namesOfAll(figureGrounds, figureGroundName)).showDefault();
    command.option("--text", options.text, "In SVG and PDF: text, or outlines").oneOf({"text", "outlines"}).showDefault();
}

/// "12cm" in pixels.
int lengthIn(const std::string& text, int dpi)
{
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    const std::string unit(rest, end);
    const double perInch = unit == "cm" ? 2.54 : unit == "mm" ? 25.4 : unit == "in" ? 1 : unit == "px" ? dpi : 0;
    if (error != std::errc() || perInch == 0 || !(number > 0) || !std::isfinite(number))
        throw Error(Fault::Usage, "“%1” is no length: give it as in 12cm, 120mm, 4.7in or 1417px.", {text});
    const double pixels = number / perInch * dpi;
    if (pixels < 1 || pixels > largestFigure + 0.5)
        throw Error(Fault::Usage, "%1 are %2 pixels at %3 dpi: a figure has 1 to %4 on a side.",
                    {text, std::to_string(std::llround(std::min(pixels, 1e15))), std::to_string(dpi), std::to_string(largestFigure)});
    return static_cast<int>(std::lround(pixels));
}

std::optional<float> limitIn(const std::string& option, const std::string& text)
{
    if (text.empty())
        return std::nullopt;
    float number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
        throw Error(Fault::Usage, "%1 “%2” is no number.", {option, text});
    return number;
}

FigureSize sizeOf(const ExportOptions& options)
{
    const bool ofPage = options.size == 0 && (!options.figure.empty() || !options.width.empty() || !options.height.empty());
    FigureSize size;
    size.dpi = options.dpi > 0 ? options.dpi : ofPage ? 300 : 96;
    size.panel = ofPage ? 0 : options.size > 0 ? options.size : 512;
    if (ofPage)
        size.width = lengthIn(options.width.empty() ? "12cm" : options.width, size.dpi);
    if (!options.height.empty())
        size.height = lengthIn(options.height, size.dpi);
    return size;
}

template <class Values, class Name>
auto named(const Values& values, const Name& name, const std::string& text)
{
    return *std::find_if(values.begin(), values.end(), [&](const auto& value) { return name(value) == text; });
}

/// All heads where a figure is about them, else their mean.
std::string headsOf(const ExportOptions& options)
{
    if (!options.heads.empty())
        return options.heads;
    return options.figure == "heads" || options.figure == "blocks-heads" || options.figure == "stage" ? "all" : "mean";
}

}  // namespace

void addExportOptions(Parser command, ExportOptions& options)
{
    command
        .option("--format", options.format,
                "Of the files: " + listed(namesOfAll(figureFormats, figureFormatName)) + ". Without it as --out says, or png")
        .oneOf(namesOfAll(figureFormats, figureFormatName));
    command.flag("--overwrite", options.overwrite, "Replace files that are there");
    addMany(command, options);
    addWhat(command, options);
    addMaps(command, options);
    addAround(command, options);
    addPage(command, options);
}

FigureLook lookOf(const ExportOptions& options)
{
    FigureLook look;
    look.overPicture = !options.bare;
    look.opacity = options.opacity;
    if (!options.palette.empty())
        look.palette = parsePalette(options.palette);
    look.sharedScale = options.scale == "shared" || (options.scale.empty() && !options.figure.empty());
    look.low = limitIn("--min", options.low);
    look.high = limitIn("--max", options.high);
    look.logarithmic = options.logarithmic;
    look.interpolation = named(interpolations, interpolationName, options.interpolation);
    look.labels = options.labels;
    look.colourBar = !options.figure.empty() && !options.noColourBar;
    look.axisNames = options.axes;
    look.patchGrid = options.grid;
    look.markQuery = options.mark;
    look.title = QString::fromStdString(options.title);
    if (!options.caption.empty())
        look.caption = options.caption == "auto" ? QString() : QString::fromStdString(options.caption);
    look.columns = options.columns;
    look.size = sizeOf(options);
    look.family = QString::fromStdString(options.font);
    look.points = options.fontSize;
    look.ground = named(figureGrounds, figureGroundName, options.ground);
    look.outlines = options.text == "outlines";
    return look;
}

FigureChoice choiceOf(const ExportOptions& options, const Model& model)
{
    FigureChoice choice;
    choice.kind = options.figure.empty() ? FigureKind::Map : parseFigureKind(options.figure);
    readLists(model.config, options.blocks, headsOf(options), options.queries, choice);
    if (!options.methods.empty())
        choice.methods = options.methods;
    for (const std::string& name : options.stages) {
        const std::optional<StageKey> key = StageKey::parse(name);
        if (!key)
            throw Error(Fault::Usage, "No stage of this run is called “%1”; `vitscope-cli stages` lists a model's stages.", {name});
        choice.stages.push_back(*key);
    }
    if (choice.kind == FigureKind::Stage && choice.stages.empty())
        throw Error(Fault::Usage, "Which stage? Give its name, as in --stage blocks.2.scores; `vitscope-cli stages` lists a model's stages.");
    if (choice.kind != FigureKind::Stage && !choice.stages.empty())
        throw Error(Fault::Usage, "--stage is for --figure stage.");
    if (!options.classText.empty())
        choice.classIndex = classNamed(options.classText, model);
    return choice;
}

Json askedFor(const ExportOptions& options)
{
    return {{"settings", options.settings},
            {"matmul", options.matmul},
            {"figure", options.figure},
            {"blocks", options.blocks},
            {"heads", options.heads},
            {"query", options.queries},
            {"method", options.methods},
            {"stage", options.stages},
            {"class", options.classText},
            {"bare", options.bare},
            {"opacity", options.opacity},
            {"palette", options.palette},
            {"scale", options.scale},
            {"min", options.low},
            {"max", options.high},
            {"log", options.logarithmic},
            {"interpolation", options.interpolation},
            {"labels", options.labels},
            {"axes", options.axes},
            {"no-colour-bar", options.noColourBar},
            {"grid", options.grid},
            {"mark", options.mark},
            {"title", options.title},
            {"caption", options.caption},
            {"columns", options.columns},
            {"size", options.size},
            {"width", options.width},
            {"height", options.height},
            {"dpi", options.dpi},
            {"font", options.font},
            {"font-size", options.fontSize},
            {"ground", options.ground},
            {"text", options.text},
            {"format", figureFormatName(formatOf(options))},
            {"language", options.language},
            {"name", options.name}};
}

FigureFormat formatOf(const ExportOptions& options)
{
    const std::optional<FigureFormat> given = figureFormatNamed(options.format),
                                      said = figureFormatOf(options.name.empty() ? options.out : options.name);
    if (given && said && figureExtension(*given) != figureExtension(*said))
        throw Error(Fault::Usage, "--format %1 does not go with the name “%2”.", {options.format, options.name.empty() ? options.out : options.name});
    return given ? *given : said.value_or(FigureFormat::Png);
}

}  // namespace vitscope::cli
