// SPDX-License-Identifier: Apache-2.0
#include "unit/unit_verbs.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/json.h"
#include "base/process.h"
#include "module/host_facts.h"
#include "unit/command_line_word.h"
#include "unit/header_device.h"
#include "unit/open_module.h"
#include "unit/root_device.h"
#include "unit/secret_output.h"
#include "unit/status.h"
#include "unit/unlock.h"
#include "unit/verify.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>

#include <unistd.h>

namespace bindery::unit
{

namespace
{

constexpr std::chrono::seconds kRestartDeadline{60};
/// Exit status of a verify that no further try would change (bindery-verify.service).
constexpr int kRefused = 3;

/// Everything that UnitParts borrows.
struct RealParts {
    explicit RealParts(const UnitChoices& choices)
        : config(readUnitConfig(choices.config)), device(findRootDevice(choices.device)),
          medium(device, HeaderDevice::Access::ReadWrite),
          host(module::readHostFacts(config.systemRoot, device)), module(openModule(config, host)),
          station(addressOf(config), choices.pins),
          network(choices.network), parts{medium, *module,  host,  station,          network,
                                          pauses, messages, clock, config.moduleWait}
    {
    }

    static std::optional<std::string> addressOf(const UnitConfig& config)
    {
        const std::optional<std::string> word = stationOnCommandLine();
        return word ? word : config.station;
    }

    UnitConfig config;
    std::filesystem::path device;
    HeaderDevice medium;
    module::HostFacts host;
    std::unique_ptr<module::SecurityModule> module;
    StationClient station;
    Network network;
    Pauses pauses;
    Messages messages;
    SystemClock clock;
    UnitParts parts;
};

std::string restartBy(const std::string& command)
{
    try {
        const ProcessResult result = runProgram(wordsOf(command), kRestartDeadline);
        return result.exitStatus == 0 ? "" : command + " ended with " + std::to_string(result.exitStatus);
    } catch (const Error& error) {
        return error.what();
    }
}

/// What is wrong with unit.conf or the module is told, and is no reason not to tell the rest.
Json moduleStatus(const UnitChoices& choices, const std::filesystem::path& device)
{
    try {
        const UnitConfig config = readUnitConfig(choices.config);
        const std::unique_ptr<module::SecurityModule> module =
            openModule(config, module::readHostFacts(config.systemRoot, device));
        return describeModule(*module);
    } catch (const Error& error) {
        return {{"status", std::string(module::textOf(module::ModuleStatus::Unknown))},
                {"problem", error.what()}};
    }
}

} // namespace

int runUnlock(const UnitChoices& choices)
{
    requireNoTerminal(STDOUT_FILENO);
    const RealParts real(choices);
    const std::optional<SecretBuffer> secret = unlock(real.parts);
    if (!secret) {
        return 1;
    }
    putSecret(STDOUT_FILENO, *secret);
    return 0;
}

int runBind(const UnitChoices& choices)
{
    const RealParts real(choices);
    return unlock(real.parts) ? 0 : 1;
}

int runVerify(const UnitChoices& choices)
{
    const RealParts real(choices);
    const VerifyChoices verifyChoices{[&] { return restartBy(choices.restartCommand); }};
    return verify(real.parts, verifyChoices) == VerifyOutcome::Refused ? kRefused : 0;
}

int runStatus(const UnitChoices& choices)
{
    const std::filesystem::path device = findRootDevice(choices.device);
    HeaderDevice medium(device, HeaderDevice::Access::ReadOnly);
    Json status = describeHeader(medium, SystemClock().now().bootId);
    status["device"] = device.string();
    status["module"] = moduleStatus(choices, device);
    const std::string text = choices.json ? status.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"
                                          : textOfStatus(status);
    if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0) {
        throw Error(ErrorCode::WriteFailed, "standard output takes no more");
    }
    return 0;
}

} // namespace bindery::unit
