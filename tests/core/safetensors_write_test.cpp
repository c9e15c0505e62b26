// Checkpoints in several files, and files of our own.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/checkpoint/formats/safetensors.h"
#include "safetensors_bytes.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

namespace fs = std::filesystem;
using test::bytesOf;
using test::expectError;
using test::floats;
using test::readBytes;
using test::TemporaryFolder;
using test::withHeader;
using test::writeBytes;
using ::testing::ElementsAre;

/// An index beside two shards: "a" in one, "b" and "c" in two.
class Shards : public ::testing::Test {
protected:
    Shards()
    {
        writeBytes(folder / "one.safetensors", withHeader(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", bytesOf<float>({1})));
        writeBytes(folder / "two.safetensors", withHeader(R"({"c":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
                                                          R"("b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
                                                          bytesOf<float>({3, 2})));
    }

    void writeIndex(const std::string& map) { writeBytes(index, R"({"metadata":{"total_size":12},"weight_map":)" + map + "}"); }

    void expectRefused(const std::string& map, const std::vector<std::string>& texts)
    {
        writeIndex(map);
        std::vector<std::string> all = texts;
        all.push_back(folder.path().string());
        expectError(Fault::Model, all, [&] { openTensorFile(index); });
    }

    TemporaryFolder folder;
    fs::path index = folder / "model.safetensors.index.json";
};

TEST_F(Shards, AreOneFile)
{
    writeIndex(R"({"a":"one.safetensors","b":"two.safetensors"})");
    const auto file = openTensorFile(index);
    EXPECT_EQ(file->container(), "safetensors in 2 parts");
    ASSERT_EQ(file->entries().size(), 3U) << "also what the index leaves out";
    EXPECT_THAT(floats(*file, "a"), ElementsAre(1.0F));
    EXPECT_THAT(floats(*file, "b"), ElementsAre(2.0F));
    EXPECT_THAT(floats(*file, "c"), ElementsAre(3.0F));
}

TEST_F(Shards, MustBeWhole)
{
    expectRefused(R"({"a":"three.safetensors"})", {"three.safetensors", "missing"});
    expectRefused(R"({"a":"two.safetensors"})", {"“a” is not in its shard “two.safetensors”"});
    expectRefused(R"({"a":"one.safetensors","missing":"one.safetensors"})", {"“missing” is not in its shard"});
    expectRefused(R"({"a":"model.safetensors.index.json"})", {"model.safetensors.index.json"});
    expectRefused("[]", {"weight_map"});
    expectRefused("{}", {"weight_map"});
    expectRefused(R"({"a":1})", {"“a”", "not the name of a file"});
    expectRefused(R"({"a":"one.safetensors","a":"two.safetensors"})", {"“a” appears twice"});
    expectRefused(R"({"a":"one.safetensors")", {"not valid JSON", "line 1"});
    writeBytes(folder / "one.safetensors", "version https://git-lfs.github.com/spec/v1\n");
    expectRefused(R"({"a":"one.safetensors"})", {"one.safetensors", "git-LFS"});
    writeBytes(folder / "one.safetensors", readBytes(folder / "two.safetensors"));
    expectRefused(R"({"b":"one.safetensors","c":"two.safetensors"})", {"“b” is in two shards"});
}

TEST_F(Shards, StayInTheirFolder)
{
    fs::create_directory(folder / "sub");
    fs::copy_file(folder / "one.safetensors", folder / "sub/one.safetensors");
    for (const std::string name :
         {"sub/one.safetensors", "../one.safetensors", "..", ".", "", "/etc/passwd", "sub\\\\one", "C:one", "one.safetensors\\u0000"})
        expectRefused(R"({"a":")" + name + "\"}", {"not the name of a file beside it"});
}

TEST(WriteSafetensors, IsReadBack)
{
    const TemporaryFolder folder;
    const Tensor tensor({{Axis::Row, 2}, {Axis::Column, 3}}, {0, 1, 2, 3, 4, 5});
    const std::vector<std::uint8_t> bytes{7, 8, 9};
    const TensorView turned(tensor.data(), {{Axis::Column, 3}, {Axis::Row, 2}}, {1, 3});
    writeSafetensors(folder / "m",
                     {{"z", tensor.view()},
                      {"a bytes", {{Axis::Channel, 3}}, bytes},
                      {"turned", turned},
                      {"made",
                       {{Axis::Class, 1}},
                       [] {
                           return Tensor({{Axis::Class, 1}}, {42});
                       }},
                      {"scalar \"ü\"", TensorView(tensor.data() + 5, {})}},
                     {{"format", "pt"}, {"what", "a \"test\""}});
    const auto file = openTensorFile(folder / "m");
    EXPECT_EQ(file->metadata(), (Metadata{{"format", "pt"}, {"what", "a \"test\""}}));
    EXPECT_EQ(floats(*file, "z"), tensor.values());
    EXPECT_THAT(floats(*file, "turned"), ElementsAre(0, 3, 1, 4, 2, 5));
    EXPECT_EQ(file->find("turned")->shape, (std::vector<std::int64_t>{3, 2}));
    EXPECT_THAT(floats(*file, "made"), ElementsAre(42));
    EXPECT_THAT(floats(*file, "scalar \"ü\""), ElementsAre(5));
    const TensorEntry* stored = file->find("a bytes");
    EXPECT_EQ(stored->dtype, DType::U8);
    const std::string whole = readBytes(folder / "m");
    EXPECT_EQ(whole.substr(whole.size() - 3), "\x07\x08\x09") << "bytes come last, so that floats stay aligned";
    std::uint64_t length = 0;
    std::memcpy(&length, whole.data(), 8);
    EXPECT_EQ(length % 8, 0U);
}

TEST(WriteSafetensors, RoundsToHalfPrecision)
{
    const TemporaryFolder folder;
    const Tensor tensor({{Axis::Feature, 3}}, {0.1F, -65504.0F, 1e-8F});
    writeSafetensors(folder / "m", {{"a", tensor.view()}}, {}, {}, DType::F16);
    const auto file = openTensorFile(folder / "m");
    EXPECT_EQ(file->find("a")->dtype, DType::F16);
    EXPECT_THAT(floats(*file, "a"), ElementsAre(0.0999755859375F, -65504.0F, 0.0F));
    const Tensor large({{Axis::Feature, 1}}, {65536.0F});
    expectError(Fault::Usage, {"“a”", "65536"}, [&] { writeSafetensors(folder / "n", {{"a", large.view()}}, {}, {}, DType::F16); });
    EXPECT_THAT(folder.names(), ElementsAre("m"));
}

TEST(WriteSafetensors, LeavesNothingWhenItFails)
{
    const TemporaryFolder folder;
    const Tensor tensor({{Axis::Feature, 3'000'000}});
    std::vector<double> heard;
    writeSafetensors(folder / "m", {{"a", tensor.view()}}, {}, [&](double done) { return heard.push_back(done), true; });
    EXPECT_GT(heard.size(), 1U);
    EXPECT_TRUE(std::is_sorted(heard.begin(), heard.end()));
    EXPECT_EQ(heard.back(), 1.0);
    EXPECT_THROW(writeSafetensors(folder / "n", {{"a", tensor.view()}}, {}, [](double done) { return done < 0.5; }), Cancelled);
    expectError(Fault::Internal, {"“a”", "twice"}, [&] { writeSafetensors(folder / "n", {{"a", tensor.view()}, {"a", tensor.view()}}); });
    const std::vector<std::uint8_t> few(2);
    expectError(Fault::Internal, {"2 values", "“a”"}, [&] { writeSafetensors(folder / "n", {{"a", {{Axis::Row, 3}}, few}}); });
    expectError(Fault::Write, {"no folder"}, [&] { writeSafetensors(folder / "none/n", {{"a", tensor.view()}}); });
    EXPECT_THAT(folder.names(), ElementsAre("m"));
}

}  // namespace
}  // namespace vitscope
