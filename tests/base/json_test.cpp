// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

using namespace bindery;

TEST(CanonicalJson, SortsKeysByUtf16UnitsAsInRfc8785)
{
    // The example of RFC 8785 section 3.2.3: the emoji's surrogates sort before U+FB33, its UTF-8 bytes
    // after.
    const Json value =
        Json::parse("{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter "
                    "Dalet With Dagesh\","
                    "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji\",\"\\u0080\":\"Control\",\"\\u00f6\":\"O\"}");
    EXPECT_EQ(canonicalJson(value),
              "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\",\"\xc3\xb6\":\"O\","
              "\"\xe2\x82\xac\":\"Euro Sign\",\"\xf0\x9f\x98\x80\":\"Emoji\",\"\xef\xac\xb3\":\"Hebrew "
              "Letter Dalet With Dagesh\"}");
}

TEST(CanonicalJson, EscapesOnlyWhatRfc8785Escapes)
{
    EXPECT_EQ(canonicalJson("\x01\b\t\n\f\r\"\\/\x7f"), "\"\\u0001\\b\\t\\n\\f\\r\\\"\\\\/\x7f\"");
}

TEST(CanonicalJson, WritesIntegersAndRefusesWhatHasNoOneForm)
{
    EXPECT_EQ(canonicalJson(Json::parse("[0,-1,9007199254740991,true,null]")),
              "[0,-1,9007199254740991,true,null]");
    for (const char* text : {"1.5", "9007199254740992", "-9007199254740992", "1e300"}) {
        EXPECT_THROW(canonicalJson(Json::parse(text)), Error) << text;
    }
    EXPECT_THROW(canonicalJson(std::string("\xff")), Error);
}

TEST(ParseJson, RefusesDuplicateKeysDepthAndNoise)
{
    EXPECT_EQ(parseJson(R"({"a":{"a":1}})", "x").at("a").at("a"), 1);
    test::expectError(ErrorCode::Corrupt, "\"a\" stands twice", [] { parseJson(R"({"a":1,"a":2})", "x"); });
    test::expectError(ErrorCode::Corrupt, "manifest: not JSON (byte",
                      [] { parseJson(R"({"a":)", "manifest"); });
    test::expectError(ErrorCode::Corrupt, "nested deeper", [] { parseJson(std::string(100000, '['), "x"); });
}
