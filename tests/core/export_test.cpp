#include "core/export/tensors.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <memory>
#include <numeric>

#include "core/checkpoint/formats/npy.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

using test::expectError;
using test::readBytes;
using test::TemporaryFolder;
using test::writeBytes;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

/// Every file of an archive, read by libzip (which checks the CRC), and its comment under "".
std::map<std::string, std::string> unpack(const std::filesystem::path& path)
{
    std::map<std::string, std::string> files;
    int code = 0;
    const std::unique_ptr<zip_t, Discard> archive(zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    EXPECT_NE(archive, nullptr) << code;
    for (zip_int64_t i = 0; archive && i < zip_get_num_entries(archive.get(), 0); ++i) {
        zip_stat_t stat;
        EXPECT_EQ(zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &stat), 0);
        std::string content(stat.size, '\0');
        zip_file_t* file = zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(i), 0);
        EXPECT_EQ(zip_fread(file, content.data(), content.size()), static_cast<zip_int64_t>(content.size()));
        char more = 0;
        EXPECT_EQ(zip_fread(file, &more, 1), 0);
        EXPECT_EQ(zip_fclose(file), 0);
        files[stat.name] = content;
    }
    int length = 0;
    const char* comment = archive ? zip_get_archive_comment(archive.get(), &length, 0) : nullptr;
    files[""] = comment != nullptr ? std::string(comment, static_cast<std::size_t>(length)) : "";
    return files;
}

NpyArray parse(const std::string& file)
{
    return parseNpy(std::as_bytes(std::span(file)), static_cast<std::int64_t>(file.size()), "entry", Fault::Model);
}

std::vector<float> values(const std::string& file)
{
    const NpyArray array = parse(file);
    std::vector<float> floats(static_cast<std::size_t>(array.bytes) / 4);
    readFloats(array, std::as_bytes(std::span(file)).subspan(static_cast<std::size_t>(array.start)), floats.data());
    return floats;
}

Tensor counting(std::int64_t rows, std::int64_t columns)
{
    Tensor tensor({{Axis::Row, rows}, {Axis::Column, columns}});
    std::iota(tensor.data(), tensor.data() + tensor.size(), 0.0F);
    return tensor;
}

TEST(WriteTensors, WritesAnArchiveOfArrays)
{
    const TemporaryFolder folder;
    const Tensor tensor = counting(200, 300);
    const std::vector<std::uint8_t> bytes{1, 2, 3, 4, 5, 6};
    const TensorView turned(tensor.data(), {{Axis::Column, 300}, {Axis::Row, 200}}, {1, 300});
    writeTensors(folder / "t.npz",
                 {{"blocks.0.scores", tensor.view()},
                  {"turned", turned},
                  {"image.source", {{Axis::Row, 1}, {Axis::Column, 2}, {Axis::Channel, 3}}, bytes},
                  {"made",
                   {{Axis::Class, 2}},
                   [] {
                       return Tensor({{Axis::Class, 2}}, {5, 6});
                   }}},
                 {{"model", "a “test”"}});
    const auto files = unpack(folder / "t.npz");
    ASSERT_EQ(files.size(), 5U);
    EXPECT_EQ(files.at(""), "{\"model\":\"a “test”\"}");
    EXPECT_EQ(values(files.at("blocks.0.scores.npy")), tensor.values());
    EXPECT_EQ(parse(files.at("blocks.0.scores.npy")).shape, (std::vector<std::int64_t>{200, 300}));
    EXPECT_EQ(values(files.at("turned.npy")), turned.copy().values());
    EXPECT_THAT(values(files.at("made.npy")), ElementsAre(5, 6));
    const NpyArray source = parse(files.at("image.source.npy"));
    EXPECT_EQ(source.dtype, DType::U8);
    EXPECT_EQ(source.shape, (std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_EQ(files.at("image.source.npy").back(), '\x06');
    EXPECT_THAT(folder.names(), ElementsAre("t.npz"));
}

TEST(WriteTensors, GivesTheSameBytesForTheSameTensors)
{
    const TemporaryFolder folder;
    const Tensor tensor = counting(3, 4);
    writeTensors(folder / "a.npz", {{"a", tensor.view()}});
    writeTensors(folder / "b.npz", {{"a", tensor.view()}});
    EXPECT_EQ(readBytes(folder / "a.npz"), readBytes(folder / "b.npz"));
    EXPECT_NE(readBytes(folder / "a.npz").find(std::string("\x00\x00\x21\x00", 4)), std::string::npos) << "1 January 1980, 0:00";
}

TEST(WriteTensors, WritesSafetensorsByTheExtension)
{
    const TemporaryFolder folder;
    const Tensor tensor = counting(3, 4);
    writeTensors(folder / "t.SafeTensors", {{"a", tensor.view()}}, {{"model", "m"}});
    const auto file = openTensorFile(folder / "t.SafeTensors");
    std::vector<float> read(12);
    file->readFloats(*file->find("a"), read.data());
    EXPECT_EQ(read, tensor.values());
    EXPECT_EQ(file->metadata().at("model"), "m");
    for (const char* name : {"t.pt", "t", "npz", ".npz", "t.npz.gz"}) {
        expectError(Fault::Usage, {".safetensors or .npz", name}, [&] { writeTensors(folder / name, {{"a", tensor.view()}}); });
        expectError(Fault::Usage, {name}, [&] { checkTensorExtension(folder / name); });
    }
    EXPECT_THAT(folder.names(), ElementsAre("t.SafeTensors"));
}

TEST(WriteTensors, LeavesNothingWhenItIsCancelledOrFails)
{
    const TemporaryFolder folder;
    writeBytes(folder / "t.npz", "old");
    const Tensor tensor = counting(2000, 1000);
    std::vector<double> heard;
    writeTensors(folder / "u.npz", {{"a", tensor.view()}, {"b", tensor.view()}}, {}, [&](double done) { return heard.push_back(done), true; });
    EXPECT_GT(heard.size(), 3U);
    EXPECT_TRUE(std::is_sorted(heard.begin(), heard.end()));
    EXPECT_THROW(writeTensors(folder / "t.npz", {{"a", tensor.view()}}, {}, [](double done) { return done < 0.3; }), Cancelled);
    const auto fail = []() -> Tensor { throw Error(Fault::Internal, "made of “%1”", {"glass"}); };
    expectError(Fault::Internal, {"glass"}, [&] { writeTensors(folder / "t.npz", {{"b", tensor.view()}, {"a", {{Axis::Row, 3}}, fail}}); });
    expectError(Fault::Internal, {"“a”", "twice"}, [&] { writeTensors(folder / "t.npz", {{"a", tensor.view()}, {"a", tensor.view()}}); });
    expectError(Fault::Write, {"no folder"}, [&] { writeTensors(folder / "none/t.npz", {{"a", tensor.view()}}); });
    EXPECT_EQ(readBytes(folder / "t.npz"), "old");
    EXPECT_EQ(folder.names().size(), 2U) << "t.npz and u.npz, no temporaries";
}

}  // namespace
}  // namespace vitscope
