// The application object: what an event handler or a slot throws is told in the window, and the program goes on.
//
// Tested in tests/ui/application_test.cpp.
#pragma once

#include <QApplication>
#include <memory>

#include "core/base/error.h"

namespace vitscope {

class Application : public QApplication {
    Q_OBJECT

public:
    using QApplication::QApplication;

    /// Qt lets nothing through that is thrown while it delivers an event: here it ends.
    bool notify(QObject* receiver, QEvent* event) override;

signals:
    void thrown(std::shared_ptr<const vitscope::Error> error);
};

}  // namespace vitscope
