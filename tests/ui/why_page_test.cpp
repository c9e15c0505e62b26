// From the answer to the picture, a block and a single number, and back: by mouse and by keys, in both languages.
#include <gtest/gtest.h>

#include <QMenu>
#include <QPushButton>
#include <cmath>

#include "tests/ui/shown_text.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/why_page.h"
#include "ui/render/numbers.h"
#include "ui/views/answer_panel.h"
#include "ui/views/lesson_panel.h"
#include "ui/views/why/effect_list.h"
#include "ui/views/why/effect_map.h"
#include "ui/views/why/ghost_bars.h"
#include "ui/views/why/hidden_picture.h"
#include "ui/views/why/ledger_bars.h"
#include "ui/views/why/why_panel.h"
#include "ui/views/why/why_reading.h"
#include "ui/words/answer_claims.h"
#include "ui/words/claims.h"
#include "ui/words/names.h"

namespace vitscope {

class WhyPageTest : public WindowTest {
protected:
    WhyView& why() { return session().view().why(); }
    PageId page() { return session().viewpoint().page(); }
    WhyPage& whyPage() { return child<WhyPage>(); }
    EffectMap& map() { return whyPage().panel().map(); }
    LedgerBars& bars() { return whyPage().panel().bars(); }
    QPushButton* button(const QString& text)
    {
        for (QPushButton* each : window.findChildren<QPushButton*>())
            if (each->text() == text && each->isVisible())
                return each;
        return nullptr;
    }
    bool whole()
    {
        return QTest::qWaitFor([&] { return why().isWhole() && why().ledger() != nullptr && !why().isHiding(); }, patience) && settled();
    }
    bool opened(PageId wanted)
    {
        return QTest::qWaitFor([&] { return page() == wanted; }, patience) && settled();
    }
    void openByKey()
    {
        key(Qt::Key_Y);
        ASSERT_TRUE(opened(PageId::Why));
        ASSERT_TRUE(whole());
    }
    /// The one that speaks most for what is asked about; where none does, the one with the largest effect.
    std::int64_t speaksMost()
    {
        for (const std::int64_t patch : why().order())
            if (effect(patch) > 0)
                return patch;
        return why().order().front();
    }
    float effect(std::int64_t patch) { return why().effects().values()[static_cast<std::size_t>(patch)]; }
    /// Map, list and picture speak of one patch, with its numbers.
    void expectLookedAt(std::int64_t patch)
    {
        EXPECT_EQ(why().chosen(), patch);
        EXPECT_TRUE(whyPage().picture().heading().contains(gridPatchName(trace().config(), patch)));
        const GhostBar bar = whyPage().picture().bars().bars().front();
        EXPECT_NEAR(bar.before - bar.after, effect(patch), 1e-5);
        EXPECT_TRUE(bar.numbers.contains(percent(bar.after, 1)));
        EXPECT_TRUE(whyPage().list().accessibleDescription().contains(gridPatchName(trace().config(), patch)));
    }
    void expectSaid()
    {
        const QString said = whyPage().reading().said();
        for (const Claim& claim : why().claims())
            if (claim.kind != ClaimKind::LedgerSum) {
                EXPECT_TRUE(said.contains(claimText(trace(), claim).toHtmlEscaped())) << claimText(trace(), claim).toStdString();
            }
        const std::vector<Claim> claims = why().claims();
        const Claim* sum = claimOf(claims, ClaimKind::LedgerSum);
        ASSERT_NE(sum, nullptr);
        EXPECT_TRUE(whyPage().panel().limit(2).contains(claimText(trace(), *sum)));
    }
};

TEST_F(WhyPageTest, ByMouseFromTheAnswerToPictureBlockAndNumberAndBack)
{
    for (const QString& language : languages()) {
        window.setLanguage(language);
        ASSERT_TRUE(idle());
        const QString name = className(trace().model(), session().run()->top.front().index);
        QPushButton* link = button(AnswerPanel::tr("Why %1?").arg(name));
        ASSERT_NE(link, nullptr);
        QTest::mouseClick(link, Qt::LeftButton);
        ASSERT_TRUE(opened(PageId::Why));
        ASSERT_TRUE(whole());
        EXPECT_EQ(whyPage().panel().title(), WhyPanel::tr("Why %1?").arg(name));
        expectSaid();
        const std::int64_t patch = why().order()[2];
        QTest::mouseMove(&map(), map().centreOf(patch));
        QTest::mouseClick(&map(), Qt::LeftButton, {}, map().centreOf(patch));
        leave(map());
        expectLookedAt(patch);
        QTest::mouseClick(&whyPage().list(), Qt::LeftButton, {}, whyPage().list().centreOfRow(0));
        leave(whyPage().list());
        expectLookedAt(why().order()[0]);
        QTest::mouseMove(&bars(), bars().centreOf(3));
        EXPECT_TRUE(bars().showsHeads());
        QTest::mouseClick(&bars(), Qt::LeftButton, {}, bars().centreOf(3));
        ASSERT_TRUE(opened(PageId::Walk));
        EXPECT_EQ(selection().stage, StageKey("blocks.projection", 1));
        press(QStringLiteral("goBack"));
        ASSERT_TRUE(opened(PageId::Why));
        EXPECT_TRUE(why().isWhole()) << "what was found is kept";
        EXPECT_EQ(why().chosen(), why().order()[0]);
        QPushButton* door = button(WhyPanel::tr("Number by number"));
        ASSERT_NE(door, nullptr);
        QTest::mouseClick(door, Qt::LeftButton);
        ASSERT_TRUE(opened(PageId::Walk));
        ASSERT_TRUE(session().inquiry().isOpen());
        EXPECT_EQ(session().inquiry().chain().front(), (Cell{StageKey(probabilitiesId), {session().run()->top.front().index}}));
        session().inquiry().close();
        ASSERT_TRUE(opened(PageId::Why));
        QPushButton* back = button(WhyPanel::tr("Esc"));
        ASSERT_NE(back, nullptr);
        QTest::mouseClick(back, Qt::LeftButton);
        ASSERT_TRUE(opened(PageId::Walk));
    }
}

TEST_F(WhyPageTest, ByKeysFromTheAnswerToPictureBlockAndNumberAndBack)
{
    for (const QString& language : languages()) {
        window.setLanguage(language);
        ASSERT_TRUE(idle());
        openByKey();
        EXPECT_EQ(QApplication::focusWidget(), &map());
        const std::int64_t columns = trace().config().gridColumns();
        why().choose(columns + 1);
        QTest::keyClick(&map(), Qt::Key_Right);
        expectLookedAt(columns + 2);
        QTest::keyClick(&map(), Qt::Key_Down);
        expectLookedAt(2 * columns + 2);
        whyPage().list().setFocus();
        why().choose(why().order()[0]);
        QTest::keyClick(&whyPage().list(), Qt::Key_Down);
        expectLookedAt(why().order()[1]);
        bars().setFocus();
        QTest::keyClick(&bars(), Qt::Key_Down);
        EXPECT_EQ(bars().term(), 1);
        EXPECT_FALSE(bars().showsHeads());
        QTest::keyClick(&bars(), Qt::Key_Return);
        EXPECT_TRUE(bars().showsHeads());
        QTest::keyClick(&bars(), Qt::Key_Escape);
        EXPECT_FALSE(bars().showsHeads());
        EXPECT_EQ(page(), PageId::Why);
        QTest::keyClick(&bars(), Qt::Key_Return);
        QTest::keyClick(&bars(), Qt::Key_Return);
        ASSERT_TRUE(opened(PageId::Walk));
        EXPECT_EQ(selection().stage, StageKey("blocks.projection", 0));
        key(Qt::Key_Left, Qt::AltModifier);
        ASSERT_TRUE(opened(PageId::Why));
        key(Qt::Key_E);
        ASSERT_TRUE(opened(PageId::Walk));
        ASSERT_TRUE(session().inquiry().isOpen());
        key(Qt::Key_Escape);
        ASSERT_TRUE(opened(PageId::Why));
        key(Qt::Key_Escape);
        ASSERT_TRUE(opened(PageId::Walk));
    }
}

TEST_F(WhyPageTest, NothingIsLeftInEnglish)
{
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(idle());
    openByKey();
    const EnglishTexts english;
    QStringList texts = controlTexts(whyPage().panel()) + controlTexts(whyPage().reading()) + controlTexts(whyPage().picture());
    for (QWidget* painted : std::initializer_list<QWidget*>{&map(), &bars(), &whyPage().list()})
        texts += paintedTexts(*painted);
    EXPECT_GT(texts.size(), 40);
    for (const QString& text : texts)
        EXPECT_TRUE(english.within(text).isEmpty()) << text.toStdString();
}

TEST_F(WhyPageTest, AnotherClassAndTheLeadOverIt)
{
    openByKey();
    const std::int64_t first = session().run()->top[0].index, second = session().run()->top[1].index;
    QPushButton* against = button(WhyPanel::tr("%1 against %2").arg(className(trace().model(), first), className(trace().model(), second)));
    ASSERT_NE(against, nullptr);
    QTest::mouseClick(against, Qt::LeftButton);
    EXPECT_EQ(why().asked(), (AskedClass{first, second}));
    ASSERT_TRUE(whole());
    expectSaid();
    why().ask({second});
    ASSERT_TRUE(whole());
    EXPECT_EQ(whyPage().panel().title(), WhyPanel::tr("Why %1?").arg(className(trace().model(), second)));
    expectLookedAt(speaksMost());
}

TEST_F(WhyPageTest, NeighboursEscAndTheTable)
{
    session().openModel(defaultModel);
    ASSERT_TRUE(idle());
    key(Qt::Key_Y);
    ASSERT_TRUE(opened(PageId::Why));
    ASSERT_TRUE(QTest::qWaitFor([&] { return why().occlusion().done > 0; }, patience));
    key(Qt::Key_Escape);
    EXPECT_EQ(page(), PageId::Why) << "first it ends what is under way";
    EXPECT_FALSE(why().isHiding());
    EXPECT_LT(why().occlusion().done, trace().config().patches());
    QPushButton* goOn = button(WhyPanel::tr("Go on"));
    ASSERT_NE(goOn, nullptr);
    const std::int64_t done = why().occlusion().done;
    QTest::mouseClick(goOn, Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return why().occlusion().done > done; }, patience));
    session().openModel(testModel);
    ASSERT_TRUE(idle());
    ASSERT_TRUE(whole());
    EXPECT_EQ(whyPage().tables().parts.front().cells.view().copy().values(), why().effects().values());
    QPushButton* reach = button(WhyPanel::tr("%1 × %1").arg(1));
    ASSERT_NE(reach, nullptr);
    reach->menu()->actions()[1]->trigger();
    EXPECT_EQ(why().reach(), 1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return why().isWhole(); }, patience));
    EXPECT_GE(whyPage().picture().bars().bars().size(), 2U);
}

