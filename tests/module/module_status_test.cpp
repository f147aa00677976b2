// SPDX-License-Identifier: Apache-2.0
#include "module/security_module.h"
#include "support/expect_error.h"

#include <set>
#include <utility>
#include <vector>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;

namespace
{

const std::vector<std::pair<ModuleStatus, std::string>>& statuses()
{
    static const std::vector<std::pair<ModuleStatus, std::string>> all{
        {ModuleStatus::Absent, "absent"},
        {ModuleStatus::CommFault, "comm fault"},
        {ModuleStatus::Unbound, "unbound"},
        {ModuleStatus::BoundDevelopment, "bound development"},
        {ModuleStatus::BoundProduction, "bound production"},
        {ModuleStatus::BindRefused, "bind refused"},
        {ModuleStatus::Breached, "breached"},
        {ModuleStatus::Destroyed, "destroyed"},
        {ModuleStatus::Unknown, "unknown"},
    };
    return all;
}

} // namespace

TEST(ModuleStatus, HasAWordOfItsOwnForEveryValueThatLeadsBack)
{
    // Unknown is the last value: the list is complete when it has as many rows.
    ASSERT_EQ(statuses().size(), static_cast<std::size_t>(ModuleStatus::Unknown) + 1);
    std::set<std::string> seen;
    for (const auto& [status, word] : statuses()) {
        EXPECT_EQ(textOf(status), word);
        EXPECT_EQ(moduleStatusOf(word), status);
        EXPECT_TRUE(seen.insert(word).second) << word;
    }
}

TEST(ModuleStatus, IsReadFromNothingButItsWords)
{
    for (const char* text : {"", "Absent", "bound", "bound_development", " absent", "unbound\n"}) {
        expectError(ErrorCode::Corrupt, "not a status", [&] { moduleStatusOf(text); });
    }
}

TEST(ModuleStatus, HasNoWordForAValueThatDoesNotExist)
{
    expectError(ErrorCode::Internal, "status", [] { textOf(static_cast<ModuleStatus>(99)); });
}

TEST(ModuleStatus, IsHealthyOnlyWhenBound)
{
    for (const auto& [status, word] : statuses()) {
        const bool bound =
            status == ModuleStatus::BoundDevelopment || status == ModuleStatus::BoundProduction;
        EXPECT_EQ(isHealthy(status), bound) << word;
    }
}

TEST(FailureKind, SaysOfEveryCodeWhatCanBeDone)
{
    for (const ErrorTraits& traits : errorTable()) {
        FailureKind expected = FailureKind::NeedsPerson;
        switch (traits.code) {
        case ErrorCode::Busy:
            expected = FailureKind::TryAgain;
            break;
        case ErrorCode::ModuleRefused:
        case ErrorCode::Corrupt:
            expected = FailureKind::Final;
            break;
        case ErrorCode::Conflict:
        case ErrorCode::InvalidArgument:
            expected = FailureKind::Policy;
            break;
        default:
            break;
        }
        EXPECT_EQ(kindOf(traits.code), expected) << traits.name;
    }
}
