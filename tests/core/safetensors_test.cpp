#include "core/checkpoint/formats/safetensors.h"

#include <gtest/gtest.h>

#include <bit>
#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>

#include "safetensors_bytes.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

using nlohmann::json;
using test::bytesOf;
using test::expectError;
using test::floats;
using test::readBytes;
using test::TemporaryFolder;
using test::withHeader;
using test::writeBytes;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using test::dataFolder;

void expectDamaged(const std::string& file, const std::string& text)
{
    const TemporaryFolder folder;
    writeBytes(folder / "m.safetensors", file);
    const auto start = std::chrono::steady_clock::now();
    expectError(Fault::Model, {"m.safetensors", text}, [&] { openTensorFile(folder / "m.safetensors"); });
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << text;
}

/// A file of one tensor "a" whose description is this.
void expectBadTensor(const std::string& description, const std::string& text, const std::string& values = std::string(8, 'v'))
{
    expectDamaged(withHeader(R"({"a":)" + description + "}", values), text);
}

TEST(Safetensors, ReadsWhatOthersWrote)
{
    const std::string path = dataFolder + "/hf-vit/model.safetensors";
    const std::string bytes = readBytes(path);
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    const json header = json::parse(bytes.substr(8, length));

    const auto file = openTensorFile(path);
    EXPECT_EQ(file->container(), "safetensors");
    EXPECT_EQ(file->metadata(), (Metadata{{"format", "pt"}}));
    EXPECT_EQ(file->entries().size(), header.size() - 1);
    for (const TensorEntry& entry : file->entries()) {
        const json& described = header.at(entry.name);
        EXPECT_EQ(dtypeName(entry.dtype), described["dtype"]);
        EXPECT_EQ(json(entry.shape), described["shape"]);
        const std::size_t begin = described["data_offsets"][0];
        EXPECT_EQ(bytesOf(floats(*file, entry.name)), bytes.substr(8 + length + begin, static_cast<std::size_t>(entry.bytes)));
    }
    EXPECT_EQ(file->find("vit"), nullptr);
}

/// Two tensors of each type that becomes float32, with the values 0, 1, … 9, 0, 1 …; 600,000 of them are longer than what is read at once.
std::string longTensors(std::size_t count)
{
    std::vector<float> values(count);
    std::vector<std::uint16_t> halves(count), brains(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = static_cast<float>(i % 10);
        halves[i] = toHalf(values[i]);
        brains[i] = static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(values[i]) >> 16);
    }
    json header;
    std::string bytes;
    const auto add = [&](const std::string& type, const std::string& stored) {
        for (const char* name : {".1", ".2"}) {
            header[type + name] = {{"dtype", type}, {"shape", {count}}, {"data_offsets", {bytes.size(), bytes.size() + stored.size()}}};
            bytes += stored;
        }
    };
    add("F16", bytesOf(halves));
    add("F32", bytesOf(values));
    add("F64", bytesOf(std::vector<double>(values.begin(), values.end())));
    add("BF16", bytesOf(brains));
    return withHeader(header.dump(), bytes);
}

TEST(Safetensors, ReadsLongTensorsOfEveryType)
{
    const TemporaryFolder folder;
    const std::size_t count = 600'001;
    writeBytes(folder / "m", longTensors(count));
    std::vector<float> expected(count);
    for (std::size_t i = 0; i < count; ++i)
        expected[i] = static_cast<float>(i % 10);
    const auto file = openTensorFile(folder / "m");
    ASSERT_EQ(file->entries().size(), 8U);
    for (const TensorEntry& entry : file->entries())
        EXPECT_TRUE(floats(*file, entry.name) == expected) << entry.name;
}

