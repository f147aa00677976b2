// SPDX-License-Identifier: Apache-2.0
// What cards, files and people say, as texts and dictionaries that the bus takes.
#include "daemon/dictionary.h"
#include "support/expect_error.h"

#include <string>

#include <gtest/gtest.h>

namespace bindery::daemon
{

using bindery::test::expectError;

namespace
{

const std::string kReplacement = "\xef\xbf\xbd";

/// The bus's own library is the judge: it throws at a text that it does not take.
std::string sent(const std::string& text)
{
    sdbus::PlainMessage message = sdbus::createPlainMessage();
    message << busText(text);
    message.seal();
    std::string back;
    message >> back;
    return back;
}

TEST(BusText, LeavesWhatIsFitForTheBus)
{
    for (const std::string text : {"", "plain", "Lucía Romero", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "a\nb"}) {
        EXPECT_EQ(sent(text), text);
    }
}

TEST(BusText, ReplacesWhatWouldEndTheConnection)
{
    EXPECT_EQ(sent(std::string("a\0b", 3)), "a b");
    EXPECT_EQ(sent("a\xff"
                   "b"),
              "a" + kReplacement + "b");
    EXPECT_EQ(sent("\xef\xbf\xbe"), kReplacement);
    EXPECT_EQ(sent("x\xef\xbf\xbfy"), "x" + kReplacement + "y");
    EXPECT_EQ(sent("\xef\xb7\x90\xef\xb7\xaf"), kReplacement + kReplacement);
    EXPECT_EQ(sent("\xf0\x9f\xbf\xbf"), kReplacement);
    EXPECT_EQ(sent("\xf4\x8f\xbf\xbe"), kReplacement);
}

/// Each code point, so that no other stands between a card's label and the screen.
TEST(BusText, IsTakenWhateverTheCodePoint)
{
    for (unsigned point = 0x800; point <= 0x10ffff; ++point) {
        const auto tail = [&](unsigned shift) {
            return static_cast<char>(0x80U | ((point >> shift) & 0x3fU));
        };
        std::string text;
        if (point < 0x10000) {
            text = {static_cast<char>(0xe0U | (point >> 12U)), tail(6), tail(0)};
        } else {
            text = {static_cast<char>(0xf0U | (point >> 18U)), tail(12), tail(6), tail(0)};
        }
        sdbus::PlainMessage message = sdbus::createPlainMessage();
        if (point % 0x100 >= 0xfd || point % 0x100 < 2 || (point >= 0xd700 && point < 0xe100) ||
            (point >= 0xfd00 && point < 0xfe00)) { // where the rules change
            EXPECT_NO_THROW(message << busText(text)) << std::hex << point;
        }
    }
}

TEST(Wishes, AreTakenByTheirTypes)
{
    Wishes wishes({{"count", sdbus::Variant(std::uint32_t{7})},
                   {"name", sdbus::Variant(std::string("x"))},
                   {"rest", sdbus::Variant(true)}},
                  "the wishes");
    EXPECT_EQ(wishes.number("count"), 7);
    EXPECT_EQ(wishes.text("name"), "x");
    EXPECT_EQ(wishes.text("absent"), std::nullopt);
    expectError(ErrorCode::InvalidArgument, "\"rest\"", [&] { wishes.requireEmpty(); });
    EXPECT_EQ(wishes.flag("rest"), true);
    wishes.requireEmpty();
}

TEST(Wishes, OfOtherTypesAreRefusedByName)
{
    const auto wish = [](sdbus::Variant value) { return Wishes({{"key", std::move(value)}}, "the wishes"); };
    expectError(ErrorCode::InvalidArgument, "key must be a text",
                [&] { wish(sdbus::Variant(true)).text("key"); });
    expectError(ErrorCode::InvalidArgument, "key must be a whole number",
                [&] { wish(sdbus::Variant(0.5)).number("key"); });
    expectError(ErrorCode::InvalidArgument, "key must be a whole number",
                [&] { wish(sdbus::Variant(~std::uint64_t{0})).number("key"); });
    expectError(ErrorCode::InvalidArgument, "key must be true or false",
                [&] { wish(sdbus::Variant(std::int64_t{1})).flag("key"); });
    expectError(ErrorCode::InvalidArgument, "longer than",
                [&] { wish(sdbus::Variant(std::string(20'000, 'x'))).text("key"); });
}

} // namespace

} // namespace bindery::daemon
