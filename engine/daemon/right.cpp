// SPDX-License-Identifier: Apache-2.0
#include "daemon/right.h"

#include <array>
#include <utility>

namespace bindery::daemon
{

namespace
{

constexpr std::array kRights{Right::SignIn,  Right::Operate,   Right::Orders, Right::Slots,
                             Right::Arm,     Right::Audit,     Right::Export, Right::Stage,
                             Right::Approve, Right::Supervise, Right::Persons};

} // namespace

std::string_view nameOf(Right right)
{
    switch (right) {
    case Right::SignIn:
        return "sign-in";
    case Right::Operate:
        return "operate";
    case Right::Orders:
        return "orders";
    case Right::Slots:
        return "slots";
    case Right::Arm:
        return "arm";
    case Right::Audit:
        return "audit";
    case Right::Export:
        return "export";
    case Right::Stage:
        return "stage";
    case Right::Approve:
        return "approve";
    case Right::Supervise:
        return "supervise";
    case Right::Persons:
        return "persons";
    }
    return "";
}

std::span<const Right> allRights()
{
    return kRights;
}

std::string polkitAction(Right right)
{
    return "org.bindery." + std::string(nameOf(right));
}

bool needsPerson(Right right)
{
    return right != Right::SignIn && right != Right::Audit;
}

bool needsSupervisor(Right right)
{
    return right == Right::Stage || right == Right::Approve || right == Right::Supervise ||
           right == Right::Persons;
}

bool allowsAuditor(Right right)
{
    return right == Right::SignIn || right == Right::Audit || right == Right::Export;
}

} // namespace bindery::daemon
