#include "ui/views/explain/terms_table.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>

#include "ui/session/run_view.h"
#include "ui/theme/fonts.h"
#include "ui/views/stages/sketch.h"

namespace vitscope {

namespace {

constexpr int rowPixels = 25, cellSide = 6, headingSide = 18;

/// Where a text may break, its longest piece: a word, or of Chinese, which breaks everywhere, four characters.
int longestPiece(const QFontMetrics& metrics, const QString& text)
{
    int longest = 0;
    for (const QString& word : text.split(u' ')) {
        const bool chinese = std::any_of(word.begin(), word.end(), [](QChar letter) { return letter.script() == QChar::Script_Han; });
        for (qsizetype from = 0; from < word.size(); from += chinese ? 4 : word.size())
            longest = std::max(longest, metrics.horizontalAdvance(chinese ? word.mid(from, 4) : word));
    }
    return longest;
}

/// What a heading needs on at most three lines.
int headingWidth(const QFontMetrics& metrics, const QString& text)
{
    int width = longestPiece(metrics, text);
    while (metrics.boundingRect(QRect(0, 0, width, 1000), Qt::AlignLeft | Qt::TextWordWrap, text).height() > 3 * metrics.lineSpacing())
        width += 8;
    return width + headingSide;
}

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
        const bool spans = table_.nameSpans(index.row());
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
        const int side = index.column() == TermsModel::Sign ? 0 : cellSide;
        const QRect room = rect.adjusted(side, 0, -side, 0);
        const QString text = index.data().toString();
        const int wrap = index.column() == TermsModel::Name ? Qt::TextWordWrap : 0;
        painter.drawText(room, static_cast<int>(index.data(Qt::TextAlignmentRole).toInt()) | wrap, text);
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

}  // namespace

TermsTable::TermsTable(RunView& runView, QWidget* parent) : QTableView(parent), runView_(runView), model_(new TermsModel(this))
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
    horizontalHeader()->setTextElideMode(Qt::ElideNone);
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
    const ExplainedPtr answer = runView_.inquiry().answer();
    // Values that arrive for something else leave the reader where he is.
    if (answer == shown_ && model_->rowCount() > 0)
        return;
    shown_ = answer;
    showTerms();
}

