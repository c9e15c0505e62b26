#include "ui/render/figure/figure_command.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace vitscope {

namespace {

/// "0,2-4", or "all".
QString numberList(const std::vector<std::int64_t>& numbers, std::int64_t count)
{
    if (static_cast<std::int64_t>(numbers.size()) == count)
        return QStringLiteral("all");
    QStringList parts;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t end = i;
        while (end + 1 < numbers.size() && numbers[end + 1] == numbers[end] + 1)
            ++end;
        parts.append(end == i ? QString::number(numbers[i]) : QStringLiteral("%1-%2").arg(numbers[i]).arg(numbers[end]));
        i = end + 1;
    }
    return parts.join(u',');
}

QString headList(const std::vector<HeadChoice>& heads, std::int64_t count)
{
    std::vector<std::int64_t> numbers;
    for (const HeadChoice& head : heads)
        if (head)
            numbers.push_back(*head);
    QStringList parts;
    if (!numbers.empty())
        parts.append(numberList(numbers, count));
    if (numbers.size() < heads.size())
        parts.append(QStringLiteral("mean"));
    return parts.join(u',');
}

QString text(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

/// The shortest text that reads back as this float.
QString shortest(float value)
{
    std::array<char, 32> digits{};
    return QString::fromLatin1(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr - digits.data());
}

/// In centimetres where that comes to the same pixels.
QString length(int pixels, int dpi)
{
    const double centimetres = std::round(pixels * 2.54 / dpi * 10) / 10;
    return std::lround(centimetres / 2.54 * dpi) == pixels ? QString::number(centimetres) + QStringLiteral("cm")
                                                           : QString::number(pixels) + QStringLiteral("px");
}

void addChoice(QStringList& arguments, const FigureChoice& choice, const ModelConfig& config)
{
    arguments << QStringLiteral("--figure") << text(figureKindName(choice.kind));
    const bool attention = std::find(choice.methods.begin(), choice.methods.end(), attentionMethod) != choice.methods.end();
    if (choice.kind != FigureKind::Stage && attention)
        arguments << QStringLiteral("--blocks") << numberList(choice.blocks, config.blocks);
    if (choice.kind == FigureKind::Stage || attention)
        arguments << QStringLiteral("--heads") << headList(choice.heads, config.heads);
    for (const QueryChoice& query : choice.queries)
        if (choice.kind != FigureKind::Stage)
            arguments << QStringLiteral("--query") << QString::fromStdString(query.name);
    for (const std::string& method : choice.methods)
        if (choice.kind != FigureKind::Stage && (choice.methods.size() > 1 || !attention))
            arguments << QStringLiteral("--method") << QString::fromStdString(method);
    for (const StageKey& stage : choice.stages)
        arguments << QStringLiteral("--stage") << QString::fromStdString(stage.name());
    if (choice.classIndex)
        arguments << QStringLiteral("--class") << QString::number(*choice.classIndex);
}

void addMaps(QStringList& arguments, const FigureLook& look)
{
    if (!look.overPicture)
        arguments << QStringLiteral("--bare");
    else
        arguments << QStringLiteral("--opacity") << QString::number(look.opacity);
    if (look.palette)
        arguments << QStringLiteral("--palette") << text(paletteName(*look.palette));
    arguments << QStringLiteral("--scale") << (look.sharedScale ? QStringLiteral("shared") : QStringLiteral("own"));
    if (look.low)
        arguments << QStringLiteral("--min=") + shortest(*look.low);
    if (look.high)
        arguments << QStringLiteral("--max=") + shortest(*look.high);
    if (look.logarithmic)
        arguments << QStringLiteral("--log");
    if (look.interpolation != Interpolation::Nearest)
        arguments << QStringLiteral("--interpolation") << text(interpolationName(look.interpolation));
}

void addAround(QStringList& arguments, const FigureLook& look)
{
    for (const auto& [is, name] : {std::pair{look.labels, "--labels"},
                                   {look.axisNames, "--axes"},
                                   {!look.colourBar, "--no-colour-bar"},
                                   {look.patchGrid, "--grid"},
                                   {look.markQuery, "--mark"}})
        if (is)
            arguments << QString::fromLatin1(name);
    if (!look.title.isEmpty())
        arguments << QStringLiteral("--title=") + look.title;
    if (look.caption)
        arguments << QStringLiteral("--caption=") + (look.caption->isEmpty() ? QStringLiteral("auto") : *look.caption);
}

void addPage(QStringList& arguments, const FigureLook& look)
{
    if (look.columns > 0)
        arguments << QStringLiteral("--columns") << QString::number(look.columns);
    if (look.size.panel > 0)
        arguments << QStringLiteral("--size") << QString::number(look.size.panel);
    else
        arguments << QStringLiteral("--width") << length(look.size.width, look.size.dpi);
    if (look.size.height > 0)
        arguments << QStringLiteral("--height") << length(look.size.height, look.size.dpi);
    arguments << QStringLiteral("--dpi") << QString::number(look.size.dpi);
    if (!look.family.isEmpty())
        arguments << QStringLiteral("--font=") + look.family;
    if (look.points != FigureLook().points)
        arguments << QStringLiteral("--font-size") << QString::number(look.points);
    if (look.ground != FigureGround::Light)
        arguments << QStringLiteral("--ground") << text(figureGroundName(look.ground));
    if (look.outlines)
        arguments << QStringLiteral("--text") << QStringLiteral("outlines");
}

}  // namespace

QStringList figureArguments(const FigureCommand& command, const ModelConfig& config)
{
    QStringList arguments{QStringLiteral("export"), command.picture};
    if (command.model != QStringLiteral("builtin:emoji"))
        arguments << QStringLiteral("--model") << command.model;
    for (const QString& setting : command.settings)
        arguments << QStringLiteral("--set") << setting;
    addChoice(arguments, command.choice, config);
    addMaps(arguments, command.look);
    addAround(arguments, command.look);
    addPage(arguments, command.look);
    if (command.language != QStringLiteral("en"))
        arguments << QStringLiteral("--language") << command.language;
    if (figureFormatOf(command.out.toStdString()) != command.format)
        arguments << QStringLiteral("--format") << text(figureFormatName(command.format));
    return arguments << QStringLiteral("--out") << command.out;
}

QString shellLine(const QStringList& arguments)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:=,+-]+$"));
    QStringList parts{QStringLiteral("vitscope-cli")};
    for (QString argument : arguments)
        parts.append(plain.match(argument).hasMatch() ? argument
                                                      : QStringLiteral("'%1'").arg(argument.replace(QStringLiteral("'"), QStringLiteral("'\\''"))));
    return parts.join(u' ');
}

}  // namespace vitscope
