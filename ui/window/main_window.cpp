#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QScreen>
#include <QStyle>
#include <QVBoxLayout>
#include <utility>

#include "ui/pages/columns.h"
#include "ui/pages/pages.h"
#include "ui/resources/resources.h"
#include "ui/words/names.h"
#include "ui/views/stages/chosen.h"
#include "ui/window/application.h"
#include "ui/window/bars.h"
#include "ui/window/help_dialog.h"
#include "ui/window/notes_window.h"
#include "ui/window/presentation.h"
#include "ui/window/parts_dialog.h"
#include "ui/words/language.h"
#include "ui/views/maps/numbers_dialog.h"
#include "ui/window/top_bar.h"

namespace vitscope {

namespace {

constexpr int gap = 12;
constexpr QSize smallestWindow(1024, 700), firstWindow(1440, 900);
/// In the lecture hall the type grows with the screen: of a height of so many pixels it is as large as at the desk.
constexpr double deskHeight = 615, leastPresentingType = 1.25, mostPresentingType = 4;

/// What a window may take up without its frame.
QSize roomOnScreen(const QWidget& window)
{
    return window.screen()->availableGeometry().size() - QSize(0, window.style()->pixelMetric(QStyle::PM_TitleBarHeight));
}

}  // namespace

MainWindow::MainWindow(const Theme& system, QWidget* parent)
    : QMainWindow(parent),
      walk_(session_.view(), session_.viewpoint()),
      visit_(session_),
      system_(system),
      theme_(system),
      language_(QStringLiteral("en"))
{
    addActions(actions_.ofScope(Scope::Window));
    setAcceptDrops(true);
    const QSize room = roomOnScreen(*this);
    setMinimumSize(smallestWindow.boundedTo(room));
    resize(firstWindow.boundedTo(room));
    setWindowTitle(QStringLiteral("ViTScope"));
    connectSession();
    connectFiles();
    connectWalk();
    connectSteps();
    connectDisplay();
    connectLooks();
    // A desktop without animations wants none here.
    walk_.setReducedMotion(style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0);
    actions_[QStringLiteral("reducedMotion")]->setChecked(walk_.reducedMotion());
    qApp->installEventFilter(this);
    apply(*qApp, theme_);
    build();
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(this);
    // The views speak to the session until they are gone: they go first.
    delete parts_;
    delete takeCentralWidget();
    qDeleteAll(left_);
}

void MainWindow::build()
{
    const QString message = messages_ ? messages_->message() : QString();
    delete takeCentralWidget();
    for (NumbersDialog* table : findChildren<NumbersDialog*>())
        table->close();
    delete help_;
    help_ = nullptr;
    const bool partsShown = parts_ && parts_->isVisible();
    delete std::exchange(parts_, nullptr);
    actions_.retranslate();
    top_ = new TopBar(session_, walk_, actions_, recent_);
    messages_ = new MessageBar;
    busy_ = new BusyBar(actions_[QStringLiteral("cancel")]);
    auto* all = new QWidget;
    auto* column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* messageRow = new QHBoxLayout;
    messageRow->setContentsMargins(gap, 0, gap, 0);
    messageRow->addWidget(messages_);
    pageRow_ = new QVBoxLayout;
    pageRow_->setContentsMargins(gap, gap, gap, gap);
    column->addWidget(top_);
    column->addWidget(busy_);
    column->addLayout(messageRow);
    column->addLayout(pageRow_, 1);
    page_ = nullptr;
    connect(&session_, &Session::busyChanged, busy_, &BusyBar::setBusy);
    setCentralWidget(all);
    top_->setVisible(!presenting_);
    putPage();
    setTheme(theme_);
    session_.announce();
    fillNotes();
    if (!message.isEmpty())
        messages_->showMessage(message);
    page_->firstFocus()->setFocus();
    if (partsShown)
        showParts();
}

/// The page the viewpoint names, before it is told what there is.
void MainWindow::putPage()
{
    page_ = makePage(session_.viewpoint().page(), {session_.view(), session_.viewpoint(), walk_, session_, actions_, visit_});
    pageRow_->addWidget(page_);
    page_->setPresenting(presenting_);
    if (!page_->columns().setPanes(panes_))
        panes_.clear();
    const PageId id = session_.viewpoint().page();
    for (const auto& [action, there] : {std::pair("article", id == PageId::Article), std::pair("start", id == PageId::Start),
                                        std::pair("walkPage", showsStages(id)), std::pair("whyPage", id == PageId::Why)})
        actions_[QString::fromLatin1(action)]->setChecked(there);
}

/// Another page takes the place of the one there is. Whoever opened it may still be on that one: it goes later.
void MainWindow::openPage()
{
    keepPanes();
    page_->setParent(nullptr);
    page_->deleteLater();
    left_.removeAll(nullptr);
    left_.append(page_);
    putPage();
    page_->setTheme(theme_);
    session_.announce();
    fillNotes();
    page_->show();
    page_->firstFocus()->setFocus();
}

void MainWindow::connectSession()
{
    connect(&session_, &Session::runChanged, this, &MainWindow::onRun);
    connect(&session_, &Session::selectionChanged, this, &MainWindow::onSelection);
    connect(&session_.viewpoint(), &Viewpoint::pageChanged, this, &MainWindow::openPage);
    // Whoever asks stands still.
    connect(&session_.inquiry(), &Inquiry::changed, this, [this] {
        if (session_.inquiry().isOpen())
            walk_.pause();
        actions_[QStringLiteral("numbers")]->setEnabled(!session_.inquiry().isOpen());
    });
    connect(&session_, &Session::failed, this, [this](const std::shared_ptr<const Error>& error) { onFailed(*error); });
    if (auto* application = qobject_cast<Application*>(qApp))
        connect(application, &Application::thrown, this,
                [this](const std::shared_ptr<const Error>& error) { messages_->showMessage(errorText(*error)); });
}

void MainWindow::start(const QString& model, const QString& picturePath, const QStringList& settings)
{
    startSettings_ = settings;
    startModel_ = model;
    startPicture_ = picturePath;
    const std::vector<SamplePicture> samples = samplePictures();
    QString picture = picturePath;
    if (picture.isEmpty() && !samples.empty())
        picture = samples.front().path;
    session_.open(model, picture, settings);
}

void MainWindow::recall(const Memory& memory)
{
    recalled_ = memory.selection;
    recent_ = memory.recent;
    session_.viewpoint().setPageOfStages(memory.walk);
    session_.viewpoint().open(memory.page);
    panes_ = memory.panes;
    session_.setDisplay(memory.display);
    for (const auto& [id, on] :
         {std::pair("grid", memory.display.grid), std::pair("bare", memory.display.bare), std::pair("sharedScale", memory.display.sharedScale)})
        actions_[QString::fromLatin1(id)]->setChecked(on);
    walk_.setSpeed(memory.speed);
    if (memory.reducedMotion)
        actions_[QStringLiteral("reducedMotion")]->setChecked(true);
    if (!memory.theme.isEmpty())
        actions_[memory.theme == QStringLiteral("dark") ? QStringLiteral("themeDark") : QStringLiteral("themeLight")]->trigger();
    if (!memory.geometry.isEmpty())
        restoreGeometry(memory.geometry);
    setLanguage(memory.language.isEmpty() ? systemLanguage() : memory.language);
}

Memory MainWindow::memory() const
{
    Memory memory;
    if (session_.run()) {
        memory.model = session_.run()->modelName;
        memory.picture = session_.run()->picturePath;
        memory.selection = session_.selection().locked();
    }
    memory.recent = recent_;
    memory.page = session_.viewpoint().page();
    memory.walk = session_.viewpoint().pageOfStages();
    memory.display = session_.display();
    // Who quits while presenting begins at the desk again.
    memory.geometry = presenting_ ? geometry_ : saveGeometry();
    const QByteArray panes = page_->columns().panes();
    memory.panes = panes.isEmpty() ? panes_ : panes;
    memory.language = language_;
    memory.theme = themeName_;
    memory.speed = walk_.speed();
    memory.reducedMotion = walk_.reducedMotion();
    return memory;
}

void MainWindow::setTheme(const Theme& theme)
{
    theme_ = theme;
    theme_.typeScale = presenting_ ? std::clamp(screen()->size().height() / deskHeight, leastPresentingType, mostPresentingType) : 1;
    apply(*qApp, theme_);
    actions_.setTheme(theme_);
    top_->setTheme(theme_);
    messages_->setTheme(theme_);
    page_->setTheme(theme_);
    if (presentation_)
        presentation_->setTheme(theme_);
    if (parts_)
        parts_->setTheme(theme_);
}

void MainWindow::setLanguage(const QString& language)
{
    vitscope::setLanguage(language);
    language_ = language;
    actions_[language == QStringLiteral("zh_CN") ? QStringLiteral("chinese") : QStringLiteral("english")]->setChecked(true);
    keepPanes();
    if (notes_) {
        showNotes(false);
        showNotes(true);
    }
    build();
}

void MainWindow::setPresenting(bool presenting)
{
    if (presenting == presenting_)
        return;
    if (presenting) {
        keepPanes();
        geometry_ = saveGeometry();
        state_ = windowState();
    }
    presenting_ = presenting;
    actions_[QStringLiteral("present")]->setChecked(presenting);
    setTheme(theme_);
    build();
    presenting ? showFullScreen() : setWindowState(state_);
    presentation_ = presenting ? std::make_unique<Presentation>(*this, session_, actions_) : nullptr;
    if (presentation_)
        presentation_->setTheme(theme_);
    // The notes are for the speaker: where there is another display, on that one.
    const bool another = QGuiApplication::screens().size() > 1;
    if (another || !presenting)
        actions_[QStringLiteral("notes")]->setChecked(presenting);
}

/// As the user left them; panes that were never moved leave what is remembered as it is.
void MainWindow::keepPanes()
{
    if (const QByteArray panes = page_->columns().panes(); !panes.isEmpty())
        panes_ = panes;
}

QString MainWindow::message() const
{
    return messages_->message();
}

bool MainWindow::eventFilter(QObject* object, QEvent* event)
{
    // Space presses the button that has the focus; only elsewhere it plays.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space &&
        static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier && qobject_cast<QAbstractButton*>(object)) {
        event->accept();
        return true;
    }
    // And so does Enter, as in a dialog.
    auto* pressed = event->type() == QEvent::KeyPress ? qobject_cast<QAbstractButton*>(object) : nullptr;
    if (const auto* key = pressed ? static_cast<QKeyEvent*>(event) : nullptr; key && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        pressed->click();
        return true;
    }
    return QMainWindow::eventFilter(object, event);
}

