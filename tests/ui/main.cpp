// All tests of ui/ share one application, drawn off screen.
#include <gtest/gtest.h>

#include "ui/window/application.h"

int main(int count, char** arguments)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    vitscope::Application application(count, arguments);
    testing::InitGoogleTest(&count, arguments);
    return RUN_ALL_TESTS();
}
