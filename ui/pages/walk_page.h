// The walk through every stage: picture and pipeline on the left, the chosen stage in the middle, reading and answer on the right. While a
// number is asked about, its explanation takes their place.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QPointer>
#include <vector>

#include "ui/pages/page.h"

class QLabel;

namespace vitscope {

class AnswerPanel;
class Card;
class ExplainPanel;
class HeadStrip;
class NumpyPanel;
class OperandView;
class PictureCard;
class ReadingPanel;
class StageList;
class StagePanel;
class StageShow;

class WalkPage : public Page {
    Q_OBJECT

public:
    explicit WalkPage(const Rooms& rooms);

    void setTheme(const Theme& theme) override;
    void setPresenting(bool presenting) override;
    PageTables tables() const override;
    PageNotes notes() const override;
    QWidget* firstFocus() override;
    bool escape() override;

private:
    void fillLeft();
    void fillMiddle(const Actions& actions);
    void fillRight(const Rooms& rooms);
    void showRun();
    void showSelection();
    void showInquiry();
    void placeCards();
    void goToStage();

    RunView& runView_;
    Viewpoint& viewpoint_;
    Walk& walk_;
    Inquiry& inquiry_;
    Columns& frame_;
    Theme theme_ = Theme::light();
    StageShow* show_ = nullptr;  ///< instead of the columns, while presenting

    PictureCard* picture_ = nullptr;
    StageList* stages_ = nullptr;
    StagePanel* stage_ = nullptr;
    Card* headsCard_ = nullptr;
    QLabel* scaleNote_ = nullptr;
    HeadStrip* heads_ = nullptr;
    ReadingPanel* reading_ = nullptr;
    AnswerPanel* answer_ = nullptr;
    ExplainPanel* explain_ = nullptr;
    OperandView* operands_ = nullptr;
    NumpyPanel* numpy_ = nullptr;
    std::vector<Card*> ofStage_, ofInquiry_;  ///< of the sides, shown in turn
    Card *stageCard_ = nullptr, *explainCard_ = nullptr;
    QPointer<QWidget> focusBefore_;  ///< who had it when the inquiry began
};

}  // namespace vitscope
