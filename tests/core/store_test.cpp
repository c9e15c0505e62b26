// The store: what it keeps, what it lets go first; and runs through it, which give what fresh runs give, bit for bit.
#include "core/plan/store.h"

#include <gtest/gtest.h>

#include <random>

#include "core/model/settings.h"
#include "core/trace/trace.h"
#include "tests/core/naive_vit.h"

namespace vitscope {
namespace {

Values valuesOf(std::size_t floats)
{
    const BufferPtr buffer = std::make_shared<Buffer>(floats);
    return {Rows(buffer->data(), 1, static_cast<std::int64_t>(floats)), buffer};
}

TEST(ValueStore, LetsGoWhatWasUsedLongestAgo)
{
    ValueStore store(4 * 10 * sizeof(float));
    for (Fingerprint print = 1; print <= 4; ++print)
        store.keep(print, valuesOf(10), false);
    EXPECT_NE(store.find(1).buffer, nullptr);
    store.keep(5, valuesOf(10), false);
    EXPECT_TRUE(store.has(1) && store.has(3) && store.has(4) && store.has(5));
    EXPECT_FALSE(store.has(2));
    EXPECT_EQ(store.find(2).buffer, nullptr);
    EXPECT_EQ(store.bytes(), 4 * 10 * sizeof(float));
    store.keep(6, valuesOf(40), false);
    EXPECT_TRUE(store.has(6));
    EXPECT_EQ(store.bytes(), 40 * sizeof(float)) << "all others went";
    store.keep(7, valuesOf(41), false);
    EXPECT_EQ(store.bytes(), 0U) << "what is larger than all there is room for is not kept";
}

TEST(ValueStore, KeepsWhatEverythingGoesThroughLongest)
{
    ValueStore store(3 * 10 * sizeof(float));
    store.keep(1, valuesOf(10), true);
    for (Fingerprint print = 2; print <= 9; ++print)
        store.keep(print, valuesOf(10), false);
    EXPECT_TRUE(store.has(1) && store.has(8) && store.has(9));
    store.keep(10, valuesOf(10), true);
    store.keep(11, valuesOf(10), true);
    EXPECT_TRUE(store.has(1) && store.has(10) && store.has(11));
    store.keep(12, valuesOf(10), true);
    EXPECT_FALSE(store.has(1));
}

TEST(ValueStore, KnowsTheWaysOfAPlan)
{
    const Plan plan = vitPlan(naive::tinyConfig());
    std::vector<Fingerprint> prints(plan.stages.size(), 0);
    for (std::size_t i = 0; i < prints.size(); ++i)
        prints[i] = i + 1;
    std::vector<std::string> ways;
    for (std::size_t place = 0; place < prints.size(); ++place) {
        ValueStore fresh(2 * sizeof(float));
        StoredRun probe(fresh, plan, prints);
        probe.keep(static_cast<int>(place), valuesOf(1));
        fresh.keep(1000, valuesOf(1), false);
        fresh.keep(1001, valuesOf(1), false);
        if (fresh.has(prints[place]))
            ways.push_back(plan.stages[place].key.name());
    }
    const std::vector<std::string> expected{"image.pixels",
                                            "patches",
                                            "embed.patches",
                                            "embed.patch_norm",
                                            "embed.tokens",
                                            "embed.positions",
                                            "blocks.0.residual1",
                                            "blocks.0.output",
                                            "blocks.1.residual1",
                                            "blocks.1.output",
                                            "norm",
                                            "pooled",
                                            "logits",
                                            "probabilities"};
    EXPECT_EQ(ways, expected);
}

TEST(Fingerprints, TellApartWhateverChangesAValue)
{
    const Model model = naive::randomModel(naive::tinyConfig(), 5);
    const std::vector<float> pixels = test::randomValues(3 * 8 * 12, 3);
    const Compute compute{MatmulBackend::OneDnn, 2};
    const Plan plan = vitPlan(model.config);
    const auto printOf = [&](const char* name, const Plan& of, const Model& with, const std::vector<float>& from, std::int64_t examples,
                             const Compute& how) {
        return fingerprints(of, with.parameters, from, examples, how)[static_cast<std::size_t>(of.placeOf(*StageKey::parse(name)))];
    };
    const Fingerprint before = printOf("logits", plan, model, pixels, 1, compute);
    EXPECT_EQ(printOf("logits", plan, model, pixels, 1, compute), before);
    EXPECT_NE(printOf("logits", plan, model, pixels, 2, compute), before);
    EXPECT_NE(printOf("logits", plan, model, pixels, 1, {MatmulBackend::Eigen, 2}), before);
    EXPECT_NE(printOf("logits", plan, model, pixels, 1, {MatmulBackend::OneDnn, 1}), before);
    std::vector<float> others = pixels;
    others[7] += 1e-6F;
    EXPECT_NE(printOf("logits", plan, model, others, 1, compute), before);
    for (std::size_t i = 0; i < model.parameters.size(); ++i) {
        Model other = model;
        other.parameters[i].data()[other.parameters[i].size() - 1] += 1e-6F;
        EXPECT_NE(printOf("logits", plan, other, pixels, 1, compute), before) << model.parameters.info(i).name;
    }
    ModelConfig config = model.config;
    config.normEpsilon *= 2;
    EXPECT_NE(printOf("logits", vitPlan(config), model, pixels, 1, compute), before);
    config = model.config;
    config.activation = Activation::Relu;
    const Plan relu = vitPlan(config);
    EXPECT_NE(printOf("logits", relu, model, pixels, 1, compute), before);
    EXPECT_EQ(printOf("blocks.0.hidden", relu, model, pixels, 1, compute), printOf("blocks.0.hidden", plan, model, pixels, 1, compute))
        << "what lies before the change is the same";
    EXPECT_NE(printOf("logits", vitPlan(model.config, Edits{{2}}), model, pixels, 1, compute), before);
}

/// A run as a whole: its picture, its model's parts, its dropped patches.
struct Recipe {
    std::shared_ptr<const Model> model;
    Tensor pixels;
    Edits edits;
};

class Sequences : public testing::Test {
protected:
    Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};
    const Model complete = naive::randomModel(naive::tinyConfig(), 5);
    std::mt19937 random{11};

