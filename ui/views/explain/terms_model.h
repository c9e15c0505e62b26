// The terms of an explanation as the rows of a table: first those that add up, the many small ones in one row, their sum, and then the
// numbers that stand by themselves in the formula.
//
// Tested in tests/ui/terms_test.cpp.
#pragma once

#include <QAbstractTableModel>
#include <optional>

#include "ui/session/inquiry.h"
#include "ui/theme/theme.h"

namespace vitscope {

class TermsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Name, First, Sign, Second, Value, Bar, Running, ColumnCount };
    enum class RowKind { Term, Rest, Sum, Named };

    explicit TermsModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// `most` terms stand by themselves; the others are one row until showAll().
    void show(std::shared_ptr<const Trace> trace, ExplainedPtr explained, std::size_t most);
    void showAll();
    void setTheme(const Theme& theme);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    RowKind kindOf(int row) const;
    /// The term of a row, as a place in Explanation::terms; nothing for the rest and the sum.
    std::optional<std::size_t> termOf(int row) const;
    /// Which operand of the row's term a column shows; nothing where it shows none.
    std::optional<OperandAt> operandOf(int row, int column) const;
    /// Whether no row has anything in the column.
    bool isEmpty(Column column) const;
    /// From the sum before to the sum after a row, and the largest distance from 0 of any.
    double valueOf(int row) const;
    double largestValue() const { return largest_; }
    bool hasNegative() const { return negative_; }
    bool isOwn(int row) const;

private:
    QString text(int row, Column column) const;
    QString valueHeading() const;
    const Explanation& why() const { return explained_->explanation; }
    const Term& term(int row) const { return why().terms[*termOf(row)]; }
    std::size_t shown() const { return order_.size(); }
    bool hasRest() const { return shown() < adding_; }
    double restValue() const;

    std::shared_ptr<const Trace> trace_;
    ExplainedPtr explained_;
    Theme theme_ = Theme::light();
    std::size_t adding_ = 0;          ///< terms that add up
    std::vector<std::size_t> order_;  ///< of those that are shown; the number's own one first
    std::vector<double> running_;     ///< after each of them
    double largest_ = 0;
    bool negative_ = false;
};

}  // namespace vitscope
