#include "ui/render/figure/figure_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <set>

#include "core/plan/plan.h"
#include "ui/render/numbers.h"
#include "ui/words/language.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

QString figureText(const char* text)
{
    return QCoreApplication::translate("figure", text);
}

QString headPhrase(const Figure& figure, const HeadChoice& head)
{
    return headName(head.value_or(-1), figure.trace->config().heads);
}

QString blockLabel(std::int64_t block)
{
    return figureText(QT_TRANSLATE_NOOP("figure", "Block %1")).arg(block + 1);
}

QString methodTitle(const Figure& figure, const std::string& method, bool withClass)
{
    const QString of = withClass && figure.classIndex ? className(figure.trace->model(), *figure.classIndex) : QString();
    if (method == attentionMethod)
        return figureText(QT_TRANSLATE_NOOP("figure", "attention"));
    if (method == "rollout")
        return figureText(QT_TRANSLATE_NOOP("figure", "attention rollout"));
    if (method == "relevance")
        return of.isEmpty() ? figureText(QT_TRANSLATE_NOOP("figure", "relevance"))
                            : figureText(QT_TRANSLATE_NOOP("figure", "relevance for “%1”")).arg(of);
    if (method == "occlusion")
        return of.isEmpty() ? figureText(QT_TRANSLATE_NOOP("figure", "occlusion"))
                            : figureText(QT_TRANSLATE_NOOP("figure", "occlusion for “%1”")).arg(of);
    return QString::fromStdString(method);
}

QString queryPhrase(const Figure& figure, const FigurePanel& panel)
{
    return tokenPhrase(figure.trace->layout(), panel.plan.query->token);
}

QString place(const Figure& figure, const PanelPlan& plan)
{
    return figureText(QT_TRANSLATE_NOOP("figure", "block %1, %2")).arg(plan.block + 1).arg(headPhrase(figure, plan.head));
}

/// "each head", or "3 of 12 heads" where not all are shown.
QString headsShown(const Figure& figure)
{
    std::set<HeadChoice> shown;
    for (const FigurePanel& panel : figure.panels)
        shown.insert(panel.plan.head);
    const auto heads = static_cast<std::size_t>(figure.trace->config().heads);
    if (shown.contains(std::nullopt))
        return figureText(QT_TRANSLATE_NOOP("figure", "the heads shown"));
    return shown.size() == heads ? figureText(QT_TRANSLATE_NOOP("figure", "each head"))
                                 : figureText(QT_TRANSLATE_NOOP("figure", "%1 of %2 heads")).arg(shown.size()).arg(heads);
}

QString blocksShown(const Figure& figure)
{
    std::set<std::int64_t> shown;
    for (const FigurePanel& panel : figure.panels)
        shown.insert(panel.plan.block);
    const auto blocks = static_cast<std::size_t>(figure.trace->config().blocks);
    return shown.size() == blocks ? figureText(QT_TRANSLATE_NOOP("figure", "each block"))
                                  : figureText(QT_TRANSLATE_NOOP("figure", "%1 of %2 blocks")).arg(shown.size()).arg(blocks);
}

/// What the maps show, as the beginning of a sentence: "Where the class token attends, block 4, head 2".
QString subjectOfMaps(const Figure& figure, const FigurePanel& first)
{
    const QString query = queryPhrase(figure, first);
    const bool attention = first.plan.method == attentionMethod;
    switch (figure.plan.kind) {
    case FigureKind::Heads:
        return figureText(QT_TRANSLATE_NOOP("figure", "Where %1 attends, in %2 of block %3"))
            .arg(query, headsShown(figure))
            .arg(first.plan.block + 1);
    case FigureKind::Blocks:
        return figureText(QT_TRANSLATE_NOOP("figure", "Where %1 attends, %2 of %3"))
            .arg(query, headPhrase(figure, first.plan.head), blocksShown(figure));
    case FigureKind::BlocksHeads:
        return figureText(QT_TRANSLATE_NOOP("figure", "Where %1 attends, in %2 of %3")).arg(query, headsShown(figure), blocksShown(figure));
    case FigureKind::Queries:
        if (attention)
            return figureText(QT_TRANSLATE_NOOP("figure", "Where each of %1 queries attends, %2"))
                .arg(figure.panels.size())
                .arg(place(figure, first.plan));
        return figureText(QT_TRANSLATE_NOOP("figure", "%1, asked from each of %2 tokens"))
            .arg(capitalised(methodTitle(figure, first.plan.method, true)))
            .arg(figure.panels.size());
    default: break;
    }
    if (attention)
        return figureText(QT_TRANSLATE_NOOP("figure", "Where %1 attends, %2")).arg(query, place(figure, first.plan));
    const QString method = capitalised(methodTitle(figure, first.plan.method, true));
    return first.plan.method == "occlusion" ? method : figureText(QT_TRANSLATE_NOOP("figure", "%1, asked from %2")).arg(method, query);
}

