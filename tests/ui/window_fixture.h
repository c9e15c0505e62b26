// What the tests of the window share: the real window, off screen, with a small model and the first built-in picture.
#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QCursor>
#include <QDropEvent>
#include <QMimeData>
#include <QTest>
#include <utility>

#include "tests/ui/session_fixture.h"
#include "ui/views/maps/maps_view.h"
#include "ui/views/picture_view.h"
#include "ui/words/language.h"
#include "ui/window/main_window.h"

namespace vitscope {

/// Gives back what a window changes for the whole application: looks, type and language.
class AsItWas {
public:
    ~AsItWas()
    {
        vitscope::setLanguage(QStringLiteral("en"));
        qApp->setStyleSheet({});
        qApp->setPalette(QPalette());
        qApp->setFont(font_);
    }

private:
    QFont font_ = QApplication::font();
};

class WindowTest : public testing::Test {
protected:
    void SetUp() override
    {
        QCursor::setPos(0, 0);
        window.walk().setReducedMotion(true);
        window.resize(1280, 800);
        window.start(testModel, {});
        window.show();
        window.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        ASSERT_TRUE(idle());
        ASSERT_TRUE(session().run());
    }

    Session& session() { return window.session(); }
    const Selection& selection() { return window.session().selection(); }
    const Trace& trace() { return *session().run()->trace; }
    /// Nothing is computed any more, and nothing moves by itself.
    bool idle()
    {
        return QTest::qWaitFor([&] { return !session().isBusy(); }, patience) && settled();
    }
    /// The layouts that were asked for are carried out: all widgets stay where they are while events are handled.
    bool settled()
    {
        QVector<QRect> before;
        return QTest::qWaitFor(
            [&] {
                QVector<QRect> now;
                for (const QWidget* widget : window.findChildren<QWidget*>())
                    now.append(widget->geometry());
                return std::exchange(before, now) == now;
            },
            patience);
    }
    /// Not to be kept: another language or size of type makes another widget.
    template <class Widget>
    Widget& child()
    {
        return *window.findChild<Widget*>();
    }
    /// The maps of the chosen stage; null where it has none.
    MapsView* maps()
    {
        for (MapsView* view : window.findChildren<MapsView*>())
            if (view->isVisible())
                return view;
        return nullptr;
    }
    void drop(const QString& path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        EXPECT_TRUE(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &drop);
    }
    void press(const QString& action) { window.actions()[action]->trigger(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(&window, key, modifiers); }
    void leave(QWidget& widget)
    {
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&widget, &leave);
    }
    void show(const StageKey& stage, std::int64_t head)
    {
        Selection next = withStage(selection(), stage);
        next.head = head;
        session().select(next);
        QCoreApplication::processEvents();
    }
    /// Just before the end of its moment all of a stage is painted, and nothing yet kept as a picture: its texts can be read.
    void almostDone()
    {
        window.walk().setReducedMotion(false);
        window.walk().goTo(window.walk().stage() + 0.999);
    }
    /// The weights that must be on the picture, from the trace alone: (row, column) of the patch grid.
    float weightAt(std::int64_t block, std::int64_t head, std::int64_t token, PatchPlace place)
    {
        const Slice slice = trace().slice({"blocks.attention", block}, {{Axis::Query, token}, {Axis::Key, *trace().layout().tokenAt(place)}});
        double sum = 0;
        for (std::int64_t h = 0; h < trace().config().heads; ++h)
            sum += head < 0 || head == h ? slice.view().at({h}) : 0;
        return static_cast<float>(head < 0 ? sum / static_cast<double>(trace().config().heads) : sum);
    }
    /// Takes the picture once bare and once with its map, and blends the trace's values over the first's greyscale.
    void expectMapEqualsTrace();

    AsItWas asItWas;
    MainWindow window{Theme::light()};
};

}  // namespace vitscope
