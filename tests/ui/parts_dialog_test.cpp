// Parts of the model are left out and put back while one looks on: in the window of their own, and in the menu, which stay open.
#include <gtest/gtest.h>

#include <QCheckBox>
#include <QMenu>

#include "tests/ui/window_fixture.h"
#include "ui/render/numbers.h"
#include "ui/session/parts.h"
#include "ui/views/answer_panel.h"
#include "ui/views/parts/parts_panel.h"
#include "ui/window/parts_dialog.h"
#include "ui/window/staying_menu.h"
#include "ui/words/claims.h"

namespace vitscope {

class PartsDialogTest : public WindowTest {
protected:
    PartsPanel& panel() { return child<PartsDialog>().panel(); }
    bool allAreDone()
    {
        const PartsView& parts = session().parts();
        return QTest::qWaitFor([&] { return parts.here() && parts.atHand() > 0 && parts.pictures().size() == parts.atHand(); }, 2 * patience);
    }
};

TEST_F(PartsDialogTest, SaysWhatAPartWasForInThisPictureAndOverAll)
{
    session().openModel(defaultModel);
    ASSERT_TRUE(idle());
    key(Qt::Key_A, Qt::ShiftModifier);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.findChild<PartsDialog*>() != nullptr; }, patience));
    for (const ModelPart& part : modelParts()) {
        EXPECT_TRUE(panel().choice(part.key)->isChecked()) << part.key.toStdString();
        EXPECT_FALSE(part.purpose.isEmpty());
    }
    QTest::mouseClick(panel().choice(QStringLiteral("positions")), Qt::LeftButton, {}, QPoint(8, 8));
    ASSERT_TRUE(idle());
    ASSERT_TRUE(allAreDone());
    EXPECT_TRUE(child<PartsDialog>().isVisible());
    const std::vector<Claim> claims = session().parts().claims();
    ASSERT_EQ(claims.size(), 2U);
    EXPECT_EQ(panel().saidHere(), claimText(trace(), claims[0]));
    EXPECT_EQ(panel().saidOverAll(), claimText(trace(), claims[1]));
    EXPECT_TRUE(panel().saidHere().contains(percent(claims[0].number("after"), 1)));
    EXPECT_EQ(claims[1].index("pictures"), 8);
    EXPECT_LT(claims[1].index("right_after"), claims[1].index("right_before")) << "what positions are for shows over several pictures";
    QTest::mouseClick(panel().choice(QStringLiteral("positions")), Qt::LeftButton, {}, QPoint(8, 8));
    ASSERT_TRUE(idle());
    EXPECT_TRUE(session().run()->settings.isEmpty());
    EXPECT_TRUE(panel().saidOverAll().isEmpty() || !session().parts().isChanged());
}

TEST_F(PartsDialogTest, TheAnswerCardComparesWithAllParts)
{
    EXPECT_TRUE(child<AnswerPanel>().change().isEmpty());
    session().switchPart(QStringLiteral("residuals"), false);
    ASSERT_TRUE(idle());
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().parts().here().has_value(); }, patience));
    const AnswerPair pair = *session().parts().here();
    EXPECT_EQ(child<AnswerPanel>().change(), claimText(trace(), claimOfLeavingOut(pair.before, pair.after)));
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(idle());
    EXPECT_EQ(child<AnswerPanel>().change(), claimText(trace(), claimOfLeavingOut(pair.before, pair.after))) << "what was found is kept";
}

TEST(StayingMenu, StaysOpenWhileOneTries)
{
    StayingMenu menu;
    QAction* part = menu.addAction(QStringLiteral("a part"));
    part->setCheckable(true);
    QAction* other = menu.addAction(QStringLiteral("another thing"));
    int triggered = 0;
    QObject::connect(part, &QAction::triggered, &menu, [&] { ++triggered; });
    menu.popup(QPoint(10, 10));
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&menu));
    const QPoint place = menu.actionGeometry(part).center();
    QTest::mouseMove(&menu, place);
    QTest::mouseClick(&menu, Qt::LeftButton, {}, place);
    EXPECT_TRUE(part->isChecked());
    EXPECT_TRUE(menu.isVisible());
    menu.setActiveAction(part);
    QTest::keyClick(&menu, Qt::Key_Return);
    EXPECT_FALSE(part->isChecked());
    EXPECT_EQ(triggered, 2);
    EXPECT_TRUE(menu.isVisible());
    menu.setActiveAction(other);
    QTest::keyClick(&menu, Qt::Key_Return);
    EXPECT_FALSE(menu.isVisible()) << "what is no switch closes it";
}

}  // namespace vitscope
