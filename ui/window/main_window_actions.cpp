// What the actions of the window do.
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QScreen>
#include <QShortcut>
#include <utility>

#include "ui/image_io/image_io.h"
#include "ui/pages/page.h"
#include "ui/resources/resources.h"
#include "ui/words/names.h"
#include "ui/views/reading/glossary_dialog.h"
#include "ui/views/stages/chosen.h"
#include "ui/window/bars.h"
#include "ui/window/help_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/notes_window.h"
#include "ui/views/maps/numbers_dialog.h"
#include "ui/views/figure/figure_dialog.h"
#include "ui/window/parts_dialog.h"

namespace vitscope {

void MainWindow::connectFiles()
{
    connect(actions_[QStringLiteral("open")], &QAction::triggered, this, &MainWindow::openPictureDialog);
    connect(actions_[QStringLiteral("paste")], &QAction::triggered, this, &MainWindow::paste);
    connect(actions_[QStringLiteral("openModel")], &QAction::triggered, this, [this] { openModelDialog(true); });
    connect(actions_[QStringLiteral("openModelFile")], &QAction::triggered, this, [this] { openModelDialog(false); });
    connect(actions_[QStringLiteral("article")], &QAction::triggered, this, [this](bool on) { on ? visit_.begin() : visit_.end(); });
    const auto page = [this](const char* id, auto open) {
        connect(actions_[QString::fromLatin1(id)], &QAction::triggered, this, [this, id, open] {
            actions_[QString::fromLatin1(id)]->setChecked(true);  // whoever is there stays there
            session_.viewpoint().open(open());
        });
    };
    page("start", [] { return PageId::Start; });
    page("walkPage", [this] { return session_.viewpoint().pageOfStages(); });
    page("whyPage", [] { return PageId::Why; });
    connect(actions_[QStringLiteral("everyStage")], &QAction::triggered, this,
            [this] { session_.viewpoint().open(session_.viewpoint().page() == PageId::Walk ? PageId::ShortWalk : PageId::Walk); });
    connect(actions_[QStringLiteral("cancel")], &QAction::triggered, this, &MainWindow::cancel);
    connect(actions_[QStringLiteral("undo")], &QAction::triggered, &session_, &Session::undo);
    connect(actions_[QStringLiteral("redo")], &QAction::triggered, &session_, &Session::redo);
    const auto whatCanBeUndone = [this] {
        actions_[QStringLiteral("undo")]->setEnabled(session_.canUndo());
        actions_[QStringLiteral("redo")]->setEnabled(session_.canRedo());
    };
    connect(&session_, &Session::recipeChanged, this, whatCanBeUndone);
    whatCanBeUndone();
    connect(actions_[QStringLiteral("help")], &QAction::triggered, this, &MainWindow::showHelp);
    connect(actions_[QStringLiteral("glossary")], &QAction::triggered, this, [this] { showGlossary(*this, session_.view(), session_.viewpoint()); });
    connect(actions_[QStringLiteral("numbers")], &QAction::triggered, this, &MainWindow::showNumbers);
    connect(actions_[QStringLiteral("parts")], &QAction::triggered, this, &MainWindow::showParts);
    connect(actions_[QStringLiteral("figure")], &QAction::triggered, this, [this] {
        if (!session_.run())
            return;
        auto* dialog = new FigureDialog(session_.view(), session_.viewpoint(), language_, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(actions_[QStringLiteral("quit")], &QAction::triggered, this, &QWidget::close);
    const std::vector<SamplePicture> samples = samplePictures();
    for (std::size_t i = 0; i < samples.size() && i < 9; ++i) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i))), this);
        connect(shortcut, &QShortcut::activated, this, [this, path = samples[i].path] { session_.openPicture(path); });
    }
}

