// What a part was for: the answer with and without it is that of two single runs, for this picture and all at hand.
#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

#include "tests/ui/session_fixture.h"

namespace vitscope {
namespace {

const QString withoutPositions = QStringLiteral("positions=off");

class PartsViewTest : public testing::Test {
protected:
    PartsView& parts() { return session.parts(); }
    bool waitUntilAllAreDone()
    {
        return QTest::qWaitFor([&] { return parts().atHand() > 0 && parts().pictures().size() == parts().atHand(); }, patience);
    }
    std::vector<float> answer(const QString& picture, const QStringList& settings)
    {
        Session other;
        other.open(defaultModel, picture, settings);
        EXPECT_TRUE(waitUntilIdle(other));
        return other.run()->trace->slice(probabilitiesId).view().copy().values();
    }

    Session session;
};

TEST_F(PartsViewTest, ThisPictureWithAndWithout)
{
    ASSERT_TRUE(runOf(session, defaultModel, sample(0)));
    EXPECT_FALSE(parts().isChanged());
    EXPECT_FALSE(parts().here());
    session.switchPart(QStringLiteral("positions"), false);
    ASSERT_TRUE(waitUntilIdle(session));
    ASSERT_TRUE(QTest::qWaitFor([&] { return parts().here().has_value(); }, patience));
    EXPECT_EQ(parts().here()->before, answer(sample(0), {}));
    EXPECT_EQ(parts().here()->after, answer(sample(0), {withoutPositions}));
    const std::vector<Claim> claims = parts().claims();
    ASSERT_EQ(claims.size(), 1U);
    EXPECT_EQ(claims[0].kind, ClaimKind::PartLeftOut);
    EXPECT_GT(claims[0].number("after"), claims[0].number("before")) << "the cat rises without positions";
    session.switchPart(QStringLiteral("positions"), true);
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_FALSE(parts().here());
}

TEST_F(PartsViewTest, OverTheBuiltInPicturesItIsKnownHowOftenTheAnswerIsRight)
{
    session.open(defaultModel, sample(0), {withoutPositions});
    ASSERT_TRUE(waitUntilIdle(session));
    QTest::qWait(100);
    EXPECT_TRUE(parts().pictures().empty()) << "nobody looks";
    parts().setWanted(true);
    ASSERT_TRUE(waitUntilAllAreDone());
    ASSERT_EQ(parts().pictures().size(), 8U);
    int before = 0, after = 0;
    const Model& model = session.run()->trace->model();
    for (int i = 0; i < 8; ++i) {
        const std::vector<float> with = answer(sample(i), {}), without = answer(sample(i), {withoutPositions});
        EXPECT_EQ(parts().pictures()[static_cast<std::size_t>(i)].answers.before, with);
        EXPECT_EQ(parts().pictures()[static_cast<std::size_t>(i)].answers.after, without);
        const auto labelOf = [&](const std::vector<float>& shares) {
            return model.label(std::max_element(shares.begin(), shares.end()) - shares.begin());
        };
        before += labelOf(with) == samplePictures()[static_cast<std::size_t>(i)].truth ? 1 : 0;
        after += labelOf(without) == samplePictures()[static_cast<std::size_t>(i)].truth ? 1 : 0;
    }
    EXPECT_EQ(before, 7) << "all but the boat";
    const std::vector<Claim> claims = parts().claims();
    const Claim* claim = claimOf(claims, ClaimKind::RightOverPictures);
    ASSERT_NE(claim, nullptr);
    EXPECT_EQ(claim->index("pictures"), 8);
    EXPECT_EQ(claim->index("right_before"), before);
    EXPECT_EQ(claim->index("right_after"), after);
}

TEST_F(PartsViewTest, BesideAnotherFileThePicturesOfItsFolderAreAtHand)
{
    const QTemporaryDir folder;
    for (const int i : {1, 4})
        ASSERT_TRUE(QFile::copy(sample(i), folder.filePath(QStringLiteral("%1.png").arg(i))));
    QFile broken(folder.filePath(QStringLiteral("broken.png")));
    ASSERT_TRUE(broken.open(QIODevice::WriteOnly));
    broken.write("no picture");
    broken.close();
    parts().setWanted(true);
    session.open(defaultModel, folder.filePath(QStringLiteral("1.png")), {withoutPositions});
    ASSERT_TRUE(waitUntilIdle(session));
    ASSERT_TRUE(QTest::qWaitFor([&] { return parts().atHand() == 2 && parts().pictures().size() == 2; }, patience))
        << "what is no picture is left out";
    EXPECT_EQ(parts().pictures()[0].answers.after, answer(sample(1), {withoutPositions}));
    const std::vector<Claim> claims = parts().claims();
    EXPECT_NE(claimOf(claims, ClaimKind::KeptOverPictures), nullptr) << "nobody knows what they show";
}

TEST(Truth, IsThatOfTheSceneAndOnlyOfBuiltInPictures)
{
    Session session;
    ASSERT_TRUE(runOf(session, defaultModel, sample(2)));
    const Model& model = session.run()->trace->model();
    ASSERT_TRUE(truthOf(sample(2), model));
    EXPECT_EQ(model.label(*truthOf(sample(2), model)), "boat");
    EXPECT_FALSE(truthOf(QStringLiteral("/nowhere/03-corner.png"), model));
    EXPECT_FALSE(truthOf({}, model));
    Model other = model;
    other.labels.assign(other.labels.size(), "other");
    EXPECT_FALSE(truthOf(sample(2), other));
}

}  // namespace
}  // namespace vitscope
