// The pipeline as a tree: stages outside the blocks on top, the stages of a block under its block.
//
// Tested in tests/ui/session_test.cpp (with Qt's own model tester).
#pragma once

#include <QAbstractItemModel>
#include <vector>

#include "ui/session/run.h"

namespace vitscope {

class StageModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role { ShapeRole = Qt::UserRole, ThumbnailRole, StageNameRole };

    explicit StageModel(QObject* parent = nullptr) : QAbstractItemModel(parent) {}

    /// Null empties it. Another run of the same model only changes what the rows show.
    void setRun(RunPtr run);
    void setDark(bool dark);

    QModelIndex indexOf(const StageKey& key) const;
    QModelIndex indexOfBlock(std::int64_t block) const;
    /// Nothing for the row of a block.
    std::optional<StageKey> keyAt(const QModelIndex& index) const;
    std::optional<std::int64_t> blockAt(const QModelIndex& index) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    /// A row of the top level: one stage, or a block with its stages.
    struct Row {
        std::int64_t block = -1;
        std::size_t first = 0;  ///< into the run's stages
        int count = 1;
    };
    static std::vector<Row> rowsOf(const Run& run);
    /// The stage a row stands for; for a block its last one.
    std::size_t stageAt(const QModelIndex& index) const;
    QString titleOf(const QModelIndex& index) const;

    RunPtr run_;
    std::vector<Row> rows_;
    bool dark_ = false;
};

}  // namespace vitscope