void MainWindow::connectSteps()
{
    const auto step = [this](const char* id, auto change) {
        connect(actions_[QString::fromUtf8(id)], &QAction::triggered, this, [this, change] {
            if (session_.run())
                session_.select(change(session_.selection(), *session_.run()->trace));
        });
    };
    const auto patch = [&](const char* id, int rows, int columns) {
        step(id, [=](const Selection& now, const Trace& trace) { return withMovedQuery(now, rows, columns, trace.layout()); });
    };
    patch("patchLeft", 0, -1);
    patch("patchRight", 0, 1);
    patch("patchUp", -1, 0);
    patch("patchDown", 1, 0);
    connect(actions_[QStringLiteral("previousBlock")], &QAction::triggered, this, [this] { stepOrBlock(-1); });
    connect(actions_[QStringLiteral("nextBlock")], &QAction::triggered, this, [this] { stepOrBlock(1); });
    connect(actions_[QStringLiteral("previousEntry")], &QAction::triggered, this, [this] { moveEntry(-1); });
    connect(actions_[QStringLiteral("nextEntry")], &QAction::triggered, this, [this] { moveEntry(1); });
    connect(actions_[QStringLiteral("explain")], &QAction::triggered, this, [this] {
        if (!page_->explain())
            askForChosen(session_.view(), session_.viewpoint());
    });
    step("previousHead", [](const Selection& now, const Trace& trace) { return withNextHead(now, -1, trace); });
    step("nextHead", [](const Selection& now, const Trace& trace) { return withNextHead(now, 1, trace); });
    step("classToken", [](Selection now, const Trace& trace) {
        now.query = trace.layout().classToken().value_or(now.query);
        now.preview.reset();
        return now;
    });
    // Triggering it again would uncheck it, though the class token stays chosen.
    connect(actions_[QStringLiteral("classToken")], &QAction::triggered, this, &MainWindow::onSelection);
}

void MainWindow::connectDisplay()
{
    const auto toggle = [this](const char* id, bool Display::*option) {
        QAction* action = actions_[QString::fromUtf8(id)];
        action->setChecked(session_.display().*option);
        connect(action, &QAction::toggled, this, [this, option](bool on) {
            Display display = session_.display();
            display.*option = on;
            session_.setDisplay(display);
        });
    };
    toggle("grid", &Display::grid);
    toggle("bare", &Display::bare);
    toggle("sharedScale", &Display::sharedScale);
}

void MainWindow::connectWalk()
{
    const auto on = [this](const char* id, auto act) { connect(actions_[QString::fromLatin1(id)], &QAction::triggered, &walk_, act); };
    on("play", [this] {
        session_.inquiry().close();
        if (!page_->goOn())
            walk_.toggle();
    });
    on("playAlone", [this] {
        session_.inquiry().close();
        if (!page_->play())
            walk_.toggle();
    });
    on("stepForward", [this] { stepOn(1); });
    on("stepBack", [this] { stepOn(-1); });
    on("skipForward", [this] { walk_.skip(1); });
    on("skipBack", [this] { walk_.skip(-1); });
    on("faster", [this] { walk_.setSpeed(walk_.speed() * 2); });
    on("slower", [this] { walk_.setSpeed(walk_.speed() / 2); });
    on("goBack", [this] { session_.goBack(); });
    on("goForward", [this] { session_.goForward(); });
    connect(actions_[QStringLiteral("reducedMotion")], &QAction::toggled, &walk_, &Walk::setReducedMotion);
}

void MainWindow::stepOn(int direction)
{
    if (!page_->step(direction))
        walk_.step(direction);
}

/// PgUp and PgDown go from block to block; a clicker in the lecture hall sends them to go on.
void MainWindow::stepOrBlock(int direction)
{
    if (presenting_)
        stepOn(direction);
    else if (session_.run())
        session_.select(withBlock(session_.selection(), session_.selection().block + direction, *session_.run()->trace));
}

void MainWindow::moveEntry(int step)
{
    if (!session_.run())
        return;
    const Stage& stage = session_.run()->trace->stage(session_.selection().stage);
    const std::optional<std::int64_t> now = chosenIn(session_.view(), session_.viewpoint(), stage).entry;
    if (now && *now + step >= 0 && *now + step < stage.shape.back().extent)
        session_.select(withCell(session_.selection(), std::nullopt, *now + step));
}

void MainWindow::connectLooks()
{
    auto* themes = new QActionGroup(this);
    const auto offer = [&](const char* id, const Theme& theme, const QString& name) {
        QAction* action = actions_[QString::fromUtf8(id)];
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, theme, name] {
            themeName_ = name;
            setTheme(theme);
        });
    };
    offer("themeLight", Theme::light(), QStringLiteral("light"));
    offer("themeDark", Theme::darkTheme(), QStringLiteral("dark"));
    offer("themeSystem", system_, {});
    actions_[QStringLiteral("themeSystem")]->setChecked(true);
    connect(actions_[QStringLiteral("theme")], &QAction::triggered, this,
            [this] { actions_[theme_.dark ? QStringLiteral("themeLight") : QStringLiteral("themeDark")]->trigger(); });
    auto* languages = new QActionGroup(this);
    const auto speak = [&](const char* id, const QString& language) {
        QAction* action = actions_[QString::fromLatin1(id)];
        languages->addAction(action);
        // Later: the menu the action was chosen from is made anew too.
        connect(
            action, &QAction::triggered, this, [this, language] { setLanguage(language); }, Qt::QueuedConnection);
    };
    speak("english", QStringLiteral("en"));
    speak("chinese", QStringLiteral("zh_CN"));
    actions_[QStringLiteral("english")]->setChecked(true);
    connect(actions_[QStringLiteral("notes")], &QAction::toggled, this, &MainWindow::showNotes);
    for (auto changed : {&Viewpoint::selectionChanged, &Viewpoint::pageChanged})
        connect(&session_.viewpoint(), changed, this, &MainWindow::fillNotes);
    connect(&session_, &Session::valuesArrived, this, &MainWindow::fillNotes);
    connect(
        actions_[QStringLiteral("present")], &QAction::triggered, this, [this](bool on) { setPresenting(on); }, Qt::QueuedConnection);
}