TEST_F(WhyPageTest, AModelWithoutClassesSaysWhatIsAskedInstead)
{
    session().openModel(QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit-encoder-only"));
    ASSERT_TRUE(idle());
    key(Qt::Key_Y);
    ASSERT_TRUE(opened(PageId::Why));
    ASSERT_TRUE(QTest::qWaitFor([&] { return why().isWhole(); }, patience));
    EXPECT_EQ(whyPage().panel().title(), WhyPanel::tr("Why this vector?"));
    EXPECT_FALSE(bars().isVisible());
    EXPECT_EQ(whyPage().picture().bars().bars().size(), 1U);
    key(Qt::Key_E);
    ASSERT_TRUE(opened(PageId::Walk));
    EXPECT_EQ(session().inquiry().chain().front().stage, StageKey(pooledId));
}

class LessonTest : public WhyPageTest {
protected:
    LessonPanel& lesson() { return child<LessonPanel>(); }
};

TEST_F(LessonTest, AKnownMistakeIsSaidAndLeadsStepByStepToWhy)
{
    session().open(defaultModel, sample(2));
    ASSERT_TRUE(idle());
    for (const QString& language : languages()) {
        window.setLanguage(language);
        session().viewpoint().open(PageId::Walk);
        ASSERT_TRUE(idle());
        const std::vector<float> shares = trace().slice(probabilitiesId).view().copy().values();
        const Claim mistake = claimOfTruth(shares, *truthOf(sample(2), trace().model()));
        ASSERT_EQ(mistake.kind, ClaimKind::IsMistaken);
        EXPECT_TRUE(lesson().truth().contains(claimText(trace(), mistake)));
        QTest::mouseClick(button(LessonPanel::tr("1 Patches")), Qt::LeftButton);
        ASSERT_TRUE(opened(PageId::Why));
        ASSERT_TRUE(QTest::qWaitFor([&] { return why().isWhole(); }, 3 * patience));
        EXPECT_EQ(why().asked(), (AskedClass{mistake.index("answer"), mistake.index("truth")}));
        EXPECT_TRUE(QTest::qWaitFor([&] { return !lesson().finding().isEmpty(); }, patience));
        ASSERT_TRUE(whole());
        QTest::mouseClick(button(LessonPanel::tr("3 Parts")), Qt::LeftButton);
        ASSERT_TRUE(whole());
        const std::vector<Claim> claims = why().claims();
        EXPECT_TRUE(QTest::qWaitFor([&] { return lesson().finding().contains(claimText(trace(), claims[claims.size() - 2])); }, patience))
            << lesson().finding().toStdString();
        QTest::mouseClick(button(LessonPanel::tr("2 Attention")), Qt::LeftButton);
        ASSERT_TRUE(opened(PageId::Walk));
        EXPECT_EQ(selection().stage, StageKey(attentionId, trace().config().blocks - 1));
        EXPECT_EQ(selection().query, trace().layout().classToken());
        EXPECT_TRUE(QTest::qWaitFor([&] { return !lesson().finding().isEmpty(); }, patience)) << "on the walk it goes on";
    }
}

TEST_F(LessonTest, ARightAnswerIsConfirmedAndAnUnknownPictureIsNot)
{
    session().open(defaultModel, sample(0));
    ASSERT_TRUE(idle());
    EXPECT_TRUE(lesson().isVisible());
    EXPECT_EQ(button(LessonPanel::tr("1 Patches")), nullptr);
    session().openModel(testModel);
    ASSERT_TRUE(idle());
    EXPECT_FALSE(lesson().isVisible()) << "its classes are others";
}

}  // namespace vitscope