TEST(Safetensors, SaysThatAFileWasCutShortAfterItWasOpened)
{
    const TemporaryFolder folder;
    const std::size_t count = 600'001;
    const std::string whole = longTensors(count);
    std::vector<float> out(count);
    for (const char* type : {"F16", "F32", "F64", "BF16"}) {
        writeBytes(folder / "m.safetensors", whole);
        const auto file = openTensorFile(folder / "m.safetensors");
        const TensorEntry* second = file->find(std::string(type) + ".2");
        ASSERT_NE(second, nullptr);
        const auto dataStart = static_cast<std::int64_t>(whole.size()) - 2 * static_cast<std::int64_t>(count) * (2 + 4 + 8 + 2);
        std::filesystem::resize_file(folder / "m.safetensors", static_cast<std::uintmax_t>(dataStart + second->offset + second->bytes - 1));
        file->readFloats(*file->find(std::string(type) + ".1"), out.data());
        expectError(Fault::Model, {"m.safetensors", "cut short", "open it again"}, [&] { file->readFloats(*second, out.data()); });
        std::filesystem::resize_file(folder / "m.safetensors", 0);
        expectError(Fault::Model, {"m.safetensors", "cut short"}, [&] { file->readFloats(*second, out.data()); });
    }
}

/// Half precision by its definition (IEEE 754: sign, 5 bits of exponent, 10 of fraction).
float half(std::uint16_t bits)
{
    const int exponent = bits >> 10 & 31;
    const int fraction = bits & 1023;
    const float sign = (bits & 0x8000) != 0 ? -1.0F : 1.0F;
    if (exponent == 31)
        return fraction != 0 ? std::numeric_limits<float>::quiet_NaN() : sign * std::numeric_limits<float>::infinity();
    return sign * (exponent == 0 ? std::ldexp(static_cast<float>(fraction), -24) : std::ldexp(static_cast<float>(1024 + fraction), exponent - 25));
}

TEST(DType, EveryHalfBecomesItsFloatAndBack)
{
    std::vector<std::uint16_t> halves(65536);
    for (std::size_t i = 0; i < halves.size(); ++i)
        halves[i] = static_cast<std::uint16_t>(i);
    const std::string odd = std::string("x").append(bytesOf(halves));  // one byte off: files do not promise alignment
    std::vector<float> values(halves.size());
    toFloats(DType::F16, std::as_bytes(std::span(odd)).subspan(1), values.data());
    for (std::size_t i = 0; i < halves.size(); ++i) {
        const float expected = half(halves[i]);
        if (std::isnan(expected)) {
            EXPECT_TRUE(std::isnan(values[i])) << i;
        } else {
            ASSERT_EQ(values[i], expected) << i;
            ASSERT_EQ(std::signbit(values[i]), std::signbit(expected)) << i;
            ASSERT_EQ(toHalf(values[i]), halves[i]);
        }
    }
    EXPECT_EQ(toHalf(1.0F + std::ldexp(1.0F, -11)), 0x3c00) << "halfway rounds to even";
}

TEST(DType, BFloat16AndDoubleBecomeFloats)
{
    const std::vector<std::uint16_t> brains{0x3f80, 0xc0a0, 0x0001};
    const std::vector<double> doubles{0.1, -3.0, 1e-320};
    std::vector<float> values(3);
    toFloats(DType::BF16, std::as_bytes(std::span(brains)), values.data());
    EXPECT_THAT(values, ElementsAre(1.0F, -5.0F, std::ldexp(1.0F, -133)));
    toFloats(DType::F64, std::as_bytes(std::span(doubles)), values.data());
    EXPECT_THAT(values, ElementsAre(0.1F, -3.0F, 0.0F));
    for (const char* name : {"BOOL", "U8", "F8_E4M3", "BF16", "F64", "C64", "I64"})
        EXPECT_EQ(dtypeName(dtypeNamed(name).value()), name);
    EXPECT_FALSE(dtypeNamed("float32"));
}

TEST(Safetensors, ListsWhatItCannotReadAsFloats)
{
    const auto file = openTensorFile(dataFolder + "/training-gradients/gradients.safetensors");
    const TensorEntry* labels = file->find("batch.labels");
    ASSERT_NE(labels, nullptr);
    EXPECT_EQ(labels->dtype, DType::I64);
    EXPECT_EQ(labels->shape, std::vector<std::int64_t>{3});
    std::vector<float> out(3);
    expectError(Fault::Model, {"batch.labels", "I64"}, [&] { file->readFloats(*labels, out.data()); });
}

