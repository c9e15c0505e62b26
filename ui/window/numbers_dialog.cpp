#include "ui/window/numbers_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
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

NumbersDialog::NumbersDialog(const QString& title, std::vector<MapPart> parts, const TokenLayout& layout, QWidget* parent)
    : QDialog(parent),
      parts_(std::move(parts)),
      layout_(layout),
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
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    copy_ = buttons->addButton(tr("Copy the selected cells, or all"), QDialogButtonBox::ActionRole);
    connect(copy_, &QPushButton::clicked, this, &NumbersDialog::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(choice_, &QComboBox::currentIndexChanged, this, &NumbersDialog::showPart);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(12);
    column->addWidget(choice_);
    column->addWidget(table_, 1);
    column->addWidget(buttons);
    const auto made = std::find_if(parts_.begin(), parts_.end(), [](const MapPart& part) { return part.made; });
    choice_->setCurrentIndex(static_cast<int>(made == parts_.end() ? parts_.size() - 1 : static_cast<std::size_t>(made - parts_.begin())));
    showPart(choice_->currentIndex());
}

void NumbersDialog::showPart(int part)
{
    auto* model = new NumbersModel(parts_[static_cast<std::size_t>(part)], layout_, table_);
    delete table_->model();
    table_->setModel(model);
}

void NumbersDialog::copy()
{
    const QAbstractItemModel& model = *table_->model();
    const QModelIndexList chosen = table_->selectionModel()->selectedIndexes();
    QItemSelectionRange range(model.index(0, 0), model.index(model.rowCount() - 1, model.columnCount() - 1));
    if (!chosen.isEmpty())
        range = table_->selectionModel()->selection().first();
    QStringList lines;
    for (int row = range.top(); row <= range.bottom(); ++row) {
        QStringList cells;
        for (int column = range.left(); column <= range.right(); ++column)
            cells.append(QString::number(model.index(row, column).data(Qt::EditRole).toFloat(), 'g', 9));
        lines.append(cells.join(u'\t'));
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
    copy_->setText(tr("Copied: %1 × %2 numbers").arg(range.height()).arg(range.width()));
}

}  // namespace vitscope
