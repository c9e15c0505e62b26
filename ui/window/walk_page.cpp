#include "ui/window/walk_page.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/words/names.h"
#include "ui/theme/card.h"
#include "ui/views/answer_panel.h"
#include "ui/views/article/article_panel.h"
#include "ui/views/explain/explain_panel.h"
#include "ui/views/explain/numpy_panel.h"
#include "ui/views/explain/operand_view.h"
#include "ui/views/head_strip.h"
#include "ui/views/picture_panel.h"
#include "ui/views/picture_view.h"
#include "ui/views/reading/reading_panel.h"
#include "ui/views/stage_list.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/window/actions.h"

namespace vitscope {

namespace {

constexpr int space = 12, mainPadding = 20, rightWidth = 320, wideRight = 420, narrowestPane = 290, widestPane = 520, narrow = 1180, narrowLeft = 300,
              lowPicture = 30, lowTile = 12;

/// Without margins; cards stand 12 pixels apart.
QVBoxLayout* columnIn(QWidget* widget)
{
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space);
    return column;
}

}  // namespace

WalkPage::WalkPage(Session& session, Walk& walk, const Actions& actions, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent),
      session_(session),
      walk_(walk),
      actions_(actions),
      left_(makeLeft()),
      right_(makeRight())
{
    setHandleWidth(space);
    setChildrenCollapsible(false);
    addWidget(left_);
    addWidget(makeMiddle());
    addWidget(right_);
    setStretchFactor(1, 1);
    for (QWidget* pane : {left_, right_}) {
        pane->setMinimumWidth(narrowestPane);
        pane->setMaximumWidth(widestPane);
    }
    connect(this, &QSplitter::splitterMoved, this, [this] { moved_ = true; });
    connect(&session, &Session::runChanged, this, &WalkPage::showRun);
    connect(&session, &Session::selectionChanged, this, &WalkPage::showSelection);
    connect(&session, &Session::displayChanged, this, &WalkPage::showSelection);
    // Nothing to say before the first run, but their room is kept.
    for (QWidget* panel : std::initializer_list<QWidget*>{reading_, answer_}) {
        QSizePolicy policy = panel->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        panel->setSizePolicy(policy);
        panel->hide();
    }
    headsCard_->hide();
    connect(&session.inquiry(), &Inquiry::changed, this, &WalkPage::showInquiry);
    showInquiry();
}

QWidget* WalkPage::makeLeft()
{
    picture_ = new PicturePanel(session_.view(), session_.viewpoint(), actions_[QStringLiteral("classToken")],
                                {actions_[QStringLiteral("grid")], actions_[QStringLiteral("bare")]});
    pictureName_ = new QLabel;
    setLook(pictureName_, QStringLiteral("dim"));
    auto* picture = new Card(tr("Picture"));
    picture->head()->addWidget(pictureName_);
    picture->content()->addWidget(picture_);
    auto* pipeline = new Card(tr("Pipeline"));
    stages_ = new StageList(session_.view(), session_.viewpoint(), pipeline);
    pipeline->content()->addWidget(stages_, 1);
    auto* where = new Card(tr("Where it stands"));
    operands_ = new OperandView(session_.view());
    where->content()->addWidget(operands_, 1);
    pipelineCard_ = pipeline;
    whereCard_ = where;
    ofStage_.push_back(pipeline);
    ofInquiry_.push_back(where);
    auto* left = new QWidget;
    QVBoxLayout* column = columnIn(left);
    column->addWidget(picture);
    tabs_ = new QTabBar;
    tabs_->setDrawBase(false);
    tabs_->setExpanding(true);
    tabs_->hide();
    connect(tabs_, &QTabBar::currentChanged, this, [this](int index) {
        tab_[session_.inquiry().isOpen()] = index;
        placeCards();
    });
    column->addWidget(tabs_);
    column->addWidget(pipeline, 1);
    column->addWidget(where, 1);
    return left;
}

