#include "ui/views/explain/crumbs.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>

#include "ui/session/run_view.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/words/claims.h"
#include "ui/words/titles.h"

namespace vitscope {

Crumbs::Crumbs(RunView& runView, QWidget* parent) : QWidget(parent), runView_(runView), row_(new QHBoxLayout(this))
{
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(6);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setMinimumHeight(typePixels(28));
    setAccessibleName(tr("The way back from the number that was asked for"));
}

void Crumbs::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        showChain();
}

void Crumbs::addCrumb(std::size_t place)
{
    const Cell& cell = runView_.inquiry().chain()[place];
    const Trace& trace = *runView_.run()->trace;
    auto* crumb = new QPushButton(crumbTitle(trace, cell));
    setLook(crumb, QStringLiteral("crumb"));
    crumb->setCheckable(true);
    crumb->setChecked(place + 1 == runView_.inquiry().chain().size());
    QStringList tip{cellTitle(trace, cell), QString::fromStdString(cell.name())};
    if (const std::optional<Claim> carried = runView_.inquiry().carried(place))
        tip.append(claimText(trace, *carried));
    crumb->setToolTip(tip.join(u'\n'));
    connect(crumb, &QPushButton::clicked, this, [this, place, crumb] {
        crumb->setChecked(place + 1 == runView_.inquiry().chain().size());
        // The button goes with the chain.
        QMetaObject::invokeMethod(
            this, [this, place] { runView_.inquiry().goTo(place); }, Qt::QueuedConnection);
    });
    row_->addWidget(crumb);
}

/// How much of the number before it was followed stands in its tip.
QLabel* Crumbs::arrow(std::size_t place) const
{
    auto* label = new QLabel(QStringLiteral("←"));
    if (const std::optional<Claim> carried = runView_.inquiry().carried(place))
        label->setToolTip(claimText(*runView_.run()->trace, *carried));
    return label;
}

/// What found no room, as a menu.
void Crumbs::addGap(std::size_t first, std::size_t last)
{
    auto* gap = new QPushButton(QStringLiteral("…"));
    setLook(gap, QStringLiteral("crumb"));
    gap->setToolTip(tr("%1 more").arg(last - first));
    gap->setAccessibleName(tr("The steps between"));
    connect(gap, &QPushButton::clicked, this, [this, gap, first, last] {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (std::size_t place = first; place < last; ++place)
            connect(
                menu->addAction(cellTitle(*runView_.run()->trace, runView_.inquiry().chain()[place])), &QAction::triggered, this,
                [this, place] { runView_.inquiry().goTo(place); }, Qt::QueuedConnection);
        menu->popup(gap->mapToGlobal(gap->rect().bottomLeft()));
    });
    row_->addWidget(gap);
}

void Crumbs::showChain()
{
    while (QLayoutItem* item = row_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!runView_.run())
        return;
    const std::vector<Cell>& chain = runView_.inquiry().chain();
    const Trace& trace = *runView_.run()->trace;
    const auto widthOf = [&](std::size_t place) { return fontMetrics().horizontalAdvance(crumbTitle(trace, chain[place])) + typePixels(46); };
    // From both ends inwards, the nearer end first, as long as there is room.
    std::size_t first = 0, last = chain.size();
    int room = width() - typePixels(40);
    for (bool fromEnd = true, once = false; first < last;) {
        const std::size_t next = fromEnd ? last - 1 : first;
        const bool fits = widthOf(next) <= room || last == chain.size();
        if (!fits && once)
            break;
        once = !fits;
        if (fits) {
            room -= widthOf(next);
            fromEnd ? --last : ++first;
        }
        fromEnd = !fromEnd;
    }
    for (std::size_t place = 0; place < chain.size(); ++place) {
        if (place > 0 && (place <= first || place >= last))
            row_->addWidget(arrow(place - 1));
        if (place < first || place >= last) {
            addCrumb(place);
        } else if (place == first) {
            addGap(first, last);
        }
    }
    row_->addStretch(1);
}

}  // namespace vitscope
