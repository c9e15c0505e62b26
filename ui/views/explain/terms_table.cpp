#include "ui/views/explain/terms_table.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>

#include "ui/session/session.h"
#include "ui/theme/fonts.h"
#include "ui/views/stages/sketch.h"

namespace vitscope {

namespace {

/// Cells as text; the bar of a term from a common zero; lines between the rows; a frame around the operand that Enter leads to.
class TermDelegate : public QStyledItemDelegate {
public:
    explicit TermDelegate(TermsTable* table) : QStyledItemDelegate(table), table_(*table) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = table_.theme();
        const TermsModel& terms = table_.terms();
        const bool current = index.row() == table_.currentIndex().row();
        painter->save();
        const auto kind = terms.kindOf(index.row());
        // A long name may use the columns of the operands where there are none.
        const bool spans = kind != TermsModel::RowKind::Term || !terms.operandOf(index.row(), TermsModel::First);
        const bool covered = spans && index.column() > TermsModel::Name && index.column() <= TermsModel::Second;
        const bool names = spans && index.column() == TermsModel::Name;
        if ((current || terms.isOwn(index.row())) && !covered)
            painter->fillRect(names ? table_.namesRect(option.rect) : option.rect, theme.soft);
        painter->setPen(QPen(theme.line, kind == TermsModel::RowKind::Sum ? 2 : 1));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        if (index.column() == TermsModel::Bar)
            paintBar(*painter, option.rect, index.row());
        else if (!covered)
            paintText(*painter, names ? table_.namesRect(option.rect) : option.rect, index, current);
        painter->restore();
    }

private:
    void paintBar(QPainter& painter, const QRect& rect, int row) const
    {
        const TermsModel& terms = table_.terms();
        const auto kind = terms.kindOf(row);
        if (kind != TermsModel::RowKind::Term && kind != TermsModel::RowKind::Rest)
            return;
        const double value = terms.valueOf(row), room = terms.hasNegative() ? rect.width() / 2.0 - 3 : rect.width() - 8.0;
        const double zero = terms.hasNegative() ? rect.center().x() : rect.left() + 4;
        if (!std::isfinite(value) || terms.largestValue() <= 0)
            return;
        // The row of the rest may be longer than any term: its bar then ends with the room.
        const double length = std::max(1.0, room * std::min(1.0, std::abs(value) / terms.largestValue()));
        const QColor colour = Sketch::signColour(value);
        const QRectF bar(value < 0 ? zero - length : zero, rect.center().y() - 4, length, 8);
        painter.fillRect(bar, kind == TermsModel::RowKind::Rest ? mix(colour, table_.theme().card, 0.5) : colour);
        if (std::abs(value) > terms.largestValue())
            for (const double gap : {8.0, 14.0})  // broken off: it is longer than there is room for
                painter.fillRect(QRectF(value < 0 ? bar.left() + gap : bar.right() - gap - 3, bar.top() - 2, 3, 12), table_.theme().card);
        painter.setPen(table_.theme().line);
        painter.drawLine(QPointF(zero, rect.top()), QPointF(zero, rect.bottom()));
    }

    void paintText(QPainter& painter, const QRect& rect, const QModelIndex& index, bool current) const
    {
        painter.setFont(index.data(Qt::FontRole).value<QFont>());
        painter.setPen(index.data(Qt::ForegroundRole).value<QColor>());
        const int side = index.column() == TermsModel::Sign ? 0 : 6;
        const QRect room = rect.adjusted(side, 0, -side, 0);
        const QString text = painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width());
        painter.drawText(room, static_cast<int>(index.data(Qt::TextAlignmentRole).toInt()), text);
        const int column = index.column() == TermsModel::Name && table_.terms().kindOf(index.row()) != TermsModel::RowKind::Term
                               ? table_.currentIndex().column()
                               : index.column();
        const bool leads = current && column == table_.currentIndex().column() && table_.terms().operandOf(index.row(), column);
        if (leads && !text.isEmpty()) {
            painter.setPen(QPen(table_.theme().accent, 1.5));
            painter.setRenderHint(QPainter::Antialiasing);
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 2.5, -1.5, -3.5), 4, 4);
        }
    }

    TermsTable& table_;
};

constexpr int rowPixels = 25;

}  // namespace

TermsTable::TermsTable(Session& session, QWidget* parent) : QTableView(parent), session_(session), model_(new TermsModel(this))
{
    setModel(model_);
    setItemDelegate(new TermDelegate(this));
    setShowGrid(false);
    setSelectionMode(QAbstractItemView::NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setAccessibleName(tr("The terms of the number"));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(typePixels(rowPixels));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(10);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    horizontalHeader()->setStyleSheet(QStringLiteral("QHeaderView::section { padding: 6px 2px 6px 6px; }"));
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) { follow(index.row(), index.column()); });
}

void TermsTable::setTheme(const Theme& theme)
{
    theme_ = theme;
    model_->setTheme(theme);
    viewport()->update();
}

/// As many rows as there is room for, so that nothing needs scrolling before one asks for it.
std::size_t TermsTable::roomForTerms() const
{
    const int rows = (viewport()->height() - 4) / typePixels(rowPixels);
    const auto named =
        shown_ ? std::count_if(shown_->explanation.terms.begin(), shown_->explanation.terms.end(), [](const Term& term) { return !term.adds(); }) : 0;
    return static_cast<std::size_t>(std::max(3, rows - 2 - static_cast<int>(named)));
}

