// The built-in pictures as thumbnails, inside the Open menu. Ctrl+1 … Ctrl+8 open them from anywhere.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QHash>
#include <QWidget>

#include "ui/session/session.h"

class QMenu;
class QToolButton;

namespace vitscope {

class SampleGallery : public QWidget {
    Q_OBJECT

public:
    /// Closes `menu` when a picture is chosen.
    SampleGallery(Session& session, QMenu* menu, QWidget* parent = nullptr);

private:
    Session& session_;
    QHash<QString, QToolButton*> buttons_;  ///< by path
};

}  // namespace vitscope
