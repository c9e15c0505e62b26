// The window: a bar on top, picture and pipeline on the left, the chosen stage in the middle, reading and answer on the right.
//
//   MainWindow window(Theme::system());
//   window.start(defaultModel, {});
//   window.show();
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QMainWindow>

#include "ui/session/session.h"
#include "ui/theme/theme.h"
#include "ui/window/actions.h"

class QLabel;
class QMimeData;

namespace vitscope {

class AnswerPanel;
class BusyBar;
class Card;
class HeadStrip;
class HelpDialog;
class MessageBar;
class PicturePanel;
class ReadingPanel;
class StageList;
class StagePanel;
class TopBar;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `system` is what the desktop asks for, and the theme at the start.
    explicit MainWindow(const Theme& system, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a model and a picture; the first built-in one where the path is empty.
    void start(const QString& model, const QString& picturePath);
    void setTheme(const Theme& theme);
    const Theme& theme() const { return theme_; }
    Session& session() { return session_; }
    const Actions& actions() const { return actions_; }
    QString message() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeLeft();
    QWidget* makeMiddle();
    QWidget* makeRight();
    void connectSession();
    void connectFiles();
    void connectSteps();
    void connectDisplay();
    void connectThemes();

    void openPath(const QString& path);
    void openPictureDialog();
    void openModelDialog(bool folder);
    /// Whether there was something to take.
    bool take(const QMimeData* data);
    void paste();
    void cancel();
    void showHelp();
    void onRun();
    void onSelection();
    void onFailed(const Error& error);
    void startAgain(Fault fault);

    Session session_;
    Actions actions_;
    Theme system_;
    Theme theme_;
    QString startModel_;    ///< asked for at the start; the built-in ones where that failed
    QString startPicture_;
    bool hasShownRun_ = false;

    TopBar* top_;
    MessageBar* messages_;
    BusyBar* busy_;
    PicturePanel* picture_;
    QLabel* pictureName_;
    StageList* stages_;
    StagePanel* stage_;
    Card* headsCard_;
    QLabel* scaleNote_;
    HeadStrip* heads_;
    ReadingPanel* reading_;
    AnswerPanel* answer_;
    HelpDialog* help_;
    QWidget* left_;
    QWidget* right_;
};

}  // namespace vitscope
