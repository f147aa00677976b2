// SPDX-License-Identifier: Apache-2.0
// What packaging/ tells polkit, against the rights of the code. What polkit makes of it:
// polkit_rules_test.py.
#include "base/file.h"
#include "base/process.h"
#include "daemon/right.h"

#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::daemon::test
{

namespace
{

constexpr const char* kPolicy = BINDERY_SOURCE "/packaging/polkit/org.bindery.policy";

std::vector<std::string> allOf(const std::string& text, const std::string& pattern)
{
    const std::regex expression(pattern);
    std::vector<std::string> found;
    for (std::sregex_iterator hit(text.begin(), text.end(), expression), end; hit != end; ++hit) {
        found.push_back((*hit)[1].str());
    }
    return found;
}

/// The text of one action, from its tag to the end of it.
std::string actionOf(const std::string& policy, const std::string& id)
{
    const std::size_t begin = policy.find("<action id=\"" + id + "\">");
    return begin == std::string::npos ? "" : policy.substr(begin, policy.find("</action>", begin) - begin);
}

} // namespace

TEST(Policy, HasOneActionForEachRight)
{
    std::vector<std::string> wanted;
    for (const Right right : allRights()) {
        wanted.push_back(polkitAction(right));
    }
    EXPECT_THAT(allOf(readTextFile(kPolicy), "<action id=\"([^\"]*)\">"),
                ::testing::UnorderedElementsAreArray(wanted));
}

TEST(Policy, SaysEachActionInThreeLanguages)
{
    const std::string policy = readTextFile(kPolicy);
    std::set<std::string> messages;
    for (const Right right : allRights()) {
        const std::string action = actionOf(policy, polkitAction(right));
        for (const std::string tag : {"description", "message"}) {
            for (const std::string language : {"", " xml:lang=\"de\"", " xml:lang=\"es\""}) {
                const std::vector<std::string> texts =
                    allOf(action, "<" + tag + language + ">([^<]+)</" + tag + ">");
                ASSERT_EQ(texts.size(), 1U) << nameOf(right) << " " << tag << language;
                EXPECT_TRUE(messages.insert(texts.front()).second) << "twice: " << texts.front();
            }
        }
    }
}

TEST(Policy, AsksEverybodyForAnAdministratorsPassword)
{
    const std::string policy = readTextFile(kPolicy);
    for (const Right right : allRights()) {
        EXPECT_THAT(allOf(actionOf(policy, polkitAction(right)), "<allow_[a-z]+>([^<]*)</allow_"),
                    ::testing::ElementsAre("auth_admin", "auth_admin", "auth_admin"))
            << nameOf(right);
    }
}

TEST(Policy, IsValidByItsDtd)
{
    const ProcessResult judged = runProgram(
        {"xmllint", "--noout", "--nonet", "--dtdvalid", "/usr/share/polkit-1/policyconfig-1.dtd", kPolicy},
        std::chrono::seconds(30));
    EXPECT_EQ(judged.exitStatus, 0) << judged.output;
}

TEST(PolicyRules, NameEachRight)
{
    const std::string rules = readTextFile(BINDERY_SOURCE "/packaging/polkit/50-bindery.rules");
    const std::size_t begin = rules.find("var rights = [");
    ASSERT_NE(begin, std::string::npos);
    std::vector<std::string> wanted;
    for (const Right right : allRights()) {
        wanted.emplace_back(nameOf(right));
    }
    EXPECT_THAT(allOf(rules.substr(begin, rules.find(']', begin) - begin), "\"([a-z-]+)\""),
                ::testing::UnorderedElementsAreArray(wanted));
}

} // namespace bindery::daemon::test
