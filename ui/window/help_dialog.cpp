#include "ui/window/help_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/pages/actions.h"
#include "ui/window/tour.h"

namespace vitscope {

namespace {

/// Columns of groups, so that everything is seen at once.
void addRow(QGridLayout* grid, const ActionRow& row)
{
    const int at = grid->rowCount();
    auto* keys = new QLabel(actionKeys(row));
    keys->setFont(codeFont());
    setLook(keys, QStringLiteral("chip"));
    auto* text = new QLabel(actionText(row).remove(QStringLiteral(" …")));
    text->setToolTip(actionTip(row));
    grid->addWidget(keys, at, 0, Qt::AlignLeft);
    grid->addWidget(text, at, 1);
}

QGridLayout* groupsOf(const QStringList& groups)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    for (const QString& group : groups) {
        if (grid->rowCount() > 1)
            grid->setRowMinimumHeight(grid->rowCount(), 10);
        grid->addWidget(sectionLabel(group), grid->rowCount(), 0, 1, 2);
        for (const ActionRow& row : actionRows())
            if (actionGroup(row) == group)
                addRow(grid, row);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    grid->setColumnStretch(1, 1);
    return grid;
}

/// What scrolls where there is little room.
QScrollArea* scrolled(QWidget* body)
{
    auto* scroll = new QScrollArea;
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    return scroll;
}

QWidget* keysPage(const QString& hint)
{
    QStringList groups;
    for (const ActionRow& row : actionRows())
        if (!groups.contains(actionGroup(row)))
            groups.append(actionGroup(row));
    auto* body = new QWidget;
    auto* columns = new QHBoxLayout;
    columns->setSpacing(28);
    columns->addLayout(groupsOf(groups.mid(0, 2)));
    columns->addLayout(groupsOf(groups.mid(2, 1)));
    columns->addLayout(groupsOf(groups.mid(3)));
    auto* note = new QLabel(hint);
    note->setWordWrap(true);
    setLook(note, QStringLiteral("callout"));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 10, 0);
    column->setSpacing(16);
    column->addLayout(columns);
    column->addWidget(note);
    return body;
}

}  // namespace

HelpDialog::HelpDialog(RunView* runView, QWidget* parent) : QDialog(parent), tour_(new Tour(runView))
{
    setWindowTitle(tr("Help"));
    QWidget* keys = keysPage(tr("What the window calls block 4 is blocks.3 in names: those count from 0."));
    auto* pages = new QTabWidget;
    pages->setDocumentMode(true);
    pages->addTab(scrolled(tour_), tr("Tour"));
    pages->addTab(scrolled(keys), tr("Keys"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 16, 22, 16);
    column->setSpacing(12);
    column->addWidget(pages, 1);
    column->addWidget(buttons);
    // As large as its contents, but never larger than the screen.
    const QSize wanted = keys->sizeHint() + QSize(2 * 22 + 16, 130);
    resize(wanted.boundedTo(screen()->availableSize() - QSize(40, 60)));
}

void HelpDialog::showTour(const Theme& theme)
{
    tour_->draw(theme);
    show();
    raise();
}

}  // namespace vitscope
