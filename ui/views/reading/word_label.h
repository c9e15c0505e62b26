// A text whose words explain themselves: rich text in which links name tensors (proseHtml) or words of the glossary (TermMarks).
//
//   label->setWords(marks.marked(proseHtml(…)));
//
// A word that names a tensor lights it while hovered, and leads to its stage. A word of the glossary has a dotted underline; hovering shows
// its sentence, activating it opens its page. All views show such texts in this one. Tested in tests/ui/word_label_test.cpp.
#pragma once

#include <QHash>
#include <QLabel>

#include "ui/session/run_view.h"

namespace vitscope {

class WordLabel : public QLabel {
    Q_OBJECT

public:
    WordLabel(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);

    /// A text that stays the same is not laid out again. Hidden while there is none.
    void setWords(const QString& html);
    /// What the tip of a link says; empty where its word is not in the glossary.
    QString tipOf(const QString& link) const { return tips_.value(link); }

protected:
    void changeEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void leaveEvent(QEvent* event) override;

private:
    void hover(const QString& link);
    void follow(const QString& link);
    void goTo(const QString& tensor);
    void readTips(const QString& html);
    void drawDots();

    RunView& runView_;
    Viewpoint& viewpoint_;
    QHash<QString, QString> tips_;
};

}  // namespace vitscope
