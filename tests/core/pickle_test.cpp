#include "core/checkpoint/formats/pickle.h"

#include <gtest/gtest.h>

#include <cstring>

#include "pickle_bytes.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

using test::expectError;
using test::little;
namespace handMade = test::pickled;
using namespace std::string_literals;

Pickle loadPickle(const std::string& bytes)
{
    PickleReader reader({static_cast<std::int64_t>(bytes.size()),
                         [&](std::int64_t offset, std::span<std::byte> into) { std::memcpy(into.data(), bytes.data() + offset, into.size()); }},
                        "file.pth");
    return reader.read();
}

/// As Python would print it; a call as callee(arguments), with what was put into it and its state behind.
std::string printPickle(const Pickle& pickle, PickleId id, int depth = 0)
{
    const PickleNode& node = pickle[id];
    if (depth > 20)
        return "…";
    const auto items = [&](const std::string& open, const std::string& close) {
        std::string all;
        for (const PickleId item : node.items)
            all += (all.empty() ? "" : " ") + printPickle(pickle, item, depth + 1);
        return open + all + close;
    };
    switch (node.kind) {
    case PickleKind::None: return "None";
    case PickleKind::Truth: return node.whole != 0 ? "True" : "False";
    case PickleKind::Whole: return std::to_string(node.whole);
    case PickleKind::Large: return "large";
    case PickleKind::Real: return std::to_string(node.real);
    case PickleKind::Text: return "'" + std::string(pickle.text(id)) + "'";
    case PickleKind::List: return items("[", "]");
    case PickleKind::Tuple: return items("(", ")");
    case PickleKind::Set: return items("set(", ")");
    case PickleKind::Dictionary: return items("{", "}");
    case PickleKind::Name: return std::string(pickle.text(id));
    case PickleKind::External: return "<" + printPickle(pickle, node.arguments, depth + 1) + ">";
    case PickleKind::Call:
        return printPickle(pickle, node.callee, depth + 1) + printPickle(pickle, node.arguments, depth + 1) +
               (node.items.empty() ? "" : items("[", "]")) + (node.state != 0 ? "/" + printPickle(pickle, node.state, depth + 1) : "");
    }
    return "?";
}

std::string printed(const std::string& bytes)
{
    const Pickle pickle = loadPickle(bytes);
    return printPickle(pickle, pickle.root);
}

void expectBadPickle(const std::string& bytes, const std::string& message)
{
    expectError(Fault::Model, {"file.pth", message}, [&] { loadPickle(bytes); });
}

TEST(Pickle, ReadsValues)
{
    EXPECT_EQ(printed("\x80\x02N."), "None");
    EXPECT_EQ(printed("(\x88\x89K\xffM\xff\xffJ\xff\xff\xff\xfft."s), "(True False 255 65535 -1)");
    EXPECT_EQ(printed("(\x8A\x00\x8A\x01\x80\x8A\x02\xff\x00\x8A\x08\x00\x00\x00\x00\x00\x00\x00\x80\x8A\x09\x00\x00\x00\x00\x00\x00\x00\x00\x01t."s),
              "(0 -128 255 -9223372036854775808 large)");
    EXPECT_EQ(printed("(I12\nI01\nI00\nL-5L\nL99999999999999999999L\nt."), "(12 True False -5 large)");
    EXPECT_EQ(printed("G\x3f\xb9\x99\x99\x99\x99\x99\x9a."), "0.100000");
    EXPECT_EQ(printed("(U\x02"
                      "abT\x02\x00\x00\x00"
                      "cdX\x03\x00\x00\x00\xe2\x82\xac\x8c\x01"
                      "eC\x01"
                      "fB\x01\x00\x00\x00gt."s),
              "('ab' 'cd' '€' 'e' 'f' 'g')");
    EXPECT_EQ(printed("(\x8d\x01\x00\x00\x00\x00\x00\x00\x00h\x8e\x01\x00\x00\x00\x00\x00\x00\x00i\x96\x01\x00\x00\x00\x00\x00\x00\x00jt."s),
              "('h' 'i' 'j')");
}

TEST(Pickle, ReadsCollectionsAndMemory)
{
    EXPECT_EQ(printed("](K\x01K\x02"
                      "eK\x03"
                      "a."),
              "[1 2 3]");
    EXPECT_EQ(printed("}" + handMade::text("a") + "K\x01s(" + handMade::text("b") + "K\x02" + handMade::text("c") + "K\x03u."),
              "{'a' 1 'b' 2 'c' 3}");
    EXPECT_EQ(printed("()K\x01\x85K\x01K\x02\x86K\x01K\x02K\x03\x87t."), "(() (1) (1 2) (1 2 3))");
    EXPECT_EQ(printed("((K\x01K\x02l(" + handMade::text("a") +
                      "K\x03"
                      "d(K\x04\x91\x8f(K\x05\x90t."),
              "([1 2] {'a' 3} set(4) set(5))");
    EXPECT_EQ(printed("(K\x07q\x05K\x08r\x00\x01\x00\x00h\x05j\x00\x01\x00\x00t."s), "(7 8 7 8)");
    EXPECT_EQ(printed("\x80\x04\x95\x08\x00\x00\x00\x00\x00\x00\x00(K\x07\x94K\x08\x94h\x01h\x00t."s), "(7 8 8 7)");
    EXPECT_EQ(printed("(K\x01K\x02"
                      "0K\x03"
                      "2(K\x09"
                      "1t."),
              "(1 3 3)");
    EXPECT_EQ(printed("]q\x00h\x00"
                      "a."s)
                  .substr(0, 6),
              "[[[[[[")
        << "a list in itself";
    const Pickle pickle = loadPickle("}" + handMade::text("a") + "K\x01s" + handMade::text("a") + "K\x02s.");
    EXPECT_EQ(pickle.find(pickle.rootNode(), "a")->whole, 2);
    EXPECT_EQ(pickle.find(pickle.rootNode(), "b"), nullptr);
}

