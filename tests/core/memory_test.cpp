// Memory: the limits of control groups, what runs take, and the refusal of what cannot fit.
#include "core/plan/memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/trace/trace.h"
#include "tests/core/naive_vit.h"
#include "tests/core/temporary_folder.h"

namespace vitscope {
namespace {

void write(const std::filesystem::path& path, const std::string& text)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

TEST(Memory, GroupLimitIsTheLeastOnTheWayUp)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path root = folder.path() / "groups", membership = folder.path() / "membership";
    write(membership, "0::/slice/service\n");
    EXPECT_EQ(groupLimit(membership, root), -1) << "no such group";
    write(root / "slice/service/memory.max", "max\n");
    EXPECT_EQ(groupLimit(membership, root), -1);
    write(root / "slice/memory.max", "3000\n");
    EXPECT_EQ(groupLimit(membership, root), 3000);
    write(root / "slice/service/memory.max", "2000\n");
    EXPECT_EQ(groupLimit(membership, root), 2000);
    write(membership, "5:cpu,cpuacct:/slice\n4:memory:/docker/1\n");
    write(root / "memory/docker/1/memory.limit_in_bytes", "700\n");
    EXPECT_EQ(groupLimit(membership, root), 700);
    EXPECT_EQ(groupLimit(folder.path() / "missing", root), -1);
    EXPECT_GT(memoryPresent(), std::int64_t{64} << 20);
}

/// Counts what a run holds, by asking for every buffer's size as the pool sees it.
TEST(Memory, ARunTakesWhatItsRowsAddUpTo)
{
    for (const unsigned off : {0U, 1U << 6, 1U << 7, 1U << 8}) {
        const Model model = naive::randomModel(naive::without(off), 5);
        const Plan plan = vitPlan(model.config);
        const std::vector<float> pixels = test::randomValues(3 * 8 * 12, 3);
        const auto pixelBytes = static_cast<std::int64_t>(pixels.size() * sizeof(float));  // borrowed, not taken
        ValueStore store;
        const std::vector<Fingerprint> prints = fingerprints(plan, model.parameters, pixels, 1, {});
        StoredRun stored(store, plan, prints);
        Workspace workspace{{MatmulBackend::OneDnn, 1}, {}};
        NoRecorder recorder;
        compute(workspace, plan, model.parameters.rows(), {pixels, 1}, all(plan), recorder, &stored);
        EXPECT_EQ(recordingBytes(plan) - pixelBytes, static_cast<std::int64_t>(store.bytes()));
        EXPECT_LT(plainBytes(plan), recordingBytes(plan));
        // A plain run leaves behind what it held: no more than once the most, since buffers are used again where sizes fit.
        Workspace plain{{MatmulBackend::OneDnn, 1}, {}};
        compute(plain, plan, model.parameters.rows(), {pixels, 1}, answer(plan), recorder);
        EXPECT_GE(static_cast<std::int64_t>(plain.pool.freeBytes()), plainBytes(plan) - pixelBytes);
    }
}

TEST(Memory, WhatCannotFitIsRefusedBeforeAnythingIsAllocated)
{
    ModelConfig config = naive::tinyConfig();
    const Plan small = vitPlan(config);
    EXPECT_NO_THROW(requireMemory(small, ValueStore::everything, recordingBytes(small)));
    EXPECT_THROW(requireMemory(small, ValueStore::everything, recordingBytes(small) - 1), Error);
    EXPECT_NO_THROW(requireMemory(small, 100, plainBytes(small) + 100));
    EXPECT_THROW(requireMemory(small, 100, plainBytes(small) + 99), Error);

    config.imageRows = config.imageColumns = 256 * 4;  // 65,536 patches: the scores of a head alone are 17 GB
    Model model = naive::randomModel(config, 5);
    Workspace workspace;
    try {
        recordTrace(workspace, std::make_shared<const Model>(std::move(model)), Tensor({{Axis::Channel, 3}, {Axis::Row, 1024}, {Axis::Column, 1024}}),
                    {}, ValueStore::small());
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::Model);
        EXPECT_THAT(error.what(), testing::HasSubstr("needs"));
    }
}

}  // namespace
}  // namespace vitscope
