#include "ui/pages/columns.h"

#include <QResizeEvent>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>

namespace vitscope {

namespace {

constexpr int cardSpace = 12, rightWidth = 320, wideRight = 420, wideFrom = 1500, narrowestPane = 290, widestPane = 520, narrow = 1180,
              narrowLeft = 300;

/// Without margins; cards stand 12 pixels apart.
QWidget* cardColumn()
{
    auto* widget = new QWidget;
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(cardSpace);
    return widget;
}

QVBoxLayout* columnOf(QWidget* widget)
{
    return static_cast<QVBoxLayout*>(widget->layout());
}

}  // namespace

Columns::Columns(QWidget* parent)
    : QSplitter(Qt::Horizontal, parent),
      left_(cardColumn()),
      middle_(cardColumn()),
      right_(cardColumn()),
      tabs_(new QTabBar)
{
    setHandleWidth(cardSpace);
    setChildrenCollapsible(false);
    for (QWidget* pane : {left_, middle_, right_})
        addWidget(pane);
    setStretchFactor(1, 1);
    for (QWidget* pane : {left_, right_}) {
        pane->setMinimumWidth(narrowestPane);
        pane->setMaximumWidth(widestPane);
    }
    columnOf(right_)->addStretch(0);
    tabs_->setDrawBase(false);
    tabs_->setExpanding(true);
    tabs_->hide();
    connect(this, &QSplitter::splitterMoved, this, [this] { moved_ = true; });
    connect(tabs_, &QTabBar::currentChanged, this, [this](int index) {
        QStringList names;
        for (int i = 0; i < tabs_->count(); ++i)
            names.append(tabs_->tabText(i));
        chosen_[names.join(u'\n')] = index;
        arrange();
    });
}

void Columns::addLeft(QWidget* card, const QString& tab, int stretch)
{
    // The tabs stand above the first that takes turns.
    if (!tab.isEmpty() && columnOf(left_)->indexOf(tabs_) < 0)
        columnOf(left_)->addWidget(tabs_);
    columnOf(left_)->addWidget(card, stretch);
    items_.push_back({card, tab, stretch, false});
}

void Columns::addMiddle(QWidget* card, int stretch)
{
    columnOf(middle_)->addWidget(card, stretch);
}

void Columns::addRight(QWidget* card, const QString& tab, int stretch)
{
    if (columnOf(left_)->indexOf(tabs_) < 0)
        columnOf(left_)->addWidget(tabs_);
    columnOf(right_)->insertWidget(columnOf(right_)->count() - 1, card, stretch);
    items_.push_back({card, tab, stretch, true});
}

void Columns::setWanted(QWidget* card, bool wanted)
{
    for (Item& item : items_)
        if (item.card == card)
            item.wanted = wanted;
    arrange();
}

void Columns::beginWith(QWidget* card)
{
    first_ = card;
    arrange();
}

void Columns::setPresenting(bool presenting)
{
    presenting_ = presenting;
    left_->setVisible(!presenting);
    right_->setVisible(!presenting && !folded_);
    place();
}

void Columns::setWide(bool wide)
{
    wide_ = wide;
    place();
}

QByteArray Columns::panes() const
{
    return moved_ ? saveState() : QByteArray();
}

bool Columns::setPanes(const QByteArray& panes)
{
    moved_ = !panes.isEmpty() && restoreState(panes);
    place();
    return moved_;
}

void Columns::resizeEvent(QResizeEvent* event)
{
    QSplitter::resizeEvent(event);
    place();
}

void Columns::place()
{
    fold(width() < narrow);
    if (moved_ || presenting_)
        return;
    emit placed(folded_, height());
    if (folded_)
        return setSizes({narrowLeft, std::max(1, width() - narrowLeft - cardSpace), 0});
    // The picture grows with the window, but leaves what is below it its rows.
    const int left = std::clamp(std::min(width() * 19 / 100, height() * 38 / 100), 296, 400);
    const int right = wide_ && width() > wideFrom ? wideRight : rightWidth;
    setSizes({left, std::max(1, width() - left - right - 2 * cardSpace), right});
}

/// Between the right column and tabs of the left one.
void Columns::fold(bool folded)
{
    if (folded == folded_)
        return;
    folded_ = folded;
    QVBoxLayout* column = columnOf(folded ? left_ : right_);
    int at = folded ? column->count() : 0;  // the right column ends with a stretch
    for (const Item& item : items_)
        if (item.right)
            column->insertWidget(at++, item.card, folded ? std::max(1, item.stretch) : item.stretch);
    right_->setVisible(!folded && !presenting_);
    arrange();
}

/// In the order of the tabs.
std::vector<const Columns::Item*> Columns::turns() const
{
    std::vector<const Item*> turns;
    for (const Item& item : items_)
        if (item.wanted && !item.tab.isEmpty())
            turns.push_back(&item);
    return turns;
}

void Columns::arrange()
{
    const std::vector<const Item*> turns = this->turns();
    QStringList names;
    for (const Item* item : turns)
        names.append(item->tab);
    const auto first = std::find_if(turns.begin(), turns.end(), [this](const Item* item) { return item->card == first_; });
    const int chosen = chosen_.value(names.join(u'\n'), first == turns.end() ? 0 : static_cast<int>(first - turns.begin()));
    const QSignalBlocker quiet(tabs_);
    while (tabs_->count() > 0)
        tabs_->removeTab(0);
    for (const QString& name : names)
        tabs_->addTab(name);
    tabs_->setCurrentIndex(chosen);
    tabs_->setVisible(folded_ && names.size() > 1);
    for (const Item& item : items_) {
        const bool turn = !folded_ || item.tab.isEmpty() || (!turns.empty() && turns[static_cast<std::size_t>(chosen)] == &item);
        item.card->setVisible(item.wanted && turn);
    }
}

}  // namespace vitscope
