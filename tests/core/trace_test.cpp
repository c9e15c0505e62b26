// Traces: both levels give the same numbers, slices go by axis name, keys that are not there are refused.
#include "core/trace/trace.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "core/base/error.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

Image testPicture()
{
    Image image(50, 71);
    for (std::size_t i = 0; i < image.rgb.size(); ++i)
        image.rgb[i] = static_cast<std::uint8_t>(i * i / 7 + i);
    return image;
}

class TraceTest : public testing::Test {
protected:
    Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};
    std::shared_ptr<const Model> model = golden::model("hf-vit");
};

/// A store of a few stages.
std::shared_ptr<ValueStore> smallStore()
{
    return std::make_shared<ValueStore>(std::size_t{50000});
}

TEST_F(TraceTest, ASmallStoreGivesTheSameNumbersForEveryStage)
{
    for (const Edits& edits : {Edits{}, Edits{{1, 5, 30}}}) {
        const auto full = recordTrace(workspace, model, testPicture(), edits);
        const auto light = recordTrace(workspace, model, testPicture(), edits, smallStore());
        ASSERT_EQ(full->stages().size(), light->stages().size());
        bool madeAgain = false;
        for (auto stage = full->stages().rbegin(); stage != full->stages().rend(); ++stage) {
            EXPECT_TRUE(full->isKept(stage->key));
            madeAgain |= !light->isKept(stage->key);
            EXPECT_EQ(full->slice(stage->key).view().shape(), stage->shape) << stage->key.name();
            EXPECT_EQ(full->slice(stage->key).view().copy(), light->slice(stage->key).view().copy()) << stage->key.name();
        }
        EXPECT_TRUE(madeAgain);
    }
}

TEST_F(TraceTest, SlicesByAxisName)
{
    const auto trace = recordTrace(workspace, model, testPicture());
    const Tensor attention = trace->slice({"blocks.attention", 1}).view().copy();
    const Slice row = trace->slice({"blocks.attention", 1}, {{Axis::Query, 17}, {Axis::Head, 2}});
    EXPECT_EQ(row.view().shape(), (Shape{{Axis::Key, 37}}));
    double sum = 0;
    for (std::int64_t key = 0; key < 37; ++key) {
        EXPECT_EQ(row.view().at({key}), attention.view().at({2, 17, key}));
        sum += row.view().at({key});
    }
    EXPECT_NEAR(sum, 1.0, 1e-5);
    EXPECT_EQ(trace->slice({"blocks.query", 0}, {{Axis::Head, 3}, {Axis::Token, 5}}).view().shape(), (Shape{{Axis::HeadFeature, 12}}));
}

TEST_F(TraceTest, ASliceOutlivesItsTrace)
{
    auto trace = recordTrace(workspace, model, testPicture());
    const Slice slice = trace->slice({"blocks.output", 2});
    const Tensor before = slice.view().copy();
    trace.reset();
    recordTrace(workspace, model, Tensor({{Axis::Channel, 3}, {Axis::Row, 48}, {Axis::Column, 48}}));
    EXPECT_EQ(slice.view().copy(), before);
}

TEST_F(TraceTest, RefusesWhatIsNotThere)
{
    const auto trace = recordTrace(workspace, model, testPicture());
    EXPECT_THROW(trace->slice({"blocks.output", 3}), Error);
    EXPECT_THROW(trace->slice("nonsense"), Error);
    EXPECT_FALSE(trace->isKept("nonsense"));
    EXPECT_FALSE(trace->kept("nonsense"));
    EXPECT_THROW(trace->slice("logits", {{Axis::Head, 0}}), Error);
    EXPECT_THROW(trace->slice("logits", {{Axis::Class, 7}}), Error);
    const auto fromPixels = recordTrace(workspace, model, Tensor({{Axis::Channel, 3}, {Axis::Row, 48}, {Axis::Column, 48}}));
    EXPECT_EQ(fromPixels->stages().front().key, StageKey("image.pixels"));
    EXPECT_THROW(fromPixels->slice("image.source"), Error);
}

TEST_F(TraceTest, RefusesAPreprocessingThatDoesNotFitTheModel)
{
    Model other = *model;
    other.preprocess.size = {40, 48};
    try {
        recordTrace(workspace, std::make_shared<const Model>(other), testPicture());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::Model);
    }
}

TEST_F(TraceTest, CanBeCancelledAtEveryStage)
{
    const std::size_t count = recordTrace(workspace, model, testPicture())->stages().size();
    int asked = 0;
    double last = 0;
    recordTrace(workspace, model, testPicture(), {}, {}, [&](double done) {
        ++asked;
        EXPECT_GE(done, last);
        last = done;
        return true;
    });
    EXPECT_GE(asked, static_cast<int>(count) - 4);
    EXPECT_LE(last, 1.0);
    for (int stop = 1; stop <= asked; ++stop) {
        int left = stop;
        EXPECT_THROW(recordTrace(workspace, model, testPicture(), {}, {}, [&](double) { return --left > 0; }), Cancelled);
    }
}

TEST_F(TraceTest, ALightTraceMayBeReadFromSeveralThreads)
{
    const auto full = recordTrace(workspace, model, testPicture());
    const auto light = recordTrace(workspace, model, testPicture(), {}, smallStore());
    std::atomic<int> wrong = 0;
    const auto read = [&](std::int64_t block) {
        for (const char* id : {"blocks.scores", "blocks.mlp", "blocks.attention"})
            wrong += full->slice({id, block}).view().copy() == light->slice({id, block}).view().copy() ? 0 : 1;
    };
    std::thread one(read, 0), two(read, 2);
    one.join();
    two.join();
    EXPECT_EQ(wrong, 0);
}

TEST(StageKey, NamesAndBack)
{
    for (const char* name : {"logits", "embed.patches", "blocks.0.scores", "blocks.11.attention"}) {
        ASSERT_TRUE(StageKey::parse(name)) << name;
        EXPECT_EQ(StageKey::parse(name)->name(), name);
    }
    EXPECT_EQ(StageKey::parse("blocks.3.scores"), StageKey("blocks.scores", 3));
    for (const char* name : {"", "blocks.", "blocks.x.scores", "blocks.-1.scores", "blocks.3", "blocks.3.", "blocks.99999999999999999999.scores"})
        EXPECT_FALSE(StageKey::parse(name)) << name;
}

}  // namespace
}  // namespace vitscope
