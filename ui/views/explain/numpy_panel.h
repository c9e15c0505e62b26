// The same step in NumPy, to be copied, with the arrays it reads to be saved; and what the number means.
//
// Tested in tests/ui/explain_test.cpp.
#pragma once

#include <QScrollArea>

#include "ui/session/run_view.h"

class QLabel;
class QPushButton;
class QTextEdit;

namespace vitscope {

class NumpyPanel : public QScrollArea {
    Q_OBJECT

public:
    explicit NumpyPanel(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);
    void showAnswer();
    QString code() const;
    QString meaning() const;

private:
    void save();
    void fitCode();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    RunView& runView_;
    Viewpoint& viewpoint_;
    QTextEdit* code_;              ///< long lines wrap anywhere; what is copied has them whole
    QString saved_;                ///< where the arrays were last written
    std::optional<Cell> savedOf_;  ///< and of which number
    QLabel* note_;
    QLabel* meaning_;
    QPushButton* copy_;
    QPushButton* save_;
};

}  // namespace vitscope
