// The same step in NumPy, to be copied, with the arrays it reads to be saved; and what the number means.
//
// Tested in tests/ui/explain_test.cpp.
#pragma once

#include <QScrollArea>

#include "ui/session/session.h"

class QLabel;
class QPushButton;

namespace vitscope {

class NumpyPanel : public QScrollArea {
    Q_OBJECT

public:
    explicit NumpyPanel(Session& session, QWidget* parent = nullptr);
    void showAnswer();
    QString code() const;
    QString meaning() const;

private:
    void save();

    Session& session_;
    QLabel* code_;
    QLabel* note_;
    QLabel* meaning_;
    QPushButton* copy_;
    QPushButton* save_;
};

}  // namespace vitscope
