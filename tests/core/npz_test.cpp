#include "core/checkpoint/formats/npz.h"

#include <gtest/gtest.h>

#include <cstring>

#include "core/base/random.h"
#include "safetensors_bytes.h"
#include "temporary_folder.h"
#include "zip_bytes.h"

namespace vitscope {
namespace {

using test::bytesOf;
using test::dataFolder;
using test::expectError;
using test::floats;
using test::readBytes;
using test::TemporaryFolder;
using test::writeBytes;
using test::zipOf;
using ::testing::ElementsAre;
using ::testing::Pair;

const std::string npzFolder = dataFolder + "/containers/";

/// What tests/data/containers/make.py puts into its arrays.
std::vector<float> quarters(std::size_t count)
{
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<float>(i) / 4 - 1;
    return values;
}

std::string npyFile(const std::string& descr, const std::string& shape, const std::string& values)
{
    const std::string header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    return std::string("\x93NUMPY\x01\0", 8) + test::little(static_cast<std::uint16_t>(header.size())) + header + values;
}

TEST(Npz, ReadsWhatNumPyWrote)
{
    for (const char* name : {"stored.npz", "deflated.npz"}) {
        const auto file = openTensorFile(npzFolder + name);
        EXPECT_EQ(file->container(), "NumPy .npz");
        std::vector<std::string> names;
        for (const TensorEntry& entry : file->entries())
            names.push_back(entry.name);
        EXPECT_THAT(names, ElementsAre("big", "brain", "double", "embedding/kernel", "empty", "fortran", "fortran_half", "half", "scalar", "whole"));
        EXPECT_EQ(file->find("fortran")->shape, (std::vector<std::int64_t>{2, 3, 4}));
        EXPECT_EQ(floats(*file, "embedding/kernel"), quarters(24));
        EXPECT_EQ(floats(*file, "fortran"), quarters(24));
        EXPECT_EQ(floats(*file, "fortran_half"), quarters(6));
        EXPECT_EQ(floats(*file, "big"), quarters(6));
        for (const char* type : {"double", "half", "brain"})
            EXPECT_EQ(floats(*file, type), quarters(5)) << type;
        EXPECT_THAT(floats(*file, "scalar"), ElementsAre(0.5F));
        EXPECT_TRUE(floats(*file, "empty").empty());
        EXPECT_EQ(file->find("whole")->dtype, DType::I64);
        std::vector<float> out(5);
        expectError(Fault::Model, {name, "“whole”", "I64"}, [&] { file->readFloats(*file->find("whole"), out.data()); });
        EXPECT_THAT(file->opaque(), ElementsAre(Pair("names", "numpy.ndarray of type <U2"), Pair("objects", "numpy.ndarray of type |O")));
    }
    const auto versions = openTensorFile(npzFolder + "versions.npz");
    EXPECT_EQ(versions->entries().size(), 4U);
    EXPECT_EQ(floats(*versions, "v1"), quarters(2));
    EXPECT_EQ(floats(*versions, "v2"), quarters(4));
    EXPECT_EQ(floats(*versions, "v3"), quarters(6));
    EXPECT_EQ(floats(*versions, "zip64"), quarters(3));
}

TEST(Npz, ReadsLongArrays)
{
    const std::size_t count = 600'001;
    const std::string array = npyFile("<f4", "(600001,)", bytesOf(quarters(count)));
    const TemporaryFolder folder;
    writeBytes(folder / "m", zipOf({{"stored.npy", array}, {"deflated.npy", array, 8}}));
    const auto file = openTensorFile(folder / "m");
    EXPECT_TRUE(floats(*file, "stored") == quarters(count));
    EXPECT_TRUE(floats(*file, "deflated") == quarters(count));
}

void expectDamagedNpz(const std::string& bytes, const std::vector<std::string>& texts)
{
    const TemporaryFolder folder;
    writeBytes(folder / "m.npz", bytes);
    std::vector<std::string> all = texts;
    all.push_back("m.npz");
    expectError(Fault::Model, all, [&] {
        const auto file = openTensorFile(folder / "m.npz");
        for (const TensorEntry& entry : file->entries())
            floats(*file, entry.name);
    });
}

TEST(Npz, NamesTheArrayThatIsDamaged)
{
    const std::string values = bytesOf(quarters(4));
    for (const std::uint16_t method : {0, 8}) {
        expectDamagedNpz(zipOf({{"folder/a.npy", npyFile("<f4", "(5,)", values), method}}), {"folder/a.npy", "16 bytes", "[5]"});
        expectDamagedNpz(zipOf({{"a.npy", npyFile("<f4", "(9223372036854775807, 9)", values), method}}), {"a.npy", "do not fill"});
        expectDamagedNpz(zipOf({{"a.npy", npyFile("<f4", "(4,)", values).substr(0, 30), method}}), {"a.npy", "within its header"});
        expectDamagedNpz(zipOf({{"a.npy", "", method}}), {"a.npy", "does not begin"});
        expectDamagedNpz(zipOf({{"a.npy", "no array at all", method}}), {"a.npy", "does not begin"});
        expectDamagedNpz(zipOf({{.name = "a.npy", .content = npyFile("<f4", "(4,)", values), .method = method, .claimedSum = 5}}),
                         {"a.npy", "check sum"});
    }
    expectDamagedNpz(zipOf({{.name = "a.npy", .content = npyFile("<f4", "(4,)", values), .method = 8, .claimedBytes = 60}}), {"a.npy"});
    // A header that fits what is claimed, and values that do not.
    const std::string larger = npyFile("<f4", "(400,)", bytesOf(quarters(400)));
    expectDamagedNpz(zipOf({{.name = "a.npy", .content = larger + values, .method = 8, .claimedBytes = larger.size()}}),
                     {"a.npy", "unpacks to more"});
    expectDamagedNpz(zipOf({{.name = "a.npy", .content = larger.substr(0, 900), .method = 8, .claimedBytes = larger.size()}}),
                     {"a.npy", "does not unpack to the"});
}

/// Random changes to what NumPy wrote: an error with a sentence, or values.
TEST(Npz, SurvivesDamage)
{
    const TemporaryFolder folder;
    SplitMix64 random(3);
    for (const char* name : {"stored.npz", "deflated.npz"}) {
        const std::string whole = readBytes(npzFolder + name);
        int refused = 0;
        for (int attempt = 0; attempt < 400; ++attempt) {
            std::string changed = whole;
            for (std::uint64_t change = random.next() % 3; change < 3; ++change)
                changed[random.next() % changed.size()] = static_cast<char>(random.next());
            if (attempt % 4 == 0)
                changed.resize(random.next() % changed.size());
            writeBytes(folder / "m", changed);
            try {
                const auto file = openTensorFile(folder / "m");
                for (const TensorEntry& entry : file->entries())
                    if (readsAsFloat(entry.dtype))
                        floats(*file, entry.name);
            } catch (const Error& error) {
                ++refused;
                EXPECT_EQ(error.fault(), Fault::Model) << error.what();
            }
        }
        EXPECT_GT(refused, 200) << name;
    }
}

}  // namespace
}  // namespace vitscope
