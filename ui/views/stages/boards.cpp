#include "ui/views/stages/boards.h"

#include <QCoreApplication>

#include "core/analysis/attention_map.h"
#include "core/plan/parameters.h"
#include "ui/words/names.h"
#include "ui/words/titles.h"
#include "ui/views/attention_map.h"
#include "ui/views/stages/chosen.h"

namespace vitscope {

namespace {

QString boardText(const char* text)
{
    return QCoreApplication::translate("Boards", text);
}

MapStyle styleOf(ValueKind kind, const TensorView& values)
{
    const ValueRange range = rangeOf(values);
    Statistics statistics;
    statistics.lowest = range.low;
    statistics.highest = range.high;
    return mapStyle(kind, statistics);
}

/// The same numbers under other axes.
Slice named(const Slice& slice, Axis rows, Axis columns)
{
    const TensorView& view = slice.view();
    return Slice(TensorView(view.data(), {{rows, view.shape()[0].extent}, {columns, view.shape()[1].extent}}, view.strides()),
                 std::make_shared<Slice>(slice));
}

Slice transposed(const Slice& slice, Axis rows, Axis columns)
{
    const TensorView& view = slice.view();
    return Slice(TensorView(view.data(), {{rows, view.shape()[1].extent}, {columns, view.shape()[0].extent}}, {view.strides()[1], view.strides()[0]}),
                 std::make_shared<Slice>(slice));
}

/// A vector as a matrix of one row.
Slice asMatrix(const Slice& slice, Axis rows)
{
    const TensorView& view = slice.view();
    if (view.rank() == 2)
        return slice;
    return Slice(TensorView(view.data(), {{rows, 1}, view.shape()[0]}, {view.size(), view.strides()[0]}), std::make_shared<Slice>(slice));
}

/// What a stage makes, where its title says what it does.
QString tensorTitle(const Stage& stage)
{
    const std::string& id = stage.key.id;
    if (id == "embed.tokens")
        return boardText(QT_TRANSLATE_NOOP("Boards", "tokens"));
    if (id == "embed.positions")
        return boardText(QT_TRANSLATE_NOOP("Boards", "tokens with positions"));
    if (id == "blocks.output")
        return boardText(QT_TRANSLATE_NOOP("Boards", "output of block %1")).arg(stage.key.block + 1);
    if (id == "blocks.norm1" || id == "blocks.norm2" || id == "norm")
        return boardText(QT_TRANSLATE_NOOP("Boards", "normalised tokens"));
    return stageTitle(*stage.words);
}

MapPart partOfStage(RunView& runView, const Stage& stage, const Slice& cells)
{
    MapPart part{.title = tensorTitle(stage),
                 .note = {},
                 .role = roleOf(QString::fromStdString(stage.key.id)),
                 .tensor = QString::fromStdString(stage.key.id),
                 .cells = asMatrix(cells, Axis::Token),
                 .style = runView.run()->summary(stage.key).style,
                 .uniform = {},
                 .picture = {},
                 .patch = {}};
    return part;
}

MapPart headPart(RunView& runView, const Stage& stage, const Slice& cells, std::int64_t head)
{
    MapPart part = partOfStage(runView, stage, cells);
    part.style = styleOf(stage.words->kind, part.cells.view());
    part.note = headName(head, runView.run()->trace->config().heads);
    part.first = head;
    return part;
}

/// A stage's tensor as one map: of the chosen head where it has heads, or all of them side by side.
std::optional<MapPart> whole(RunView& runView, const StageKey& key, std::int64_t head = Selection::meanOfHeads)
{
    const Stage& stage = runView.run()->trace->stage(key);
    const std::optional<Slice> values = runView.values(key);
    if (!values)
        return std::nullopt;
    if (!values->view().has(Axis::Head))
        return partOfStage(runView, stage, *values);
    if (head >= 0)
        return headPart(runView, stage, Slice(values->view().slice(Axis::Head, head), std::make_shared<Slice>(*values)), head);
    const std::optional<TensorView> merged = headsSideBySide(values->view());
    if (!merged)
        return std::nullopt;
    MapPart part = partOfStage(runView, stage, Slice(*merged, std::make_shared<Slice>(*values)));
    part.groups = static_cast<int>(stage.shape[0].extent);
    part.note = boardText(QT_TRANSLATE_NOOP("Boards", "%1 heads side by side")).arg(part.groups);
    return part;
}

bool isHeads(const Stage& stage)
{
    return stage.shape.front().axis == Axis::Head;
}

/// "blocks.2.query.weight" → "query.weight"
QString parameterKind(const std::string& name)
{
    const QString text = QString::fromStdString(name);
    return text.startsWith(QStringLiteral("blocks.")) ? text.section(u'.', 2) : text;
}

/// The stage's first parameter.
MapPart parameterPart(RunView& runView, const Stage& stage, Axis rows, Axis columns, std::int64_t head = Selection::meanOfHeads)
{
    const Trace& trace = *runView.run()->trace;
    const auto place = static_cast<std::size_t>(stage.parameters.front());
    const Parameter* matrix = &trace.model().parameters[place];
    const std::string& name = trace.plan().parameters[place].name;
    const std::int64_t width = head < 0 ? matrix->cols() : trace.config().headWidth(), first = head < 0 ? 0 : head * width;
    const TensorView view(matrix->data() + first, {{rows, matrix->rows()}, {columns, width}}, {matrix->stride(), 1});
    return MapPart{.title = boardText(QT_TRANSLATE_NOOP("Boards", "weights")),
                   .note = boardText(QT_TRANSLATE_NOOP("Boards", "learned")),
                   .role = roleOf(parameterKind(name)),
                   .tensor = QStringLiteral("parameter:") + parameterKind(name),
                   .cells = Slice(view, trace.sharedModel()),
                   .style = styleOf(ValueKind::Signed, view),
                   .uniform = {},
                   .picture = {},
                   .patch = {}};
}

Board boardOf(std::initializer_list<std::optional<MapPart>> parts, Arrangement arrangement, const QStringList& signs, Axis entryAxis)
{
    Board board;
    for (const std::optional<MapPart>& part : parts) {
        if (!part)
            return {};
        board.parts.push_back(*part);
    }
    board.arrangement = arrangement;
    board.signs = signs;
    board.entryAxis = entryAxis;
    board.parts.back().made = true;
    return board;
}

QString arrow(const QString& what)
{
    return QStringLiteral("→\n") + what;
}

QString stepSign(const Trace& trace, const Stage& stage)
{
    const std::string& id = stage.key.id;
    if (stage.kind() == OperationKind::Copy)
        return arrow(boardText(QT_TRANSLATE_NOOP("Boards", "taken over")));
    if (id == "embed.tokens")
        return arrow(boardText(QT_TRANSLATE_NOOP("Boards", "the class token in front")));
    if (id == "embed.kept")
        return arrow(boardText(QT_TRANSLATE_NOOP("Boards", "without the dropped patches")));
    if (id == "blocks.activation")
        return arrow(boardText(QT_TRANSLATE_NOOP("Boards", "%1, each by itself")).arg(activationTitle(trace.config().activation)));
    if (stage.kind() == OperationKind::MeanOfPatches)
        return arrow(boardText(QT_TRANSLATE_NOOP("Boards", "the mean of all patches")));
    if (id == "pooled")
        return arrow(boardText(QT_TRANSLATE_NOOP("Boards", "the class token's row")));
    return arrow(boardText(QT_TRANSLATE_NOOP("Boards", "norm, row by row")));
}

std::vector<MapPart> allHeads(RunView& runView, const Stage& stage, const Slice& values)
{
    std::vector<MapPart> parts;
    for (std::int64_t head = 0; head < stage.shape[0].extent; ++head) {
        parts.push_back(partOfStage(runView, stage, Slice(values.view().slice(Axis::Head, head), std::make_shared<Slice>(values))));
        parts.back().title = headName(head, stage.shape[0].extent);
        parts.back().first = head;
        parts.back().made = true;
    }
    return parts;
}

}  // namespace

Board channelsBoard(RunView& runView, Viewpoint&, const Stage& stage)
{
    const std::optional<Slice> values = runView.values(stage.key);
    if (!values)
        return {};
    static constexpr const char* names[] = {QT_TRANSLATE_NOOP("Boards", "red"), QT_TRANSLATE_NOOP("Boards", "green"),
                                            QT_TRANSLATE_NOOP("Boards", "blue")};
    const ModelConfig& config = runView.run()->trace->config();
    Board board;
    for (std::int64_t channel = 0; channel < stage.shape[0].extent; ++channel) {
        board.parts.push_back(partOfStage(runView, stage, Slice(values->view().slice(Axis::Channel, channel), std::make_shared<Slice>(*values))));
        board.parts.back().title = stage.shape[0].extent == 3 ? boardText(names[channel]) : QString::number(channel + 1);
        board.parts.back().first = channel;
        board.parts.back().patch = QSize(static_cast<int>(config.patchColumns), static_cast<int>(config.patchRows));
        board.parts.back().made = true;
    }
    return board;
}

Board patchesBoard(RunView& runView, Viewpoint&, const Stage& stage)
{
    const RunPtr run = runView.run();
    const TokenLayout& layout = run->trace->layout();
    const auto places = std::make_shared<const Tensor>(Shape{{Axis::Row, layout.gridRows()}, {Axis::Column, layout.gridColumns()}});
    const MapPart picture{.title = boardText(QT_TRANSLATE_NOOP("Boards", "picture")),
                          .note = boardText(QT_TRANSLATE_NOOP("Boards", "cut into patches")),
                          .tensor = QStringLiteral("image.pixels"),
                          .cells = Slice(places->view(), places),
                          .style = {},
                          .uniform = {},
                          .picture = run->input,
                          .patch = QSize(1, 1)};
    return boardOf({picture, whole(runView, stage.key)}, Arrangement::Row, {arrow(boardText(QT_TRANSLATE_NOOP("Boards", "each patch a row")))},
                   Axis::Feature);
}

Board linearBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage)
{
    const std::int64_t head = isHeads(stage) ? viewpoint.selection().head : Selection::meanOfHeads;
    const std::optional<MapPart> left = whole(runView, stage.inputs.front()), result = whole(runView, stage.key, head);
    if (!left || !result)
        return {};
    const MapPart weights = parameterPart(runView, stage, left->columnAxis(), result->columnAxis(), head);
    Board board = boardOf({left, weights, result}, Arrangement::Product, {}, stage.shape.back().axis);
    if (!board.parts.empty())
        board.parts[1].groups = result->groups;
    return board;
}

