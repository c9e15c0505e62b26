// The menus of the top bar, filled when they open.
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidgetAction>

#include "ui/resources/resources.h"
#include "ui/words/names.h"
#include "ui/theme/card.h"
#include "ui/session/walk.h"
#include "ui/session/parts.h"
#include "ui/views/reading/prose.h"
#include "ui/pages/actions.h"
#include "ui/window/recent.h"
#include "ui/pages/sample_gallery.h"
#include "ui/window/staying_menu.h"
#include "ui/window/top_bar.h"

namespace vitscope {

QMenu* TopBar::makeOpenMenu()
{
    auto* menu = new QMenu;
    menu->addAction(actions_[QStringLiteral("open")]);
    menu->addAction(actions_[QStringLiteral("paste")]);
    menu->addSeparator();
    auto* gallery = new QWidgetAction(menu);
    constexpr int columns = 4, iconSide = 84, space = 8;
    auto* pictures = new QWidget;
    auto* column = new QVBoxLayout(pictures);
    column->setContentsMargins(space, space / 2, space, space);
    column->addWidget(sectionLabel(tr("Built-in pictures")));
    column->addWidget(new SampleGallery(session_, menu, columns, iconSide));
    gallery->setDefaultWidget(pictures);
    menu->addAction(gallery);
    addRecent(menu, tr("Opened before"), &Recent::pictures, &TopBar::openPicture);
    return menu;
}

QMenu* TopBar::makeModelMenu()
{
    auto* menu = new QMenu;
    for (const QString& name : builtinModels())
        connect(menu->addAction(tr("%1 (built in)").arg(modelTitle(name))), &QAction::triggered, this, [this, name] { session_.openModel(name); });
    menu->addSeparator();
    auto* parts = new StayingMenu(tr("Parts of the model"), menu);
    menu->addMenu(parts);
    connect(parts, &QMenu::aboutToShow, this, [this, parts] { fillParts(parts); });
    menu->addAction(actions_[QStringLiteral("article")]);
    menu->addSeparator();
    menu->addAction(actions_[QStringLiteral("openModel")]);
    menu->addAction(actions_[QStringLiteral("openModelFile")]);
    addRecent(menu, tr("Opened before"), &Recent::models, &TopBar::openModel);
    return menu;
}

/// What was opened last and is still there, at the end of a menu, as it is when the menu opens.
void TopBar::addRecent(QMenu* menu, const QString& heading, const QStringList Recent::*paths, void (TopBar::*open)(const QString&))
{
    connect(menu, &QMenu::aboutToShow, this, [this, menu, heading, paths, open] {
        for (QAction* action : menu->actions())
            if (action->property("recent").toBool())
                menu->removeAction(action);
        QList<QAction*> added;
        for (const QString& path : recent_.*paths) {
            if (!QFileInfo::exists(path))
                continue;
            if (added.isEmpty())
                added.append(menu->addSection(heading));
            QAction* action = menu->addAction(menu->fontMetrics().elidedText(QFileInfo(path).fileName(), Qt::ElideMiddle, 260));
            action->setToolTip(QDir::toNativeSeparators(path));
            connect(action, &QAction::triggered, this, [this, path, open] { (this->*open)(path); });
            added.append(action);
        }
        for (QAction* action : added)
            action->setProperty("recent", true);
    });
    menu->setToolTipsVisible(true);
}

void TopBar::openPicture(const QString& path)
{
    session_.openPicture(path);
}

void TopBar::openModel(const QString& path)
{
    session_.openModel(path);
}

/// What can be left out to see what it is for.
void TopBar::fillParts(QMenu* menu)
{
    menu->clear();
    for (const ModelPart& part : modelParts()) {
        QAction* action = menu->addAction(part.title);
        action->setCheckable(true);
        action->setEnabled(session_.run() != nullptr);
        action->setChecked(session_.run() && isOn(*session_.run(), part.key));
        action->setToolTip(part.purpose);
        connect(action, &QAction::triggered, this, [this, key = part.key](bool on) { session_.switchPart(key, on); });
    }
    menu->setToolTipsVisible(true);
    menu->addSeparator();
    menu->addAction(actions_[QStringLiteral("parts")]);
}

QMenu* TopBar::makeLanguageMenu()
{
    auto* menu = new QMenu;
    for (const char* id : {"english", "chinese"})
        menu->addAction(actions_[QString::fromLatin1(id)]);
    return menu;
}

QMenu* TopBar::makeMoreMenu()
{
    auto* menu = new QMenu(this);
    for (const char* id : {"themeLight", "themeDark", "themeSystem", "", "reducedMotion", "numbers", "present", "notes", "", "goBack", "goForward",
                           "", "help", "glossary", "quit"})
        *id ? menu->addAction(actions_[QString::fromLatin1(id)]) : static_cast<void>(menu->addSeparator());
    return menu;
}

void TopBar::fillSpeeds(QMenu* menu)
{
    menu->clear();
    for (const double speed : {0.25, 0.5, 1.0, 2.0, 4.0, 8.0}) {
        QAction* action = menu->addAction(tr("%1×").arg(speed));
        action->setCheckable(true);
        action->setChecked(speed == walk_.speed());
        connect(action, &QAction::triggered, this, [this, speed] { walk_.setSpeed(speed); });
    }
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

}  // namespace vitscope
