// The table of the terms: a bar for each, and every operand a way back to where it came from.
//
// Up and Down choose a term, Left and Right one of its two operands, Enter or a click goes to it. Tested in tests/ui/terms_test.cpp.
#pragma once

#include <QTableView>
#include <array>
#include <vector>

#include "ui/views/explain/terms_model.h"

namespace vitscope {

class RunView;
class Viewpoint;

class TermsTable : public QTableView {
    Q_OBJECT

public:
    explicit TermsTable(RunView& runView, QWidget* parent);

    void showAnswer();
    void setTheme(const Theme& theme);
    const TermsModel& terms() const { return *model_; }
    const Theme& theme() const { return theme_; }
    /// The room of name and operands in a row.
    QRect namesRect(QRect row) const;
    /// A name without operands beside it may use their columns.
    bool nameSpans(int row) const;
    /// Back to the operand of a row, the second one where `column` shows it. Shows all terms for the row of the rest.
    void follow(int row, int column);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void showTerms();
    bool leadsOn(int row) const;
    void measure();
    void fit();
    void hideWhatFindsNoRoom();
    int widthOf(TermsModel::Column column, bool roomy) const;
    void wrapNames();
    void fitHeading();
    int firstColumn() const;
    std::size_t roomForTerms() const;

    RunView& runView_;
    TermsModel* model_;
    Theme theme_ = Theme::light();
    ExplainedPtr shown_;
    /// What the texts of a column need, its heading on as many lines as it has words; and what the names need that span columns.
    std::array<int, TermsModel::ColumnCount> needed_{};
    int neededBySpanning_ = 0;
};

}  // namespace vitscope
