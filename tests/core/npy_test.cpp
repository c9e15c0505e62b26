#include "core/checkpoint/formats/npy.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "core/checkpoint/formats/npy_header.h"
#include "safetensors_bytes.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

using test::bytesOf;
using test::dataFolder;
using test::expectError;
using test::readBytes;
using test::TemporaryFolder;
using test::writeBytes;

/// A version 1 file; the header is taken as it is.
std::string npy(const std::string& header, const std::string& values)
{
    std::string file = "\x93NUMPY\x01";
    file += '\0';
    file += static_cast<char>(header.size() & 0xff);
    file += static_cast<char>(header.size() >> 8);
    return file + header + values;
}

template <class Number>
std::string reversedBytesOf(const std::vector<Number>& values)
{
    std::string bytes = bytesOf(values);
    for (std::size_t i = 0; i < bytes.size(); i += sizeof(Number))
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i), bytes.begin() + static_cast<std::ptrdiff_t>(i + sizeof(Number)));
    return bytes;
}

/// 3 × 2 × 4: channel c, row r, column k has the value 100 c + 10 r + k.
template <class Number>
std::vector<Number> pixels(bool fortran = false)
{
    std::vector<Number> values(24);
    for (int c = 0; c < 3; ++c)
        for (int r = 0; r < 2; ++r)
            for (int k = 0; k < 4; ++k)
                values[static_cast<std::size_t>(fortran ? c + 3 * (r + 2 * k) : (c * 2 + r) * 4 + k)] = static_cast<Number>(100 * c + 10 * r + k);
    return values;
}

std::string header(const std::string& descr, const std::string& shape = "(3, 2, 4)", const std::string& fortran = "False")
{
    return "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
}

Tensor read(const std::string& file)
{
    const TemporaryFolder folder;
    writeBytes(folder / "p.npy", file);
    return readPixels(folder / "p.npy");
}

void expectRefused(const std::string& file, const std::vector<std::string>& texts)
{
    std::vector<std::string> all = texts;
    all.push_back("p.npy");
    expectError(Fault::Picture, all, [&] { read(file); });
}

TEST(Npy, ReadsWhatNumPyWrote)
{
    const Tensor tensor = readPixels(dataFolder + "/hf-vit/pixels.npy");
    EXPECT_EQ(tensor.shape(), (Shape{{Axis::Channel, 3}, {Axis::Row, 48}, {Axis::Column, 48}}));
    const std::string file = readBytes(dataFolder + "/hf-vit/pixels.npy");
    std::vector<float> expected(3 * 48 * 48);  // the values are the file's last bytes
    std::memcpy(expected.data(), file.data() + file.size() - expected.size() * 4, expected.size() * 4);
    EXPECT_EQ(tensor.values(), expected);
}

TEST(Npy, ReadsEveryOrderAndWidth)
{
    const Tensor expected({{Axis::Channel, 3}, {Axis::Row, 2}, {Axis::Column, 4}}, pixels<float>());
    EXPECT_EQ(read(npy(header("<f4"), bytesOf(pixels<float>()))), expected);
    EXPECT_EQ(read(npy(header(">f4"), reversedBytesOf(pixels<float>()))), expected);
    EXPECT_EQ(read(npy(header("<f8"), bytesOf(pixels<double>()))), expected);
    EXPECT_EQ(read(npy(header(">f8"), reversedBytesOf(pixels<double>()))), expected);
    EXPECT_EQ(read(npy(header("<f4", "(3, 2, 4)", "True"), bytesOf(pixels<float>(true)))), expected);
    EXPECT_EQ(read(npy(header(">f8", "(3, 2, 4)", "True"), reversedBytesOf(pixels<double>(true)))), expected);
    std::vector<std::uint16_t> halves;
    for (const float value : pixels<float>())
        halves.push_back(toHalf(value));
    EXPECT_EQ(read(npy(header("<f2"), bytesOf(halves))), expected);
    EXPECT_EQ(read(npy(header(">f2"), reversedBytesOf(halves))), expected);
}

TEST(Npy, ReadsHeadersAsPythonDoes)
{
    const auto same = [](const std::string& text, std::vector<std::int64_t> shape) {
        const auto found = readNpyHeader(text);
        ASSERT_TRUE(found) << text;
        EXPECT_EQ(found->descr, "<f4") << text;
        EXPECT_EQ(found->shape, shape) << text;
    };
    same("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }   \n", {3, 4});
    same("{\"shape\":(3,4),\"fortran_order\":True,\"descr\":\"<f4\"}", {3, 4});
    same("{'descr': '<f4', 'fortran_order': False, 'shape': (5L,), }", {5});
    same("{'descr': '<f4', 'fortran_order': False, 'shape': ()}", {});
    same("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4, ), }", {3, 4});
    for (const char* text :
         {"", "{", "{}", "[1]", "{'descr': '<f4', 'fortran_order': False}", "{'descr': '<f4', 'fortran_order': 0, 'shape': (3,)}",
          "{'descr': '<f4', 'fortran_order': False, 'shape': (-3,)}", "{'descr': '<f4', 'fortran_order': False, 'shape': (3.5,)}",
          "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", "{'descr': '<f4', 'fortran_order': False, 'shape': (3,",
          "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} x",
          "{'descr': '<f4, 'fortran_order': False, 'shape': (3,)}", "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), 'more': 1}",
          "{'descr': [[[, 'fortran_order': False, 'shape': (3,)}"})
        EXPECT_FALSE(readNpyHeader(text)) << text;
}

