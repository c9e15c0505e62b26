// Where a number comes from: the chain that led here, the formula with symbols and with this run's numbers, the result computed again
// beside the recorded one, and the terms.
//
// Stands in the place of the stage while an inquiry is open. Tested in tests/ui/explain_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

class QBoxLayout;
class QHBoxLayout;
class QLabel;

namespace vitscope {

class Crumbs;
class SizesBar;
class TermsTable;

class ExplainPanel : public QWidget {
    Q_OBJECT

public:
    explicit ExplainPanel(RunView& runView, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void showAnswer();
    TermsTable& table() const { return *table_; }
    QString title() const;
    /// How much of the number before it the explained one makes; empty at the beginning of the chain.
    QString followed() const;
    QString numbers() const;

signals:
    /// The reader wants to see the cell in its stage.
    void stageWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    bool isNarrow() const;
    void showSizes();
    void showFollowed();
    QWidget* makeCallout();
    QLabel* addValue(QHBoxLayout* row, const QString& caption);
    QString formulaHtmlOf(const Cell& cell) const;

    RunView& runView_;
    Theme theme_ = Theme::light();
    Crumbs* crumbs_;
    QLabel* title_;
    QLabel* followed_;
    QLabel* name_;
    QBoxLayout* head_ = nullptr;
    QBoxLayout* values_ = nullptr;
    QLabel* formula_;
    QLabel* numbers_;
    QLabel* again_ = nullptr;
    QLabel* recorded_ = nullptr;
    QLabel* difference_ = nullptr;
    QLabel* count_ = nullptr;
    QWidget* sizesBox_ = nullptr;
    SizesBar* sizes_ = nullptr;
    TermsTable* table_;
};

}  // namespace vitscope
