// What the chosen stage is and why, what was measured in this run, its formula with this run's numbers, and how its numbers spread.
//
// What is said of a stage is short first; “more” shows the rest, here and on the stages to come. Its words are links (word_label.h). While the
// pointer moves over tokens the sentences wait until it rests: nobody reads them at that speed, and laying them out would cost frames. Tested in
// tests/ui/reading_test.cpp.
#pragma once

#include <QScrollArea>
#include <QTimer>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

class QGridLayout;
class QLayout;
class QLabel;

namespace vitscope {

class HistogramChart;
class WordLabel;

class ReadingPanel : public QScrollArea {
    Q_OBJECT

public:
    explicit ReadingPanel(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QString prose() const;
    QString facts() const;
    QString numbers() const;

    QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void onSelection();
    void showStage();
    void showNumbers(const Stage& stage);
    void showTexts(const Stage& stage);
    QLayout* makeNumbers();
    QLabel* addValue(QGridLayout* grid, int row, int column, const QString& name, int span = 1);

    RunView& runView_;
    Viewpoint& viewpoint_;
    Theme theme_ = Theme::light();
    Selection shown_;   ///< what the sentences are about
    QTimer rest_;       ///< until a pointer that moves has come to rest
    RunPtr numbersOf_;  ///< what the numbers shown are of
    StageKey numbersStage_;
    bool wholeText_ = false;  ///< what is shown of the prose
    WordLabel* prose_;
    WordLabel* facts_;
    QLabel* live_;
    QLabel* shape_;
    QLabel* range_;
    QLabel* mean_;
    QLabel* deviation_;
    QLabel* notFinite_;
    HistogramChart* histogram_;
};

}  // namespace vitscope
