#include "ui/window/top_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QWidgetAction>

#include "ui/resources/resources.h"
#include "ui/session/names.h"
#include "ui/theme/icons.h"
#include "ui/window/actions.h"
#include "ui/window/sample_gallery.h"

namespace vitscope {

namespace {

constexpr int barHeight = 52;

QToolButton* iconButton(QBoxLayout* row, const QString& name)
{
    auto* button = new QToolButton;
    button->setIconSize(QSize(18, 18));
    button->setAccessibleName(name);
    row->addWidget(button);
    return button;
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

}  // namespace

TopBar::TopBar(Session& session, const Actions& actions, QWidget* parent) : QFrame(parent), session_(session), actions_(actions)
{
    setLook(this, QStringLiteral("toolbar"));
    setFixedHeight(barHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(8);
    auto* brand = new QLabel(QStringLiteral("ViTScope"));
    setLook(brand, QStringLiteral("brand"));
    row->addWidget(brand);
    addMenuButton(row, tr("Open"), makeOpenMenu());
    model_ = addMenuButton(row, tr("Model"), makeModelMenu());
    row->addStretch(1);
    row->addWidget(makeChips());
    theme_ = iconButton(row, tr("Light or dark"));
    theme_->setMenu(makeThemeMenu());
    theme_->setPopupMode(QToolButton::InstantPopup);
    theme_->setToolTip(actions_[QStringLiteral("theme")]->toolTip());
    help_ = iconButton(row, tr("Help"));
    help_->setDefaultAction(actions_[QStringLiteral("help")]);
    connect(&session, &Session::runChanged, this, &TopBar::showSelection);
    connect(&session, &Session::selectionChanged, this, &TopBar::showSelection);
    showSelection();
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

QMenu* TopBar::makeOpenMenu()
{
    auto* menu = new QMenu;
    menu->addAction(actions_[QStringLiteral("open")]);
    menu->addAction(actions_[QStringLiteral("paste")]);
    menu->addSeparator();
    auto* gallery = new QWidgetAction(menu);
    gallery->setDefaultWidget(new SampleGallery(session_, menu));
    menu->addAction(gallery);
    return menu;
}

QMenu* TopBar::makeModelMenu()
{
    auto* menu = new QMenu;
    for (const QString& name : builtinModels())
        connect(menu->addAction(tr("%1 (built in)").arg(modelTitle(name))), &QAction::triggered, this, [this, name] { session_.openModel(name); });
    if (!menu->isEmpty())
        menu->addSeparator();
    menu->addAction(actions_[QStringLiteral("openModel")]);
    menu->addAction(actions_[QStringLiteral("openModelFile")]);
    return menu;
}

QMenu* TopBar::makeThemeMenu()
{
    auto* menu = new QMenu(this);
    for (const char* id : {"themeLight", "themeDark", "themeSystem"})
        menu->addAction(actions_[QString::fromUtf8(id)]);
    return menu;
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
    block_->setToolTip(tr("The block (PgUp, PgDown)"));
    head_->setToolTip(tr("The head of the block ([ and ])"));
    query_->setToolTip(tr("The token that asks: hover or click a patch of the picture, or Home for the class token"));
    return chips;
}

void TopBar::setTheme(const Theme& theme)
{
    theme_->setIcon(icon(theme.dark ? QStringLiteral("moon") : QStringLiteral("sun"), theme));
}

void TopBar::addChoice(QMenu* menu, const QString& text, bool current, const Selection& selection)
{
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(current);
    connect(action, &QAction::triggered, this, [this, selection] { session_.select(selection); });
}

void TopBar::fillBlocks(QMenu* menu)
{
    menu->clear();
    const Selection& now = session_.selection();
    for (std::int64_t block = 0; session_.run() && block < session_.run()->trace->config().blocks; ++block)
        addChoice(menu, tr("Block %1").arg(block + 1), block == now.block, withBlock(now, block, *session_.run()->trace));
}

void TopBar::fillHeads(QMenu* menu)
{
    menu->clear();
    const std::int64_t heads = session_.run() ? session_.run()->trace->config().heads : 0;
    for (std::int64_t head = Selection::meanOfHeads; head < heads; ++head) {
        Selection next = session_.selection();
        next.head = head;
        addChoice(menu, capitalised(headName(head, heads)), head == session_.selection().head, next);
    }
}

void TopBar::fillQueries(QMenu* menu)
{
    menu->clear();
    if (!session_.run())
        return;
    const TokenLayout& layout = session_.run()->trace->layout();
    const auto add = [&](std::int64_t token) {
        Selection next = session_.selection();
        next.query = token;
        addChoice(menu, capitalised(tokenName(layout, token)), token == session_.selection().query, next);
    };
    for (std::int64_t token = 0; token < layout.prefixTokens(); ++token)
        add(token);
    menu->addSeparator();
    if (layout.placeOf(session_.selection().query))
        add(session_.selection().query);
    else if (const auto middle = layout.tokenAt({layout.gridRows() / 2, layout.gridColumns() / 2}))
        add(*middle);
}

void TopBar::showSelection()
{
    const RunPtr run = session_.run();
    for (QPushButton* chip : {block_, head_, query_})
        chip->setEnabled(run != nullptr);
    if (!run)
        return;
    const Selection& selection = session_.selection();
    const ModelConfig& config = run->trace->config();
    model_->setText(fontMetrics().elidedText(modelTitle(run->modelName), Qt::ElideMiddle, 180));
    model_->setToolTip(run->modelName);
    block_->setText(tr("Block %1 /%2").arg(selection.block + 1).arg(config.blocks));
    head_->setText(selection.head < 0 ? tr("Mean of %1 heads").arg(config.heads) : tr("Head %1 /%2").arg(selection.head + 1).arg(config.heads));
    query_->setText(capitalised(tokenName(run->trace->layout(), selection.token())));
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