void MainWindow::openPictureDialog()
{
    const QString filter = tr("Pictures (%1);;All files (*)").arg(pictureNamePatterns().join(u' '));
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a picture"), {}, filter);
    if (!path.isEmpty())
        session_.openPicture(path);
}

void MainWindow::openModelDialog(bool folder)
{
    const QString path = folder ? QFileDialog::getExistingDirectory(this, tr("Open a model folder"))
                                : QFileDialog::getOpenFileName(this, tr("Open a model file"), {},
                                                               tr("Checkpoints (*.safetensors *.json *.npz *.pth *.pt *.bin);;All files (*)"));
    if (!path.isEmpty())
        session_.openModel(path);
}

void MainWindow::openPath(const QString& path)
{
    const QStringList modelFiles{QStringLiteral("safetensors"), QStringLiteral("json"), QStringLiteral("npz"),
                                 QStringLiteral("pth"),         QStringLiteral("pt"),   QStringLiteral("bin")};
    const QFileInfo file(path);
    if (file.isDir() || modelFiles.contains(file.suffix().toLower()))
        session_.openModel(path);
    else
        session_.openPicture(path);
}

bool MainWindow::take(const QMimeData* data)
{
    for (const QUrl& url : data->urls())
        if (url.isLocalFile()) {
            openPath(url.toLocalFile());
            return true;
        }
    if (!data->hasImage())
        return false;
    session_.openPicture(PastedPicture{qvariant_cast<QImage>(data->imageData()), tr("pasted picture")});
    return true;
}

void MainWindow::paste()
{
    if (!take(QApplication::clipboard()->mimeData()))
        messages_->showMessage(tr("The clipboard holds no picture and no file."));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasImage())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    if (take(event->mimeData()))
        event->acceptProposedAction();
    else
        messages_->showMessage(tr("Only a picture or a model from this computer can be dropped here."));
}

void MainWindow::cancel()
{
    if (session_.isBusy())
        session_.cancel();
    else if (page_->escape())
        return;
    else if (presenting_)
        QMetaObject::invokeMethod(
            this, [this] { setPresenting(false); }, Qt::QueuedConnection);
    else if (messages_->isVisible())
        messages_->hide();
    else
        session_.viewpoint().open(PageId::Start);
}

void MainWindow::showHelp()
{
    if (!help_)
        help_ = new HelpDialog(&session_.view(), this);
    help_->showTour(theme_);
}

void MainWindow::showNotes(bool shown)
{
    delete std::exchange(notes_, nullptr);
    if (!shown)
        return;
    notes_ = new NotesWindow(this);
    notes_->addActions(actions_.ofScope(Scope::Window));
    connect(notes_, &NotesWindow::closed, actions_[QStringLiteral("notes")], [this] { actions_[QStringLiteral("notes")]->setChecked(false); });
    for (QScreen* display : QGuiApplication::screens())
        if (display != screen() && presenting_) {
            notes_->setGeometry(display->availableGeometry());
            break;
        }
    fillNotes();
    notes_->show();
}

void MainWindow::fillNotes()
{
    if (notes_)
        notes_->setNotes(page_->notes());
}

void MainWindow::showParts()
{
    if (!parts_)
        parts_ = new PartsDialog(session_, this);
    parts_->setTheme(theme_);
    parts_->show();
    parts_->raise();
}

void MainWindow::showNumbers()
{
    const PageTables tables = page_->tables();
    if (tables.parts.empty())
        return messages_->showMessage(session_.viewpoint().page() == PageId::Walk
                                          ? tr("This stage is a picture: its numbers are the colours, from 0 to 255.")
                                          : tr("There is no table of numbers on this page."));
    (new NumbersDialog(tables.title, tables.parts, session_.run()->trace->layout(), tables.chosen, this))->show();
}

}  // namespace vitscope