TEST(Safetensors, TakesScalarsEmptyTensorsAndPadding)
{
    const TemporaryFolder folder;
    writeBytes(folder / "m",
               withHeader(R"({"b":{"shape":[],"dtype":"F32","data_offsets":[0,4]},"e":{"dtype":"F32","shape":[3,0],"data_offsets":[4,4]},)"
                          R"("f":{"dtype":"F4","shape":[2],"data_offsets":[4,5]}}     )",
                          bytesOf<float>({2.5F}) + "x"));
    const auto file = openTensorFile(folder / "m");
    EXPECT_THAT(floats(*file, "b"), ElementsAre(2.5F));
    EXPECT_THAT(floats(*file, "e"), IsEmpty());
    EXPECT_EQ(file->find("f")->bytes, 1);

    writeBytes(folder / "n", withHeader("{}", ""));
    EXPECT_TRUE(openTensorFile(folder / "n")->entries().empty());
    const std::string header = R"({"__metadata__":{)" + std::string(614, ' ') + R"("a":"b"}})";  // its length begins like a Python pickle
    ASSERT_EQ(header.size(), 0x280U);
    writeBytes(folder / "o", withHeader(header, ""));
    EXPECT_EQ(openTensorFile(folder / "o")->metadata(), (Metadata{{"a", "b"}}));
}

TEST(Safetensors, RefusesABrokenHeader)
{
    expectDamaged(withHeader("{}", "", 100'000'001), "100000001");
    expectDamaged(withHeader("{}", "", 99'999'999), "incomplete download");
    expectDamaged(withHeader("{}", "", std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
    expectDamaged(withHeader("{", ""), "line 1, column 2");
    expectDamaged(withHeader("{\"a\xff\":1}", ""), "not valid JSON");
    expectDamaged(withHeader("{\"a\":{}} x", ""), "a");
    expectDamaged(withHeader(std::string("{}\0\0", 4), ""), "not valid JSON");
    expectDamaged(withHeader("{\"a\":[]}", ""), "a list");
    expectDamaged(withHeader("{\"a\":1}", ""), "a number");
    expectDamaged(withHeader("{\"a\":\"F32\"}", ""), "text");
    expectDamaged(withHeader(R"({"__metadata__":{"a":1}})", ""), "a number");
    expectDamaged(withHeader(R"({"__metadata__":{"a":"1","a":"1"}})", ""), "“a” twice");
    expectDamaged(withHeader(R"({"__metadata__":{},"__metadata__":{}})", ""), "a second object");
    std::string deep = R"({"a":)";
    for (int i = 0; i < 2'000'000; ++i)
        deep += "[";
    expectDamaged(withHeader(deep, ""), "a list");
    deep.clear();
    for (int i = 0; i < 500'000; ++i)
        deep += R"({"dtype":)";
    expectDamaged(withHeader(deep, ""), "an object");
}

TEST(Safetensors, RefusesABrokenTensor)
{
    expectBadTensor(R"({"dtype":"F32","shape":[2]})", "two data_offsets");
    expectBadTensor(R"({"shape":[2],"data_offsets":[0,8]})", "needs a dtype");
    expectBadTensor(R"({"dtype":"F32","data_offsets":[0,8]})", "a shape");
    expectBadTensor(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8,8]})", "two data_offsets");
    expectBadTensor(R"({"dtype":"F32","dtype":"F16","shape":[2],"data_offsets":[0,8]})", "second");
    expectBadTensor(R"({"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]})", "second");
    expectBadTensor(R"({"dtype":"float32","shape":[2],"data_offsets":[0,8]})", "float32");
    expectBadTensor(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8],"strides":[1]})", "strides");
    expectBadTensor(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})", "negative");
    expectBadTensor(R"({"dtype":"F32","shape":[2.0],"data_offsets":[0,8]})", "not whole");
    expectBadTensor(R"({"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]})", "too large");
    expectBadTensor(R"({"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,8]})", "too large");
    expectBadTensor(R"({"dtype":"F32","shape":["2"],"data_offsets":[0,8]})", "text");
    expectBadTensor(R"({"dtype":"F32","shape":[NaN],"data_offsets":[0,8]})", "not valid JSON");
    expectBadTensor(R"({"dtype":"F32","shape":[null],"data_offsets":[0,8]})", "null");
    expectBadTensor(R"({"dtype":"F32","shape":[[2]],"data_offsets":[0,8]})", "a list");
    expectBadTensor(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})", "does not fill");
    expectBadTensor(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})", "does not fill");
    expectBadTensor(R"({"dtype":"F4","shape":[3],"data_offsets":[0,1]})", "does not fill");
    expectBadTensor(R"({"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]})", "counted");
    expectBadTensor(R"({"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]})", "too long");
    expectBadTensor(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[0],"data_offsets":[8,8]})", "“a” appears twice");
}

