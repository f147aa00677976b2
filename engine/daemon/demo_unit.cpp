// SPDX-License-Identifier: Apache-2.0
#include "daemon/demo_unit.h"

#include "base/aligned_buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/uuid.h"
#include "luks/header.h"
#include "module/simulated_module.h"
#include "unit/station_client.h"
#include "unit/unlock.h"
#include "unit/verify.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <exception>
#include <stop_token>
#include <utility>

namespace bindery::daemon
{

namespace fs = std::filesystem;

namespace
{

constexpr std::chrono::milliseconds kModuleWait{1000};

constexpr std::array<std::pair<std::string_view, DemoUnitFault>, 4> kFaults{
    {{"", DemoUnitFault::None},
     {"other-module", DemoUnitFault::OtherModule},
     {"absent-module", DemoUnitFault::AbsentModule},
     {"altered-header", DemoUnitFault::AlteredHeader}}};

/// Ends the agent wherever it waits, as a cut of power does. No error that it could see to.
struct PowerOff {
};

/// The kernel's clock, in a boot of the unit's own.
class ClockOfBoot : public Clock
{
public:
    Moment now() const override
    {
        Moment moment = m_system.now();
        moment.bootId = m_bootId;
        return moment;
    }
    std::int64_t monotonicMicros() const override { return m_system.monotonicMicros(); }

private:
    const SystemClock m_system;
    const std::string m_bootId = Uuid::random().text();
};

/// The encrypted partition of the card.
class CardPartition : public unit::HeaderMedium
{
public:
    explicit CardPartition(const LentCard& card) : m_medium(*card.medium), m_start(card.headerOffset) {}

    void read(std::uint64_t offset, ByteSpan out) override { m_medium.read(m_start + offset, out); }
    void write(std::uint64_t offset, ByteView bytes) override { m_medium.write(m_start + offset, bytes); }
    void flush() override { m_medium.flush(); }

private:
    device::Medium& m_medium;
    const std::uint64_t m_start;
};

/// The same as if somebody had written a token of his own into the header, checksums and all. The card itself
/// stays as it is: the unit has it back at the next start.
class AlteredPartition : public unit::HeaderMedium
{
public:
    explicit AlteredPartition(unit::HeaderMedium& real) : m_image(luks::kHeaderSize)
    {
        real.read(0, m_image.span());
        luks::Header header = luks::Header::load(m_image.view());
        header.addToken({{"type", "somebody-else"}, {"keyslots", Json::array()}});
        header.copyImage(m_image.span());
    }

    void read(std::uint64_t offset, ByteSpan out) override
    {
        const ByteView part = m_image.view().subspan(offset, out.size());
        std::copy(part.begin(), part.end(), out.begin());
    }
    void write(std::uint64_t offset, ByteView bytes) override
    {
        std::copy(bytes.begin(), bytes.end(), m_image.span().subspan(offset, bytes.size()).begin());
    }
    void flush() override {}

private:
    AlignedBuffer m_image;
};

/// The bench, wherever it is open now.
class BenchOfDemo : public unit::StationLink
{
public:
    BenchOfDemo(const DemoUnitSetup& setup, const std::stop_token& stop) : m_setup(setup), m_stop(stop) {}

    bind::Ruling tell(const bind::Hello& hello, bind::Act act, const bind::HeaderReport& header,
                      module::SecurityModule& module) override
    {
        return client().tell(hello, act, header, module);
    }
    bind::Ruling fail(const bind::Hello& hello, const bind::FailureReport& failure,
                      module::SecurityModule& module) override
    {
        return client().fail(hello, failure, module);
    }

private:
    unit::StationClient client() const
    {
        if (m_stop.stop_requested()) {
            throw PowerOff{};
        }
        std::optional<std::string> address = m_setup.bench();
        if (!address) {
            throw Error(ErrorCode::Busy, "no bench is open; open it at the station");
        }
        return {std::move(address), m_setup.pins};
    }

    const DemoUnitSetup& m_setup;
    const std::stop_token& m_stop;
};

void sleepWhilePowered(std::chrono::milliseconds time, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, time, [] { return false; });
    if (stop.stop_requested()) {
        throw PowerOff{};
    }
}

module::HostFacts hostOf(std::string_view serial)
{
    const std::string digest = Sha256::hexOf(asBytes("pi of " + std::string(serial)));
    module::HostFacts host;
    host.cpuSerial = demoPartsOf(serial).piSerial;
    host.revision = "c03115";
    host.model = "Raspberry Pi 4 Model B Rev 1.5";
    host.bootMedium = digest.substr(32, 32);
    host.macs = {"dc:a6:32:" + digest.substr(0, 2) + ":" + digest.substr(2, 2) + ":" + digest.substr(4, 2)};
    return host;
}

/// Made when it is first asked for. A missing file is an absent module.
fs::path moduleFile(const DemoUnitSetup& setup, const std::string& serial, DemoUnitFault fault)
{
    if (fault == DemoUnitFault::AbsentModule) {
        return setup.folder / "no-module";
    }
    const DemoUnitParts parts = demoPartsOf(serial);
    const std::string& module =
        fault == DemoUnitFault::OtherModule ? parts.otherModuleSerial : parts.moduleSerial;
    fs::path file = setup.folder / (module + ".module");
    if (!fs::exists(file)) {
        makeFolders(setup.folder, 0700);
        module::createSimulatedModule(file, module);
    }
    return file;
}

/// What follows `start` in a line of the unit's console; empty for another line.
std::optional<std::string> after(std::string_view start, std::string_view line)
{
    if (line.substr(0, start.size()) != start) {
        return std::nullopt;
    }
    std::string rest(line.substr(start.size()));
    rest.erase(std::min(rest.find('\n'), rest.size()));
    return rest;
}

} // namespace

