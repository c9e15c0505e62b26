#include "ui/views/explain/terms_model.h"

#include <algorithm>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/words/names.h"
#include "ui/theme/fonts.h"
#include "ui/words/titles.h"
#include "ui/views/maps/map_part.h"

namespace vitscope {

namespace {

/// Pixels and Pillow's weights are whole.
QString shownNumber(double value)
{
    const bool whole = std::abs(value) < 1e7 && value == std::round(value);
    return whole ? number(value, 0) : significant(value, 4);
}

}  // namespace

void TermsModel::show(std::shared_ptr<const Trace> trace, ExplainedPtr explained, std::size_t most)
{
    beginResetModel();
    trace_ = std::move(trace);
    explained_ = std::move(explained);
    order_.clear();
    running_.clear();
    largest_ = 0;
    negative_ = false;
    adding_ = 0;
    if (explained_) {
        const std::vector<Term>& terms = why().terms;
        adding_ = static_cast<std::size_t>(std::count_if(terms.begin(), terms.end(), [](const Term& term) { return term.adds(); }));
        if (why().own)
            order_.push_back(*why().own);
        // One row more costs no more than a row that says that one is missing.
        const std::size_t count = adding_ <= most + 1 ? adding_ : most;
        for (std::size_t i = 0; i < adding_ && order_.size() < count; ++i)
            if (i != why().own)
                order_.push_back(i);
        double sum = 0;
        for (const std::size_t i : order_) {
            running_.push_back(sum += terms[i].value);
            largest_ = std::max(largest_, std::abs(terms[i].value));
            negative_ |= terms[i].value < 0;
        }
        negative_ |= restValue() < 0;
    }
    endResetModel();
}

void TermsModel::showAll()
{
    show(trace_, explained_, adding_);
}

void TermsModel::setTheme(const Theme& theme)
{
    theme_ = theme;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

double TermsModel::restValue() const
{
    return hasRest() ? why().sum - (running_.empty() ? 0 : running_.back()) : 0;
}

int TermsModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid() || !explained_)
        return 0;
    return static_cast<int>(shown() + (hasRest() ? 1 : 0) + 1 + why().terms.size() - adding_);
}

TermsModel::RowKind TermsModel::kindOf(int row) const
{
    const auto place = static_cast<std::size_t>(row), sum = shown() + (hasRest() ? 1 : 0);
    return place < shown() ? RowKind::Term : place < sum ? RowKind::Rest : place == sum ? RowKind::Sum : RowKind::Named;
}

std::optional<std::size_t> TermsModel::termOf(int row) const
{
    switch (kindOf(row)) {
    case RowKind::Term: return order_[static_cast<std::size_t>(row)];
    case RowKind::Named: return adding_ + static_cast<std::size_t>(row) - shown() - (hasRest() ? 1 : 0) - 1;
    case RowKind::Rest:
    case RowKind::Sum: break;
    }
    return std::nullopt;
}

std::optional<OperandAt> TermsModel::operandOf(int row, int column) const
{
    if (row < 0 || row >= rowCount() || !termOf(row))
        return std::nullopt;
    const std::vector<OperandAt>& operands = term(row).operands;
    if (operands.empty())
        return std::nullopt;
    return column == Second && operands.size() > 1 ? operands[1] : operands[0];
}

bool TermsModel::isEmpty(Column column) const
{
    if (!explained_)
        return false;
    const std::vector<Term>& terms = why().terms;
    // What is taken over or added as it is need not stand there twice.
    if (column == First)
        return std::none_of(why().lines.begin(), why().lines.end(), [](const OperandLine& line) { return line.axis().has_value(); }) &&
               isEmpty(Second);
    if (column != Sign && column != Second)
        return false;
    return std::none_of(terms.begin(), terms.end(), [](const Term& term) { return term.operands.size() > 1 || term.factor; });
}

double TermsModel::valueOf(int row) const
{
    switch (kindOf(row)) {
    case RowKind::Rest: return restValue();
    case RowKind::Sum: return why().sum;
    case RowKind::Term:
    case RowKind::Named: break;
    }
    return term(row).value;
}

