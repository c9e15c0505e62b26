// A block on one screen: where its heads look, how much its two moves changed every token, and the answer before and after it.
//
// Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

class QLabel;
class QToolButton;

namespace vitscope {

class AnswerMoves;
class ChangeMaps;
class HeadMaps;

class BlockView : public QWidget {
    Q_OBJECT

public:
    BlockView(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setBlock(std::int64_t block);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeScale();
    void giveRoom();
    void showDisplay();
    void nameParts();

    Viewpoint& viewpoint_;
    HeadMaps* heads_;
    ChangeMaps* changes_;
    AnswerMoves* answer_;
    QLabel *look_, *changed_, *now_;
    QToolButton *own_, *shared_;
    QFrame* line_;
};

}  // namespace vitscope
