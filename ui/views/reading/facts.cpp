#include "ui/views/reading/facts.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <functional>

#include "core/analysis/attention_facts.h"
#include "core/analysis/moments.h"
#include "core/analysis/region.h"
#include "core/analysis/residual.h"
#include "ui/render/numbers.h"
#include "ui/session/names.h"
#include "ui/views/attention_map.h"
#include "ui/views/maps/map_part.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/stages/chosen.h"

namespace vitscope {

namespace {

QString factText(const char* text)
{
    return QCoreApplication::translate("Reading", text);
}

/// "rows 7–11, columns 5–9"
QString regionName(const GridRegion& region)
{
    const auto span = [](std::int64_t first, std::int64_t last) {
        return first == last ? QString::number(first + 1) : QStringLiteral("%1–%2").arg(first + 1).arg(last + 1);
    };
    return factText(QT_TRANSLATE_NOOP("Reading", "rows %1, columns %2"))
        .arg(span(region.firstRow, region.lastRow), span(region.firstColumn, region.lastColumn));
}

QString attentionFacts(Session& session, const Stage& stage)
{
    const Selection& selection = session.selection();
    const std::optional<Slice> attention = session.values({"blocks.attention", stage.key.block});
    if (!attention)
        return {};
    const Trace& trace = *session.run()->trace;
    const TokenLayout& layout = trace.layout();
    const std::vector<float> row = attentionRow(attention->view(), selection.head, selection.token());
    const auto most = std::max_element(row.begin(), row.end());
    QString text = factText(QT_TRANSLATE_NOOP("Reading", "From %1, %2"))
                       .arg(tokenPhrase(layout, selection.token()), headName(selection.head, trace.config().heads));
    if (const std::optional<GridRegion> region = densestRegion(onPatchGrid(row, layout).view(), 1.0, 0.5))
        text += factText(QT_TRANSLATE_NOOP("Reading", ": %1 of the weight goes to %2. ")).arg(percent(region->share, 0), regionName(*region));
    else
        text += factText(QT_TRANSLATE_NOOP("Reading", ": less than half of the weight goes to patches. "));
    text += factText(QT_TRANSLATE_NOOP("Reading", "Largest weight %1, to %2. ")).arg(scaleNumber(*most), tokenPhrase(layout, most - row.begin()));
    if (const std::optional<std::int64_t> classToken = layout.classToken(); classToken && *classToken != most - row.begin())
        text += factText(QT_TRANSLATE_NOOP("Reading", "The class token gets %1. ")).arg(percent(row[static_cast<std::size_t>(*classToken)]));
    return text + factText(QT_TRANSLATE_NOOP("Reading", "Entropy %1 of at most %2."))
                      .arg(number(entropy(row), 2), number(std::log(static_cast<double>(row.size())), 2));
}

QString scoreFacts(Session& session, const Stage& stage)
{
    const std::optional<Slice> scores = session.values(stage.key);
    if (!scores)
        return {};
    const TokenLayout& layout = session.run()->trace->layout();
    const std::int64_t head = session.selection().head;
    LargestScore most = largestScore(head < 0 ? scores->view() : scores->view().slice(Axis::Head, head));
    if (head >= 0)
        most.head = head;
    return factText(QT_TRANSLATE_NOOP("Reading", "The largest score is %1 (head %2): %3 asks, %4 answers."))
        .arg(number(most.score, 2))
        .arg(most.head + 1)
        .arg(tokenPhrase(layout, most.query), tokenPhrase(layout, most.key));
}

double lengthOf(const TensorView& row)
{
    const MatrixView values = row.matrix();
    double squares = 0;
    for (std::int64_t i = 0; i < values.cols(); ++i)
        squares += static_cast<double>(values(0, i)) * values(0, i);
    return std::sqrt(squares);
}

/// Which row of (token, …) or (patch, …) is longest.
QString lengthFacts(Session& session, const Stage& stage)
{
    const std::optional<Slice> values = session.values(stage.key);
    if (!values)
        return {};
    const TokenLayout& layout = session.run()->trace->layout();
    const Chosen chosen = chosenIn(session, stage);
    double longest = -1, sum = 0;
    std::int64_t at = 0, rows = 0;
    for (std::int64_t token = 0; token < layout.tokens(); ++token)
        if (const std::optional<TensorView> row = rowOf(values->view(), layout, token, chosen.head)) {
            const double length = lengthOf(*row);
            sum += length;
            ++rows;
            if (length > longest) {
                longest = length;
                at = token;
            }
        }
    const std::optional<TensorView> mine = rowOf(values->view(), layout, chosen.token, chosen.head);
    if (!mine || rows == 0)
        return {};
    if (stage.shape.size() == 1)
        return factText(QT_TRANSLATE_NOOP("Reading", "The vector has length %1. Largest entry: %2, %3."))
            .arg(scaleNumber(lengthOf(*mine)), entryName(stage.shape.back().axis, *chosen.entry, layout), scaleNumber(chosen.value));
    return factText(
               QT_TRANSLATE_NOOP(
                   "Reading", "The vector of %1 has length %2; the mean over all is %3, the longest is that of %4 with %5. Largest entry: %6, %7."))
        .arg(tokenPhrase(layout, chosen.token), scaleNumber(lengthOf(*mine)), scaleNumber(sum / static_cast<double>(rows)), tokenPhrase(layout, at),
             scaleNumber(longest), entryName(stage.shape.back().axis, *chosen.entry, layout), scaleNumber(chosen.value));
}

QString headFacts(Session& session, const Stage& stage)
{
    const std::optional<Slice> values = session.values(stage.key);
    if (!values)
        return {};
    const TokenLayout& layout = session.run()->trace->layout();
    const std::int64_t token = session.selection().token();
    double longest = -1;
    std::int64_t best = 0;
    for (std::int64_t head = 0; head < session.run()->trace->config().heads; ++head)
        if (const double length = lengthOf(*rowOf(values->view(), layout, token, head)); length > longest) {
            longest = length;
            best = head;
        }
    QString text = factText(QT_TRANSLATE_NOOP("Reading", "For %1 the vector is longest in head %2: %3. "))
                       .arg(tokenPhrase(layout, token))
                       .arg(best + 1)
                       .arg(scaleNumber(longest));
    if (session.selection().head >= 0)
        text += lengthFacts(session, stage);
    return text;
}

QString normFacts(Session& session, const Stage& stage)
{
    const std::optional<Slice> before = session.values(stage.inputs.front()), after = session.values(stage.key);
    if (!before || !after)
        return {};
    const TokenLayout& layout = session.run()->trace->layout();
    const std::int64_t token = session.selection().token();
    const RowMoments from = rowMoments(*rowOf(before->view(), layout, token, -1)), to = rowMoments(*rowOf(after->view(), layout, token, -1));
    return factText(QT_TRANSLATE_NOOP("Reading", "Before, %1 has mean %2 and deviation %3; after scale and shift, mean %4 and deviation %5."))
        .arg(tokenPhrase(layout, token), scaleNumber(from.mean), scaleNumber(from.deviation), scaleNumber(to.mean), scaleNumber(to.deviation));
}

QString residualFacts(Session& session, const Stage& stage)
{
    const std::optional<Slice> before = session.values(stage.inputs[0]), added = session.values(stage.inputs[1]);
    if (!before || !added)
        return {};
    const TokenLayout& layout = session.run()->trace->layout();
    const std::vector<TokenChange> changes = tokenChanges(before->view(), added->view());
    const auto relative = [](const TokenChange& change) { return change.before > 0 ? change.added / change.before : 0; };
    const auto most =
        std::max_element(changes.begin(), changes.end(), [&](const TokenChange& a, const TokenChange& b) { return relative(a) < relative(b); });
    const std::int64_t token = session.selection().token();
    const TokenChange& mine = changes[static_cast<std::size_t>(token)];
    return factText(QT_TRANSLATE_NOOP("Reading", "To %1, of length %2, a vector of length %3 is added: %4. Most of all is added to %5: %6."))
        .arg(tokenPhrase(layout, token), scaleNumber(mine.before), scaleNumber(mine.added), percent(relative(mine), 0),
             tokenPhrase(layout, most - changes.begin()), percent(relative(*most), 0));
}

QString hiddenFacts(Session& session, const Stage& stage)
{
    const std::optional<Slice> values = session.values(stage.key);
    if (!values)
        return {};
    const TokenLayout& layout = session.run()->trace->layout();
    const Chosen chosen = chosenIn(session, stage);
    const MatrixView row = rowOf(values->view(), layout, chosen.token, -1)->matrix();
    std::int64_t above = 0;
    for (std::int64_t i = 0; i < row.cols(); ++i)
        above += row(0, i) > 0 ? 1 : 0;
    return factText(QT_TRANSLATE_NOOP("Reading", "For %1, %2 of %3 hidden values are above 0 (%4). Largest in size: hidden %5 with %6."))
        .arg(tokenPhrase(layout, chosen.token))
        .arg(above)
        .arg(row.cols())
        .arg(percent(static_cast<double>(above) / static_cast<double>(row.cols()), 0))
        .arg(*chosen.entry + 1)
        .arg(scaleNumber(chosen.value));
}

QString contextFacts(Session& session, const Stage& stage)
{
    const std::optional<Slice> attention = session.values({"blocks.attention", stage.key.block});
    if (!attention)
        return {};
    const Selection& selection = session.selection();
    const TokenLayout& layout = session.run()->trace->layout();
    std::vector<float> row = attentionRow(attention->view(), selection.head, selection.token());
    std::sort(row.begin(), row.end(), std::greater<>());
    double sum = 0;
    std::size_t count = 0;
    while (count < row.size() && sum < 0.5)
        sum += row[count++];
    return factText(QT_TRANSLATE_NOOP("Reading", "Half of what %1 collects comes from %2 of %3 tokens."))
        .arg(tokenPhrase(layout, selection.token()))
        .arg(count)
        .arg(row.size());
}

QString patchFacts(Session& session, const Stage& stage)
{
    const std::optional<Slice> values = session.values(stage.key);
    if (!values)
        return {};
    const TokenLayout& layout = session.run()->trace->layout();
    std::vector<double> deviations;
    for (std::int64_t patch = 0; patch < stage.shape[0].extent; ++patch)
        deviations.push_back(rowMoments(values->view().slice(Axis::Patch, patch)).deviation);
    const auto [flat, rich] = std::minmax_element(deviations.begin(), deviations.end());
    const auto name = [&](auto at) { return entryName(Axis::Patch, at - deviations.begin(), layout); };
    return factText(QT_TRANSLATE_NOOP("Reading", "%1 patches of %2 numbers. Most varied is %3 (deviation %4), most even is %5 (%6)."))
        .arg(stage.shape[0].extent)
        .arg(stage.shape[1].extent)
        .arg(name(rich), scaleNumber(*rich), name(flat), scaleNumber(*flat));
}

QString positionFacts(Session& session, const Stage& stage)
{
    const Run& run = *session.run();
    const TokenLayout& layout = run.trace->layout();
    const Tensor& likeness = run.positionLikeness;
    const std::int64_t token = chosenIn(session, stage).token;
    if (likeness.size() == 0)
        return {};
    // A prefix token has no place; the middle of the picture stands in, as in the detail below the maps.
    const PatchPlace place = layout.placeOf(token).value_or(PatchPlace{layout.gridRows() / 2, layout.gridColumns() / 2});
    const std::int64_t columns = layout.gridColumns(), mine = place.row * columns + place.column;
    std::int64_t best = -1;
    for (std::int64_t other = 0; other < layout.gridRows() * columns; ++other)
        if (other != mine && (best < 0 || likeness.view().at({mine, other}) > likeness.view().at({mine, best})))
            best = other;
    if (best < 0)
        return {};
    return factText(QT_TRANSLATE_NOOP("Reading", "The position most like that of patch %1, %2 is that of patch %3, %4 (cosine %5)."))
        .arg(place.row + 1)
        .arg(place.column + 1)
        .arg(best / columns + 1)
        .arg(best % columns + 1)
        .arg(number(likeness.view().at({mine, best}), 2));
}

QString pictureFacts(Session& session, const Stage& stage)
{
    const Run& run = *session.run();
    const ModelConfig& config = run.trace->config();
    const std::string& id = stage.key.id;
    if (id == "image.pixels") {
        const Statistics& statistics = run.summary(stage.key).statistics;
        return factText(QT_TRANSLATE_NOOP("Reading", "The numbers run from %1 to %2, with mean %3 and deviation %4."))
            .arg(scaleNumber(statistics.lowest), scaleNumber(statistics.highest), scaleNumber(statistics.mean), scaleNumber(statistics.deviation));
    }
    if (id == "image.source")
        return factText(QT_TRANSLATE_NOOP("Reading", "The picture has %1 × %2 pixels (rows × columns); the model reads %3 × %4."))
            .arg(stage.shape[0].extent)
            .arg(stage.shape[1].extent)
            .arg(config.imageRows)
            .arg(config.imageColumns);
    const Stage& before = run.trace->stage(stage.inputs.front());
    const double share =
        static_cast<double>(stage.shape[0].extent * stage.shape[1].extent) / static_cast<double>(before.shape[0].extent * before.shape[1].extent);
    const QString times =
        share >= 1 ? factText(QT_TRANSLATE_NOOP("Reading", "%1 times")).arg(significant(share, 3)) : percent(share, share < 0.1 ? 1 : 0);
    return factText(QT_TRANSLATE_NOOP("Reading", "%1 × %2 pixels become %3 × %4: %5 as many numbers."))
        .arg(before.shape[0].extent)
        .arg(before.shape[1].extent)
        .arg(stage.shape[0].extent)
        .arg(stage.shape[1].extent)
        .arg(times);
}

QString vectorFacts(Session& session, const Stage& stage)
{
    const std::optional<Slice> values = session.values(stage.key);
    if (!values)
        return {};
    const std::vector<std::int64_t> best = largest(values->view(), 2);
    if (best.size() < 2)
        return {};
    const Model& model = session.run()->trace->model();
    const double first = values->view().at({best[0]}), second = values->view().at({best[1]});
    const bool shares = stage.words->kind == ValueKind::Probability;
    return factText(shares ? QT_TRANSLATE_NOOP("Reading", "“%1” gets %2, “%3” comes next with %4.")
                           : QT_TRANSLATE_NOOP("Reading", "“%1” has the largest logit, %2; “%3” comes next with %4."))
        .arg(QString::fromStdString(model.label(best[0])), shares ? percent(first) : number(first, 2), QString::fromStdString(model.label(best[1])),
             shares ? percent(second) : number(second, 2));
}

}  // namespace

QString howToRead(const Stage& stage)
{
    const bool attention = stage.shape.size() == 3 && stage.shape[1].axis == Axis::Query;
    if (stage.shape.size() == 1)
        return factText(QT_TRANSLATE_NOOP("Reading", "Each bar is one number of the vector; its length is its size."));
    if (stage.words->kind == ValueKind::EightBit)
        return factText(QT_TRANSLATE_NOOP("Reading", "Red, green and blue of every pixel, as whole numbers from 0 to 255."));
    if (attention && stage.words->kind == ValueKind::Probability)
        return factText(QT_TRANSLATE_NOOP("Reading", "Row: a token asking. Bright: whom it attends to. Dashed: itself."));
    if (attention)
        return factText(QT_TRANSLATE_NOOP("Reading", "Orange: query and key fit. Blue: they do not. Dashed: itself."));
    if (stage.shape.size() == 3 && stage.shape[0].axis == Axis::Channel)
        return factText(QT_TRANSLATE_NOOP("Reading", "One map per channel. Blue below 0, orange above."));
    if (stage.shape[0].axis == Axis::Patch)
        return factText(QT_TRANSLATE_NOOP("Reading", "Row: a patch, beside it its mean colour. Blue below 0, orange above."));
    return factText(QT_TRANSLATE_NOOP("Reading", "Row: a token. Column: a feature. Blue below 0, orange above."));
}

QString inThisRun(Session& session, const Stage& stage)
{
    if (!session.run())
        return {};
    if (stage.part() == Part::Picture)
        return pictureFacts(session, stage);
    const bool attention = stage.shape.size() == 3 && stage.shape[1].axis == Axis::Query;
    switch (stage.kind()) {
    case OperationKind::CutPatches: return patchFacts(session, stage);
    case OperationKind::AddPositions: return positionFacts(session, stage);
    case OperationKind::Scores: return scoreFacts(session, stage);
    case OperationKind::Context: return contextFacts(session, stage);
    case OperationKind::LayerNorm: return normFacts(session, stage);
    case OperationKind::Sum: return residualFacts(session, stage);
    case OperationKind::Softmax: return attention ? attentionFacts(session, stage) : vectorFacts(session, stage);
    default: break;
    }
    if (stage.shape.front().axis == Axis::Head)
        return headFacts(session, stage);
    if (stage.shape.back().axis == Axis::Hidden)
        return hiddenFacts(session, stage);
    return stage.shape.back().axis == Axis::Class ? vectorFacts(session, stage) : lengthFacts(session, stage);
}

QString shownSentence(const Session& session)
{
    if (!session.run())
        return {};
    const Selection& selection = session.selection();
    const Trace& trace = *session.run()->trace;
    return factText(QT_TRANSLATE_NOOP("Reading", "Block %1, %2: where <b>%3</b> attends"))
        .arg(selection.block + 1)
        .arg(headName(selection.head, trace.config().heads), tokenPhrase(trace.layout(), selection.token()));
}

}  // namespace vitscope
