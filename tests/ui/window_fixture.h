// What the tests of the window share: the real window, off screen, with a small model and the first built-in picture.
#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QTest>
#include <utility>

#include "ui/views/picture_view.h"
#include "ui/window/main_window.h"

namespace vitscope {

constexpr int patience = 60'000;
inline const QString testModel = QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit");

class WindowTest : public testing::Test {
protected:
    void SetUp() override
    {
        window.resize(1280, 800);
        window.start(testModel, {});
        window.show();
        window.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        ASSERT_TRUE(idle());
        ASSERT_TRUE(session().run());
    }
    void TearDown() override
    {
        qApp->setStyleSheet({});
        qApp->setPalette(QPalette());
    }

    Session& session() { return window.session(); }
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
        return QTest::qWaitFor([&] {
            QVector<QRect> now;
            for (const QWidget* widget : window.findChildren<QWidget*>())
                now.append(widget->geometry());
            return std::exchange(before, now) == now;
        }, patience);
    }
    template <class Widget>
    Widget& child()
    {
        return *window.findChild<Widget*>();
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
    /// The weights that must be on the picture, from the trace alone: (row, column) of the patch grid.
    float weightAt(std::int64_t block, std::int64_t head, std::int64_t token, PatchPlace place)
    {
        const Slice slice = trace().slice({"blocks.attention", block}, {{Axis::Query, token}, {Axis::Key, *trace().layout().tokenAt(place)}});
        double sum = 0;
        for (std::int64_t h = 0; h < trace().config().heads; ++h)
            sum += head < 0 || head == h ? slice.view().at({h}) : 0;
        return static_cast<float>(head < 0 ? sum / static_cast<double>(trace().config().heads) : sum);
    }
    void expectMapEqualsTrace();

    MainWindow window{Theme::light()};
};

}  // namespace vitscope
