// The numbers behind the maps as a table, with the names of rows and columns; to be read, and copied into a spreadsheet.
//
// Tested in tests/ui/numbers_test.cpp.
#pragma once

#include <QAbstractTableModel>
#include <QDialog>
#include <vector>

#include "ui/views/maps/map_part.h"
#include "ui/views/stages/chosen.h"

class QComboBox;
class QItemSelectionRange;
class QLayout;
class QPushButton;
class QTableView;

namespace vitscope {

class NumbersModel : public QAbstractTableModel {
    Q_OBJECT

public:
    NumbersModel(MapPart part, TokenLayout layout, QObject* parent = nullptr)
        : QAbstractTableModel(parent),
          part_(std::move(part)),
          layout_(std::move(layout))
    {
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole with a few digits, EditRole with all.
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    MapPart part_;
    TokenLayout layout_;
};

class NumbersDialog : public QDialog {
    Q_OBJECT

public:
    /// `parts` is not empty. Begins with what the stage makes, at the chosen token and entry.
    NumbersDialog(const QString& title, std::vector<MapPart> parts, const TokenLayout& layout, const Chosen& chosen, QWidget* parent = nullptr);
    const QTableView& table() const { return *table_; }

private:
    void addButtons(QLayout* column);
    void showPart(int part);
    void showChosen(const MapPart& part);
    void copy(QPushButton* button, const QItemSelectionRange& range);

    std::vector<MapPart> parts_;
    TokenLayout layout_;
    Chosen chosen_;
    QComboBox* choice_;
    QTableView* table_;
};

}  // namespace vitscope
