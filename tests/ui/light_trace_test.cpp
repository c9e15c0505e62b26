// Views of a light trace: what was not kept is made again, and then shown as if it had been.
#include <gtest/gtest.h>

#include "tests/ui/session_fixture.h"
#include "ui/views/stages/chosen.h"
#include "ui/views/stages/stage_views.h"

namespace vitscope {

namespace {

void open(Session& session)
{
    session.open(QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit"), samplePictures().front().path);
    ASSERT_TRUE(waitUntilIdle(session));
    ASSERT_TRUE(session.run());
}

}  // namespace

TEST(LightTrace, EveryStageIsShownOnceItsValuesAreMadeAgain)
{
    Session full, light(nullptr, 1);
    open(full);
    open(light);
    ASSERT_FALSE(light.run()->trace->isKept("logits"));
    for (const Stage& stage : light.run()->trace->stages())
        for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{1}}) {
            for (Session* session : {&full, &light}) {
                Selection selection = withStage(session->selection(), stage.key);
                selection.head = head;
                selection.query = 5;
                session->select(selection);
            }
            const std::unique_ptr<StageView> kept(stageViews()[stageViewFor(stage)].create(full.view(), full.viewpoint())),
                made(stageViews()[stageViewFor(stage)].create(light.view(), light.viewpoint()));
            kept->showStage(stage);
            const std::vector<MapPart> expected = kept->tables();
            ASSERT_TRUE(QTest::qWaitFor(
                [&] {
                    made->showStage(stage);
                    return made->tables().size() == expected.size();
                },
                patience))
                << stage.key.name() << " head " << head;
            const std::vector<MapPart> shown = made->tables();
            for (std::size_t i = 0; i < expected.size(); ++i)
                EXPECT_EQ(shown[i].cells.view().copy(), expected[i].cells.view().copy()) << stage.key.name() << " " << i;
            // What is chosen by itself may need another stage: it too comes a little later.
            EXPECT_TRUE(QTest::qWaitFor(
                [&] { return chosenIn(light.view(), light.viewpoint(), stage).entry == chosenIn(full.view(), full.viewpoint(), stage).entry; },
                patience))
                << stage.key.name();
        }
}

}  // namespace vitscope
