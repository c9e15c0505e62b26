// The tests of figures share one application without widgets or a window, as the command line has it.
#include <gtest/gtest.h>

#include <QGuiApplication>

int main(int count, char** arguments)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(count, arguments);
    testing::InitGoogleTest(&count, arguments);
    return RUN_ALL_TESTS();
}
