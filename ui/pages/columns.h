// The frame of a page: three columns of cards. In a narrow window the right one folds into tabs of the left one.
//
//   columns->addLeft(picture);                          // stays
//   columns->addLeft(pipeline, tr("Pipeline"), 1);      // takes turns with those of the right column where there is little room
//   columns->addMiddle(stage, 1);
//   columns->addRight(reading, tr("Reading"), 1);
//
// Tested in tests/ui/fits_test.cpp, tests/ui/memory_test.cpp and tests/ui/presentation_test.cpp.
#pragma once

#include <QHash>
#include <QSplitter>
#include <vector>

class QTabBar;
class QVBoxLayout;

namespace vitscope {

class Columns : public QSplitter {
    Q_OBJECT

public:
    explicit Columns(QWidget* parent = nullptr);

    void addLeft(QWidget* card, const QString& tab = {}, int stretch = 0);
    void addMiddle(QWidget* card, int stretch = 0);
    void addRight(QWidget* card, const QString& tab, int stretch = 0);
    /// Whether a card of a side is to be seen now, where there is room or it is its turn.
    void setWanted(QWidget* card, bool wanted);
    /// Whose turn it is first.
    void beginWith(QWidget* card);
    /// The middle alone.
    void setPresenting(bool presenting);
    /// More room on the right, where the window has it, until the user sets the widths.
    void setWide(bool wide);
    bool isFolded() const { return folded_; }
    /// The widths of the panes, as the user left them; empty as long as they follow the window.
    QByteArray panes() const;
    /// Whether they could be read.
    bool setPanes(const QByteArray& panes);

signals:
    /// The sizes follow the window's: `height` is that of the page.
    void placed(bool folded, int height);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Item {
        QWidget* card;
        QString tab;
        int stretch;
        bool right, wanted = true;
    };
    void place();
    void fold(bool folded);
    void arrange();
    std::vector<const Item*> turns() const;

    std::vector<Item> items_;
    QWidget *left_, *middle_, *right_;
    QTabBar* tabs_;
    QWidget* first_ = nullptr;
    QHash<QString, int> chosen_;  ///< tab, by the names of those that take turns
    bool presenting_ = false, wide_ = false, folded_ = false;
    bool moved_ = false;  ///< the user has set the widths
};

}  // namespace vitscope
