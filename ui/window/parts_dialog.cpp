#include "ui/window/parts_dialog.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/views/parts/parts_panel.h"

namespace vitscope {

PartsDialog::PartsDialog(Session& session, QWidget* parent) : QDialog(parent), panel_(new PartsPanel(session))
{
    setWindowTitle(tr("What was it for?"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 16);
    column->setSpacing(14);
    column->addWidget(titleLabel(tr("What was it for?")));
    column->addWidget(panel_, 1);
    column->addWidget(buttons);
    resize(QSize(typePixels(760), typePixels(600)).boundedTo(screen()->availableSize() - QSize(40, 60)));
}

void PartsDialog::setTheme(const Theme& theme)
{
    panel_->setTheme(theme);
}

}  // namespace vitscope
