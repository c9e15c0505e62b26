// All tests of ui/ share one application, drawn off screen.
#include <gtest/gtest.h>

#include <QApplication>

int main(int count, char** arguments)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(count, arguments);
    testing::InitGoogleTest(&count, arguments);
    return RUN_ALL_TESTS();
}
