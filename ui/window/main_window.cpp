#include "ui/window/main_window.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/resources/resources.h"
#include "ui/session/names.h"
#include "ui/theme/card.h"
#include "ui/views/answer_panel.h"
#include "ui/views/head_strip.h"
#include "ui/views/picture_panel.h"
#include "ui/views/picture_view.h"
#include "ui/views/reading_panel.h"
#include "ui/views/stage_list.h"
#include "ui/views/stage_panel.h"
#include "ui/window/bars.h"
#include "ui/window/help_dialog.h"
#include "ui/window/top_bar.h"

namespace vitscope {

namespace {

constexpr int space = 12, mainPadding = 22, rightWidth = 320;
constexpr QSize smallestWindow(1120, 720), firstWindow(1440, 900);

/// Without margins; cards stand 12 pixels apart.
QVBoxLayout* columnIn(QWidget* widget)
{
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space);
    return column;
}

}  // namespace

MainWindow::MainWindow(const Theme& system, QWidget* parent)
    : QMainWindow(parent), system_(system), theme_(system), top_(new TopBar(session_, actions_)), messages_(new MessageBar),
      busy_(new BusyBar(actions_[QStringLiteral("cancel")])), help_(new HelpDialog(this)), left_(makeLeft()), right_(makeRight())
{
    auto* body = new QWidget;
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(space, space, space, space);
    row->setSpacing(space);
    row->addWidget(left_);
    row->addWidget(makeMiddle(), 1);
    row->addWidget(right_);
    auto* all = new QWidget;
    QVBoxLayout* column = columnIn(all);
    column->setSpacing(0);
    auto* messageRow = new QHBoxLayout;
    messageRow->setContentsMargins(space, 0, space, 0);
    messageRow->addWidget(messages_);
    column->addWidget(top_);
    column->addWidget(busy_);
    column->addLayout(messageRow);
    column->addWidget(body, 1);
    setCentralWidget(all);
    addActions(actions_.ofScope(Scope::Window));
    picture_->view()->addActions(actions_.ofScope(Scope::Picture));
    setAcceptDrops(true);
    setMinimumSize(smallestWindow);
    resize(firstWindow);
    setWindowTitle(QStringLiteral("ViTScope"));
    connectSession();
    connectFiles();
    connectSteps();
    connectDisplay();
    connectThemes();
    setTheme(system);
    stages_->setFocus();
    // Nothing to say before the first run, but their room is kept.
    for (QWidget* panel : std::initializer_list<QWidget*>{reading_, answer_}) {
        QSizePolicy policy = panel->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        panel->setSizePolicy(policy);
        panel->hide();
    }
}

MainWindow::~MainWindow()
{
    // The views speak to the session until they are gone: they go first.
    delete takeCentralWidget();
}

QWidget* MainWindow::makeLeft()
{
    picture_ = new PicturePanel(session_, actions_[QStringLiteral("classToken")],
                                {actions_[QStringLiteral("grid")], actions_[QStringLiteral("bare")]});
    pictureName_ = new QLabel;
    setLook(pictureName_, QStringLiteral("dim"));
    auto* picture = new Card(tr("Picture"));
    picture->head()->addWidget(pictureName_);
    picture->content()->addWidget(picture_);
    auto* pipeline = new Card(tr("Pipeline"));
    stages_ = new StageList(session_, pipeline);
    pipeline->content()->addWidget(stages_, 1);
    auto* left = new QWidget;
    QVBoxLayout* column = columnIn(left);
    column->addWidget(picture);
    column->addWidget(pipeline, 1);
    return left;
}

