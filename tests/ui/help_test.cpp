// The help: four pictures drawn from the run that is open, and every key.
#include "ui/window/help_dialog.h"

#include <gtest/gtest.h>

#include <QLabel>

#include "tests/ui/window_fixture.h"
#include "ui/pages/actions.h"
#include "ui/window/tour.h"

namespace vitscope {

class HelpTest : public WindowTest {
protected:
    std::vector<QImage> pictures()
    {
        std::vector<QImage> images;
        for (const QPixmap& pixmap : window.findChild<Tour*>()->pictures())
            images.push_back(pixmap.toImage());
        return images;
    }
    static int coloursOf(const QImage& image)
    {
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                colours.insert(image.pixel(x, y));
        return static_cast<int>(colours.size());
    }
};

TEST(HelpDialog, ListsEveryAction)
{
    HelpDialog help;
    QStringList texts;
    for (const QLabel* label : help.findChildren<QLabel*>())
        texts.append(label->text());
    for (const ActionRow& row : actionRows())
        EXPECT_TRUE(texts.contains(actionKeys(row))) << row.id;
}

TEST_F(HelpTest, TheTourShowsFourPicturesOfThisRun)
{
    show({"blocks.mlp", 1}, 0);
    const Selection before = selection();
    press(QStringLiteral("help"));
    ASSERT_TRUE(window.findChild<HelpDialog*>()->isVisible());
    const std::vector<QImage> first = pictures();
    ASSERT_EQ(first.size(), 4U);
    for (const QImage& image : first) {
        EXPECT_GT(image.width(), 150);
        EXPECT_GT(image.height(), 120);
        EXPECT_GT(coloursOf(image), 20) << "something is drawn";
    }
    EXPECT_EQ(selection(), before) << "what is looked at stays";
    session().openPicture(sample(1));
    ASSERT_TRUE(idle());
    press(QStringLiteral("help"));
    EXPECT_NE(pictures()[0], first[0]) << "another picture";
    EXPECT_NE(pictures()[3], first[3]) << "another answer";
    window.setTheme(Theme::darkTheme());
    press(QStringLiteral("help"));
    EXPECT_EQ(pictures()[1].pixelColor(2, 2).lightness() < 100, true) << "in the colours of the theme";
}

TEST_F(HelpTest, IsMadeAnewInAnotherLanguage)
{
    press(QStringLiteral("help"));
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(settled());
    press(QStringLiteral("help"));
    static const QRegularExpression han(QStringLiteral("[\\x{4e00}-\\x{9fff}]"));
    int chinese = 0;
    for (const QLabel* label : window.findChild<Tour*>()->findChildren<QLabel*>())
        if (!label->text().isEmpty()) {
            EXPECT_TRUE(label->text().contains(han)) << label->text().toStdString();
            ++chinese;
        }
    EXPECT_EQ(chinese, 8) << "a heading and a sentence to each picture";
}

}  // namespace vitscope
