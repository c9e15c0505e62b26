// The page about the article's model: its parts and switches in the middle, picture and pipeline on the left, the answer on the right.
//
// Tested in tests/ui/article_test.cpp.
#pragma once

#include "ui/pages/page.h"

namespace vitscope {

class AnswerPanel;
class ArticlePanel;
class PictureCard;
class StageList;

class ArticlePage : public Page {
    Q_OBJECT

public:
    explicit ArticlePage(const Rooms& rooms);

    void setTheme(const Theme& theme) override;
    QWidget* firstFocus() override;
    /// Back to the model and the place before.
    bool escape() override;

private:
    ArticleVisit& visit_;
    PictureCard* picture_;
    StageList* stages_;
    ArticlePanel* article_;
    AnswerPanel* answer_;
};

}  // namespace vitscope
