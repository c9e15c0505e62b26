#include "ui/views/story/block_view.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/card.h"
#include "ui/views/story/answer_moves.h"
#include "ui/views/story/change_maps.h"
#include "ui/views/story/head_maps.h"

namespace vitscope {

namespace {

/// A head and what stands under it.
QVBoxLayout* partOf(QLabel* head, QWidget* view)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(head);
    column->addWidget(view, 1);
    // A long head must not widen the page.
    head->setMinimumWidth(1);
    head->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return column;
}

}  // namespace

BlockView::BlockView(RunView& runView, Viewpoint& viewpoint, QWidget* parent)
    : QWidget(parent),
      viewpoint_(viewpoint),
      heads_(new HeadMaps(runView, viewpoint)),
      changes_(new ChangeMaps(runView, viewpoint)),
      answer_(new AnswerMoves(runView)),
      look_(sectionLabel({})),
      changed_(sectionLabel({})),
      now_(sectionLabel({})),
      own_(new QToolButton),
      shared_(new QToolButton),
      line_(new QFrame)
{
    line_->setFixedHeight(1);
    auto* head = new QHBoxLayout;
    look_->setMinimumWidth(1);
    look_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(look_, 1);
    head->addWidget(makeScale());
    auto* lower = new QHBoxLayout;
    lower->setSpacing(28);
    lower->addLayout(partOf(changed_, changes_), 11);
    lower->addLayout(partOf(now_, answer_), 12);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(heads_);
    column->addWidget(line_);
    column->addLayout(lower, 1);
    connect(&viewpoint, &Viewpoint::displayChanged, this, &BlockView::showDisplay);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &BlockView::nameParts);
    connect(&runView, &RunView::runChanged, this, &BlockView::nameParts);
    showDisplay();
}

QWidget* BlockView::makeScale()
{
    auto* group = new QWidget;
    auto* row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    own_->setText(tr("Own scale"));
    shared_->setText(tr("Shared scale"));
    own_->setToolTip(tr("Each map from 0 to its own largest weight"));
    shared_->setToolTip(tr("All heads of this block from 0 to the largest weight among them"));
    setSegment(own_, QStringLiteral("first"));
    setSegment(shared_, QStringLiteral("last"));
    for (QToolButton* button : {own_, shared_}) {
        button->setCheckable(true);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, button] {
            Display display = viewpoint_.display();
            display.sharedScale = button == shared_;
            viewpoint_.setDisplay(display);
            showDisplay();
        });
    }
    return group;
}

void BlockView::showDisplay()
{
    own_->setChecked(!viewpoint_.display().sharedScale);
    shared_->setChecked(viewpoint_.display().sharedScale);
}

/// The whole head where it fits, else its beginning; the whole one is its tip.
void BlockView::nameParts()
{
    const auto name = [](QLabel* label, const QString& whole, const QString& brief) {
        label->setText(whole);
        label->setToolTip(whole);
        if (label->sizeHint().width() > label->width())
            label->setText(brief);
    };
    name(look_, tr("1  Look around: where %1 looks").arg(heads_->whose()), tr("1  Look around"));
    name(changed_, tr("2  What changed: how much each move added"), tr("2  What changed"));
    name(now_, tr("3  If it answered now, before and after this block"), tr("3  If it answered now"));
    giveRoom();
}

/// A little more than half to the heads, where they can fill it.
void BlockView::giveRoom()
{
    const int most = (height() - look_->height()) * 11 / 20;
    heads_->setFixedHeight(std::max(heads_->minimumSizeHint().height(), heads_->neededHeight(QSize(width(), most))));
}

void BlockView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    nameParts();
}

void BlockView::setTheme(const Theme& theme)
{
    heads_->setTheme(theme);
    changes_->setTheme(theme);
    answer_->setTheme(theme);
    QPalette palette;
    palette.setColor(QPalette::Window, theme.line);
    line_->setPalette(palette);
    line_->setAutoFillBackground(true);
}

void BlockView::setBlock(std::int64_t block)
{
    heads_->setBlock(block);
    changes_->setBlock(block);
    answer_->setBlock(block);
    nameParts();
}

}  // namespace vitscope
