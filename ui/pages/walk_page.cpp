#include "ui/pages/walk_page.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/pages/actions.h"
#include "ui/pages/columns.h"
#include "ui/pages/picture_card.h"
#include "ui/pages/stage_show.h"
#include "ui/session/session.h"
#include "ui/theme/card.h"
#include "ui/views/answer_panel.h"
#include "ui/views/explain/explain_panel.h"
#include "ui/views/explain/numpy_panel.h"
#include "ui/views/explain/operand_view.h"
#include "ui/views/head_strip.h"
#include "ui/views/picture_view.h"
#include "ui/views/reading/reading_panel.h"
#include "ui/views/stage_list.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/views/reading/prose.h"
#include "ui/words/claims.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

constexpr int stagePadding = 20, lowTile = 12;

}  // namespace

WalkPage::WalkPage(const Rooms& rooms)
    : runView_(rooms.runView),
      viewpoint_(rooms.viewpoint),
      walk_(rooms.walk),
      inquiry_(runView_.inquiry()),
      frame_(*makeColumns())
{
    picture_ = new PictureCard(runView_, viewpoint_, rooms.actions);
    picture_->follow(&frame_);
    fillLeft();
    fillMiddle(rooms.actions);
    fillRight(rooms);
    connect(&frame_, &Columns::placed, this, [this](bool folded, int height) { heads_->setRoom(folded ? height * lowTile / 100 : QWIDGETSIZE_MAX); });
    connect(&runView_, &RunView::runChanged, this, &WalkPage::showRun);
    connect(&viewpoint_, &Viewpoint::selectionChanged, this, &WalkPage::showSelection);
    connect(&viewpoint_, &Viewpoint::displayChanged, this, &WalkPage::showSelection);
    // Nothing to say before the first run, but their room is kept.
    for (QWidget* panel : std::initializer_list<QWidget*>{reading_, answer_}) {
        QSizePolicy policy = panel->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        panel->setSizePolicy(policy);
        panel->hide();
    }
    headsCard_->hide();
    connect(&inquiry_, &Inquiry::changed, this, &WalkPage::showInquiry);
    showInquiry();
}

void WalkPage::fillLeft()
{
    auto* pipeline = new Card(tr("Pipeline"));
    stages_ = new StageList(runView_, viewpoint_, pipeline);
    pipeline->content()->addWidget(stages_, 1);
    auto* where = new Card(tr("Where it stands"));
    operands_ = new OperandView(runView_);
    where->content()->addWidget(operands_, 1);
    ofStage_.push_back(pipeline);
    ofInquiry_.push_back(where);
    frame_.addLeft(picture_);
    frame_.addLeft(pipeline, tr("Pipeline"), 1);
    frame_.addLeft(where, tr("Where it stands"), 1);
}

void WalkPage::fillMiddle(const Actions& actions)
{
    stage_ = new StagePanel(runView_, viewpoint_, walk_);
    stageCard_ = new Card;
    stageCard_->setPadding(stagePadding);
    stageCard_->content()->addWidget(stage_);
    heads_ = new HeadStrip(runView_, viewpoint_);
    auto* shared = new QToolButton;
    shared->setDefaultAction(actions[QStringLiteral("sharedScale")]);
    shared->setToolButtonStyle(Qt::ToolButtonTextOnly);
    setLook(shared, QStringLiteral("crumb"));
    headsCard_ = new Card(tr("Heads"));
    scaleNote_ = new QLabel;
    setLook(scaleNote_, QStringLiteral("dim"));
    headsCard_->head()->addWidget(scaleNote_);
    headsCard_->head()->addWidget(shared);
    headsCard_->content()->addWidget(heads_);
    explain_ = new ExplainPanel(runView_);
    explainCard_ = new Card;
    explainCard_->setPadding(stagePadding);
    explainCard_->content()->addWidget(explain_);
    connect(explain_, &ExplainPanel::stageWanted, this, &WalkPage::goToStage);
    frame_.addMiddle(stageCard_, 1);
    frame_.addMiddle(headsCard_);
    frame_.addMiddle(explainCard_, 1);
}

void WalkPage::fillRight(const Rooms& rooms)
{
    reading_ = new ReadingPanel(runView_, viewpoint_);
    auto* reading = new Card(tr("Reading"));
    reading->content()->addWidget(reading_, 1);
    answer_ = new AnswerPanel(runView_, viewpoint_, &rooms.session.parts());
    connect(answer_, &AnswerPanel::partsWanted, rooms.actions[QStringLiteral("parts")], &QAction::trigger);
    auto* answer = new Card(tr("Answer"));
    answer->content()->addWidget(answer_);
    auto* numpy = new Card(tr("The same in NumPy"));
    numpy_ = new NumpyPanel(runView_, viewpoint_);
    numpy->content()->addWidget(numpy_, 1);
    ofStage_.insert(ofStage_.end(), {reading, answer});
    ofInquiry_.push_back(numpy);
    frame_.addRight(reading, tr("Reading"), 1);
    frame_.addRight(answer, tr("Answer"));
    frame_.addRight(numpy, tr("NumPy"), 1);
    frame_.beginWith(reading);
}

