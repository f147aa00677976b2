// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/error.h"

#include <gtest/gtest.h>

using namespace bindery;

TEST(Base64, MatchesTheVectorsOfRfc4648)
{
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(toBase64(asBytes(plain)), encoded);
        EXPECT_EQ(asText(fromBase64(encoded)), plain);
        EXPECT_EQ(asText(secretToBase64(SecretBuffer::copyOf(asBytes(plain))).view()), encoded);
    }
}

TEST(Base64, RefusesTextThatIsNotCanonical)
{
    for (const char* text : {"Zg", "Zg=", "Zh==", "Zm9v\n", " Zm9", "Z===", "===="}) {
        EXPECT_THROW(fromBase64(text), Error) << text;
    }
}