    std::size_t pick(std::size_t count) { return random() % count; }
    Recipe anyRecipe()
    {
        std::vector<std::string> settings;
        for (const char* key : {"softmax", "value", "residuals", "norms", "positions", "class_token", "scale", "patch_norm", "final_norm"})
            if (pick(5) == 0)
                settings.push_back(std::string(key) + "=off");
        if (pick(4) == 0)
            settings.emplace_back(pick(2) == 0 ? "heads=2" : "activation=relu");
        Model model = complete;
        applySettings(model, settings);
        Edits edits;
        for (std::int64_t patch = 0; patch < 5; ++patch)
            if (pick(6) == 0)
                edits.droppedPatches.push_back(patch);
        Tensor pixels({{Axis::Channel, 3}, {Axis::Row, 8}, {Axis::Column, 12}}, test::randomValues(3 * 8 * 12, static_cast<unsigned>(pick(3))));
        return {std::make_shared<const Model>(std::move(model)), std::move(pixels), std::move(edits)};
    }
    /// Some stages asked for in any order, or all.
    void expectFresh(const Trace& trace, const Recipe& recipe)
    {
        const auto fresh = recordTrace(workspace, recipe.model, recipe.pixels, recipe.edits);
        const bool everyStage = pick(4) == 0;
        const std::size_t count = everyStage ? trace.stages().size() : 3;
        for (std::size_t i = 0; i < count; ++i) {
            const StageKey& key = trace.stages()[everyStage ? i : pick(trace.stages().size())].key;
            ASSERT_EQ(trace.slice(key).view().copy(), fresh->slice(key).view().copy()) << key.name() << " of " << recipe.model->name;
        }
    }
};

TEST_F(Sequences, OfSwitchesPatchesPicturesAndStagesGiveWhatFreshRunsGive)
{
    for (const std::size_t limit : {std::size_t{0}, std::size_t{1000}, std::size_t{20000}, std::size_t{300000}, ValueStore::everything})
        for (int sequence = 0; sequence < 40; ++sequence) {
            const auto store = std::make_shared<ValueStore>(limit);
            std::vector<std::pair<std::shared_ptr<const Trace>, Recipe>> traces;
            for (int step = 0; step < 6; ++step) {
                Recipe recipe = anyRecipe();
                traces.emplace_back(recordTrace(workspace, recipe.model, recipe.pixels, recipe.edits, store), recipe);
                const auto& [trace, asked] = traces[pick(traces.size())];  // an earlier run too
                expectFresh(*trace, asked);
                EXPECT_LE(store->bytes(), limit);
            }
        }
}

TEST_F(Sequences, OnlyWhatLiesBehindAChangeIsComputed)
{
    const Tensor pixels({{Axis::Channel, 3}, {Axis::Row, 8}, {Axis::Column, 12}}, test::randomValues(3 * 8 * 12, 3));
    const auto store = std::make_shared<ValueStore>();
    const auto computed = [&](const std::vector<std::string>& settings, const Edits& edits = {}) {
        Model model = complete;
        applySettings(model, settings);
        const std::size_t before = store->count();
        recordTrace(workspace, std::make_shared<const Model>(std::move(model)), pixels, edits, store);
        return store->count() - before;
    };
    const std::size_t rows = vitPlan(complete.config).stages.size() - 1;  // but for the pixels
    EXPECT_EQ(computed({}), rows);
    EXPECT_EQ(computed({}), 0U) << "the same again";
    EXPECT_EQ(computed({"final_norm=off"}), 3U) << "pooled, logits, probabilities";
    EXPECT_EQ(computed({"heads=2"}), rows - 5 - 1) << "all from the first query on: patches, their embedding and the first norm stay";
    // Softmax left out takes no row of its own; the first block's context and what follows is new.
    EXPECT_EQ(computed({"softmax=off"}), rows - 5 - 5 - 2);
    EXPECT_EQ(computed({}, Edits{{2}}), rows - 5 + 1) << "the embedding stays, the kept tokens are new";
    EXPECT_EQ(computed({}), 0U);
}

}  // namespace
}  // namespace vitscope