void WalkPage::setTheme(const Theme& theme)
{
    theme_ = theme;
    picture_->setTheme(theme);
    stages_->setTheme(theme);
    stage_->setTheme(theme);
    heads_->setTheme(theme);
    reading_->setTheme(theme);
    answer_->setTheme(theme);
    explain_->setTheme(theme);
    operands_->setTheme(theme);
    if (show_)
        show_->setTheme(theme);
}

void WalkPage::setPresenting(bool presenting)
{
    frame_.setPresenting(presenting);
    if (presenting && !show_) {
        show_ = new StageShow(runView_, viewpoint_, walk_, stage_);
        layout()->addWidget(show_);
    }
    placeCards();
    showSelection();
}

PageTables WalkPage::tables() const
{
    if (!runView_.run())
        return {};
    const Stage& stage = runView_.run()->trace->stage(viewpoint_.selection().stage);
    const QString place = stagePlace(stage, viewpoint_.selection().head), title = stageTitle(*stage.words);
    return {place.isEmpty() ? title : QStringLiteral("%1 · %2").arg(title, place), stage_->tables(), chosenIn(runView_, viewpoint_, stage)};
}

PageNotes WalkPage::notes() const
{
    if (!runView_.run())
        return {};
    const Trace& trace = *runView_.run()->trace;
    const Selection& selection = viewpoint_.selection();
    const Stage& stage = trace.stage(selection.stage);
    const std::size_t next = static_cast<std::size_t>(walk_.stage()) + 1;
    const QString measured = claimsText(trace, runView_.claims(stage.key, selection.token(), selection.head), ClaimPlace::Reading);
    return {stageHeading(stage),
            QStringLiteral("%1<p>%2</p>").arg(proseHtml(proseOf(trace.config(), stage), true, stage, theme_), measured.toHtmlEscaped()),
            next < trace.stages().size() ? stageHeading(trace.stages()[next]) : QString()};
}

QWidget* WalkPage::firstFocus()
{
    return picture_->view();
}

bool WalkPage::escape()
{
    const bool asking = inquiry_.isOpen();
    inquiry_.close();
    return asking;
}

void WalkPage::showRun()
{
    reading_->show();
    answer_->show();
    showSelection();
}

/// The explanation takes the place of the stage, and gives it back.
void WalkPage::showInquiry()
{
    const bool asking = inquiry_.isOpen();
    if (asking && !explainCard_->isVisible())
        focusBefore_ = QApplication::focusWidget();
    placeCards();
    showSelection();
    frame_.setWide(asking);  // code reads better in one line
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
    const bool asking = inquiry_.isOpen();
    for (Card* card : ofStage_)
        frame_.setWanted(card, !asking);
    for (Card* card : ofInquiry_)
        frame_.setWanted(card, asking);
    stageCard_->setVisible(!asking);
    if (show_) {
        show_->setVisible(!asking);
        frame_.setVisible(asking);
    }
    explainCard_->setVisible(asking);
}

/// Out of the explanation, to where the explained number stands on the walk.
void WalkPage::goToStage()
{
    if (!inquiry_.isOpen())
        return;
    const Cell cell = inquiry_.chain().back();
    const Stage& stage = runView_.run()->trace->stage(cell.stage);
    inquiry_.close();
    Selection selection = withStage(viewpoint_.selection(), cell.stage);
    const TokenLayout& layout = runView_.run()->trace->layout();
    if (stage.part() != Part::Picture) {
        const bool heads = stage.shape.front().axis == Axis::Head, patches = stage.shape.front().axis == Axis::Patch;
        if (heads)
            selection.head = cell.index.front();
        if (stage.shape.size() > 1)
            selection.query = cell.index[heads ? 1 : 0] + (patches ? layout.prefixTokens() : 0);
        selection.entry = cell.index.back();
    }
    viewpoint_.select(selection);
}

void WalkPage::showSelection()
{
    if (!runView_.run())
        return;
    const Selection& selection = viewpoint_.selection();
    const TokenLayout& layout = runView_.run()->trace->layout();
    headsCard_->setVisible(selection.stage.id == "blocks.attention" && !show_ && !inquiry_.isOpen());
    headsCard_->setHeading(tr("Block %1: where %2 looks").arg(selection.block + 1).arg(tokenPhrase(layout, selection.token())));
    scaleNote_->setText(viewpoint_.display().sharedScale ? tr("one scale for all") : tr("each on its own scale"));
}

}  // namespace vitscope
