// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/json.h"
#include "cli/secret_list.h"

#include <gtest/gtest.h>

namespace bindery::cli
{

TEST(SecretList, IsJsonWithTheSecretsInBase64)
{
    std::vector<ReleasedSecret> secrets;
    secrets.push_back({"S-1", "/a \"quoted\"\n.img", Uuid::random(), 0, SecretBuffer::random(32)});
    secrets.push_back({"S-2", "\xff.img", Uuid::random(), 0, SecretBuffer::random(31)});
    const SecretBuffer text = secretListJson(secrets);
    const Json list = parseJson(asText(text.view()), "list");
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list.at(0).at("path"), "/a \"quoted\"\n.img");
    EXPECT_EQ(list.at(0).at("luks_uuid"), secrets[0].luksUuid.text());
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(list.at(i).at("secret"), toBase64(secrets[i].secret.view()));
        EXPECT_EQ(list.at(i).size(), 5U);
    }
}

TEST(SecretList, OfNoCardIsAnEmptyArray)
{
    EXPECT_EQ(parseJson(asText(secretListJson({}).view()), "list"), Json::array());
}

} // namespace bindery::cli