TEST(Pickle, CallsNothing)
{
    EXPECT_EQ(printed("cos\nsystem\n(" + handMade::text("touch /tmp/x") + "tR."), "os.system('touch /tmp/x')");
    EXPECT_EQ(printed(handMade::text("os") + handMade::text("system") + "\x93" + handMade::text("touch /tmp/x") + "\x85R."),
              "os.system('touch /tmp/x')");
    EXPECT_EQ(printed("cargparse\nNamespace\n)\x81}" + handMade::text("lr") + "K\x01sb."), "argparse.Namespace()/{'lr' 1}");
    EXPECT_EQ(printed("cm\nC\nK\x01\x85}\x92."), "m.C(1)");
    EXPECT_EQ(printed("(cm\nOld\nK\x01o."), "m.Old(1)");
    EXPECT_EQ(printed("ccollections\nOrderedDict\n)R(" + handMade::text("a") + "K\x01u."), "collections.OrderedDict()['a' 1]");
    EXPECT_EQ(printed("K\x01Q."), "<1>");
}

TEST(Pickle, PassesOverLongBytes)
{
    const std::string longBytes(5'000'000, 'x');
    EXPECT_EQ(printed("(K\x01"
                      "B" +
                      little<std::uint32_t>(5'000'000) + longBytes + "K\x02t."),
              "(1 '' 2)");
    EXPECT_EQ(printed("(K\x01\x8b" + little<std::uint32_t>(5'000'000) + longBytes + "K\x02t."), "(1 large 2)");
    std::string many = "(";
    for (int i = 0; i < 30'000; ++i)
        many += handMade::text("word");
    EXPECT_EQ(loadPickle(many + "l.").rootNode().items.size(), 30'000U);
}

TEST(Pickle, RefusesWhatIsDamaged)
{
    const std::string whole =
        "\x80\x02}q\x00(" + handMade::text("a") + "K\x01" + handMade::text("b") + "G\x3f\xb9\x99\x99\x99\x99\x99\x9a\x8a\x02\xff\x00u." + "";
    for (std::size_t length = 0; length + 1 < whole.size(); ++length)
        expectBadPickle(whole.substr(0, length), "");
    expectBadPickle("", "at byte 0 of 0");
    for (const char* empty :
         {".", "0", "1", "2", "a", "s", "e", "u", "t", "l", "d", "\x85", "\x86", "\x87", "R", "b", "Q", "q\x01", "h\x01", "\x93", "\x81", "o", "(o"})
        expectBadPickle(std::string(empty) + std::string(8, '.'), "");
    expectBadPickle("K\x01(.", "not there");
    expectBadPickle("(K\x01R.", "not there");
    expectBadPickle(
        "NK\x01"
        "a.",
        "holds none");
    expectBadPickle("K\x05K\x01K\x02s.", "holds none");
    expectBadPickle("\x82\x01.", "instruction 130");
    expectBadPickle("Pid\n.", "instruction 80");
    expectBadPickle(
        "X\xff\xff\xff\xff"
        "abc.",
        "asks for 4294967295 more");
    expectBadPickle("\x8e" + little<std::int64_t>(-1) + ".", "asks for -1 more");
    expectBadPickle("\x8d" + little(std::numeric_limits<std::int64_t>::max()) + ".", "asks for 9223372036854775807 more");
    expectBadPickle("T" + little<std::int32_t>(-5) + ".", "asks for -5 more");
    expectBadPickle("c" + std::string(5'000, 'm'), "does not end");
    expectBadPickle("Iabc\n.", "instruction 73");
}

TEST(Pickle, HasABottomAndAnEnd)
{
    std::string deep;
    for (int i = 0; i < 1'000'000; ++i)
        deep += "]";
    for (int i = 1; i < 1'000'000; ++i)
        deep += "a";
    EXPECT_EQ(loadPickle(deep + ".").nodes.size(), 1'000'001U) << "no recursion";
    expectBadPickle(std::string(1'000'000, '('), "as in an incomplete download");
    expectBadPickle(std::string(5'000'000, ']'), "more than 4000000 values");
    std::string again = "N";
    again += std::string(21'000'000, '2');
    expectBadPickle(again, "more than 4000000 values");
}

}  // namespace
}  // namespace vitscope
