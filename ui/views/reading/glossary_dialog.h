// The glossary as a page: all its words, and the chosen one in full, with links to other words and to the stages where it is to be seen.
//
// Enter at showGlossary(). Tested in tests/ui/word_label_test.cpp.
#pragma once

#include <QDialog>

#include "ui/session/run_view.h"

class QLabel;
class QLineEdit;
class QListWidget;

namespace vitscope {

class WordLabel;

class GlossaryDialog : public QDialog {
    Q_OBJECT

public:
    GlossaryDialog(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);

    /// Chooses a word; one that the glossary hasn't is ignored.
    void showTerm(const QString& id);
    /// The id of the word that is shown.
    QString term() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeLeft(QLayout* column);
    void speak();
    void filter(const QString& wanted);
    void showPage();
    QString pageHtml(const QString& id) const;

    RunView& runView_;
    Viewpoint& viewpoint_;
    QLabel* title_;
    QLineEdit* search_;
    QListWidget* list_;
    WordLabel* page_;
    QPushButton* close_ = nullptr;
};

/// Opens the glossary over the window in which `from` is, or brings it to the front, with a word chosen. Given a widget of the glossary
/// itself, goes on to that word.
GlossaryDialog& showGlossary(QWidget& from, RunView& runView, Viewpoint& viewpoint, const QString& id = {});

}  // namespace vitscope
