#include "ui/window/bars.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include "ui/theme/icons.h"

namespace vitscope {

namespace {

constexpr int millisecondsBeforeBusyShows = 250;

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), icon_(new QLabel), text_(new QLabel), close_(new QToolButton)
{
    setLook(this, QStringLiteral("warning"));
    setAccessibleName(tr("Message"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    close_->setAutoRaise(true);
    close_->setToolTip(tr("Close (Esc)"));
    close_->setAccessibleName(tr("Close the message"));
    connect(close_, &QToolButton::clicked, this, &QWidget::hide);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 6, 6);
    row->setSpacing(10);
    row->addWidget(icon_);
    row->addWidget(text_, 1);
    row->addWidget(close_);
    hide();
}

void MessageBar::showMessage(const QString& text)
{
    text_->setText(text);
    setAccessibleDescription(text);
    show();
}

QString MessageBar::message() const
{
    return isHidden() ? QString() : text_->text();
}

void MessageBar::setTheme(const Theme& theme)
{
    icon_->setPixmap(icon(QStringLiteral("warning"), theme.warning).pixmap(18, 18));
    close_->setIcon(icon(QStringLiteral("close"), theme));
}

BusyBar::BusyBar(QAction* cancel, QWidget* parent) : QWidget(parent), what_(new QLabel), bar_(new QProgressBar)
{
    setLook(what_, QStringLiteral("dim"));
    bar_->setRange(0, 100);
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("Progress"));
    auto* button = new QPushButton(cancel->text());
    connect(button, &QPushButton::clicked, cancel, &QAction::trigger);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 4, 14, 0);
    row->setSpacing(12);
    row->addWidget(what_);
    row->addWidget(bar_, 1);
    row->addWidget(button);
    delay_.setSingleShot(true);
    delay_.setInterval(millisecondsBeforeBusyShows);
    connect(&delay_, &QTimer::timeout, this, &QWidget::show);
    hide();
}

void BusyBar::setBusy(const QString& what, double done)
{
    what_->setText(what);
    bar_->setValue(static_cast<int>(done * 100));
    if (what.isEmpty()) {
        delay_.stop();
        hide();
    } else if (isHidden() && !delay_.isActive()) {
        delay_.start();
    }
}

}  // namespace vitscope
