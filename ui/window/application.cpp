#include "ui/window/application.h"

#include "core/engine/job_queue.h"

namespace vitscope {

bool Application::notify(QObject* receiver, QEvent* event)
{
    bool handled = true;
    if (const ErrorPtr error = caught([&] { handled = QApplication::notify(receiver, event); }))
        // Later: the receiver may be what would show it.
        QMetaObject::invokeMethod(
            this, [this, error] { emit thrown(error); }, Qt::QueuedConnection);
    return handled;
}

}  // namespace vitscope