TEST(Safetensors, RefusesValuesThatDoNotFillTheFile)
{
    expectBadTensor(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})", "incomplete download", std::string(7, 'v'));
    expectBadTensor(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})", "last 1 bytes", std::string(9, 'v'));
    expectBadTensor(R"({"dtype":"F32","shape":[2],"data_offsets":[4,12]})", "hole of 4 bytes", std::string(12, 'v'));
    expectBadTensor(R"({"dtype":"F32","shape":[2],"data_offsets":[9223372036854775799,9223372036854775807]})", "hole");
    const std::string overlapping = R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]})";
    expectBadTensor(overlapping, "“b” overlaps", std::string(12, 'v'));
    const std::string same = R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]})";
    expectBadTensor(same, "overlaps");
    expectDamaged(withHeader("{}", "x"), "last 1 bytes");
}

TEST(Safetensors, RefusesEveryTruncationAndCutsLongNames)
{
    const std::string whole = withHeader(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", std::string(8, 'v'));
    for (std::size_t length = 0; length < whole.size(); ++length)
        expectDamaged(whole.substr(0, length), "");
    expectDamaged(withHeader("{\"" + std::string(1'000'000, 'n') + "\":1}", ""), "nnn…");
    EXPECT_EQ(shortened(std::string(119, 'a') + "ü"), std::string(119, 'a') + "…");
}

TEST(Safetensors, ReadsALongHeaderWithoutDelay)
{
    std::string header = "{";
    for (int i = 0; i < 200'000; ++i)
        header += "\"t" + std::to_string(i) + R"(":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},)";
    header.back() = '}';
    const TemporaryFolder folder;
    writeBytes(folder / "m", withHeader(header, ""));
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(openTensorFile(folder / "m")->entries().size(), 200'000U);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(TensorFile, SaysWhatOtherFilesAre)
{
    using namespace std::string_literals;
    expectDamaged("", "empty");
    expectDamaged("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n", "git-LFS pointer");
    expectDamaged("PK\x03\x04"s + std::string(22, '\0') + "\x10" + std::string(3, '\0') + "archive/data.pkl", "incomplete download");
    expectDamaged("\x80\x02\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19."s, "incomplete download");
    expectDamaged(std::string(257, 'x') + "ustar" + std::string(250, 'x'), "tar archive");
    expectDamaged("\x1F\x8B\x08 and so on"s, "unpack it first");
    expectDamaged("\n<!DOCTYPE html><html>"s, "web page");
    expectDamaged("\x80\x04\x95 pickle"s, "Python pickle that PyTorch did not write");
    expectDamaged("\x93NUMPY\x01 and so on"s, ".npy array");
    expectDamaged("\x89HDF\r\n\x1A\n and so on"s, "HDF5");
    expectDamaged("GGUF and so on", "GGUF");
    expectDamaged("lmgg and so on", "vit.cpp");
    // As onnx 1.23, PyTorch's exporter and an unnamed tool begin.
    expectDamaged("\x08\x0e:.\n\x0c\n\x01x\x12\x01y"s, "ONNX");
    expectDamaged(
        "\x08\x07\x12\x07pytorch\x1a\x05"
        "2.1.0:\xb4\x01"s,
        "ONNX");
    expectDamaged("\x08\x08(\x01\x42\x04\n\x00\x10\x0d"s, "ONNX");
    expectDamaged("\x08\x01\x12\xe3\x88\x02\n\x8c\x1b"s, "TensorFlow SavedModel");
    expectDamaged(
        "\x81\xa6params\x82\xa8"
        "backbone"s,
        "msgpack");
    expectDamaged(
        "\xde\x00\x12\xa3"
        "cls\xc7"s,
        "msgpack");
    expectDamaged("no checkpoint at all", "no checkpoint this program knows");
    expectDamaged(std::string(1000, '\0'), "no checkpoint this program knows");
    expectDamaged("{\"a\": 1}", "no checkpoint this program knows");
}

}  // namespace
}  // namespace vitscope
