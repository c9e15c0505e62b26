#include "core/checkpoint/formats/zip.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "temporary_folder.h"
#include "zip_bytes.h"

namespace vitscope {
namespace {

using test::expectError;
using test::TemporaryFolder;
using test::writeBytes;
using test::ZipEnd;
using test::zipOf;
using test::ZipPart;

std::string textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string contentOf(const ZipArchive& archive, const ZipEntry& entry)
{
    std::string content;
    archive.read(entry, ZipCheck::Sum, [&](std::span<const std::byte> piece) { content += textOf(piece); });
    return content;
}

/// Opens and reads everything.
std::vector<std::string> readAll(const std::string& bytes)
{
    const TemporaryFolder folder;
    writeBytes(folder / "a.zip", bytes);
    const ZipArchive archive(InputFile(folder / "a.zip", Fault::Model));
    std::vector<std::string> contents;
    for (const ZipEntry& entry : archive.entries())
        contents.push_back(contentOf(archive, entry));
    return contents;
}

void expectDamagedZip(const std::string& bytes, const std::string& message)
{
    expectError(Fault::Model, {"a.zip", message}, [&] { readAll(bytes); });
}

/// Hardly packs.
std::string randomBytes(std::size_t count)
{
    SplitMix64 random(7);
    std::string bytes(count, '\0');
    for (char& byte : bytes)
        byte = static_cast<char>(random.next());
    return bytes;
}

TEST(Zip, ReadsStoredAndDeflatedFiles)
{
    const std::string large = randomBytes(3'000'000) + std::string(3'000'000, 'x');
    const std::vector<ZipPart> parts{{"a", "stored"}, {"folder/b", large, 8}, {"c", large},
                                     {"empty", ""},   {"empty too", "", 8},   {"wide", "zip64", 8}};
    std::vector<std::string> expected;
    for (const ZipPart& part : parts)
        expected.push_back(part.content);
    EXPECT_EQ(readAll(zipOf(parts)), expected);
    EXPECT_EQ(readAll(zipOf(parts, {.comment = "with a PK\x05\x06 in its comment, and more than twenty-two bytes behind it"})), expected);
    std::vector<ZipPart> wide = parts;
    for (ZipPart& part : wide)
        part.zip64 = true;
    EXPECT_EQ(readAll(zipOf(wide, {.zip64 = true})), expected);
    EXPECT_TRUE(readAll(zipOf({})).empty());

    const TemporaryFolder folder;
    writeBytes(folder / "a.zip", zipOf(parts));
    const ZipArchive archive(InputFile(folder / "a.zip", Fault::Model));
    for (const std::int64_t most : {0, 1, 5, 10'000, 400'000, 10'000'000})
        for (const ZipEntry& entry : archive.entries())
            EXPECT_EQ(textOf(archive.start(entry, most)), contentOf(archive, entry).substr(0, static_cast<std::size_t>(most)));
    EXPECT_EQ(archive.find("b"), nullptr);
}

TEST(Zip, RefusesEveryTruncation)
{
    for (const bool zip64 : {false, true}) {
        const std::string whole =
            zipOf({{"a", "stored", 0, {}, {}, {}, {}, 0, zip64}, {"b", "deflated", 8, {}, {}, {}, {}, 0, zip64}}, {.zip64 = zip64});
        EXPECT_EQ(readAll(whole).size(), 2U);
        for (std::size_t length = 0; length < whole.size(); ++length)
            expectDamagedZip(whole.substr(0, length), "incomplete download");
    }
}

TEST(Zip, RefusesADirectoryThatDoesNotLieInTheFile)
{
    const std::vector<ZipPart> parts{{"a", "stored"}};
    expectDamagedZip(zipOf(parts, {.claimedEntries = 40'000}), "does not lie in it");
    expectDamagedZip(zipOf(parts, {.claimedStart = 1'000'000}), "does not lie in it");
    expectDamagedZip(zipOf(parts, {.claimedBytes = 1'000'000}), "does not lie in it");
    expectDamagedZip(zipOf(parts, {.zip64 = true, .claimedEntries = std::uint64_t{1} << 60}), "does not lie in it");
    expectDamagedZip(zipOf(parts, {.zip64 = true, .claimedStart = ~std::uint64_t{0}}), "does not lie in it");
    expectDamagedZip(zipOf(parts, {.zip64 = true, .claimedBytes = ~std::uint64_t{0} - 10}), "does not lie in it");
    expectDamagedZip(zipOf(parts, {.claimedStart = 3}), "directory is damaged at byte 0");
    expectDamagedZip(zipOf(parts, {.claimedEntries = 0xffff}), "zip64 record");
}

TEST(Zip, RefusesFilesThatDoNotLieInTheArchive)
{
    const std::uint64_t huge = ~std::uint64_t{0} - 5;
    expectDamagedZip(zipOf({{.name = "a", .content = "stored", .claimedPacked = 5'000}}), "“a” (5000 bytes from byte 0 on) does not lie in it");
    expectDamagedZip(zipOf({{.name = "a", .content = "stored", .claimedPacked = huge, .zip64 = true}}), "does not lie in it");
    expectDamagedZip(zipOf({{.name = "a", .content = "stored", .claimedHeader = huge, .zip64 = true}}), "does not lie in it");
    expectDamagedZip(zipOf({{.name = "a", .content = "stored", .claimedBytes = 7}}), "claims 7 bytes where 6 are stored");
    expectDamagedZip(zipOf({{.name = "a", .content = "stored", .method = 8, .claimedBytes = huge, .zip64 = true}}), "claims");
    expectDamagedZip(zipOf({{.name = "a", .content = std::string(100, 'x'), .claimedHeader = 10}}), "does not begin where the directory says");
    expectDamagedZip(zipOf({{.name = "a", .content = "stored", .claimedHeader = 0xffffffff}}), "directory is damaged");
}

TEST(Zip, RefusesZipBombs)
{
    const std::string zeros(2'000'000, '\0');
    // By what is claimed: all together, and one file beyond counting.
    expectDamagedZip(zipOf({{.name = "a", .content = zeros, .method = 8, .claimedBytes = 100'000'000}}), "zip bomb");
    std::vector<ZipPart> many;
    for (int i = 0; i < 30; ++i)
        many.push_back({.name = std::to_string(i), .content = "x", .method = 8, .claimedBytes = 0x7fffffff});
    expectDamagedZip(zipOf(many), "more than 100 times");
    // By what there is: more, or less, than claimed.
    expectDamagedZip(zipOf({{.name = "a", .content = zeros, .method = 8, .claimedBytes = 10}}), "unpacks to more than the 10 bytes");
    expectDamagedZip(zipOf({{.name = "a", .content = zeros, .method = 8, .claimedBytes = 1'999'999}}), "unpacks to more than");
    expectDamagedZip(zipOf({{.name = "a", .content = zeros, .method = 8, .claimedBytes = 2'000'001}}), "does not unpack to the 2000001 bytes");
    // By bytes that several files share.
    expectDamagedZip(zipOf({{"a", zeros, 8}, {.name = "b", .content = zeros, .method = 8, .claimedHeader = 0}}), "share bytes");
    EXPECT_EQ(readAll(zipOf({{"a", zeros, 8}})).front(), zeros) << "an array of zeros is none";
}

TEST(Zip, RefusesWhatItDoesNotRead)
{
    expectDamagedZip(zipOf({{.name = "a", .content = "secret", .flags = 1}}), "“a” is encrypted");
    expectDamagedZip(zipOf({{.name = "a", .content = "bzip2", .method = 12}}), "method 12");
    expectDamagedZip(zipOf({{"a", "one"}, {"a", "two"}}), "two files “a”");
    expectDamagedZip(zipOf({{.name = "a", .content = "stored", .claimedSum = 1}}), "check sum");
    expectDamagedZip(zipOf({{.name = "a", .content = "stored", .method = 8, .claimedSum = 1}}), "check sum");
    std::string garbled = zipOf({{"a", randomBytes(100), 8}});
    garbled[40] = '\x07';  // a block of a kind that does not exist
    expectDamagedZip(garbled, "“a” does not");
    std::string elsewhere = zipOf({{"a", "stored"}});
    elsewhere[0] = 'Q';
    expectDamagedZip(elsewhere, "does not begin where the directory says");
    std::string part = zipOf({{"a", "stored"}});
    part[part.size() - 18] = 2;  // the number of this part
    expectDamagedZip(part, "one part of an archive in several");
}

/// Any change of any byte is refused, or changes nothing that is read.
TEST(Zip, SurvivesEveryChangedByte)
{
    const std::string whole = zipOf({{"a", "stored"}, {"b", "deflated, deflated", 8, {}, {}, {}, {}, 0, true}}, {.comment = "c", .zip64 = true});
    for (std::size_t i = 0; i < whole.size(); ++i)
        for (const int change : {1, 0x80, 0xff}) {
            std::string changed = whole;
            changed[i] = static_cast<char>(changed[i] ^ change);
            try {
                for (const std::string& content : readAll(changed))
                    EXPECT_TRUE(content == "stored" || content == "deflated, deflated") << i;
            } catch (const Error& error) {
                EXPECT_EQ(error.fault(), Fault::Model) << error.what();
            }
        }
}

}  // namespace
}  // namespace vitscope
