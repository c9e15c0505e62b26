// The window: a bar on top, below it the page one is on.
//
//   MainWindow window(Theme::system());
//   window.start(defaultModel, {});
//   window.show();
//
// What stands in the window is made anew when the language or the size of the type changes; session and walk stay. Tested in
// tests/ui/window_test.cpp.
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <memory>

#include "ui/pages/actions.h"
#include "ui/pages/article_visit.h"
#include "ui/session/session.h"
#include "ui/session/walk.h"
#include "ui/theme/theme.h"
#include "ui/window/memory.h"

class QMimeData;
class QVBoxLayout;

namespace vitscope {

class BusyBar;
class HelpDialog;
class MessageBar;
class NotesWindow;
class Page;
class Presentation;
class PartsDialog;
class TopBar;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `system` is what the desktop asks for, and the theme at the start.
    explicit MainWindow(const Theme& system, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a model and a picture; the first built-in one where the path is empty.
    void start(const QString& model, const QString& picturePath, const QStringList& settings = {});
    /// As it was left: what is open, where one is, and how the window looks. Call before start().
    void recall(const Memory& memory);
    Memory memory() const;

    void setTheme(const Theme& theme);
    const Theme& theme() const { return theme_; }
    /// The whole window speaks another language, at once.
    void setLanguage(const QString& language);
    const QString& language() const { return language_; }
    void setPresenting(bool presenting);
    bool isPresenting() const { return presenting_; }
    Presentation* presentation() const { return presentation_.get(); }

    Session& session() { return session_; }
    Walk& walk() { return walk_; }
    const Actions& actions() const { return actions_; }
    QString message() const;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void build();
    void openPage();
    void putPage();
    void keepPanes();
    void connectSession();
    void connectFiles();
    void connectWalk();
    void connectSteps();
    void connectDisplay();
    void connectLooks();

    void openPath(const QString& path);
    void openPictureDialog();
    void openModelDialog(bool folder);
    /// Whether there was something to take.
    bool take(const QMimeData* data);
    void paste();
    void cancel();
    void showHelp();
    void showNotes(bool shown);
    void fillNotes();
    void showNumbers();
    void stepOn(int direction);
    void showParts();
    void stepOrBlock(int direction);
    void moveEntry(int step);
    void onRun();
    void onSelection();
    void onFailed(const Error& error);
    void startAgain(Fault fault);

    Session session_;
    Walk walk_;
    ArticleVisit visit_;
    Actions actions_;
    Theme system_;
    Theme theme_;
    QString themeName_;  ///< "light", "dark", or empty: as the desktop
    QString language_;
    QString startModel_;  ///< asked for at the start; the built-in ones where that failed
    QString startPicture_;
    QStringList startSettings_;
    std::optional<Selection> recalled_;  ///< to be taken with the first run
    QByteArray panes_;
    QByteArray geometry_;  ///< before the presentation
    Qt::WindowStates state_;
    RunPtr shownRun_;
    Recent recent_;
    bool presenting_ = false;
    std::unique_ptr<Presentation> presentation_;  ///< while presenting

    TopBar* top_ = nullptr;
    MessageBar* messages_ = nullptr;
    BusyBar* busy_ = nullptr;
    QVBoxLayout* pageRow_ = nullptr;
    Page* page_ = nullptr;
    QList<QPointer<Page>> left_;  ///< until control is with the event loop
    HelpDialog* help_ = nullptr;
    NotesWindow* notes_ = nullptr;
    PartsDialog* parts_ = nullptr;
};

}  // namespace vitscope