QString subjectOf(const Figure& figure)
{
    const FigurePanel& first = figure.panels.front();
    if (figure.plan.kind == FigureKind::Stage) {
        const Stage& stage = figure.trace->stage(*first.plan.stage);
        return QStringLiteral("%1 (%2)").arg(stageHeading(stage), stageName(stage.key));
    }
    if (figure.plan.kind != FigureKind::Methods)
        return subjectOfMaps(figure, first);
    const PanelPlan& difference = figure.panels.back().plan;
    const QString both =
        figureText(QT_TRANSLATE_NOOP("figure", "%1 and %2, and the first minus the second, asked from %3"))
            .arg(capitalised(methodTitle(figure, difference.method, true)), methodTitle(figure, difference.minus, true), queryPhrase(figure, first));
    return difference.block < 0 ? both : figureText(QT_TRANSLATE_NOOP("figure", "%1 (attention of %2)")).arg(both, place(figure, difference));
}

std::int64_t cellsBeyond(const Figure& figure, std::int64_t FigurePanel::*side)
{
    std::int64_t cells = 0;
    for (const FigurePanel& panel : figure.panels)
        cells += panel.*side;
    return cells;
}

/// How many cells the colours do not tell apart, and how far they reach.
QStringList beyondSentences(const Figure& figure)
{
    QStringList sentences;
    ValueRange real = figure.panels.front().real;
    for (const FigurePanel& panel : figure.panels)
        real = unite(real, panel.real);
    if (const std::int64_t above = cellsBeyond(figure, &FigurePanel::above))
        sentences.append(figureText(QT_TRANSLATE_NOOP("figure", "Cells above the scale: %1, up to %2.")).arg(above).arg(scaleNumber(real.high)));
    if (const std::int64_t below = cellsBeyond(figure, &FigurePanel::below))
        sentences.append(figureText(QT_TRANSLATE_NOOP("figure", "Cells below the scale: %1, down to %2.")).arg(below).arg(scaleNumber(real.low)));
    return sentences;
}

QString scaleSentence(const Figure& figure)
{
    const FigurePanel& first = figure.panels.front();
    const QString low = scaleNumber(first.range.low), high = scaleNumber(first.range.high);
    if (figure.panels.size() == 1)
        return figureText(QT_TRANSLATE_NOOP("figure", "Colours from %1 to %2.")).arg(low, high);
    if (!figure.oneScale)
        return figureText(QT_TRANSLATE_NOOP("figure", "Each map has a scale of its own."));
    if (figure.plan.kind == FigureKind::Methods)
        return figureText(QT_TRANSLATE_NOOP("figure", "The two maps share a scale."));
    return figureText(QT_TRANSLATE_NOOP("figure", "One scale for all %1 maps, from %2 to %3.")).arg(figure.panels.size()).arg(low, high);
}

}  // namespace

bool namesColumnsAndRows(const Figure& figure, const FigureLook& look)
{
    return figure.plan.kind == FigureKind::BlocksHeads && (look.columns == 0 || look.columns == figure.plan.columns);
}

QString panelLabel(const Figure& figure, const FigurePanel& panel, const FigureLook& look)
{
    const PanelPlan& plan = panel.plan;
    switch (figure.plan.kind) {
    case FigureKind::Heads: return capitalised(headPhrase(figure, plan.head));
    case FigureKind::Blocks: return blockLabel(plan.block);
    case FigureKind::Queries: return capitalised(tokenName(figure.trace->layout(), plan.query->token));
    case FigureKind::Methods:
        return plan.minus.empty() ? capitalised(methodTitle(figure, plan.method, true)) : figureText(QT_TRANSLATE_NOOP("figure", "Difference"));
    case FigureKind::Stage:
        return figure.panels.size() > 1 ? capitalised(headPhrase(figure, plan.head)) : stageHeading(figure.trace->stage(*plan.stage));
    case FigureKind::BlocksHeads:
        if (namesColumnsAndRows(figure, look))
            return {};
        [[fallthrough]];
    case FigureKind::Map:
        return plan.block < 0 ? capitalised(methodTitle(figure, plan.method, true))
                              : QStringLiteral("%1 · %2").arg(blockLabel(plan.block), headPhrase(figure, plan.head));
    }
    return {};
}