QWidget* WalkPage::makeMiddle()
{
    stage_ = new StagePanel(session_.view(), session_.viewpoint(), walk_);
    stageCard_ = new Card;
    stageCard_->setPadding(mainPadding);
    stageCard_->content()->addWidget(stage_);
    heads_ = new HeadStrip(session_.view(), session_.viewpoint());
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
    explain_ = new ExplainPanel(session_.view());
    auto* explain = new Card;
    explain->setPadding(mainPadding);
    explain->content()->addWidget(explain_);
    connect(explain_, &ExplainPanel::stageWanted, this, &WalkPage::goToStage);
    ofStage_.push_back(stageCard_);
    ofInquiry_.push_back(explain);
    column->addWidget(stageCard_, 1);
    column->addWidget(headsCard_);
    article_ = new ArticlePanel(session_);
    articleCard_ = new Card;
    articleCard_->setPadding(mainPadding);
    articleCard_->content()->addWidget(article_);
    connect(article_, &ArticlePanel::stageWanted, this, [this] { actions_[QStringLiteral("article")]->setChecked(false); });
    column->addWidget(explain, 1);
    column->addWidget(articleCard_, 1);
    return middle;
}

QWidget* WalkPage::makeRight()
{
    reading_ = new ReadingPanel(session_.view(), session_.viewpoint());
    auto* reading = new Card(tr("Reading"));
    reading->content()->addWidget(reading_, 1);
    answer_ = new AnswerPanel(session_.view(), session_.viewpoint());
    auto* answer = new Card(tr("Answer"));
    answer->content()->addWidget(answer_);
    auto* numpy = new Card(tr("The same in NumPy"));
    numpy_ = new NumpyPanel(session_.view(), session_.viewpoint());
    numpy->content()->addWidget(numpy_, 1);
    readingCard_ = reading;
    answerCard_ = answer;
    numpyCard_ = numpy;
    for (Card* card : {reading, answer})
        ofStage_.push_back(card);
    ofInquiry_.push_back(numpy);
    auto* right = new QWidget;
    QVBoxLayout* column = columnIn(right);
    column->addWidget(reading, 1);
    column->addWidget(answer);
    column->addWidget(numpy, 1);
    column->addStretch(0);
    return right;
}

PictureView* WalkPage::pictureView() const
{
    return picture_->view();
}

void WalkPage::setTheme(const Theme& theme)
{
    picture_->setTheme(theme);
    stages_->setTheme(theme);
    stage_->setTheme(theme);
    heads_->setTheme(theme);
    reading_->setTheme(theme);
    answer_->setTheme(theme);
    explain_->setTheme(theme);
    operands_->setTheme(theme);
    article_->setTheme(theme);
}

void WalkPage::setPresenting(bool presenting)
{
    presenting_ = presenting;
    left_->setVisible(!presenting);
    right_->setVisible(!presenting && !folded_);
    showSelection();
}

QByteArray WalkPage::panes() const
{
    return moved_ ? saveState() : QByteArray();
}

bool WalkPage::setPanes(const QByteArray& panes)
{
    moved_ = !panes.isEmpty() && restoreState(panes);
    placePanes();
    return moved_;
}

void WalkPage::resizeEvent(QResizeEvent* event)
{
    QSplitter::resizeEvent(event);
    placePanes();
}

void WalkPage::placePanes()
{
    fold(width() < narrow);
    if (moved_ || presenting_)
        return;
    heads_->setRoom(folded_ ? height() * lowTile / 100 : QWIDGETSIZE_MAX);
    pictureView()->setMaximumHeight(folded_ ? height() * lowPicture / 100 : QWIDGETSIZE_MAX);
    if (folded_)
        return setSizes({narrowLeft, std::max(1, width() - narrowLeft - space), 0});
    // The picture grows with the window, but leaves the pipeline its rows.
    const int left = std::clamp(std::min(width() * 19 / 100, height() * 38 / 100), 296, 400);
    // Code reads better in one line.
    const int right = session_.inquiry().isOpen() && width() > 1500 ? wideRight : rightWidth;
    setSizes({left, std::max(1, width() - left - right - 2 * space), right});
}

/// Between the right column and tabs under the picture.
void WalkPage::fold(bool folded)
{
    if (folded == folded_)
        return;
    folded_ = folded;
    auto* column = static_cast<QVBoxLayout*>((folded ? left_ : right_)->layout());
    const int first = folded ? column->count() : 0;  // the right column ends with a stretch
    column->insertWidget(first, readingCard_, 1);
    column->insertWidget(first + 1, answerCard_, folded ? 1 : 0);
    column->insertWidget(first + 2, numpyCard_, 1);
    right_->setVisible(!folded && !presenting_);
    placeCards();
}

