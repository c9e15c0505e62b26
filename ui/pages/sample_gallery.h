// The built-in pictures as thumbnails: inside the Open menu, and on the start page. Ctrl+1 … Ctrl+8 open them from anywhere.
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
    /// Closes `menu`, where there is one, when a picture is chosen.
    SampleGallery(Session& session, QMenu* menu, int columns, int iconSide);
    /// One more tile behind the pictures.
    void addTile(QToolButton* tile);
    /// The picture that is open.
    void setCurrent(const QString& path);

private:
    Session& session_;
    int columns_, iconSide_;
    QHash<QString, QToolButton*> buttons_;  ///< by path
};

}  // namespace vitscope