QWidget* MainWindow::makeMiddle()
{
    stage_ = new StagePanel(session_);
    auto* stage = new Card;
    stage->setPadding(mainPadding);
    stage->content()->addWidget(stage_);
    heads_ = new HeadStrip(session_);
    auto* shared = new QToolButton;
    shared->setDefaultAction(actions_[QStringLiteral("sharedScale")]);
    shared->setToolButtonStyle(Qt::ToolButtonTextOnly);
    setLook(shared, QStringLiteral("crumb"));
    headsCard_ = new Card(tr("Heads"));
    scaleNote_ = new QLabel;
    setLook(scaleNote_, QStringLiteral("dim"));
    headsCard_->head()->addWidget(scaleNote_);
    headsCard_->head()->addWidget(shared);
    headsCard_->content()->addWidget(heads_);
    auto* middle = new QWidget;
    QVBoxLayout* column = columnIn(middle);
    column->addWidget(stage, 1);
    column->addWidget(headsCard_);
    return middle;
}

QWidget* MainWindow::makeRight()
{
    reading_ = new ReadingPanel(session_);
    auto* reading = new Card(tr("Reading"));
    reading->content()->addWidget(reading_, 1);
    answer_ = new AnswerPanel(session_);
    auto* answer = new Card(tr("Answer"));
    answer->content()->addWidget(answer_);
    auto* right = new QWidget;
    right->setFixedWidth(rightWidth);
    QVBoxLayout* column = columnIn(right);
    column->addWidget(reading, 1);
    column->addWidget(answer);
    return right;
}

void MainWindow::connectSession()
{
    connect(&session_, &Session::busyChanged, busy_, &BusyBar::setBusy);
    connect(&session_, &Session::runChanged, this, &MainWindow::onRun);
    connect(&session_, &Session::selectionChanged, this, &MainWindow::onSelection);
    connect(&session_, &Session::displayChanged, this, &MainWindow::onSelection);
    connect(&session_, &Session::failed, this, [this](const std::shared_ptr<const Error>& error) { onFailed(*error); });
}

void MainWindow::start(const QString& model, const QString& picturePath)
{
    startModel_ = model;
    startPicture_ = picturePath;
    const std::vector<SamplePicture> samples = samplePictures();
    QString picture = picturePath;
    if (picture.isEmpty() && !samples.empty())
        picture = samples.front().path;
    session_.open(model, picture);
}

void MainWindow::setTheme(const Theme& theme)
{
    theme_ = theme;
    apply(*qApp, theme);
    actions_.setTheme(theme);
    top_->setTheme(theme);
    messages_->setTheme(theme);
    picture_->setTheme(theme);
    stages_->setTheme(theme);
    stage_->setTheme(theme);
    heads_->setTheme(theme);
    reading_->setTheme(theme);
    answer_->setTheme(theme);
}

QString MainWindow::message() const
{
    return messages_->message();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    // The picture grows with the window, but leaves the pipeline its rows.
    left_->setFixedWidth(std::clamp(std::min(width() * 19 / 100, height() * 36 / 100), 296, 400));
}

void MainWindow::onRun()
{
    const Run& run = *session_.run();
    if (std::exchange(hasShownRun_, true))
        messages_->hide();  // what went wrong before is not about what is shown now
    reading_->show();
    answer_->show();
    setWindowTitle(tr("%1 · %2 · ViTScope").arg(run.pictureName.isEmpty() ? tr("Picture") : run.pictureName, modelTitle(run.modelName)));
    const QString size = tr("%1 × %2").arg(run.sourceSize.width()).arg(run.sourceSize.height());
    pictureName_->setText(pictureName_->fontMetrics().elidedText(run.pictureName, Qt::ElideMiddle, 150));
    pictureName_->setToolTip(tr("%1, %2 pixels").arg(run.pictureName, size));
}

void MainWindow::onSelection()
{
    const Selection& selection = session_.selection();
    if (!session_.run())
        return;
    const TokenLayout& layout = session_.run()->trace->layout();
    headsCard_->setHeading(tr("Block %1: where %2 looks").arg(selection.block + 1).arg(tokenPhrase(layout, selection.token())));
    scaleNote_->setText(session_.display().sharedScale ? tr("one scale for all") : tr("each on its own scale"));
    actions_[QStringLiteral("classToken")]->setChecked(layout.classToken() == selection.query);
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
    if (failed == builtIn)
        return;
    failed = builtIn;
    start(startModel_, startPicture_);
}

}  // namespace vitscope