/// The cards that take turns, as the tabs name them.
void WalkPage::nameTabs()
{
    const bool asking = session_.inquiry().isOpen();
    const QStringList names = asking ? QStringList{tr("Where it stands"), tr("NumPy")} : QStringList{tr("Pipeline"), tr("Reading"), tr("Answer")};
    const QSignalBlocker quiet(tabs_);
    while (tabs_->count() > 0)
        tabs_->removeTab(0);
    for (const QString& name : names)
        tabs_->addTab(name);
    tabs_->setCurrentIndex(tab_[asking]);
    tabs_->setVisible(folded_);
}

void WalkPage::showRun()
{
    const Run& run = *session_.run();
    reading_->show();
    answer_->show();
    const QString size = tr("%1 × %2").arg(run.sourceSize.width()).arg(run.sourceSize.height());
    pictureName_->setText(pictureName_->fontMetrics().elidedText(run.pictureName, Qt::ElideMiddle, 150));
    pictureName_->setToolTip(tr("%1, %2 pixels").arg(run.pictureName, size));
    showSelection();
}

/// The explanation takes the place of the stage, and gives it back.
void WalkPage::showInquiry()
{
    const bool asking = session_.inquiry().isOpen();
    const bool begins = asking && !explain_->isVisible();
    if (begins)
        focusBefore_ = QApplication::focusWidget();
    placeCards();
    showSelection();
    placePanes();
    if (asking) {
        explain_->showAnswer();
        numpy_->showAnswer();
        explain_->setFocus();
    } else if (focusBefore_) {
        focusBefore_->setFocus();
    }
}

void WalkPage::placeCards()
{
    const bool asking = session_.inquiry().isOpen();
    nameTabs();
    // In the order of the tabs.
    const std::vector<Card*> ofTabs =
        asking ? std::vector<Card*>{whereCard_, numpyCard_} : std::vector<Card*>{pipelineCard_, readingCard_, answerCard_};
    const auto isTurn = [&](Card* card) {
        const auto at = std::find(ofTabs.begin(), ofTabs.end(), card);
        return !folded_ || at == ofTabs.end() || at - ofTabs.begin() == tab_[asking];
    };
    for (Card* card : ofStage_)
        card->setVisible(!asking && isTurn(card) && !(articleShown_ && (card == stageCard_ || card == readingCard_)));
    for (Card* card : ofInquiry_)
        card->setVisible(asking && isTurn(card));
    articleCard_->setVisible(articleShown_ && !asking);
}

void WalkPage::setArticle(bool shown)
{
    articleShown_ = shown;
    placeCards();
    showSelection();
}

/// Out of the explanation, to where the explained number stands on the walk.
void WalkPage::goToStage()
{
    if (!session_.inquiry().isOpen())
        return;
    const Cell cell = session_.inquiry().chain().back();
    const Stage& stage = session_.run()->trace->stage(cell.stage);
    session_.inquiry().close();
    Selection selection = withStage(session_.selection(), cell.stage);
    const TokenLayout& layout = session_.run()->trace->layout();
    if (stage.part() != Part::Picture) {
        const bool heads = stage.shape.front().axis == Axis::Head, patches = stage.shape.front().axis == Axis::Patch;
        if (heads)
            selection.head = cell.index.front();
        if (stage.shape.size() > 1)
            selection.query = cell.index[heads ? 1 : 0] + (patches ? layout.prefixTokens() : 0);
        selection.entry = cell.index.back();
    }
    session_.select(selection);
}

void WalkPage::showSelection()
{
    if (!session_.run())
        return;
    const Selection& selection = session_.selection();
    const TokenLayout& layout = session_.run()->trace->layout();
    headsCard_->setVisible(selection.stage.id == "blocks.attention" && !presenting_ && !session_.inquiry().isOpen() && !articleShown_);
    headsCard_->setHeading(tr("Block %1: where %2 looks").arg(selection.block + 1).arg(tokenPhrase(layout, selection.token())));
    scaleNote_->setText(session_.display().sharedScale ? tr("one scale for all") : tr("each on its own scale"));
}

}  // namespace vitscope