void TermsTable::showAnswer()
{
    const ExplainedPtr answer = session_.inquiry().answer();
    // Values that arrive for something else leave the reader where he is.
    if (answer == shown_ && model_->rowCount() > 0)
        return;
    shown_ = answer;
    showTerms();
}

void TermsTable::showTerms()
{
    model_->show(session_.run()->trace, shown_, roomForTerms());
    fit();
    scrollToTop();
    // The first that leads on: Enter then does something.
    int row = 0;
    while (row < model_->rowCount() && !leadsOn(row))
        ++row;
    if (model_->rowCount() > 0)
        setCurrentIndex(model_->index(row < model_->rowCount() ? row : 0, firstColumn()));
}

bool TermsTable::leadsOn(int row) const
{
    const std::optional<OperandAt> operand = model_->operandOf(row, TermsModel::First);
    return operand && cellOf(shown_->explanation, *operand);
}

int TermsTable::firstColumn() const
{
    return isColumnHidden(TermsModel::First) ? TermsModel::Name : TermsModel::First;
}

void TermsTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (event->oldSize().height() != event->size().height() && shown_)
        showTerms();
    fit();
}

QRect TermsTable::namesRect(QRect row) const
{
    row.setLeft(columnViewportPosition(TermsModel::Name));
    row.setRight(columnViewportPosition(TermsModel::Value) - 1);
    return row;
}

void TermsTable::fit()
{
    const bool two = !model_->isEmpty(TermsModel::Second);
    const bool operand = !model_->isEmpty(TermsModel::First);
    setColumnHidden(TermsModel::First, !operand);
    setColumnHidden(TermsModel::Sign, !two);
    setColumnHidden(TermsModel::Second, !two);
    int used = 0;
    const auto set = [&](TermsModel::Column column, int pixels) {
        setColumnWidth(column, typePixels(pixels));
        used += typePixels(pixels);
    };
    int name = 90;
    for (int row = 0; row < std::min(model_->rowCount(), 60) && model_->kindOf(row) == TermsModel::RowKind::Term; ++row)
        name = std::max(name, QFontMetrics(numberFont(13)).horizontalAdvance(model_->index(row, TermsModel::Name).data().toString()) * 13 /
                                      std::max(1, typePixels(13)) +
                                  20);
    const bool narrow = viewport()->width() < typePixels(760);
    set(TermsModel::Number, narrow ? 34 : 46);
    set(TermsModel::Name, std::min(name, operand ? narrow ? two ? 172 : 200 : two ? 240 : 330 : narrow ? 310 : 420));
    if (operand)
        set(TermsModel::First, narrow ? 72 : 104);
    if (two) {
        set(TermsModel::Sign, narrow ? 16 : 24);
        set(TermsModel::Second, narrow ? 76 : 104);
    }
    set(TermsModel::Value, narrow ? 76 : 120);
    set(TermsModel::Running, narrow ? 76 : 96);
    setColumnWidth(TermsModel::Bar, std::max(40, viewport()->width() - used));
}

void TermsTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid())
        session_.inquiry().setTerm(model_->termOf(current.row()));
    viewport()->update();
}

void TermsTable::follow(int row, int column)
{
    if (row < 0)
        return;
    if (model_->kindOf(row) == TermsModel::RowKind::Rest) {
        model_->showAll();
        // The first of those that were missing stands where their row stood.
        return setCurrentIndex(model_->index(row, firstColumn()));
    }
    const std::optional<OperandAt> operand = model_->operandOf(row, column);
    const std::optional<Cell> cell = operand ? cellOf(shown_->explanation, *operand) : std::nullopt;
    if (cell)
        session_.inquiry().follow(*cell);
    else
        setCurrentIndex(model_->index(row, column == TermsModel::Second ? TermsModel::Second : firstColumn()));
}

void TermsTable::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex now = currentIndex();
    const bool two = !model_->isEmpty(TermsModel::Second);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: return follow(now.row(), now.column());
    case Qt::Key_Backspace: return session_.inquiry().back();
    case Qt::Key_Left: return setCurrentIndex(model_->index(now.row(), firstColumn()));
    case Qt::Key_Right: return setCurrentIndex(model_->index(now.row(), two ? TermsModel::Second : firstColumn()));
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: return QTableView::keyPressEvent(event);
    default: event->ignore();  // the window's keys
    }
}

void TermsTable::mouseMoveEvent(QMouseEvent* event)
{
    const QModelIndex under = indexAt(event->position().toPoint());
    const std::optional<OperandAt> operand = under.isValid() ? model_->operandOf(under.row(), under.column()) : std::nullopt;
    const bool rest = under.isValid() && model_->kindOf(under.row()) == TermsModel::RowKind::Rest;
    viewport()->setCursor(rest || (operand && cellOf(shown_->explanation, *operand)) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    // Hovering shows where the operands stand.
    if (under.isValid() && under != currentIndex())
        setCurrentIndex(model_->index(under.row(), under.column() == TermsModel::Second ? TermsModel::Second : firstColumn()));
}

}  // namespace vitscope
