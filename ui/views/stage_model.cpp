#include "ui/views/stage_model.h"

#include <algorithm>

#include "ui/words/names.h"

namespace vitscope {

namespace {

/// The internal id of an index: 0 on the top level, else the parent's row + 1.
constexpr quintptr topLevel = 0;

bool sameStages(const RunPtr& a, const RunPtr& b)
{
    const auto sameKey = [](const Stage& left, const Stage& right) { return left.key == right.key; };
    return a && b && std::equal(a->trace->stages().begin(), a->trace->stages().end(), b->trace->stages().begin(), b->trace->stages().end(), sameKey);
}

}  // namespace

std::vector<StageModel::Row> StageModel::rowsOf(const Run& run)
{
    std::vector<Row> rows;
    const std::vector<Stage>& stages = run.trace->stages();
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const std::int64_t block = stages[i].key.block;
        if (block >= 0 && !rows.empty() && rows.back().block == block)
            ++rows.back().count;
        else
            rows.push_back({block, i, 1});
    }
    return rows;
}

void StageModel::setRun(RunPtr run)
{
    if (sameStages(run_, run)) {
        run_ = std::move(run);
        for (int row = 0; row < rowCount(); ++row) {
            const QModelIndex top = index(row, 0);
            emit dataChanged(top, top);
            if (const int children = rowCount(top); children > 0)
                emit dataChanged(index(0, 0, top), index(children - 1, 0, top));
        }
        return;
    }
    beginResetModel();
    run_ = std::move(run);
    rows_ = run_ ? rowsOf(*run_) : std::vector<Row>();
    endResetModel();
}

void StageModel::setDark(bool dark)
{
    dark_ = dark;
    setRun(run_);
}

QModelIndex StageModel::indexOf(const StageKey& key) const
{
    for (int top = 0; top < rowCount(); ++top) {
        const Row& row = rows_[static_cast<std::size_t>(top)];
        for (int i = 0; i < row.count; ++i)
            if (run_->trace->stages()[row.first + static_cast<std::size_t>(i)].key == key)
                return row.block < 0 ? index(top, 0) : index(i, 0, index(top, 0));
    }
    return {};
}

QModelIndex StageModel::indexOfBlock(std::int64_t block) const
{
    for (int top = 0; top < rowCount(); ++top)
        if (block >= 0 && rows_[static_cast<std::size_t>(top)].block == block)
            return index(top, 0);
    return {};
}

std::optional<StageKey> StageModel::keyAt(const QModelIndex& index) const
{
    if (!index.isValid() || blockAt(index))
        return std::nullopt;
    return run_->trace->stages()[stageAt(index)].key;
}

std::optional<std::int64_t> StageModel::blockAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() != topLevel || rows_[static_cast<std::size_t>(index.row())].block < 0)
        return std::nullopt;
    return rows_[static_cast<std::size_t>(index.row())].block;
}

std::size_t StageModel::stageAt(const QModelIndex& index) const
{
    if (index.internalId() != topLevel)
        return rows_[index.internalId() - 1].first + static_cast<std::size_t>(index.row());
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    return row.first + static_cast<std::size_t>(row.count) - 1;
}

QModelIndex StageModel::index(int row, int column, const QModelIndex& parent) const
{
    if (column != 0 || row < 0 || row >= rowCount(parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : topLevel);
}

QModelIndex StageModel::parent(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, topLevel);
}

int StageModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(rows_.size());
    return blockAt(parent) ? rows_[static_cast<std::size_t>(parent.row())].count : 0;
}

int StageModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QString StageModel::titleOf(const QModelIndex& index) const
{
    if (const std::optional<std::int64_t> block = blockAt(index))
        return tr("Block %1").arg(*block + 1);
    return stageTitle(*run_->trace->stages()[stageAt(index)].words);
}

QVariant StageModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !run_)
        return {};
    const Stage& stage = run_->trace->stages()[stageAt(index)];
    const bool block = blockAt(index).has_value();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return titleOf(index);
    case Qt::ToolTipRole:
        return block ? QString() : QStringLiteral("%1\n%2\n%3").arg(titleOf(index), stageName(stage.key), shapeWithAxes(stage.shape));
    case ShapeRole: return block ? QString() : shapeNumbers(stage.shape);
    case StageNameRole: return block ? QString() : stageName(stage.key);
    case ThumbnailRole: return run_->summaries[stageAt(index)].thumbnail(dark_);
    default: return {};
    }
}

Qt::ItemFlags StageModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

}  // namespace vitscope