Board stepBoard(RunView& runView, Viewpoint&, const Stage& stage)
{
    return boardOf({whole(runView, stage.inputs.front()), whole(runView, stage.key)}, Arrangement::Row, {stepSign(*runView.run()->trace, stage)},
                   stage.shape.back().axis);
}

Board aloneBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage)
{
    const std::int64_t head = viewpoint.selection().head;
    const std::optional<Slice> values = runView.values(stage.key);
    if (!values)
        return {};
    if (!isHeads(stage) || head >= 0)
        return boardOf({whole(runView, stage.key, head)}, Arrangement::Row, {}, stage.shape.back().axis);
    Board board;
    board.entryAxis = stage.shape.back().axis;
    board.parts = allHeads(runView, stage, *values);
    return board;
}

Board sumBoard(RunView& runView, Viewpoint&, const Stage& stage)
{
    std::optional<MapPart> second =
        stage.inputs.size() > 1 ? whole(runView, stage.inputs[1]) : parameterPart(runView, stage, Axis::Token, Axis::Feature);
    if (second && stage.inputs.size() < 2)
        second->title = boardText(QT_TRANSLATE_NOOP("Boards", "positions"));
    return boardOf({whole(runView, stage.inputs.front()), second, whole(runView, stage.key)}, Arrangement::Row,
                   {QStringLiteral("+"), QStringLiteral("=")}, Axis::Feature);
}

