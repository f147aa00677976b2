// SPDX-License-Identifier: Apache-2.0
// Messages as a sound unit sends them.
#pragma once

#include "bind/messages.h"

#include <string>

namespace bindery::test
{

inline bind::Hello sampleHello()
{
    bind::Hello hello;
    hello.luksUuid = Uuid::parse("6f1c8bd0-0001-4a6e-9a51-0123456789ab");
    hello.host.cpuSerial = "10000000a1b2c3d4";
    hello.host.revision = "c03115";
    hello.host.model = "Raspberry Pi 4 Model B Rev 1.5";
    hello.host.bootMedium = "0353445343363447800123456789a101";
    hello.host.macs = {"dc:a6:32:00:00:01", "dc:a6:32:00:00:02"};
    hello.module = {"simulated", "simulated-1", "M-0001", "1.0", std::vector<std::byte>(91, std::byte{0x30})};
    hello.moduleStatus = module::ModuleStatus::BoundDevelopment;
    return hello;
}

inline bind::HeaderReport sampleHeader()
{
    return {{0, 1, 2}, std::string(64, 'a'), std::string(64, '0')};
}

inline bind::ActMessage sampleAct()
{
    bind::ActMessage act;
    act.act = bind::Act::Locked;
    act.header = sampleHeader();
    act.signature = std::vector<std::byte>(70, std::byte{0x31});
    return act;
}

inline bind::ActMessage sampleFailure()
{
    bind::ActMessage act;
    act.act = bind::Act::Failed;
    act.failure = {"ModuleRefused", "the module is breached"};
    return act;
}

} // namespace bindery::test