TEST(Npy, WritesHeadersAsNumPyDoes)
{
    const std::string two = npyHeader("<f4", {{Axis::Row, 2}, {Axis::Column, 3}});
    EXPECT_EQ(two.size() % 64, 0U);
    EXPECT_EQ(two.substr(10, 59), "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
    EXPECT_EQ(two.back(), '\n');
    EXPECT_NE(npyHeader("|u1", {{Axis::Row, 2}}).find("'shape': (2,), }"), std::string::npos);
    EXPECT_NE(npyHeader("<f4", {}).find("'shape': (), }"), std::string::npos);
    const std::string file = npyHeader("|u1", {{Axis::Row, 2}}) + "ab";
    const NpyArray array = parseNpy(std::as_bytes(std::span(file)), static_cast<std::int64_t>(file.size()), "a.npy", Fault::Model);
    EXPECT_EQ(array.dtype, DType::U8);
    EXPECT_EQ(array.shape, std::vector<std::int64_t>{2});
    EXPECT_EQ(array.start, static_cast<std::int64_t>(file.size()) - 2);
    EXPECT_EQ(array.bytes, 2);
}

TEST(Npy, RefusesWhatIsNoPicture)
{
    const std::string good = bytesOf(pixels<float>());
    expectRefused("", {"not a valid .npy"});
    expectRefused("PK\x03\x04 something else", {"not a valid .npy"});
    expectRefused(npy(header("|O"), good), {"Python objects"});
    expectRefused(npy(header("<f4", "(2, 3, 4)"), good), {"[2, 3, 4]", "[3, rows, columns]"});
    expectRefused(npy(header("<f4", "(24,)"), good), {"[24]"});
    expectRefused(npy(header("<f4", "(1, 3, 2, 4)"), good), {"[1, 3, 2, 4]"});
    expectRefused(npy(header("|u1"), std::string(24, 'x')), {"U8", "float32"});
    expectRefused(npy(header("<i4"), good), {"I32"});
    expectRefused(npy(header("<c8", "(3, 2, 2)"), good), {"<c8"});
    expectRefused(npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3, 2, 4), }", good), {"[('a', '<f4')]"});
    expectRefused(npy(header("<f4", "(3, 0, 4)"), ""), {"[3, 0, 4]"});
    expectRefused(npy(header("<f4", "(3, 1, 20000)"), std::string(240'000, '\0')), {"16384"});
}

TEST(Npy, RefusesFilesOfTheWrongLength)
{
    const std::string good = npy(header("<f4"), bytesOf(pixels<float>()));
    for (std::size_t length = 0; length < good.size(); ++length)
        expectRefused(good.substr(0, length), {});
    expectRefused(good + "x", {"97 bytes", "[3, 2, 4]"});
    expectRefused(npy(header("<f4", "(3, 4294967296, 4294967296)"), bytesOf(pixels<float>())), {"do not fill"});
    expectRefused(npy(header("<f4", "(3, 1000000, 1000000)"), ""), {"0 bytes", "do not fill"});
    expectRefused(npy(header("<f4") + std::string(10'000, ' '), bytesOf(pixels<float>())), {"10000"});
    std::string version2 = "\x93NUMPY\x02";
    version2 += std::string("\0\xff\xff\xff\xff", 5) + header("<f4");
    expectRefused(version2, {"4294967295"});
    expectRefused("\x93NUMPY\x09" + std::string(100, '\0'), {"version 9"});
}

TEST(Npy, ReadsVersions2And3)
{
    const std::string text = header("<f4");
    for (const char version : {'\x02', '\x03'}) {
        std::string file = "\x93NUMPY";
        file += {version, '\0', static_cast<char>(text.size()), '\0', '\0', '\0'};
        EXPECT_EQ(read(file + text + bytesOf(pixels<float>())).values(), pixels<float>());
    }
}

TEST(Npy, SaysWhereValuesAreNotFinite)
{
    std::vector<float> values = pixels<float>();
    values[(1 * 2 + 1) * 4 + 2] = std::numeric_limits<float>::quiet_NaN();
    values[(2 * 2 + 0) * 4 + 0] = std::numeric_limits<float>::infinity();
    expectRefused(npy(header("<f4"), bytesOf(values)), {"2 in all", "channel 1, row 1, column 2"});
    std::vector<double> large = pixels<double>();
    large[0] = 1e300;  // no float32
    expectRefused(npy(header("<f8"), bytesOf(large)), {"1 in all", "channel 0, row 0, column 0"});
}

TEST(Npy, RefusesAMissingFileAndAFolder)
{
    const TemporaryFolder folder;
    expectError(Fault::Picture, {"no.npy"}, [&] { readPixels(folder / "no.npy"); });
    expectError(Fault::Picture, {"folder"}, [&] { readPixels(folder.path()); });
}

}  // namespace
}  // namespace vitscope