Board attentionBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage)
{
    const Trace& trace = *runView.run()->trace;
    const std::int64_t head = viewpoint.selection().head, block = stage.key.block;
    const StageKey scoresKey("blocks.scores", block), weightsKey("blocks.attention", block);
    const std::optional<double> uniform = uniformWeight(trace);
    if (head < 0) {
        const std::optional<Slice> values = runView.values(stage.key);
        if (!values)
            return {};
        Board board;
        board.entryAxis = Axis::Key;
        if (stage.key == scoresKey) {
            board.parts = allHeads(runView, stage, *values);
            return board;
        }
        const auto mean = std::make_shared<const Tensor>(meanOverHeads(values->view()));
        board.parts = {headPart(runView, stage, Slice(mean->view(), mean), head)};
        board.parts[0].uniform = uniform;
        board.parts[0].made = true;
        return board;
    }
    const std::optional<MapPart> query = whole(runView, {"blocks.query", block}, head), weights = whole(runView, weightsKey, head);
    std::optional<MapPart> key = whole(runView, {"blocks.key", block}, head), scores = whole(runView, scoresKey, head);
    if (!key || !scores)
        return {};
    key->cells = transposed(key->cells, Axis::HeadFeature, Axis::Key);
    key->title += QStringLiteral("ᵀ");
    scores->made = stage.key == scoresKey;
    const QString sign = uniform ? boardText(QT_TRANSLATE_NOOP("Boards", "softmax per row")) : boardText(QT_TRANSLATE_NOOP("Boards", "taken over"));
    Board board = boardOf({query, key, scores, weights}, Arrangement::Product, {arrow(sign)}, Axis::Key);
    if (board.parts.empty() || !uniform)
        return board;
    board.parts.back().uniform = uniform;
    board.parts.back().note = boardText(QT_TRANSLATE_NOOP("Boards", "each row sums to 1"));
    return board;
}

Board contextBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage)
{
    const std::int64_t head = viewpoint.selection().head, block = stage.key.block;
    std::optional<MapPart> value = whole(runView, {"blocks.value", block}, head);
    const std::optional<MapPart> context = whole(runView, stage.key, head);
    if (!value)
        return {};
    if (head < 0)
        return boardOf({value, context}, Arrangement::Row, {arrow(boardText(QT_TRANSLATE_NOOP("Boards", "mixed by each head's attention")))},
                       Axis::HeadFeature);
    std::optional<MapPart> weights = whole(runView, {"blocks.attention", block}, head);
    if (!weights)
        return {};
    weights->uniform = uniformWeight(*runView.run()->trace);
    value->cells = named(value->cells, Axis::Key, Axis::HeadFeature);
    return boardOf({weights, value, context}, Arrangement::Product, {}, Axis::HeadFeature);
}

}  // namespace vitscope
