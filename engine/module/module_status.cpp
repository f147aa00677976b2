// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "module/security_module.h"

#include <array>
#include <utility>

namespace bindery::module
{

namespace
{

constexpr std::array<std::pair<ModuleStatus, std::string_view>, 9> kWords{{
    {ModuleStatus::Absent, "absent"},
    {ModuleStatus::CommFault, "comm fault"},
    {ModuleStatus::Unbound, "unbound"},
    {ModuleStatus::BoundDevelopment, "bound development"},
    {ModuleStatus::BoundProduction, "bound production"},
    {ModuleStatus::BindRefused, "bind refused"},
    {ModuleStatus::Breached, "breached"},
    {ModuleStatus::Destroyed, "destroyed"},
    {ModuleStatus::Unknown, "unknown"},
}};

} // namespace

std::string_view textOf(ModuleStatus status)
{
    for (const auto& [known, word] : kWords) {
        if (known == status) {
            return word;
        }
    }
    throw Error(ErrorCode::Internal, "a status of a module without a word");
}

ModuleStatus moduleStatusOf(std::string_view text)
{
    for (const auto& [status, word] : kWords) {
        if (word == text) {
            return status;
        }
    }
    throw Error(ErrorCode::Corrupt, "\"" + std::string(text) + "\" is not a status of a module");
}

bool isHealthy(ModuleStatus status)
{
    return status == ModuleStatus::BoundDevelopment || status == ModuleStatus::BoundProduction;
}

FailureKind kindOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Busy:
        return FailureKind::TryAgain;
    case ErrorCode::ModuleRefused:
    case ErrorCode::Corrupt:
        return FailureKind::Final;
    case ErrorCode::Conflict:
    case ErrorCode::InvalidArgument:
        return FailureKind::Policy;
    default:
        return FailureKind::NeedsPerson;
    }
}

} // namespace bindery::module
