#include "ui/views/stage_list.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>
#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

namespace vitscope {

namespace {

constexpr int rowHeight = 28, indent = 14;
constexpr QSize thumbnailSize(34, 20);

/// Thumbnail, title, shape; a block has a triangle that shows whether it is open.
class StageDelegate : public QStyledItemDelegate {
public:
    explicit StageDelegate(QTreeView* list) : QStyledItemDelegate(list), list_(list) {}
    void setTheme(const Theme& theme) { theme_ = theme; }
    /// The tensor that a word in the text names.
    void setLit(const QString& tensor) { lit_ = tensor; }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {100, rowHeight}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void drawGround(QPainter* painter, const QRect& row, const QStyleOptionViewItem& option) const;
    void drawThumbnail(QPainter* painter, const QRect& room, const QImage& thumbnail) const;
    int drawTriangle(QPainter* painter, QPoint left, bool open) const;
    void drawText(QPainter* painter, QRect text, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    bool isLit(const QModelIndex& index) const;

    QTreeView* list_;
    QString lit_;
    Theme theme_ = Theme::light();
};

void StageDelegate::drawGround(QPainter* painter, const QRect& row, const QStyleOptionViewItem& option) const
{
    const bool chosen = option.state & QStyle::State_Selected;
    if (!chosen && !(option.state & QStyle::State_MouseOver))
        return;
    QPainterPath ground;
    ground.addRoundedRect(row, 6, 6);
    painter->fillPath(ground, chosen ? theme_.soft : mix(theme_.card, theme_.soft, 0.6));
    if (!chosen)
        return;
    painter->setClipPath(ground);
    painter->fillRect(QRect(row.x(), row.y(), 3, row.height()), theme_.accent);
    painter->setClipping(false);
    if (list_->hasFocus()) {
        painter->setPen(QPen(theme_.accent, 1));
        painter->drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
}

void StageDelegate::drawThumbnail(QPainter* painter, const QRect& room, const QImage& thumbnail) const
{
    if (thumbnail.isNull())
        return;
    QPainterPath corners;
    corners.addRoundedRect(room, 3, 3);
    painter->save();
    painter->setClipPath(corners);
    // A picture keeps its shape and fills the room; a tensor is stretched to it.
    const bool picture = thumbnail.format() == QImage::Format_RGB32;
    const QSize size = picture ? thumbnail.size().scaled(room.size(), Qt::KeepAspectRatioByExpanding) : room.size();
    painter->setRenderHint(QPainter::SmoothPixmapTransform, picture);
    QRect target(QPoint(), size);
    target.moveCenter(room.center());
    painter->drawImage(target, thumbnail);
    painter->restore();
}

int StageDelegate::drawTriangle(QPainter* painter, QPoint left, bool open) const
{
    QPainterPath triangle;
    if (open)
        triangle.addPolygon(QPolygonF{QPointF(0, -2.5), QPointF(8, -2.5), QPointF(4, 3)});
    else
        triangle.addPolygon(QPolygonF{QPointF(1, -4), QPointF(1, 4), QPointF(6.5, 0)});
    painter->fillPath(triangle.translated(left), theme_.text);
    return 14;
}

void StageDelegate::drawText(QPainter* painter, QRect text, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QFont font = interfaceFont();
    font.setWeight(option.state & QStyle::State_Selected ? QFont::DemiBold : QFont::Normal);
    QFont numbers = numberFont();
    numbers.setPixelSize(11);
    const QString title = index.data().toString(), shape = index.data(StageModel::ShapeRole).toString();
    // Where both do not fit, the title stays whole: the shape stands in the reading too.
    const int needed = QFontMetrics(font).horizontalAdvance(title) + 8 + QFontMetrics(numbers).horizontalAdvance(shape);
    if (needed <= text.width()) {
        painter->setFont(numbers);
        painter->setPen(theme_.dim);
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, shape);
    }
    painter->setFont(font);
    painter->setPen(theme_.text);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, painter->fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
}

bool StageDelegate::isLit(const QModelIndex& index) const
{
    const std::optional<StageKey> key = StageKey::parse(index.data(StageModel::StageNameRole).toString().toStdString());
    return !lit_.isEmpty() && key && QString::fromStdString(key->id) == lit_;
}

void StageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool inBlock = index.parent().isValid();
    const QRect row(inBlock ? indent : 0, option.rect.y() + 1, list_->viewport()->width() - (inBlock ? indent : 0), rowHeight - 2);
    drawGround(painter, row, option);
    const QRect thumbnail(QPoint(row.x() + 8, row.center().y() - thumbnailSize.height() / 2 + 1), thumbnailSize);
    drawThumbnail(painter, thumbnail, index.data(StageModel::ThumbnailRole).value<QImage>());
    if (isLit(index)) {
        painter->setPen(QPen(theme_.accent, 2));
        painter->drawRoundedRect(QRectF(thumbnail).adjusted(-2, -2, 2, 2), 4, 4);
    }
    QRect text = row.adjusted(8 + thumbnailSize.width() + 8, 0, -8, 0);
    if (index.model()->rowCount(index) > 0)
        text.setLeft(text.left() + drawTriangle(painter, QPoint(text.left(), row.center().y() + 1), list_->isExpanded(index)));
    drawText(painter, text, option, index);
    painter->restore();
}

}  // namespace

StageList::StageList(RunView& runView, Viewpoint& viewpoint, QWidget* parent)
    : QTreeView(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      model_(this)
{
    setModel(&model_);
    setItemDelegate(new StageDelegate(this));
    header()->hide();
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setExpandsOnDoubleClick(false);
    setMouseTracking(true);
    // The delegate draws the whole row.
    setStyleSheet(QStringLiteral("QTreeView::item, QTreeView::item:selected, QTreeView::item:hover { border: none; background: transparent; }"));
    setAccessibleName(tr("Pipeline: all stages"));
    connect(this, &QTreeView::clicked, this, &StageList::onClicked);
    connect(&runView, &RunView::runChanged, this, &StageList::onRun);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &StageList::follow);
    connect(&viewpoint, &Viewpoint::litChanged, this, [this] {
        static_cast<StageDelegate*>(itemDelegate())->setLit(viewpoint_.lit());
        viewport()->update();
    });
}

void StageList::setTheme(const Theme& theme)
{
    static_cast<StageDelegate*>(itemDelegate())->setTheme(theme);
    model_.setDark(theme.dark);
    viewport()->update();
}

void StageList::drawBranches(QPainter*, const QRect&, const QModelIndex&) const {}

void StageList::onRun()
{
    model_.setRun(runView_.run());
    follow();
}

void StageList::follow()
{
    const QModelIndex chosen = model_.indexOf(viewpoint_.selection().stage);
    if (!chosen.isValid() || chosen == currentIndex())
        return;
    for (int row = 0; row < model_.rowCount(); ++row) {
        const QModelIndex top = model_.index(row, 0);
        setExpanded(top, top == chosen.parent());
    }
    setCurrentIndex(chosen);
    scrollTo(chosen, PositionAtCenter);
}

void StageList::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    scrollTo(currentIndex());  // a bar above must not push the chosen row out of sight
}

void StageList::onClicked(const QModelIndex& index)
{
    if (const std::optional<StageKey> key = model_.keyAt(index)) {
        viewpoint_.select(withStage(viewpoint_.selection(), *key));
        return;
    }
    const bool open = isExpanded(index);
    setExpanded(index, !open);
    if (open)
        return;
    // The row of a block is no stage: the chosen stage becomes current, in this block.
    const Selection& selection = viewpoint_.selection();
    if (selection.stage.block >= 0)
        viewpoint_.select(withBlock(selection, *model_.blockAt(index), *runView_.run()->trace));
    setCurrentIndex(model_.indexOf(viewpoint_.selection().stage));
    scrollTo(index, PositionAtTop);
}

void StageList::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0 || !runView_.run())
        return QTreeView::keyPressEvent(event);
    const std::vector<Stage>& stages = runView_.run()->trace->stages();
    const auto chosen = &runView_.run()->trace->stage(viewpoint_.selection().stage) - stages.data();
    const auto next = std::clamp<std::ptrdiff_t>(chosen + step, 0, static_cast<std::ptrdiff_t>(stages.size()) - 1);
    viewpoint_.select(withStage(viewpoint_.selection(), stages[static_cast<std::size_t>(next)].key));
}

}  // namespace vitscope
