// The short walk: a dozen screens through the run. The list of screens on the left, the screen with its sentence to take away in the middle,
// a short text, the answer block by block and the answer on the right.
//
// It stands where the walk of all stages stands. Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include "ui/pages/page.h"
#include "ui/session/short_walk_steps.h"

class QLabel;

namespace vitscope {

class AnswerPanel;
class Card;
class LensBars;
class PictureCard;
class ScreenList;
class ScreenPanel;
class ScreenReading;

class ShortWalkPage : public Page {
    Q_OBJECT

public:
    explicit ShortWalkPage(const Rooms& rooms);

    void setTheme(const Theme& theme) override;
    void setPresenting(bool presenting) override;
    PageTables tables() const override;
    QWidget* firstFocus() override;
    bool goOn() override;
    bool play() override;
    bool step(int direction) override;

    ShortWalkSteps& steps() { return steps_; }
    ScreenPanel& panel() const { return *panel_; }
    ScreenReading& reading() const { return *reading_; }

private:
    void fillLeft(const Rooms& rooms);
    void fillRight(const Rooms& rooms);
    void showScreen();
    void goToBlock(std::int64_t block);
    void openWhy();
    void openEveryStep();

    RunView& runView_;
    Viewpoint& viewpoint_;
    ShortWalkSteps steps_;
    Columns& frame_;
    PictureCard* picture_ = nullptr;
    ScreenList* list_ = nullptr;
    QLabel* count_ = nullptr;
    ScreenPanel* panel_ = nullptr;
    ScreenReading* reading_ = nullptr;
    Card* barsCard_ = nullptr;
    LensBars* bars_ = nullptr;
    AnswerPanel* answer_ = nullptr;
};

}  // namespace vitscope
