// The place Walk: picture and pipeline on the left, the chosen stage in the middle, reading and answer on the right. In a narrow window the
// right column folds into tabs beside the pipeline.
//
// Made anew when the language or the size of the type changes; what it shows is in session and walk. Tested in tests/ui/window_test.cpp.
#pragma once

#include <QPointer>
#include <QSplitter>
#include <array>
#include <vector>

#include "ui/session/walk.h"
#include "ui/theme/theme.h"

class QLabel;
class QTabBar;
class QVBoxLayout;

namespace vitscope {

class Actions;
class AnswerPanel;
class ArticlePanel;
class Card;
class ExplainPanel;
class HeadStrip;
class NumpyPanel;
class OperandView;
class PicturePanel;
class PictureView;
class ReadingPanel;
class StageList;
class StagePanel;

class WalkPage : public QSplitter {
    Q_OBJECT

public:
    WalkPage(Session& session, Walk& walk, const Actions& actions, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// The stage alone.
    void setPresenting(bool presenting);
    /// The page about the article's model in the place of the stage.
    void setArticle(bool shown);
    /// The widths of the panes, as the user left them; empty as long as they follow the window.
    QByteArray panes() const;
    /// Whether they could be read.
    bool setPanes(const QByteArray& panes);
    PictureView* pictureView() const;
    StagePanel& stagePanel() const { return *stage_; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeLeft();
    QWidget* makeMiddle();
    QWidget* makeRight();
    void showRun();
    void showSelection();
    void showInquiry();
    void placeCards();
    void goToStage();
    void placePanes();
    void fold(bool folded);
    void nameTabs();

    Session& session_;
    Walk& walk_;
    const Actions& actions_;
    bool presenting_ = false;
    bool moved_ = false;  ///< the user has set the widths

    PicturePanel* picture_ = nullptr;
    QLabel* pictureName_ = nullptr;
    StageList* stages_ = nullptr;
    Card* stageCard_ = nullptr;
    StagePanel* stage_ = nullptr;
    Card* headsCard_ = nullptr;
    Card *pipelineCard_ = nullptr, *readingCard_ = nullptr, *answerCard_ = nullptr;
    Card *whereCard_ = nullptr, *numpyCard_ = nullptr;
    QLabel* scaleNote_ = nullptr;
    HeadStrip* heads_ = nullptr;
    ReadingPanel* reading_ = nullptr;
    AnswerPanel* answer_ = nullptr;
    std::vector<Card*> ofStage_, ofInquiry_;  ///< shown in turn
    ExplainPanel* explain_ = nullptr;
    ArticlePanel* article_ = nullptr;
    Card* articleCard_ = nullptr;
    bool articleShown_ = false;
    OperandView* operands_ = nullptr;
    NumpyPanel* numpy_ = nullptr;
    QTabBar* tabs_ = nullptr;  ///< of the left column, into which the right one folds where there is little room
    bool folded_ = false;
    std::array<int, 2> tab_{1, 0};   ///< the chosen one: of the stage's cards, and of the inquiry's
    QPointer<QWidget> focusBefore_;  ///< who had it when the inquiry began
    QWidget* left_;
    QWidget* right_;
};

}  // namespace vitscope
