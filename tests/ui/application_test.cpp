// What is thrown while an event is handled ends nothing, and is told.
#include <gtest/gtest.h>

#include <QLabel>
#include <QSignalSpy>
#include <QTimer>

#include "tests/ui/window_fixture.h"
#include "ui/window/application.h"

namespace vitscope {

using ApplicationTest = WindowTest;

TEST_F(ApplicationTest, WhateverASlotOrAHandlerThrowsIsToldInTheWindow)
{
    QTimer::singleShot(0, &window, [] { throw Error(Fault::Internal, "thrown by a slot"); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.message() == QStringLiteral("thrown by a slot"); }, patience));

    class Thrower : public QWidget {
    protected:
        void mousePressEvent(QMouseEvent*) override { throw std::runtime_error("a handler"); }
    } thrower;
    thrower.show();
    QTest::mouseClick(&thrower, Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.message() == QStringLiteral("Something went wrong: a handler"); }, patience));

    QMetaObject::invokeMethod(
        &window, [] { throw 7; }, Qt::QueuedConnection);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.message() == QStringLiteral("Something went wrong that does not say what it is."); }, patience));
    show({"blocks.scores", 1}, 1);
    EXPECT_NE(maps(), nullptr) << "and the window goes on";
}

}  // namespace vitscope