void TermsTable::showTerms()
{
    model_->show(runView_.run()->trace, shown_, roomForTerms());
    measure();
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

bool TermsTable::nameSpans(int row) const
{
    return model_->kindOf(row) != TermsModel::RowKind::Term || !model_->operandOf(row, TermsModel::First);
}

void TermsTable::measure()
{
    const QFontMetrics plain(numberFont(13)), bold(numberFont(13, QFont::DemiBold)), heading(interfaceFont(11));
    neededBySpanning_ = 0;
    for (int column = 0; column < TermsModel::ColumnCount; ++column) {
        int& needed = needed_[static_cast<std::size_t>(column)];
        needed = headingWidth(heading, model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        for (int row = 0; row < model_->rowCount(); ++row) {
            const bool strong = column == TermsModel::Value || model_->kindOf(row) == TermsModel::RowKind::Sum;
            const QString text = model_->index(row, column).data().toString();
            const int width = text.isEmpty() ? 0 : (strong ? bold : plain).horizontalAdvance(text) + 2 * cellSide + 2;
            int& most = column == TermsModel::Name && nameSpans(row) ? neededBySpanning_ : needed;
            most = std::max(most, width);
        }
    }
}

/// Columns of numbers are never narrower than their numbers; where there is room they stand apart.
int TermsTable::widthOf(TermsModel::Column column, bool roomy) const
{
    static constexpr std::array<int, TermsModel::ColumnCount> apart{46, 90, 104, 24, 104, 120, 80, 96};
    static constexpr std::array<int, TermsModel::ColumnCount> close{24, 60, 0, 14, 0, 0, 40, 0};
    const auto at = static_cast<std::size_t>(column);
    // Names may stand on several lines.
    if (column == TermsModel::Name && !roomy)
        return std::min(std::max(needed_[at], typePixels(close[at])), typePixels(64));
    return isColumnHidden(column) ? 0 : std::max(needed_[at], typePixels((roomy ? apart : close)[at]));
}

void TermsTable::fit()
{
    const bool two = !model_->isEmpty(TermsModel::Second);
    setColumnHidden(TermsModel::First, model_->isEmpty(TermsModel::First));
    setColumnHidden(TermsModel::Sign, !two);
    setColumnHidden(TermsModel::Second, !two);
    hideWhatFindsNoRoom();
    const bool roomy = viewport()->width() >= typePixels(760);
    int used = 0;
    const auto set = [&](TermsModel::Column column, int pixels) {
        setColumnWidth(column, pixels);
        used += pixels;
    };
    for (const auto column : {TermsModel::Number, TermsModel::First, TermsModel::Sign, TermsModel::Second, TermsModel::Value, TermsModel::Running})
        set(column, widthOf(column, roomy));
    // A name gets what it needs as long as the bars keep theirs; where it spans columns it may stand on several lines.
    const int bars = isColumnHidden(TermsModel::Bar) ? 0 : typePixels(roomy ? 80 : 40);
    const int operands = widthOf(TermsModel::First, roomy) + widthOf(TermsModel::Sign, roomy) + widthOf(TermsModel::Second, roomy);
    const int wanted = std::max({needed_[TermsModel::Name], widthOf(TermsModel::Name, roomy), neededBySpanning_ - operands});
    set(TermsModel::Name, std::max(widthOf(TermsModel::Name, false), std::min(wanted, viewport()->width() - used - bars)));
    setColumnWidth(TermsModel::Bar, std::max(typePixels(40), viewport()->width() - used));
    wrapNames();
    fitHeading();
}

/// The sum so far can be had from the values, the place in the order is seen, and so are sizes: these go before anything is cut.
void TermsTable::hideWhatFindsNoRoom()
{
    for (const auto column : {TermsModel::Number, TermsModel::Running, TermsModel::Bar})
        setColumnHidden(column, false);
    for (const auto column : {TermsModel::Running, TermsModel::Number, TermsModel::Bar}) {
        int least = 0;
        for (int i = 0; i < TermsModel::ColumnCount; ++i)
            least += widthOf(static_cast<TermsModel::Column>(i), false);
        if (least <= viewport()->width())
            return;
        setColumnHidden(column, true);
    }
}

/// Rows whose name needs several lines are as high as they are.
void TermsTable::wrapNames()
{
    const QFontMetrics plain(numberFont(13)), bold(numberFont(13, QFont::DemiBold));
    const int own = columnWidth(TermsModel::Name), spanning = namesRect({}).width();
    for (int row = 0; row < model_->rowCount(); ++row) {
        const int room = (nameSpans(row) ? spanning : own) - 2 * cellSide;
        const QFontMetrics& metrics = model_->kindOf(row) == TermsModel::RowKind::Sum ? bold : plain;
        const QString name = model_->index(row, TermsModel::Name).data().toString();
        const int lines = metrics.boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, name).height() / std::max(1, metrics.lineSpacing());
        const int high = typePixels(rowPixels) + std::max(0, lines - 1) * metrics.lineSpacing();
        if (rowHeight(row) != high)
            setRowHeight(row, high);
    }
}

void TermsTable::fitHeading()
{
    const QFontMetrics metrics(interfaceFont(11));
    int high = metrics.height();
    for (int column = 0; column < TermsModel::ColumnCount; ++column) {
        const QString text = model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        if (!isColumnHidden(column))
            high = std::max(
                high, metrics.boundingRect(QRect(0, 0, columnWidth(column) - headingSide, 1000), Qt::AlignLeft | Qt::TextWordWrap, text).height());
    }
    horizontalHeader()->setFixedHeight(high + 2 * cellSide);
}

void TermsTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid())
        runView_.inquiry().setTerm(model_->termOf(current.row()));
    viewport()->update();
}

void TermsTable::follow(int row, int column)
{
    if (row < 0)
        return;
    if (model_->kindOf(row) == TermsModel::RowKind::Rest) {
        model_->showAll();
        measure();
        fit();
        // The first of those that were missing stands where their row stood.
        return setCurrentIndex(model_->index(row, firstColumn()));
    }
    const std::optional<OperandAt> operand = model_->operandOf(row, column);
    const std::optional<Cell> cell = operand ? cellOf(shown_->explanation, *operand) : std::nullopt;
    if (cell)
        runView_.inquiry().follow(*cell);
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
    case Qt::Key_Backspace: return runView_.inquiry().back();
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