DemoUnitFault demoUnitFaultOf(std::string_view word)
{
    const auto found =
        std::find_if(kFaults.begin(), kFaults.end(), [&](const auto& row) { return row.first == word; });
    if (found == kFaults.end()) {
        throw Error(ErrorCode::InvalidArgument,
                    "a unit cannot have the fault \"" + std::string(word.substr(0, 64)) +
                        "\"; there are: none (an empty word), other-module, absent-module, altered-header");
    }
    return found->second;
}

std::string_view textOf(DemoUnitState state)
{
    switch (state) {
    case DemoUnitState::Off:
        return "off";
    case DemoUnitState::Bound:
        return "bound";
    case DemoUnitState::Refused:
        return "refused";
    case DemoUnitState::Working:
    case DemoUnitState::Waiting:
        break;
    }
    return "waiting";
}

DemoUnitParts demoPartsOf(std::string_view serial)
{
    constexpr std::size_t kDigits = 8;
    const std::string digest = Sha256::hexOf(asBytes("parts of " + std::string(serial)));
    return {"10000000" + digest.substr(0, kDigits), "SIM-" + digest.substr(kDigits, kDigits),
            "SIM-" + digest.substr(2 * kDigits, kDigits)};
}

DemoUnit::DemoUnit(LentCard card, DemoUnitSetup setup, DemoUnitFault fault, Tell tell)
    : m_setup(std::move(setup)), m_tell(std::move(tell))
{
    moduleFile(m_setup, card.serial, fault);
    m_thread = std::jthread([this, card = std::move(card), fault](const std::stop_token& stop) mutable {
        run(stop, std::move(card), fault);
    });
}

DemoUnit::~DemoUnit()
{
    m_thread.request_stop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

DemoUnitNow DemoUnit::now() const
{
    const std::lock_guard lock(m_mutex);
    return m_now;
}

bool DemoUnit::isOver() const
{
    const std::lock_guard lock(m_mutex);
    return m_isOver;
}

void DemoUnit::become(DemoUnitNow next)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_now == next) {
            return;
        }
        m_now = next;
    }
    if (m_tell) {
        m_tell(next);
    }
}

void DemoUnit::hear(std::string_view line)
{
    if (const auto refusal = after("bindery: refused: ", line)) {
        become({DemoUnitState::Refused, *refusal});
        return;
    }
    for (const std::string_view of :
         {"bindery: waiting for the bench: ", "bindery: waiting for the module: "}) {
        if (const auto reason = after(of, line)) {
            become({DemoUnitState::Waiting, std::string(of.substr(9)) + *reason});
            return;
        }
    }
}

void DemoUnit::run(const std::stop_token& stop, LentCard card, DemoUnitFault fault)
{
    DemoUnitNow end{DemoUnitState::Off, ""};
    try {
        do {
            end = boot(stop, card, fault);
        } while (end.state == DemoUnitState::Working && !stop.stop_requested());
        if (end.state == DemoUnitState::Working) {
            end.state = DemoUnitState::Off;
        }
    } catch (const PowerOff&) {
        end = {DemoUnitState::Off, ""};
    } catch (const std::exception& error) {
        end = {DemoUnitState::Refused, error.what()};
    }
    card = {}; // free before anybody hears that it is
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    become(std::move(end));
}

/// From power-up to the next restart, which is Working, or to the end.
DemoUnitNow DemoUnit::boot(const std::stop_token& stop, const LentCard& card, DemoUnitFault fault)
{
    CardPartition partition(card);
    std::optional<AlteredPartition> altered;
    if (fault == DemoUnitFault::AlteredHeader) {
        altered.emplace(partition);
    }
    const module::HostFacts host = hostOf(card.serial);
    const auto sleep = [&stop, longest = m_setup.longestPause](std::chrono::milliseconds time) {
        sleepWhilePowered(std::min(time, longest), stop);
    };
    const std::unique_ptr<module::SecurityModule> module = module::openSimulatedModule(
        moduleFile(m_setup, card.serial, fault), {[&] { return host; }, nullptr, nullptr, sleep});
    BenchOfDemo bench(m_setup, stop);
    unit::Network network(unit::NetworkCommands{});
    unit::Pauses pauses(sleep);
    unit::Messages messages([this](std::string_view line) { hear(line); });
    const ClockOfBoot clock;
    unit::HeaderMedium& medium = altered ? static_cast<unit::HeaderMedium&>(*altered) : partition;
    const unit::UnitParts parts{medium, *module,  host,  bench,       network,
                                pauses, messages, clock, kModuleWait, {}};

    if (!unit::unlock(parts)) {
        return {DemoUnitState::Refused, now().reason};
    }
    switch (unit::verify(parts, {[] { return std::string(); }})) {
    case unit::VerifyOutcome::Restarting:
        return {DemoUnitState::Working, ""};
    case unit::VerifyOutcome::Bound:
    case unit::VerifyOutcome::Unreported:
        return {DemoUnitState::Bound, ""};
    case unit::VerifyOutcome::Refused:
        break;
    }
    return {DemoUnitState::Refused, now().reason};
}

} // namespace bindery::daemon
