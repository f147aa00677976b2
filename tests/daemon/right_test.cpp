// SPDX-License-Identifier: Apache-2.0
#include "daemon/right.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace bindery::daemon
{

namespace
{

TEST(Rights, AreThoseThatTheContractAsksFor)
{
    std::set<std::string> ofTheContract;
    const std::regex annotation(R"re(name="org\.bindery\.Right" value="([^"]*)")re");
    std::size_t verbs = 0;
    std::size_t annotated = 0;
    for (const auto& file : std::filesystem::directory_iterator(BINDERY_SOURCE "/engine/daemon/dbus")) {
        if (file.path().extension() != ".xml") {
            continue;
        }
        std::ifstream stream(file.path());
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        for (std::size_t at = text.find("<method "); at != std::string::npos; at = text.find("<method ", at + 1)) {
            ++verbs;
        }
        for (std::sregex_iterator hit(text.begin(), text.end(), annotation), end; hit != end; ++hit) {
            ofTheContract.insert((*hit)[1].str());
            ++annotated;
        }
    }
    EXPECT_EQ(verbs, annotated) << "each verb names its right";
    std::set<std::string> known;
    for (const Right right : allRights()) {
        known.insert(std::string(nameOf(right)));
    }
    EXPECT_EQ(known, ofTheContract);
}

TEST(Rights, OfSupervisorsNeedAPerson)
{
    for (const Right right : allRights()) {
        EXPECT_TRUE(!needsSupervisor(right) || needsPerson(right)) << nameOf(right);
        EXPECT_TRUE(!needsSupervisor(right) || !allowsAuditor(right)) << nameOf(right);
    }
}

} // namespace

} // namespace bindery::daemon