QString columnLabel(const Figure& figure, const FigurePanel& panel)
{
    return capitalised(headPhrase(figure, panel.plan.head));
}

QString rowLabel(const FigurePanel& panel)
{
    return blockLabel(panel.plan.block);
}

QString measureTitle(const Figure& figure, const FigurePanel& panel, const FigureLook& look)
{
    QString title;
    if (panel.plan.stage)
        title = stageTitle(*figure.trace->stage(*panel.plan.stage).words).toLower();
    else if (!panel.plan.minus.empty())
        title = figureText(QT_TRANSLATE_NOOP("figure", "difference of shares"));
    else if (figure.plan.kind == FigureKind::Methods)
        title = figureText(QT_TRANSLATE_NOOP("figure", "share of the map"));
    else if (panel.plan.method == attentionMethod)
        title = figureText(QT_TRANSLATE_NOOP("figure", "attention weight"));
    else if (panel.plan.method == "occlusion" && figure.classIndex)
        title = figureText(QT_TRANSLATE_NOOP("figure", "probability lost by “%1”")).arg(className(figure.trace->model(), *figure.classIndex));
    else
        title = methodTitle(figure, panel.plan.method, true);
    return look.logarithmic ? figureText(QT_TRANSLATE_NOOP("figure", "%1, logarithmic")).arg(title) : title;
}

QString lowEnd(const std::vector<const FigurePanel*>& panels)
{
    const bool beyond = std::any_of(panels.begin(), panels.end(), [](const FigurePanel* panel) { return panel->below > 0; });
    return (beyond ? QStringLiteral("≤ ") : QString()) + scaleNumber(panels.front()->range.low);
}

QString highEnd(const std::vector<const FigurePanel*>& panels)
{
    const bool beyond = std::any_of(panels.begin(), panels.end(), [](const FigurePanel* panel) { return panel->above > 0; });
    return (beyond ? QStringLiteral("≥ ") : QString()) + scaleNumber(panels.front()->range.high);
}

QString queryLegend(const Figure& figure)
{
    std::set<std::int64_t> patches;
    for (const FigurePanel& panel : figure.panels)
        if (panel.onPatches && panel.plan.query && figure.trace->layout().placeOf(panel.plan.query->token))
            patches.insert(panel.plan.query->token);
    if (patches.empty())
        return {};
    if (patches.size() > 1)
        return figureText(QT_TRANSLATE_NOOP("figure", "the query's patch"));
    return figureText(QT_TRANSLATE_NOOP("figure", "the query, %1")).arg(tokenName(figure.trace->layout(), *patches.begin()));
}

QString figureCaption(const Figure& figure, const FigureLook& look, bool averaged)
{
    QStringList sentences{
        figureText(QT_TRANSLATE_NOOP("figure", "%1; model %2, picture %3."))
            .arg(subjectOf(figure), modelTitle(QString::fromStdString(figure.trace->model().name)), QString::fromStdString(figure.pictureName))};
    if (figure.plan.kind == FigureKind::Methods)
        sentences.append(figureText(QT_TRANSLATE_NOOP("figure", "Each map is divided by the sum of its magnitudes.")));
    if (figure.panels.front().picture.isNull()) {
        sentences.append(scaleSentence(figure));
        sentences.append(beyondSentences(figure));
        if (look.logarithmic)
            sentences.append(figureText(QT_TRANSLATE_NOOP("figure", "Colours follow the logarithm.")));
        if (averaged)
            sentences.append(figureText(QT_TRANSLATE_NOOP("figure", "A pixel shows the mean of the cells in it.")));
        else if (look.interpolation == Interpolation::Bilinear)
            sentences.append(figureText(QT_TRANSLATE_NOOP("figure", "Interpolated between cells (bilinear).")));
        else if (look.interpolation == Interpolation::Bicubic)
            sentences.append(figureText(QT_TRANSLATE_NOOP("figure", "Interpolated between cells (bicubic).")));
    }
    return sentences.join(sentenceGap());
}

}  // namespace vitscope
