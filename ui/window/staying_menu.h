// A menu of switches that stays open while one tries them; Esc or a click beside it closes it.
//
// Tested in tests/ui/parts_dialog_test.cpp.
#pragma once

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

namespace vitscope {

class StayingMenu : public QMenu {
public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent* event) override
    {
        if (!toggle(actionAt(event->position().toPoint())))
            QMenu::mouseReleaseEvent(event);
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        const bool chooses = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
        if (!chooses || !toggle(activeAction()))
            QMenu::keyPressEvent(event);
    }

private:
    static bool toggle(QAction* action)
    {
        const bool stays = action != nullptr && action->isCheckable() && action->isEnabled();
        if (stays)
            action->trigger();
        return stays;
    }
};

}  // namespace vitscope
