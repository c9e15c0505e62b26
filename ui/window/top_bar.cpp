#include "ui/window/top_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>

#include "ui/words/model_tip.h"
#include "ui/words/names.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/session/walk.h"
#include "ui/views/reading/prose.h"
#include "ui/views/stages/chosen.h"
#include "ui/pages/actions.h"
#include "ui/words/language.h"
#include "ui/views/scrubber.h"

namespace vitscope {

namespace {

constexpr int barHeight = 52, roomyWidth = 1200;

QToolButton* iconButton(QBoxLayout* row, const QString& name)
{
    auto* button = new QToolButton;
    button->setIconSize(QSize(18, 18));
    button->setAccessibleName(name);
    row->addWidget(button);
    return button;
}

}  // namespace

TopBar::TopBar(Session& session, Walk& walk, const Actions& actions, const Recent& recent, QWidget* parent)
    : QFrame(parent),
      session_(session),
      walk_(walk),
      actions_(actions),
      recent_(recent)
{
    setLook(this, QStringLiteral("toolbar"));
    setFixedHeight(barHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(8);
    brand_ = new QLabel(QStringLiteral("ViTScope"));
    setLook(brand_, QStringLiteral("brand"));
    row->addWidget(brand_);
    addMenuButton(row, tr("Open"), makeOpenMenu());
    model_ = addMenuButton(row, tr("Model"), makeModelMenu());
    auto* pages = new QHBoxLayout;
    pages->setSpacing(0);
    addActionButton(pages, "start", QStringLiteral("first"));
    for (const auto& [action, segment] : {std::pair("walkPage", "middle"), std::pair("whyPage", "last")})
        addActionButton(pages, action, QString::fromLatin1(segment))->setToolButtonStyle(Qt::ToolButtonTextOnly);
    row->addLayout(pages);
    addWalk(row);
    row->addWidget(makeChips());
    addMenuButton(row, shortLanguageName(currentLanguage()), makeLanguageMenu())->setAccessibleName(tr("Language"));
    present_ = addActionButton(row, "present");
    present_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    more_ = iconButton(row, tr("More"));
    more_->setMenu(makeMoreMenu());
    more_->setPopupMode(QToolButton::InstantPopup);
    more_->setToolTip(tr("Light or dark, motion, table of numbers, keys and help"));
    setLook(more_, QStringLiteral("bare"));
    connect(&session, &Session::runChanged, this, &TopBar::showSelection);
    connect(&session, &Session::selectionChanged, this, &TopBar::showSelection);
    connect(&session.inquiry(), &Inquiry::changed, this, &TopBar::showSelection);
    connect(&session, &Session::historyChanged, this, &TopBar::showHistory);
    connect(&walk, &Walk::playingChanged, this, &TopBar::showWalk);
    connect(&walk, &Walk::speedChanged, this, &TopBar::showWalk);
    showSelection();
    showWalk();
    showHistory();
}

void TopBar::addWalk(QBoxLayout* row)
{
    const auto group = [&](std::initializer_list<std::pair<const char*, const char*>> buttons) {
        auto* inner = new QHBoxLayout;
        inner->setSpacing(0);
        for (const auto& [action, segment] : buttons)
            addActionButton(inner, action, QString::fromLatin1(segment));
        row->addLayout(inner);
    };
    group({{"stepBack", "first"}, {"play", "middle"}, {"stepForward", "last"}});
    scrubber_ = new Scrubber(session_.view(), session_.viewpoint(), walk_);
    row->addWidget(scrubber_, 1);
    auto* speeds = new QMenu;
    connect(speeds, &QMenu::aboutToShow, this, [this, speeds] { fillSpeeds(speeds); });
    speed_ = addMenuButton(row, tr("Speed"), speeds);
    speed_->setToolTip(tr("How fast the walk plays (+ and −)"));
}

QToolButton* TopBar::addActionButton(QBoxLayout* row, const char* action, const QString& segment)
{
    auto* button = new QToolButton;
    button->setDefaultAction(actions_[QString::fromLatin1(action)]);
    button->setIconSize(QSize(16, 16));
    button->setFocusPolicy(Qt::StrongFocus);
    setLook(button, QStringLiteral("step"));
    if (!segment.isEmpty())
        setSegment(button, segment);
    row->addWidget(button);
    return button;
}

QPushButton* TopBar::addMenuButton(QBoxLayout* row, const QString& name, QMenu* menu)
{
    auto* button = new QPushButton(name);
    button->setAccessibleName(name);
    menu->setParent(button, menu->windowFlags());
    button->setMenu(menu);
    row->addWidget(button);
    return button;
}

QWidget* TopBar::makeChips()
{
    auto* chips = new QWidget;
    auto* row = new QHBoxLayout(chips);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const auto add = [&](const QString& name, const QString& segment, void (TopBar::*fill)(QMenu*)) {
        auto* menu = new QMenu;
        QPushButton* button = addMenuButton(row, name, menu);
        setSegment(button, segment);
        connect(menu, &QMenu::aboutToShow, this, [this, menu, fill] { (this->*fill)(menu); });
        return button;
    };
    block_ = add(tr("Block"), QStringLiteral("first"), &TopBar::fillBlocks);
    head_ = add(tr("Head"), QStringLiteral("middle"), &TopBar::fillHeads);
    query_ = add(tr("Query token"), QStringLiteral("last"), &TopBar::fillQueries);
    query_->setToolTip(tr("The token that asks: hover or click a patch of the picture, or 0 for the class token"));
    return chips;
}

/// In a narrow window what the menu and the keys have too makes room for the choices.
void TopBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    const bool roomy = width() >= typePixels(roomyWidth);
    for (QWidget* widget : {static_cast<QWidget*>(brand_), static_cast<QWidget*>(speed_), static_cast<QWidget*>(present_)})
        widget->setVisible(roomy);
}

void TopBar::setTheme(const Theme& theme)
{
    theme_ = theme;
    scrubber_->setTheme(theme);
    more_->setIcon(icon(QStringLiteral("more"), theme));
    showWalk();
}

void TopBar::showWalk()
{
    QAction* play = actions_[QStringLiteral("play")];
    play->setIcon(icon(walk_.isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"), theme_));
    play->setText(walk_.isPlaying() ? tr("Pause") : tr("Play"));
    speed_->setText(tr("%1×").arg(walk_.speed()));
}

void TopBar::showHistory()
{
    actions_[QStringLiteral("goBack")]->setEnabled(session_.canGoBack());
    actions_[QStringLiteral("goForward")]->setEnabled(session_.canGoForward());
}

void TopBar::showSelection()
{
    const RunPtr run = session_.run();
    for (QPushButton* chip : {block_, head_, query_})
        chip->setEnabled(run != nullptr && !session_.inquiry().isOpen());
    if (!run)
        return;
    const Selection& selection = session_.selection();
    showMeaning(run->trace->stage(selection.stage));
    const ModelConfig& config = run->trace->config();
    const QString model = fontMetrics().elidedText(modelTitle(run->modelName), Qt::ElideMiddle, 180);
    model_->setText(run->settings.isEmpty() ? model : tr("%1, changed").arg(model));
    model_->setToolTip(modelTip(run->trace->model()));
    block_->setText(tr("Block %1 /%2").arg(selection.block + 1).arg(config.blocks));
    head_->setText(selection.head < 0 ? tr("Mean of %1 heads").arg(config.heads) : tr("Head %1 /%2").arg(selection.head + 1).arg(config.heads));
    // What is shown: before the class token joins, a patch stands in for it.
    const std::int64_t token = chosenIn(session_.view(), session_.viewpoint(), run->trace->stage(selection.stage)).token;
    query_->setText(capitalised(tokenName(run->trace->layout(), token)));
    keepWidths();
    if (session_.inquiry().isOpen())
        showAsked(session_.inquiry().chain().back());
}

/// An explanation is about its own number: its block, head and token, where it has them.
void TopBar::showAsked(const Cell& cell)
{
    const Trace& trace = *session_.run()->trace;
    const Stage& stage = trace.stage(cell.stage);
    showMeaning(stage);
    block_->setText(stage.key.block < 0 ? tr("Block") : tr("Block %1 /%2").arg(stage.key.block + 1).arg(trace.config().blocks));
    head_->setText(stage.shape.front().axis == Axis::Head ? tr("Head %1 /%2").arg(cell.index.front() + 1).arg(trace.config().heads) : tr("Head"));
    query_->setText(tr("Query token"));
    for (std::size_t i = 0; i < stage.shape.size(); ++i)
        if (const Axis axis = stage.shape[i].axis; axis == Axis::Token || axis == Axis::Query || axis == Axis::Patch)
            query_->setText(capitalised(tokenName(*stage.tokens, cell.index[i] + (axis == Axis::Patch ? stage.tokens->prefixTokens() : 0))));
}

/// Where a stage has no block or no head there is none to choose.
void TopBar::showMeaning(const Stage& stage)
{
    const bool block = stage.key.block >= 0, head = stage.shape.front().axis == Axis::Head;
    block_->setEnabled(block_->isEnabled() && block);
    head_->setEnabled(head_->isEnabled() && head);
    block_->setToolTip(block ? tr("The block (PgUp, PgDown)") : tr("This stage stands outside the blocks."));
    head_->setToolTip(head ? tr("The head of the block ([ and ])") : tr("This stage has no heads."));
}

/// As wide as their longest text: what stands beside them must not move while one looks around.
void TopBar::keepWidths()
{
    const Trace& trace = *session_.run()->trace;
    if (widthsOf_ == trace.sharedModel())
        return;
    widthsOf_ = trace.sharedModel();
    const TokenLayout& layout = trace.layout();
    QStringList tokens;
    for (std::int64_t token = 0; token < layout.prefixTokens(); ++token)
        tokens.append(capitalised(tokenName(layout, token)));
    tokens.append(capitalised(tokenName(layout, layout.tokens() - 1)));
    const auto keep = [this](QPushButton* chip, const QStringList& texts) {
        int widest = 0;
        for (const QString& text : texts)
            widest = std::max(widest, chip->fontMetrics().horizontalAdvance(text));
        chip->setMinimumWidth(chip->sizeHint().width() + std::max(0, widest - chip->fontMetrics().horizontalAdvance(chip->text())));
    };
    keep(query_, tokens);
    keep(head_, {tr("Mean of %1 heads").arg(trace.config().heads), tr("Head %1 /%2").arg(trace.config().heads).arg(trace.config().heads)});
    keep(block_, {tr("Block %1 /%2").arg(trace.config().blocks).arg(trace.config().blocks)});
}

QString TopBar::blockText() const
{
    return block_->text();
}

QString TopBar::headText() const
{
    return head_->text();
}

QString TopBar::queryText() const
{
    return query_->text();
}

}  // namespace vitscope
