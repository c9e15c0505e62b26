// The page Why: from the answer back to the picture, the parts of the model and the numbers.
//
// Left the picture with the chosen patch hidden and the largest effects, in the middle the three ways to ask, right what to read and the
// answer. Map, list and picture share one choice. Tested in tests/ui/why_page_test.cpp.
#pragma once

#include "ui/pages/page.h"

class QLabel;
class QPushButton;

namespace vitscope {

class AnswerPanel;
class EffectList;
class HiddenPicture;
class WhyPanel;
class WhyReading;

class WhyPage : public Page {
    Q_OBJECT

public:
    explicit WhyPage(const Rooms& rooms);

    void setTheme(const Theme& theme) override;
    void setPresenting(bool presenting) override;
    /// The effects of all patches.
    PageTables tables() const override;
    QWidget* firstFocus() override;
    /// Ends the hiding that is under way; otherwise, back to the walk.
    bool escape() override;
    bool goOn() override;
    bool explain() override;

    WhyPanel& panel() const { return *panel_; }
    EffectList& list() const { return *list_; }
    HiddenPicture& picture() const { return *picture_; }
    WhyReading& reading() const { return *reading_; }
    AnswerPanel& answer() const { return *answer_; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void fillLeft(const Actions& actions);
    void fillRight(const Rooms& rooms);
    void showFound();

    RunView& runView_;
    Viewpoint& viewpoint_;
    WhyView& why_;
    HiddenPicture* picture_ = nullptr;
    EffectList* list_ = nullptr;
    QLabel* unit_ = nullptr;
    QPushButton* all_ = nullptr;
    WhyPanel* panel_ = nullptr;
    WhyReading* reading_ = nullptr;
    AnswerPanel* answer_ = nullptr;
};

}  // namespace vitscope
