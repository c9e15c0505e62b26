// Opened models, and runs, stages made again and the store from several threads at once. Under
// ThreadSanitizer too (preset tsan): products are Eigen's here, because oneDNN is not built for it.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <random>
#include <set>

#include "core/engine/job_queue.h"
#include "core/engine/opened_models.h"
#include "core/model/settings.h"
#include "core/trace/trace.h"
#include "tests/core/naive_vit.h"

namespace vitscope {
namespace {

TEST(OpenedModels, AreReadOncePerOpeningAndLetGoTheOldest)
{
    const Model tiny = naive::randomModel(naive::tinyConfig(), 5);
    const auto bytes = static_cast<std::size_t>(tiny.parameters.count()) * sizeof(float);
    OpenedModels models(2 * bytes);
    int opened = 0;
    const auto open = [&](const std::vector<std::string>&) {
        ++opened;
        return tiny;
    };
    const auto one = std::make_shared<const int>(), two = std::make_shared<const int>(), three = std::make_shared<const int>();
    const auto complete = models.get(one, {}, {}, open);
    const auto changed = models.get(one, {"softmax=off"}, {}, open);
    EXPECT_FALSE(changed->config.softmax);
    EXPECT_TRUE(complete->config.softmax);
    EXPECT_EQ(models.get(one, {}, {}, open), complete);
    EXPECT_EQ(models.get(one, {"softmax=off"}, {}, open), changed);
    EXPECT_THROW(models.get(one, {"nonsense=1"}, {}, open), Error);
    EXPECT_EQ(opened, 1);
    models.get(two, {}, {}, open);
    EXPECT_EQ(models.get(one, {}, {}, open), complete) << "undone: the model before is still there";
    EXPECT_EQ(opened, 2);
    models.get(three, {}, {}, open);
    EXPECT_EQ(models.count(), 2U) << "the second was used longest ago";
    EXPECT_EQ(models.get(one, {}, {}, open), complete);
    EXPECT_EQ(opened, 3);
    EXPECT_THROW(models.get(std::make_shared<const int>(), {}, {}, [](const auto&) -> Model { throw Error(Fault::Model, "no such file"); }), Error);
    EXPECT_EQ(models.count(), 2U);
}

TEST(OpenedModels, OpenWithTheSettingsThatAModelNeeds)
{
    const Model tiny = naive::randomModel(naive::tinyConfig(), 5);
    OpenedModels models(std::size_t{1} << 30);
    std::vector<std::vector<std::string>> asked;
    const auto open = [&](const std::vector<std::string>& settings) {
        asked.push_back(settings);
        if (settings.empty())
            throw Error(Fault::Model, "how many heads?");
        Model model = tiny;
        applySettings(model, settings);
        return model;
    };
    const auto one = std::make_shared<const int>();
    EXPECT_THROW(models.get(one, {}, {}, open), Error);
    EXPECT_THROW(models.get(one, {"softmax=off"}, {}, open), Error) << "a part left out says nothing of the heads";
    EXPECT_EQ(models.count(), 0U);
    asked.clear();
    const auto model = models.get(one, {"softmax=off", "heads=2"}, {}, open);
    EXPECT_EQ(model->config.heads, 2);
    EXPECT_FALSE(model->config.softmax);
    EXPECT_EQ(model->provenance.origins.at("heads"), Origin::Set);
    EXPECT_EQ(asked, (std::vector<std::vector<std::string>>{{}, {"heads=2"}})) << "first without";
    EXPECT_TRUE(models.get(one, {"heads=2"}, {}, open)->config.softmax);
    EXPECT_EQ(asked.size(), 2U) << "nothing is read again for a part";
    EXPECT_EQ(models.get(one, {"heads=3"}, {}, open)->config.heads, 3);
}

TEST(OpenedModels, GiveAModelForPicturesOfAnotherSize)
{
    const Model tiny = naive::randomModel(naive::tinyConfig(), 5);
    OpenedModels models(std::size_t{1} << 30);
    const auto open = [&](const std::vector<std::string>&) { return tiny; };
    const auto one = std::make_shared<const int>();
    const Size larger{tiny.config.imageRows * 2, tiny.config.imageColumns};
    const auto model = models.get(one, {"heads=2"}, larger, open);
    EXPECT_EQ(model->config.imageRows, larger.rows);
    EXPECT_EQ(model->config.heads, 2);
    EXPECT_EQ(model->parameters.at("positions").rows(), tiny.config.patches() * 2 + 1);
    EXPECT_EQ(models.get(one, {"heads=2"}, larger, open), model);
    EXPECT_THROW(models.get(one, {}, Size{tiny.config.imageRows + 1, tiny.config.imageColumns}, open), Error);
    EXPECT_EQ(models.get(one, {}, {}, open)->config, tiny.config);
}

TEST(ValueStore, IsUsedFromSeveralThreads)
{
    constexpr int threads = 6, rounds = 3000;
    constexpr std::size_t limit = 64 * 16 * sizeof(float);
    ValueStore store(limit);
    BufferPool pool(std::size_t{1} << 16, 50);
    std::latch begin(threads);
    std::vector<std::thread> all;
    for (int thread = 0; thread < threads; ++thread)
        all.emplace_back([&, thread] {
            std::mt19937 random(static_cast<unsigned>(thread));
            begin.arrive_and_wait();
            for (int i = 0; i < rounds; ++i) {
                const Fingerprint print = 1 + random() % 150;
                if (const Values found = store.find(print); found.buffer) {
                    for (std::size_t at = 0; at < found.buffer->size(); ++at)
                        ASSERT_EQ(found.buffer->data()[at], static_cast<float>(print));
                    continue;
                }
                const std::size_t floats = 8 + print % 24;
                const BufferPtr buffer = pool.take(floats);
                std::fill_n(buffer->data(), floats, static_cast<float>(print));
                store.keep(print, {Rows(buffer->data(), 1, static_cast<std::int64_t>(floats)), buffer}, print % 5 == 0);
                EXPECT_LE(store.bytes(), limit);
                store.has(print);
                store.count();
            }
        });
    for (std::thread& thread : all)
        thread.join();
}

/// A run of a small model, computed alone: what every other way to its numbers must give.
struct Reference {
    std::shared_ptr<const Model> model;
    Tensor pixels;
    std::shared_ptr<const Trace> trace;
};

Reference reference(Workspace& workspace, unsigned seed, std::int64_t blocks = 4)
{
    ModelConfig config = naive::tinyConfig();
    config.blocks = blocks;
    auto model = std::make_shared<Model>(naive::randomModel(config, seed));
    model->parameters.seal();
    const Tensor pixels({{Axis::Channel, 3}, {Axis::Row, 8}, {Axis::Column, 12}}, test::randomValues(3 * 8 * 12, seed));
    return {model, pixels, recordTrace(workspace, model, pixels)};
}

const Compute onEigen{MatmulBackend::Eigen, 1};

TEST(Trace, ManyStagesAreMadeAgainInOnePassAndBetweenRowsItStops)
{
    Workspace workspace{onEigen, {}};
    const Reference full = reference(workspace, 3, 24);
    const auto light = recordTrace(workspace, full.model, full.pixels, {}, std::make_shared<ValueStore>(1));
    std::vector<StageKey> keys;
    for (std::int64_t block = 0; block < 24; ++block)
        keys.emplace_back("blocks.attention", block);
    keys.emplace_back("image.pixels");
    std::set<StageKey> made;
    int rows = 0;
    light->make(
        keys,
        [&](const StageKey& key, const Slice& slice) {
            EXPECT_EQ(slice.view().copy(), full.trace->slice(key).view().copy()) << key.name();
            EXPECT_TRUE(made.insert(key).second) << key.name() << " came twice";
        },
        [&] {
            ++rows;
            return true;
        });
    EXPECT_EQ(made.size(), keys.size());
    EXPECT_LE(rows, static_cast<int>(full.trace->stages().size())) << "once through the model, not once for each";
    made.clear();
    rows = 0;
    EXPECT_THROW(light->make(
                     {{"blocks.attention", 1}, {"blocks.attention", 20}}, [&](const StageKey& key, const Slice&) { made.insert(key); },
                     [&] { return ++rows < 60; }),
                 Cancelled);
    EXPECT_EQ(rows, 60);
    EXPECT_EQ(made, (std::set<StageKey>{{"blocks.attention", 1}}));
    EXPECT_THROW(light->make({"nothing"}, [](const StageKey&, const Slice&) {}), Error);
}

TEST(Engine, RunsRemakesAndLooksThroughOneStoreFromSeveralThreads)
{
    Workspace workspace{onEigen, {}}, mine{onEigen, {}};
    const std::vector<Reference> references{reference(workspace, 3), reference(workspace, 11), reference(workspace, 29)};
    for (const std::size_t limit : {std::size_t{1}, std::size_t{20000}, ValueStore::everything}) {
        const auto store = std::make_shared<ValueStore>(limit);
        JobQueue queue;
        std::atomic<int> finished = 0, arrived = 0, failures = 0;
        const auto failed = [&](const ErrorPtr&) { ++failures; };
        // Traces of the one store that all threads look into.
        std::vector<std::shared_ptr<const Trace>> traces;
        for (const Reference& each : references)
            traces.push_back(recordTrace(workspace, each.model, each.pixels, {}, store));
        std::vector<std::thread> all;
        for (unsigned thread = 0; thread < 4; ++thread)
            all.emplace_back([&, thread] {
                std::mt19937 random(thread);
                for (int i = 0; i < 40; ++i) {
                    const std::size_t which = random() % references.size();
                    const Reference& expected = references[which];
                    const StageKey& key = expected.trace->stages()[random() % expected.trace->stages().size()].key;
                    const auto check = [&, key](const Slice& slice, const Trace& of) {
                        EXPECT_EQ(slice.view().copy(), of.slice(key).view().copy()) << key.name();
                    };
                    switch (random() % 4) {
                    case 0:  // a new picture
                        queue.post({JobKind::Run, thread,
                                    [&, expected = &expected](const GoOn& goOn) {
                                        const auto trace =
                                            recordTrace(mine, expected->model, expected->pixels, {}, store, [&](double) { return goOn(); });
                                        EXPECT_EQ(trace->slice("logits").view().copy(), expected->trace->slice("logits").view().copy());
                                        ++finished;
                                    },
                                    failed});
                        break;
                    case 1:  // what a view asks for
                        queue.post({JobKind::Remake, thread,
                                    [&, which, check, key](const GoOn& goOn) {
                                        traces[which]->make(
                                            {key},
                                            [&](const StageKey&, const Slice& slice) {
                                                check(slice, *references[which].trace);
                                                ++arrived;
                                            },
                                            goOn);
                                    },
                                    failed});
                        break;
                    case 2:  // what a view has at hand
                        if (const std::optional<Slice> kept = traces[which]->kept(key))
                            check(*kept, *expected.trace);
                        break;
                    default: check(traces[which]->slice(key), *expected.trace);
                    }
                    EXPECT_LE(store->bytes(), limit);
                }
            });
        for (std::thread& thread : all)
            thread.join();
        queue.wait();
        EXPECT_EQ(failures, 0);
        EXPECT_GT(finished, 0);
        EXPECT_GT(arrived, 0);
    }
}

}  // namespace
}  // namespace vitscope
