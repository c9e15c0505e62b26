#include "app/cli/answer.h"

#include <QString>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "ui/render/numbers.h"

namespace vitscope::cli {

namespace {

/// A share of 32 columns, in eighths of one.
std::string bar(double share)
{
    constexpr int columns = 32;
    constexpr const char* parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const int eighths = std::isfinite(share) ? static_cast<int>(std::lround(share * columns * 8)) : 0;
    std::string text;
    for (int i = 0; i < eighths / 8; ++i)
        text += "█";
    text += parts[eighths % 8];
    return text + std::string(static_cast<std::size_t>(columns - (eighths + 7) / 8), ' ');
}

}  // namespace

Json topClasses(const Trace& trace, std::int64_t count)
{
    const Slice probabilities = trace.slice("probabilities");
    Json top = Json::array();
    for (const std::int64_t i : largest(probabilities.view(), count))
        top.push_back({{"class", i}, {"label", trace.model().label(i)}, {"probability", probabilities.view().at({i})}});
    return top;
}

void printTop(const Json& top)
{
    for (const Json& entry : top) {
        const double probability = entry["probability"];
        std::cout << percent(probability).rightJustified(9).toStdString() << "  " << bar(probability) << "  " << entry["label"].get<std::string>()
                  << " (class " << entry["class"] << ")\n";
    }
}

}  // namespace vitscope::cli
