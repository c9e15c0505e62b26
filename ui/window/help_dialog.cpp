#include "ui/window/help_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/pages/actions.h"

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

}  // namespace

HelpDialog::HelpDialog(QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    QStringList groups;
    for (const ActionRow& row : actionRows())
        if (!groups.contains(actionGroup(row)))
            groups.append(actionGroup(row));
    auto* hint = new QLabel(
        tr("Hover a patch to ask from it, click to keep it. Hover a cell of a map for its number and its neighbours', click it twice to see "
           "where the number comes from. Hover a word "
           "underlined in the reading to see its tensor, click it to go there. What the window calls block 4 is blocks.3 in "
           "names: those count from 0."));
    hint->setWordWrap(true);
    setLook(hint, QStringLiteral("callout"));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(28);
    columns->addLayout(groupsOf(groups.mid(0, 2)));
    columns->addLayout(groupsOf(groups.mid(2, 1)));
    columns->addLayout(groupsOf(groups.mid(3)));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 16);
    column->setSpacing(16);
    column->addWidget(titleLabel(tr("Keys")));
    auto* body = new QWidget;
    body->setLayout(columns);
    columns->setContentsMargins(0, 0, 10, 0);
    auto* scroll = new QScrollArea;
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    column->addWidget(scroll, 1);
    column->addWidget(hint);
    column->addWidget(buttons);
    // As large as its contents, but never larger than the screen.
    const QSize wanted = body->sizeHint() + QSize(2 * 22 + 16, 210);
    resize(wanted.boundedTo(screen()->availableSize() - QSize(40, 60)));
}

}  // namespace vitscope