void MainWindow::onRun()
{
    const Run& run = *session_.run();
    setWindowTitle(
        tr("%1 · %2 · ViTScope")
            .arg(run.pictureName.isEmpty() ? tr("Picture") : run.pictureName, modelTitle(QString::fromStdString(run.trace->model().name))));
    if (shownRun_ == session_.run())
        return;
    if (shownRun_)
        messages_->hide();  // what went wrong before is not about what is shown now
    shownRun_ = session_.run();
    recent_ = withOpened(std::move(recent_), run);
    if (recalled_)
        session_.viewpoint().go({session_.viewpoint().page(), *std::exchange(recalled_, std::nullopt)});
}

void MainWindow::onSelection()
{
    if (!session_.run())
        return;
    const TokenLayout& layout = session_.run()->trace->layout();
    const Stage& stage = session_.run()->trace->stage(session_.selection().stage);
    const bool asked = layout.classToken() == session_.selection().query,
               there = layout.classToken() == chosenIn(session_.view(), session_.viewpoint(), stage).token;
    actions_[QStringLiteral("classToken")]->setChecked(asked && (there || session_.selection().preview));
    actions_[QStringLiteral("classToken")]->setEnabled(layout.classToken().has_value());
}

void MainWindow::onFailed(const Error& error)
{
    if (session_.run())
        return messages_->showMessage(errorText(error));
    const QString before = message();
    messages_->showMessage(before.isEmpty() ? errorText(error) : QStringLiteral("%1 %2").arg(before, errorText(error)));
    startAgain(error.fault());
}

void MainWindow::startAgain(Fault fault)
{
    // Nothing is on screen yet: what is built in takes the place of what failed, below the message.
    QString& failed = fault == Fault::Picture ? startPicture_ : startModel_;
    const QString builtIn = fault == Fault::Picture ? QString() : defaultModel;
    if (failed == builtIn && startSettings_.isEmpty())
        return;
    failed = builtIn;
    start(startModel_, startPicture_, fault == Fault::Picture ? startSettings_ : QStringList());
}

}  // namespace vitscope
