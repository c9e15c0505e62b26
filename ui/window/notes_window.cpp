#include "ui/window/notes_window.h"

#include <QCloseEvent>
#include <QLabel>
#include <QScrollArea>
#include <QTime>
#include <QVBoxLayout>

#include "ui/theme/card.h"
#include "ui/theme/fonts.h"

namespace vitscope {

namespace {

constexpr int notesType = 20, timeType = 26;
constexpr QSize notesSize(820, 640);

}  // namespace

NotesWindow::NotesWindow(QWidget* parent)
    : QWidget(parent, Qt::Window),
      place_(titleLabel({})),
      text_(new QLabel),
      next_(new QLabel),
      time_(new QLabel)
{
    setWindowTitle(tr("Speaker's notes"));
    resize(notesSize);
    text_->setWordWrap(true);
    text_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    QFont font = interfaceFont();
    font.setPixelSize(notesType);
    text_->setFont(font);
    next_->setFont(font);
    next_->setWordWrap(true);
    setLook(next_, QStringLiteral("dim"));
    QFont digits = numberFont();
    digits.setPixelSize(timeType);
    time_->setFont(digits);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(text_);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* top = new QHBoxLayout;
    top->addWidget(place_, 1);
    top->addWidget(time_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 20, 28, 20);
    column->setSpacing(14);
    column->addLayout(top);
    column->addWidget(scroll, 1);
    column->addWidget(next_);
    since_.start();
    connect(&clock_, &QTimer::timeout, this, &NotesWindow::showTime);
    clock_.start(1000);
    showTime();
}

void NotesWindow::setNotes(const PageNotes& notes)
{
    place_->setText(notes.place);
    text_->setText(notes.html);
    next_->setText(notes.next.isEmpty() ? tr("This is the end.") : tr("Next: %1").arg(notes.next));
}

QString NotesWindow::text() const
{
    return text_->text();
}

QString NotesWindow::next() const
{
    return next_->text();
}

QString NotesWindow::elapsed() const
{
    const qint64 seconds = since_.elapsed() / 1000;
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

void NotesWindow::closeEvent(QCloseEvent* event)
{
    QWidget::closeEvent(event);
    QMetaObject::invokeMethod(this, &NotesWindow::closed, Qt::QueuedConnection);
}

void NotesWindow::showTime()
{
    time_->setText(tr("%1 · %2").arg(elapsed(), QTime::currentTime().toString(QStringLiteral("HH:mm"))));
}

}  // namespace vitscope
