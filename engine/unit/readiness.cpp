// SPDX-License-Identifier: Apache-2.0
#include "unit/readiness.h"

namespace bindery::unit
{

namespace
{

using module::ModuleStatus;

bool mayImprove(ModuleStatus status)
{
    return status == ModuleStatus::Absent || status == ModuleStatus::CommFault ||
           status == ModuleStatus::Unknown;
}

} // namespace

ModuleStatus readyStatus(const UnitParts& parts)
{
    try {
        const ModuleStatus status = parts.module.status();
        if (!mayImprove(status)) {
            return status;
        }
        parts.messages.waitingForModule(std::string(module::textOf(status)));
        return parts.module.waitReady(parts.moduleWait);
    } catch (const Error& error) {
        parts.messages.waitingForModule(error.what());
        return ModuleStatus::CommFault;
    }
}

bool isWorthWaiting(const UnitParts& parts, const Error& error)
{
    const bool waits = error.code() == ErrorCode::Busy || error.code() == ErrorCode::ModuleAbsent;
    if (waits) {
        parts.messages.waitingForModule(error.what());
    }
    return waits;
}

void indicate(const UnitParts& parts, module::Indication pattern)
{
    try {
        parts.module.indicate(pattern);
    } catch (const Error&) {
        return;
    }
}

} // namespace bindery::unit
