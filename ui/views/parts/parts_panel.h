// "What was it for?": the parts of the model as switches, and what leaving them out changes: in this picture, with all parts dashed behind it,
// and over all pictures at hand, with how often the answer is right.
//
// Tested in tests/ui/parts_dialog_test.cpp.
#pragma once

#include <QMap>
#include <QWidget>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

class QCheckBox;
class QLabel;

namespace vitscope {

class GhostBars;

class PartsPanel : public QWidget {
    Q_OBJECT

public:
    explicit PartsPanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QCheckBox* choice(const QString& key) const { return choices_.value(key); }
    /// What is said about this picture, and about all at hand.
    QString saidHere() const;
    QString saidOverAll() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QLayout* makeChoices();
    QLayout* makeFindings();
    void showRun();
    void showFound();
    void showHere();
    void showPictures();

    Session& session_;
    QMap<QString, QCheckBox*> choices_;
    QLabel *purpose_ = nullptr, *here_ = nullptr, *overAll_ = nullptr, *picturesTitle_ = nullptr;
    GhostBars *bars_ = nullptr, *pictures_ = nullptr;
};

}  // namespace vitscope