bool TermsModel::isOwn(int row) const
{
    return explained_ && why().own && termOf(row) == why().own;
}

QString TermsModel::text(int row, Column column) const
{
    const RowKind kind = kindOf(row);
    if (kind == RowKind::Rest)
        return column == Name      ? tr("%1 more").arg(adding_ - shown())
               : column == Value   ? shownNumber(restValue())
               : column == Running ? shownNumber(why().sum)
                                   : QString();
    if (kind == RowKind::Sum)
        return column == Name ? explainText(why().sumName) : column == Value ? shownNumber(why().sum) : QString();
    const Term& of = term(row);
    const auto operand = [&](std::size_t i) {
        return i < of.operands.size() ? shownNumber(why().lines[of.operands[i].line].values[of.operands[i].cell]) : QString();
    };
    switch (column) {
    case Number: return kind == RowKind::Named ? QString() : QString::number(row + 1);
    case Name:
        return kind == RowKind::Named ? QStringLiteral("%1 · %2").arg(QString::fromStdString(of.symbol), termTitle(*trace_, why(), of))
                                      : termTitle(*trace_, why(), of);
    case First: return kind == RowKind::Named ? QString() : operand(0);
    case Sign: return kind == RowKind::Term && (of.operands.size() > 1 || of.factor) ? QStringLiteral("×") : QString();
    case Second: return of.operands.size() > 1 ? operand(1) : of.factor ? shownNumber(*of.factor) : QString();
    case Value: return shownNumber(of.value);
    case Running: return kind == RowKind::Term ? shownNumber(running_[static_cast<std::size_t>(row)]) : QString();
    case Bar:
    case ColumnCount: break;
    }
    return {};
}

QVariant TermsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !explained_)
        return {};
    const auto column = static_cast<Column>(index.column());
    const RowKind kind = kindOf(index.row());
    const std::optional<OperandAt> operand = column == First || column == Second ? operandOf(index.row(), column) : std::nullopt;
    switch (role) {
    case Qt::DisplayRole: return text(index.row(), column);
    case Qt::FontRole: return numberFont(13, column == Value || kind == RowKind::Sum ? QFont::DemiBold : QFont::Normal);
    case Qt::TextAlignmentRole:
        return QVariant((column == Running ? Qt::AlignRight : column == Sign ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (operand && (column == First || term(index.row()).operands.size() > 1)) {
            const OperandLine& line = why().lines[operand->line];
            const Role what = roleOf(line);
            return what == Role::Other ? theme_.text : roleColour(what, theme_);
        }
        return column == Number || column == Running || column == Sign || kind == RowKind::Rest ? theme_.dim : theme_.text;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 %2").arg(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), text(index.row(), column));
    default: return {};
    }
}

QString TermsModel::valueHeading() const
{
    const Stage& stage = trace_->stage(explained_->cell.stage);
    if (explained_->cell.index.front() == Cell::meanOfHeads)
        return tr("value");
    switch (stage.kind()) {
    case OperationKind::Softmax: return tr("exponential");
    case OperationKind::LayerNorm: return tr("of the variance");
    case OperationKind::Linear:
    case OperationKind::Scores:
    case OperationKind::Context: return tr("product");
    default: return tr("value");
    }
}

QVariant TermsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    // Headings may stand on several lines.
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int{Qt::AlignLeft | Qt::AlignVCenter} | int{Qt::TextWordWrap};
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || !explained_ || why().lines.empty())
        return {};
    const OperandLine& first = why().lines.front();
    switch (section) {
    case Number: return QStringLiteral("#");
    case Name: return first.axis() ? axisTitle(*first.axis()).section(QStringLiteral(" ("), 0, 0) : tr("what");
    case First: return lineTitle(*trace_, first);
    case Second:
        return why().lines.size() > 1 && why().lines[1].parameter              ? tr("weight")
               : why().lines.size() > 1 && why().lines[1].axis()               ? lineTitle(*trace_, why().lines[1])
               : trace_->stage(explained_->cell.stage).part() == Part::Picture ? tr("weight")
                                                                               : tr("share");
    case Value: return valueHeading();
    case Running: return tr("sum so far");
    default: return {};
    }
}

}  // namespace vitscope
