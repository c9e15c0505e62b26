// The start: the whole model on one page, drawn with this run's pictures. One main button begins the walk; each part of the map leads to its
// screen. Pictures to try and the model's card on the left, words and keys on the right.
//
// Tested in tests/ui/start_test.cpp.
#pragma once

#include "ui/pages/page.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace vitscope {

class AnswerPanel;
class Card;
class PlainPicture;
class SampleGallery;
class StartMap;
class WordLabel;

class StartPage : public Page {
    Q_OBJECT

public:
    explicit StartPage(const Rooms& rooms);

    void setTheme(const Theme& theme) override;
    void setPresenting(bool presenting) override;
    QWidget* firstFocus() override;
    bool goOn() override;
    /// The answer's number.
    bool explain() override;
    bool step(int direction) override;

    StartMap& map() const { return *map_; }
    QString facts() const;

private:
    void fillLeft(const Rooms& rooms);
    void fillMiddle(const Rooms& rooms);
    void fillRight(const Rooms& rooms);
    QWidget* makeFoot(const Rooms& rooms);
    void showRun();
    /// To the beginning of the short walk.
    void begin();
    void openScreen(const StageKey& stage);

    RunView& runView_;
    Viewpoint& viewpoint_;
    Columns& frame_;
    PlainPicture* picture_ = nullptr;
    SampleGallery* gallery_ = nullptr;
    StartMap* map_ = nullptr;
    const Actions& actions_;
    QToolButton* own_ = nullptr;
    QPushButton* begin_ = nullptr;
    QWidget* foot_ = nullptr;
    QLabel *pictureName_ = nullptr, *pictureSize_ = nullptr, *knowledge_ = nullptr, *length_ = nullptr, *size_ = nullptr;
    WordLabel *reading_ = nullptr, *facts_ = nullptr;
    AnswerPanel* answer_ = nullptr;
};

}  // namespace vitscope
