#include "ui/views/maps/numbers_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"

namespace vitscope {

int NumbersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(part_.rows());
}

int NumbersModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(part_.columns());
}

QVariant NumbersModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const float value = part_.cells.view().at({index.row(), index.column()});
    switch (role) {
    case Qt::DisplayRole: return value == 0 ? QStringLiteral("0") : significant(value, 4);
    case Qt::EditRole: return value;
    case Qt::TextAlignmentRole: return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant NumbersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    return entryName(orientation == Qt::Vertical ? part_.rowAxis() : part_.columnAxis(), section, layout_);
}

NumbersDialog::NumbersDialog(const QString& title, std::vector<MapPart> parts, const TokenLayout& layout, const Chosen& chosen, QWidget* parent)
    : QDialog(parent),
      parts_(std::move(parts)),
      layout_(layout),
      chosen_(chosen),
      choice_(new QComboBox),
      table_(new QTableView)
{
    setWindowTitle(tr("Numbers: %1").arg(title));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(860, 560);
    choice_->setAccessibleName(tr("Which tensor"));
    for (const MapPart& part : parts_)
        choice_->addItem(part.note.isEmpty() ? part.title : QStringLiteral("%1 · %2").arg(part.title, part.note));
    table_->setFont(numberFont(12));
    table_->setAccessibleName(tr("Table of numbers"));
    table_->verticalHeader()->setDefaultSectionSize(typePixels(24));
    table_->horizontalHeader()->setDefaultSectionSize(typePixels(96));
    connect(choice_, &QComboBox::currentIndexChanged, this, &NumbersDialog::showPart);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(12);
    column->addWidget(choice_);
    column->addWidget(table_, 1);
    addButtons(column);
    const auto made = std::find_if(parts_.begin(), parts_.end(), [](const MapPart& part) { return part.made; });
    choice_->setCurrentIndex(static_cast<int>(made == parts_.end() ? parts_.size() - 1 : static_cast<std::size_t>(made - parts_.begin())));
    showPart(choice_->currentIndex());
    table_->setFocus();
}

void NumbersDialog::addButtons(QLayout* column)
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    QPushButton* selected = buttons->addButton(tr("Copy the selected cells"), QDialogButtonBox::ActionRole);
    connect(selected, &QPushButton::clicked, this, [this, selected] { copy(selected, table_->selectionModel()->selection().value(0)); });
    QPushButton* all = buttons->addButton(tr("Copy all"), QDialogButtonBox::ActionRole);
    connect(all, &QPushButton::clicked, this, [this, all] {
        const QAbstractItemModel& model = *table_->model();
        copy(all, {model.index(0, 0), model.index(model.rowCount() - 1, model.columnCount() - 1)});
    });
    column->addWidget(buttons);
}

void NumbersDialog::showPart(int part)
{
    auto* model = new NumbersModel(parts_[static_cast<std::size_t>(part)], layout_, table_);
    delete table_->model();
    table_->setModel(model);
    showChosen(parts_[static_cast<std::size_t>(part)]);
}

/// Factors of what the stage makes have its row or its column, or neither: then at their beginning.
void NumbersDialog::showChosen(const MapPart& part)
{
    const auto made = std::find_if(parts_.begin(), parts_.end(), [](const MapPart& other) { return other.made; });
    const MapPart& result = made == parts_.end() ? parts_.back() : *made;
    const bool sameColumns = part.columnAxis() == result.columnAxis() && chosen_.entry && *chosen_.entry < part.columns();
    const std::int64_t row = part.rows() == 1 ? 0 : rowOfToken(part, chosen_.token, layout_).value_or(0), column = sameColumns ? *chosen_.entry : 0;
    const QModelIndex cell = table_->model()->index(static_cast<int>(row), static_cast<int>(column));
    table_->setCurrentIndex(cell);
    table_->scrollTo(cell, QAbstractItemView::PositionAtCenter);
}

void NumbersDialog::copy(QPushButton* button, const QItemSelectionRange& range)
{
    if (range.isEmpty())
        return;
    const TensorView cells = parts_[static_cast<std::size_t>(choice_->currentIndex())].cells.view();
    const auto part = [](const Dimension& axis, int first, int last) { return Dimension{axis.axis, last - first + 1}; };
    const TensorView chosen(cells.data() + range.top() * cells.strides()[0] + range.left() * cells.strides()[1],
                            {part(cells.shape()[0], range.top(), range.bottom()), part(cells.shape()[1], range.left(), range.right())},
                            cells.strides());
    QApplication::clipboard()->setText(tabSeparated(chosen));
    button->setText(tr("Copied: %1 × %2 numbers").arg(range.height()).arg(range.width()));
}

}  // namespace vitscope
