#include "core/base/error.h"

#include <gtest/gtest.h>

namespace vitscope {
namespace {

TEST(Error, FillsItsHoles)
{
    EXPECT_EQ(fillIn("%2 before %1", {"one", "two"}), "two before one");
    EXPECT_EQ(fillIn("100% of %1, %3 stays", {"it"}), "100% of it, %3 stays");
    EXPECT_EQ(fillIn("%1", {"%2", "never"}), "%2") << "an argument is no text with holes";
    EXPECT_EQ(fillIn("%", {"x"}), "%");
}

TEST(Error, SaysOneSentence)
{
    const Error error(Fault::Model, "“%1” is broken.", {"model.safetensors"});
    EXPECT_STREQ(error.what(), "“model.safetensors” is broken.");
    EXPECT_EQ(error.fault(), Fault::Model);
    EXPECT_EQ(error.message().english(), error.what());
}

TEST(Error, NamesThreeCausesAndTheirNumber)
{
    const std::vector<Message> causes{{"a is missing", {}}, {"%1 is missing", {"b"}}, {"c is missing", {}}};
    EXPECT_STREQ(Error(Fault::Model, "Broken", {}, causes).what(), "Broken: a is missing; b is missing; c is missing");

    std::vector<Message> more = causes;
    more.push_back({"d is missing", {}});
    const Error error(Fault::Model, "Broken", {}, more);
    EXPECT_STREQ(error.what(), "Broken: a is missing; b is missing; c is missing; … (4 in all)");
    EXPECT_EQ(error.causes(), more);
}

TEST(Error, StaysOnOneLineWhateverAFileIsCalled)
{
    const Error error(Fault::Picture, "“%1”", {"a\nb\rc\td\x1b[31m\x7f ü"}, {{"x\ny", {}}});
    EXPECT_STREQ(error.what(), "“a b c d [31m  ü”: x y");
}

TEST(Error, CancelledIsAnErrorOfItsOwn)
{
    const Cancelled cancelled;
    EXPECT_EQ(static_cast<int>(static_cast<const Error&>(cancelled).fault()), 130);
}

}  // namespace
}  // namespace vitscope
