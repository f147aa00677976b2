// SPDX-License-Identifier: Apache-2.0
#include "daemon/run_daemon.h"

#include "base/error.h"
#include "base/log.h"
#include "base/stop_signals.h"
#include "bind/site.h"
#include "daemon/demo_change.h"
#include "daemon/demo_slots.h"
#include "daemon/demo_station.h"
#include "daemon/demo_units.h"
#include "daemon/main_loop.h"
#include "daemon/service.h"
#include "daemon/settings.h"
#include "device/inventory.h"
#include "line/station.h"
#include "staging/unit_change.h"

#include <cstdlib>
#include <memory>
#include <utility>

#include <sdbus-c++/sdbus-c++.h>
#include <spdlog/sinks/systemd_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace bindery::daemon
{

namespace
{

namespace fs = std::filesystem;

void setUpMessages()
{
    setUpLog(LogLevel::Info, std::nullopt);
    if (std::getenv("JOURNAL_STREAM") != nullptr) { // with priority and the program's name as fields
        spdlog::set_default_logger(std::make_shared<spdlog::logger>(
            "binderyd", std::make_shared<spdlog::sinks::systemd_sink_mt>("binderyd")));
    }
}

std::unique_ptr<sdbus::IConnection> connect(bool session)
{
    try {
        return session ? sdbus::createSessionBusConnection() : sdbus::createSystemBusConnection();
    } catch (const sdbus::Error& error) {
        throw Error(ErrorCode::NotFound,
                    std::string(session ? "no session bus: start it below \"dbus-run-session\" ("
                                        : "no system bus: is dbus.service running? (") +
                        error.getMessage() + ")");
    }
}

/// A folder for a demo that nobody named one for; it goes with the demo.
class DemoState
{
public:
    explicit DemoState(const std::optional<fs::path>& wanted)
    {
        if (wanted) {
            m_path = *wanted;
            return;
        }
        std::string name = (fs::temp_directory_path() / "bindery-demo-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throwErrno(ErrorCode::WriteFailed, "no folder for the demo can be made in " + name, errno);
        }
        m_path = name;
        m_isOurs = true;
    }
    ~DemoState()
    {
        if (m_isOurs) {
            std::error_code ignored;
            fs::remove_all(m_path, ignored);
        }
    }
    DemoState(const DemoState&) = delete;
    DemoState& operator=(const DemoState&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
    bool m_isOurs = false;
};

std::unique_ptr<golden::SystemChange> changeFor(const golden::Recipe& recipe, const fs::path& state)
{
    if (!recipe.unit) {
        return nullptr;
    }
    return staging::unitChangeOf(recipe, bind::sitePinsText(state / "keys/site"));
}

/// A thread that hangs in the kernel borrows what would be destroyed: then the process just ends.
int endOf(std::unique_ptr<Service>& service)
{
    const std::size_t abandoned = service->stop();
    if (abandoned > 0) {
        spdlog::warn("{} cards hang in the kernel: the process ends without them", abandoned);
        ::_exit(0);
    }
    service.reset();
    return 0;
}

int runStation(const DaemonOptions& options)
{
    const LoadedSettings loaded = loadSettings(options.config);
    const Settings& settings = loaded.settings;
    const fs::path state = options.state.value_or(settings.station.stateFolder);
    StopSignals signals([] {});
    const SystemClock clock;
    db::RecordsOptions records;
    records.stationName = settings.station.name;
    records.checkpointEvery = settings.station.checkpointEvery;
    line::Station station(state, clock, records);
    recordSettings(station.records(), loaded);
    const std::unique_ptr<device::Inventory> inventory = device::makeUdevInventory();
    const std::unique_ptr<sdbus::IConnection> bus = connect(options.session);
    MainLoop loop;
    loop.attach(*bus);
    ServiceWishes wishes;
    wishes.idleLimit = settings.station.signOutAfter;
    wishes.line = {settings.line.dailyCheck, settings.line.stallLimit};
    wishes.bench = {settings.bench.listenAddress, settings.bench.port, settings.bench.policy};
    wishes.language = settings.station.language;
    wishes.isSystemBus = !options.session;
    auto service = std::make_unique<Service>(
        station, loop, *bus,
        SlotsOfStation{*inventory, line::makeDiskMedia(), loaded.slotsFile, ::geteuid() == 0}, wishes,
        [state](const golden::Recipe& recipe) { return changeFor(recipe, state); });
    service->announce();
    spdlog::info("{} serves station {} ({})", line::toolVersion(), station.records().stationName(),
                 state.string());
    loop.run(signals.token());
    spdlog::info("stopping: cards that run are broken off");
    return endOf(service);
}

int runDemo(const DaemonOptions& options)
{
    constexpr std::uint64_t kMiB = std::uint64_t{1} << 20U;
    const DemoState state(options.state);
    StopSignals signals([] {});
    const SystemClock clock;
    line::Station station(state.path(), clock);
    furnish(
        station,
        [last = std::string()](const std::string& step) mutable {
            if (step != std::exchange(last, step)) {
                spdlog::info("demo: {}", step);
            }
        },
        signals.token());
    DemoSlotsSetup setup;
    setup.folder = demoFolder(station) / "cards";
    setup.slots = options.slots;
    if (options.pace) {
        setup.pace = *options.pace == 0 ? std::nullopt : std::optional(*options.pace * kMiB);
    }
    // Also the line's, whose threads may hold it longer than this function.
    const auto slots = std::make_shared<DemoSlots>(setup);
    const fs::path mapFile = device::slotsFile(station.state().root());
    if (!fs::exists(mapFile)) {
        slots->slotMap().save(mapFile);
    }
    const std::unique_ptr<sdbus::IConnection> bus = connect(true);
    MainLoop loop;
    loop.attach(*bus);
    ServiceWishes wishes;
    wishes.isSystemBus = false;
    wishes.isDemo = true;
    wishes.line.dailyCheck = false;
    wishes.bench = {"127.0.0.1", 0, line::BenchPolicy::Scan};
    auto service = std::make_unique<Service>(
        station, loop, *bus, SlotsOfStation{slots->inventory(), slots, mapFile, false}, wishes,
        [root =
             station.state().root()](const golden::Recipe& recipe) -> std::unique_ptr<golden::SystemChange> {
            if (!recipe.unit) {
                return nullptr;
            }
            return std::make_unique<DemoChange>(recipe, bind::sitePinsText(root / "keys/site"));
        });
    DemoUnitSetup units;
    units.folder = demoFolder(station) / "units";
    units.pins = station.state().root() / "keys/site/site.pins";
    units.bench = [&service]() -> std::optional<std::string> {
        const std::uint16_t port = service->benchPort();
        return port == 0 ? std::nullopt : std::optional("127.0.0.1:" + std::to_string(port));
    };
    auto demoUnits = std::make_unique<DemoUnits>(*slots, units);
    service->addDemo(*slots, *demoUnits);
    service->announce();
    spdlog::info("the demo is ready: {} slots, orders {} and {}, badges {} and {} (PIN {})", options.slots,
                 kDemoOrder, kDemoFirstArticleOrder, kDemoOperator, kDemoSupervisor, kDemoPin);
    loop.run(signals.token());
    demoUnits.reset(); // they ask the service for its bench
    return endOf(service);
}

} // namespace

int runDaemon(const DaemonOptions& options)
{
    setUpMessages();
    if (options.demo && !options.session) {
        throw Error(ErrorCode::InvalidArgument,
                    "the demo runs on the session bus, for its own user: binderyd --session --demo");
    }
    return options.demo ? runDemo(options) : runStation(options);
}

} // namespace bindery::daemon
