// The middle of the page Why: which class is asked about; where in the picture; who said it; and the door to the arithmetic. What each of
// the three can say and what not stands under it.
//
// Tested in tests/ui/why_page_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

class QBoxLayout;
class QGridLayout;
class QLabel;
class QMenu;
class QPushButton;

namespace vitscope {

class EffectMap;
class LedgerBars;

class WhyPanel : public QWidget {
    Q_OBJECT

public:
    explicit WhyPanel(RunView& runView, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    EffectMap& map() const { return *map_; }
    LedgerBars& bars() const { return *bars_; }
    QString title() const;
    /// What stands in a line "It can say …", from the picture's to the arithmetic's.
    QString limit(int line) const;

signals:
    void stageWanted(const vitscope::StageKey& stage);
    /// From the number that is asked about back to a pixel.
    void numbersWanted();
    void closeWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QLayout* makeHead();
    QLayout* makeChoice();
    void addPicture(QGridLayout* columns);
    void addLedger(QGridLayout* columns);
    QWidget* makeDoor();
    void addLimit(QBoxLayout* column, bool can);
    void sayLimit(std::size_t line, const QString& text);
    void fillClasses(QMenu* menu);
    void placeMaps();
    void showAsked();
    void showFound();
    void showPicture();
    void showLedger();
    void showDoor();

    RunView& runView_;
    Theme theme_ = Theme::light();
    QLabel *title_ = nullptr, *question_ = nullptr;
    QPushButton *here_ = nullptr, *top_ = nullptr, *against_ = nullptr, *other_ = nullptr, *close_ = nullptr;
    QLabel *pictureNote_ = nullptr, *ledgerNote_ = nullptr, *noLedger_ = nullptr, *numbers_ = nullptr;
    QPushButton *stop_ = nullptr, *door_ = nullptr;
    QPushButton* reach_ = nullptr;
    EffectMap* map_;
    LedgerBars* bars_;
    QWidget *head_ = nullptr, *ledgerBox_ = nullptr;
    std::vector<std::pair<QLabel*, bool>> limits_;  ///< with what it can say
};

}  // namespace vitscope
