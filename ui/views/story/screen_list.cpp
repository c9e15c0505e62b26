#include "ui/views/story/screen_list.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>
#include <algorithm>

#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/words/names.h"
#include "ui/words/screen_words.h"
#include "ui/words/story_claims.h"

namespace vitscope {

namespace {

constexpr int answerRole = Qt::UserRole, usualRow = 32, lowestRow = 22;

}  // namespace

class ScreenList::Delegate : public QStyledItemDelegate {
public:
    explicit Delegate(QListWidget* list) : QStyledItemDelegate(list), list_(list) {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {100, height}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    Theme theme = Theme::light();
    int height = usualRow;

private:
    QListWidget* list_;
};

void ScreenList::Delegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool chosen = index.row() == list_->currentRow(), toCome = index.row() > list_->currentRow();
    const QRect row = option.rect.adjusted(0, 1, -2, -1);
    QPainterPath ground;
    ground.addRoundedRect(row, 6, 6);
    if (chosen || option.state & QStyle::State_MouseOver)
        painter->fillPath(ground, chosen ? theme.soft : mix(theme.card, theme.soft, 0.6));
    if (chosen) {
        painter->setClipPath(ground);
        painter->fillRect(QRect(row.x(), row.y(), 3, row.height()), theme.accent);
        painter->setClipping(false);
        if (list_->hasFocus()) {
            painter->setPen(QPen(theme.accent, 1));
            painter->drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
    }
    painter->setFont(numberFont(12));
    painter->setPen(toCome ? theme.dim : theme.accent);
    const QRect number(row.x() + 6, row.y(), 24, row.height());
    painter->drawText(number, Qt::AlignRight | Qt::AlignVCenter, QString::number(index.row() + 1));
    QRect text = row.adjusted(40, 0, -6, 0);
    const QString answer = index.data(answerRole).toString(), title = index.data().toString();
    const QFont titleFont = interfaceFont(13, chosen ? QFont::DemiBold : QFont::Normal);
    const QFont answerFont = interfaceFont(12, chosen ? QFont::DemiBold : QFont::Normal);
    const int needed = QFontMetrics(titleFont).horizontalAdvance(title) + 10 + QFontMetrics(answerFont).horizontalAdvance(answer);
    if (!toCome && needed <= text.width()) {
        painter->setFont(answerFont);
        painter->setPen(chosen ? theme.accent : theme.dim);
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, answer);
    }
    painter->setFont(titleFont);
    painter->setPen(toCome ? theme.dim : theme.text);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, painter->fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
    painter->restore();
}

ScreenList::ScreenList(RunView& runView, ShortWalkSteps& steps, QWidget* parent)
    : QListWidget(parent),
      runView_(runView),
      steps_(steps),
      delegate_(new Delegate(this))
{
    setItemDelegate(delegate_);
    setAccessibleName(tr("Screens of the short walk"));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && row != steps_.screen())
            steps_.goTo(row);
    });
    connect(&runView, &RunView::runChanged, this, &ScreenList::fill);
    fill();
}

void ScreenList::setTheme(const Theme& theme)
{
    delegate_->theme = theme;
    viewport()->update();
}

/// "64 % cat", behind a block.
QString ScreenList::answerAfter(const Screen& screen) const
{
    const Run& run = *runView_.run();
    if (screen.kind != ScreenKind::Block && screen.kind != ScreenKind::Think)
        return {};
    const int step = Story::stepAfter(screen.block);
    if (!run.story.hasClasses())
        return number(run.story.likeness[static_cast<std::size_t>(step)], 2);
    const std::int64_t answer = run.story.likeliest(run.story.steps() - 1, 1).front();
    return QStringLiteral("%1 %2").arg(toldShare(run.story.probability(step, answer)), className(run.trace->model(), answer));
}

void ScreenList::fill()
{
    const QSignalBlocker quiet(this);
    clear();
    for (const Screen& screen : steps_.screens()) {
        auto* item = new QListWidgetItem(screenTitle(*runView_.run()->trace, screen), this);
        item->setData(answerRole, answerAfter(screen));
    }
    showScreen();
    updateGeometry();
}

void ScreenList::showScreen()
{
    const QSignalBlocker quiet(this);
    setCurrentRow(steps_.screens().empty() ? -1 : steps_.screen());
    viewport()->update();
}

QSize ScreenList::sizeHint() const
{
    return {240, std::max(1, count()) * usualRow + 4};
}

/// Rows become lower before anything has to be scrolled.
void ScreenList::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    const int row = count() == 0 ? usualRow : std::clamp(viewport()->height() / count(), lowestRow, usualRow);
    if (row == delegate_->height)
        return;
    delegate_->height = row;
    doItemsLayout();
}

}  // namespace vitscope
