#include "ui/window/presentation.h"

#include <QApplication>
#include <QCursor>
#include <QKeyEvent>
#include <QMainWindow>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/pages/actions.h"
#include "ui/session/session.h"
#include "ui/theme/fonts.h"

namespace vitscope {

namespace {

constexpr int spotSide = 46, spotMilliseconds = 16, spotRests = 2500, glassMilliseconds = 50;
constexpr double zoomStep = 1.2, mostZoom = 12;
constexpr double wheelNotch = 120;

}  // namespace

Curtain::Curtain(QWidget* window) : QWidget(window)
{
    hide();
}

void Curtain::toggle(const QColor& colour)
{
    if (isVisible() && colour == colour_)
        return hide();
    colour_ = colour;
    setGeometry(parentWidget()->rect());
    show();
    raise();
    update();
}

void Curtain::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), colour_);
}

void Curtain::mousePressEvent(QMouseEvent*)
{
    hide();
}

PointerSpot::PointerSpot(QWidget* window) : QWidget(window), last_(QCursor::pos())
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    hide();
    connect(&clock_, &QTimer::timeout, this, &PointerSpot::follow);
    clock_.start(spotMilliseconds);
}

void PointerSpot::follow()
{
    const QPoint now = QCursor::pos();
    if (now != last_) {
        last_ = now;
        rests_.start();
        const int side = typePixels(spotSide);
        setGeometry(QRect(parentWidget()->mapFromGlobal(now) - QPoint(side / 2, side / 2), QSize(side, side)));
        raise();
        show();
    } else if (isVisible() && rests_.hasExpired(spotRests)) {
        hide();
    }
}

void PointerSpot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor inside = colour_;
    inside.setAlphaF(0.28F);
    painter.setBrush(inside);
    painter.setPen(QPen(colour_, 3));
    painter.drawEllipse(rect().adjusted(2, 2, -2, -2));
}

Glass::Glass(QMainWindow* window) : QWidget(window), window_(window)
{
    setMouseTracking(true);
    hide();
    connect(&clock_, &QTimer::timeout, this, qOverload<>(&QWidget::update));
}

void Glass::zoom(double steps)
{
    factor_ = std::clamp(factor_ * std::pow(zoomStep, steps), 1.0, mostZoom);
    if (factor_ <= 1) {
        clock_.stop();
        return hide();
    }
    setGeometry(parentWidget()->rect());
    clock_.start(glassMilliseconds);
    show();
    raise();
    update();
}

/// What is under the pointer stays there.
void Glass::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QPointF pointer = mapFromGlobal(QPointF(QCursor::pos()));
    painter.translate(pointer * (1 - factor_));
    painter.scale(factor_, factor_);
    QWidget* shown = window_->centralWidget();
    shown->render(&painter, shown->pos(), {}, QWidget::DrawWindowBackground | QWidget::DrawChildren);
}

void Glass::wheelEvent(QWheelEvent* event)
{
    zoom(event->angleDelta().y() / wheelNotch);
}

Presentation::Presentation(QMainWindow& window, Session& session, const Actions& actions)
    : window_(window),
      session_(session),
      actions_(actions),
      curtain_(new Curtain(&window)),
      spot_(new PointerSpot(&window)),
      glass_(new Glass(&window))
{
    qApp->installEventFilter(this);
}

Presentation::~Presentation()
{
    qApp->removeEventFilter(this);
    delete curtain_;
    delete spot_;
    delete glass_;
}

void Presentation::setTheme(const Theme& theme)
{
    if (spot_)
        spot_->setTheme(theme);
}

/// The keys that mean something else at the desk.
bool Presentation::isOurs(const QKeyEvent& key) const
{
    if ((key.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    if (curtain_->isVisible())
        return key.key() != Qt::Key_F11;
    if (session_.inquiry().isOpen())
        return key.key() == Qt::Key_B || key.key() == Qt::Key_W;
    const bool digit = key.key() >= Qt::Key_1 && key.key() <= Qt::Key_9;
    const QList<int> ours{Qt::Key_B,  Qt::Key_Period, Qt::Key_W,         Qt::Key_Left,   Qt::Key_Right,
                          Qt::Key_Up, Qt::Key_Down,   Qt::Key_Backspace, Qt::Key_Return, Qt::Key_Enter};
    return digit || ours.contains(key.key()) || (glass_->isVisible() && key.key() == Qt::Key_Escape);
}

bool Presentation::eventFilter(QObject* object, QEvent* event)
{
    auto* widget = qobject_cast<QWidget*>(object);
    if (!widget || widget->window() != &window_)
        return false;
    if (event->type() == QEvent::ShortcutOverride && isOurs(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress && isOurs(*static_cast<QKeyEvent*>(event))) {
        press(*static_cast<QKeyEvent*>(event));
        return true;
    }
    if (event->type() == QEvent::Wheel && widget != glass_ && !curtain_->isVisible() && !session_.inquiry().isOpen()) {
        glass_->zoom(static_cast<QWheelEvent*>(event)->angleDelta().y() / wheelNotch);
        return true;
    }
    return false;
}

void Presentation::press(const QKeyEvent& key)
{
    const auto step = [&](const char* action) { actions_[QString::fromLatin1(action)]->trigger(); };
    switch (key.key()) {
    case Qt::Key_B:
    case Qt::Key_Period: return curtain_->toggle(Qt::black);
    case Qt::Key_W: return curtain_->toggle(Qt::white);
    default: break;
    }
    if (curtain_->isVisible())
        return curtain_->raiseUp();
    switch (key.key()) {
    case Qt::Key_Escape: return glass_->zoom(-1e3);
    case Qt::Key_Left:
    case Qt::Key_Up:
    case Qt::Key_Backspace: return step("stepBack");
    case Qt::Key_Right:
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter: return step("stepForward");
    default: return chooseHead(key.key() - Qt::Key_1);
    }
}

void Presentation::chooseHead(int head)
{
    if (!session_.run() || head >= session_.run()->trace->config().heads)
        return;
    Selection selection = session_.selection();
    selection.head = head;
    session_.select(selection);
}

}  // namespace vitscope
