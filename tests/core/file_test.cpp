#include "core/base/file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <span>
#include <string>
#include <vector>

#include "temporary_folder.h"

namespace vitscope {
namespace {

namespace fs = std::filesystem;
using test::expectError;
using test::readBytes;
using test::TemporaryFolder;
using test::writeBytes;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string text(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(InputFile, ReadsTheBytesItIsAskedFor)
{
    const TemporaryFolder folder;
    writeBytes(folder / "a", "abcdefgh");
    const InputFile file(folder / "a", Fault::Model);
    EXPECT_EQ(file.size(), 8);
    std::vector<std::byte> part(3);
    file.read(2, part);
    EXPECT_EQ(text(part), "cde");
    EXPECT_EQ(text(file.start(3)), "abc");
    EXPECT_EQ(text(file.start(9)), "abcdefgh");
    const InputFile copy = file;
    copy.read(5, part);
    EXPECT_EQ(text(part), "fgh");

    writeBytes(folder / "empty", "");
    const InputFile empty(folder / "empty", Fault::Model);
    EXPECT_EQ(empty.size(), 0);
    EXPECT_THAT(empty.start(3), IsEmpty());
    empty.readPieces(0, 0, [](std::span<const std::byte>) { ADD_FAILURE() << "there is nothing to read"; });
}

TEST(InputFile, ReadsALargePartInPieces)
{
    const TemporaryFolder folder;
    std::string content(2'500'000, 'v');
    for (std::size_t i = 0; i < content.size(); ++i)
        content[i] = static_cast<char>(i % 251);
    writeBytes(folder / "a", content);
    const InputFile file(folder / "a", Fault::Model);
    std::string read;
    std::vector<std::size_t> sizes;
    file.readPieces(1, file.size() - 1, [&](std::span<const std::byte> piece) {
        read += text(piece);
        sizes.push_back(piece.size());
    });
    EXPECT_EQ(read, content.substr(1));
    EXPECT_THAT(sizes, ElementsAre(1 << 20, 1 << 20, content.size() - 1 - (2 << 20)));
}

TEST(InputFile, RefusesWhatIsNoFile)
{
    const TemporaryFolder folder;
    expectError(Fault::Model, {"no file", "missing"}, [&] { InputFile(folder / "missing", Fault::Model); });
    expectError(Fault::Picture, {"is a folder"}, [&] { InputFile(folder.path(), Fault::Picture); });
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    expectError(Fault::Model, {"pipe"}, [&] { InputFile(folder / "pipe", Fault::Model); });
}

TEST(InputFile, SaysThatItWasCutShort)
{
    const TemporaryFolder folder;
    writeBytes(folder / "a", std::string(10'000, 'v'));
    const InputFile file(folder / "a", Fault::Model);
    fs::resize_file(folder / "a", 100);
    std::vector<std::byte> part(50);
    file.read(50, part);
    expectError(Fault::Model, {"“" + (folder / "a").string() + "”", "cut short", "open it again"}, [&] { file.read(51, part); });
    expectError(Fault::Model, {"cut short"}, [&] { file.read(5'000, part); });
    expectError(Fault::Model, {"cut short"}, [&] { file.start(10'000); });
    expectError(Fault::Model, {"cut short"}, [&] { file.readPieces(0, file.size(), [](std::span<const std::byte>) {}); });
    expectError(Fault::Model, {"could not be read", "nvalid"}, [&] { file.read(-1, part); });
}

TEST(ReadTextFile, ReadsUpToALimit)
{
    const TemporaryFolder folder;
    writeBytes(folder / "a", "four");
    EXPECT_EQ(readTextFile(folder / "a", 4, Fault::Model), "four");
    expectError(Fault::Model, {"4 bytes", "at most 3"}, [&] { readTextFile(folder / "a", 3, Fault::Model); });
    expectError(Fault::Usage, {"no file"}, [&] { readTextFile(folder / "b", 3, Fault::Usage); });
}

TEST(AtomicFile, IsThereWholeOrNotAtAll)
{
    const TemporaryFolder folder;
    writeBytes(folder / "a", "old");
    {
        AtomicFile file(folder / "a");
        file.write("new, but never finished");
    }
    EXPECT_EQ(readBytes(folder / "a"), "old");
    EXPECT_THAT(folder.names(), ElementsAre("a")) << "no temporary stays";
    AtomicFile file(folder / "a");
    file.write("ne");
    file.write("w");
    EXPECT_EQ(readBytes(folder / "a"), "old");
    file.commit();
    EXPECT_EQ(readBytes(folder / "a"), "new");
    EXPECT_THAT(folder.names(), ElementsAre("a"));
}

TEST(AtomicFile, TakesTheLongestName)
{
    const TemporaryFolder folder;
    const std::string name(255, 'n');
    AtomicFile file(folder / name);
    file.commit();
    EXPECT_THAT(folder.names(), ElementsAre(name));
}

TEST(AtomicFile, KeepsALinkAndTheModeOfWhatItReplaces)
{
    const TemporaryFolder folder;
    writeBytes(folder / "real", "old");
    fs::permissions(folder / "real", fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("real", folder / "link");
    AtomicFile file(folder / "link");
    file.write("new");
    file.commit();
    EXPECT_TRUE(fs::is_symlink(folder / "link"));
    EXPECT_EQ(readBytes(folder / "real"), "new");
    EXPECT_EQ(fs::status(folder / "real").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(AtomicFile, SaysWhyItCannotWrite)
{
    const TemporaryFolder folder;
    expectError(Fault::Write, {"no folder", "missing"}, [&] { AtomicFile(folder / "missing" / "a"); });
    expectError(Fault::Write, {"is a folder"}, [&] { AtomicFile(folder.path()); });
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    expectError(Fault::Write, {"pipe"}, [&] { AtomicFile(folder / "pipe"); });
    EXPECT_THAT(folder.names(), ElementsAre("pipe"));
}

TEST(AtomicFile, NeedsAFolderItMayWriteTo)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may write anywhere";
    const TemporaryFolder folder;
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    expectError(Fault::Write, {"ermission"}, [&] { AtomicFile(folder / "a"); });
    fs::permissions(folder.path(), fs::perms::owner_all);
}

/// Files may not grow beyond some bytes while this lives: the next thing to a full disk.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes)
    {
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

TEST(AtomicFile, LeavesNothingWhereTheDiskIsFull)
{
    const TemporaryFolder folder;
    writeBytes(folder / "a", "old");
    const std::string much(1 << 20, 'x');
    {
        const SmallDisk disk(4096);
        expectError(Fault::Write, {"could not be written", "too large"}, [&] {
            AtomicFile file(folder / "a");
            file.write(much);
            file.commit();
        });
        expectError(Fault::Write, {"could not be written"}, [&] {
            AtomicFile file(folder / "b");
            for (int i = 0; i < 5000; ++i)
                file.write("x");
            file.commit();
        });
    }
    EXPECT_EQ(readBytes(folder / "a"), "old");
    EXPECT_THAT(folder.names(), ElementsAre("a"));
}

TEST(AtomicPath, LendsATemporaryToOtherWriters)
{
    const TemporaryFolder folder;
    {
        const AtomicPath unfinished(folder / "a");
        EXPECT_TRUE(fs::exists(unfinished.temporary()));
    }
    EXPECT_THAT(folder.names(), IsEmpty());
    AtomicPath place(folder / "a");
    writeBytes(place.temporary(), "content");
    place.commit();
    EXPECT_EQ(readBytes(folder / "a"), "content");
}

}  // namespace
}  // namespace vitscope
