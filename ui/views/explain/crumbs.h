// The chain from the number that was first asked for to the one that is explained, as a row of buttons. Where it is too long, the
// middle is left out.
//
// Tested in tests/ui/explain_test.cpp.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace vitscope {

class RunView;
class Viewpoint;

class Crumbs : public QWidget {
    Q_OBJECT

public:
    explicit Crumbs(RunView& runView, QWidget* parent = nullptr);
    void showChain();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addCrumb(std::size_t place);
    QLabel* arrow(std::size_t place) const;
    void addGap(std::size_t first, std::size_t last);

    RunView& runView_;
    QHBoxLayout* row_;
};

}  // namespace vitscope
