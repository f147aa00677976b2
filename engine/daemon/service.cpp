// SPDX-License-Identifier: Apache-2.0
#include "daemon/service.h"

#include "daemon/authority.h"
#include "daemon/bindery_program.h"
#include "daemon/demo_object.h"
#include "daemon/desk.h"
#include "daemon/gate.h"
#include "daemon/jobs.h"
#include "daemon/order_objects.h"
#include "daemon/records_object.h"
#include "daemon/service_manager.h"
#include "daemon/sign_in.h"
#include "daemon/sleep_guard.h"
#include "daemon/slot_objects.h"
#include "daemon/station_object.h"

#include <atomic>
#include <string>
#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::daemon
{

namespace
{

constexpr std::chrono::milliseconds kTick{1000};
constexpr std::chrono::milliseconds kSoon{250};
constexpr std::chrono::milliseconds kLookAtRecords{5000}; ///< other programs change them too

std::unique_ptr<Authority> authorityOf(sdbus::IConnection& bus, bool isSystemBus)
{
    if (isSystemBus) {
        return std::make_unique<PolkitAuthority>(bus);
    }
    return std::make_unique<BusAuthority>(bus);
}

/// Before anything is told: whom the bus's policy lets hear it goes by the sender's name, and objects tell
/// that they are there as they are made.
sdbus::IConnection& named(sdbus::IConnection& bus)
{
    try {
        bus.requestName(kBusName);
    } catch (const sdbus::Error& error) {
        throw Error(ErrorCode::Busy, std::string("the name ") + kBusName + " cannot be had on the bus (" +
                                         error.getMessage() +
                                         "): another binderyd runs, or the bus's policy does not allow it");
    }
    return bus;
}

/// The object manager of the contract.
class RootObject final : public sdbus::AdaptorInterfaces<sdbus::ObjectManager_adaptor>
{
public:
    explicit RootObject(sdbus::IConnection& bus) : AdaptorInterfaces(bus, "/org/bindery")
    {
        registerAdaptor();
    }
    ~RootObject() { unregisterAdaptor(); }
    RootObject(const RootObject&) = delete;
    RootObject& operator=(const RootObject&) = delete;
};

} // namespace

struct Service::Parts {
    Parts(line::Station& theStation, MainLoop& theLoop, sdbus::IConnection& theBus,
          SlotsOfStation slotsOfStation, const ServiceWishes& wishes, ChangeFor changeFor)
        : bus(named(theBus)), station(theStation), authority(authorityOf(theBus, wishes.isSystemBus)),
          clients(theBus), signIn(theStation.records(), theStation.clock(), wishes.idleLimit),
          gate(theStation, *authority, clients, signIn), desk{theStation, theLoop, theBus, gate},
          program(theStation.state().root()), sleepGuard(wishes.isSystemBus ? &theBus : nullptr),
          root(theBus), jobs(desk), slots(theBus),
          keeper(theStation, std::move(slotsOfStation), [this, &theLoop] { wakeForEvents(theLoop); }),
          line(desk, keeper, slots, jobs, wishes.line),
          stationObject(desk, signIn, keeper, slots, program, {wishes.isDemo, wishes.language},
                        [this](const std::optional<std::string>& badge) { line.workFor(badge); }),
          orders(desk), images(desk, jobs, program, std::move(changeFor)), records(desk, jobs),
          bench(desk, wishes.bench)
    {
        slots.show(keeper.slots());
        desk.recordsChanged = [this] { refreshRecords(); };
        desk.recordsMoved = [this] { haveMoved = true; };
        theLoop.every(kSoon, [this] {
            if (std::exchange(haveMoved, false) && !isOutdated) {
                orders.refresh();
            }
        });
        theLoop.every(kTick, [this] { tick(); });
        theLoop.every(kLookAtRecords, [this] { refreshRecords(); });
        if (const auto interval = ServiceManager::watchdogInterval()) {
            theLoop.every(*interval, [this] { manager.alive(); });
        }
    }

    /// From the line's threads: one wake for all that waits.
    void wakeForEvents(MainLoop& loop)
    {
        if (!isWaking.exchange(true)) {
            loop.post([this] {
                isWaking = false;
                line.takeEvents();
                sleepGuard.keepAwake(line.isRunningAny());
            });
        }
    }
    void tick()
    {
        stationObject.refreshPerson();
        line.tick();
        manager.status(statusText());
    }
    /// The command line of an upgrade brings the records forward, and leaves this process as it is: nothing
    /// that it does can be recorded from then on.
    void endWhenOutdated()
    {
        const std::optional<std::string> why = station.records().whyOutdated();
        if (!why || isOutdated) {
            return;
        }
        spdlog::error("the line and the bench end: {}", *why);
        isOutdated = true; // of what is told below nothing comes back here
        try {
            bench.disarm(); // at once, for a card that hangs keeps the line for half a minute
            manager.alive();
            line.end(*why);
        } catch (...) {
            isOutdated = false; // it is tried again
            throw;
        }
        tick();
    }
    void refreshRecords()
    {
        haveMoved = false;
        try {
            endWhenOutdated();
            if (isOutdated) {
                return;
            }
            orders.refresh();
            images.refresh();
        } catch (const Error& error) {
            spdlog::error("orders and images are not up to date: {}", error.what());
        }
    }
    std::string statusText()
    {
        if (isOutdated) {
            return "stopped: the records were migrated by a newer Bindery; restart binderyd";
        }
        return line.isRunningAny() ? "cards are being written" : "waiting";
    }

    sdbus::IConnection& bus;
    line::Station& station;
    ServiceManager manager;
    std::atomic<bool> isWaking = false;
    bool haveMoved = false;
    bool isOutdated = false; ///< by a newer Bindery, while this one runs
    std::unique_ptr<Authority> authority;
    BusClients clients;
    SignIn signIn;
    Gate gate;
    Desk desk;
    BinderyProgram program;
    SleepGuard sleepGuard;
    RootObject root;
    Jobs jobs;
    SlotObjects slots;
    LineKeeper keeper;
    LineObject line;
    StationObject stationObject;
    OrderObjects orders;
    ImageObjects images;
    RecordsObject records;
    BenchObject bench;
    std::unique_ptr<DemoObject> demo;
};

Service::Service(line::Station& station, MainLoop& loop, sdbus::IConnection& bus, SlotsOfStation slots,
                 ServiceWishes wishes, ChangeFor changeFor)
    : m_parts(std::make_unique<Parts>(station, loop, bus, std::move(slots), wishes, std::move(changeFor)))
{
}

Service::~Service()
{
    stop();
}

std::size_t Service::stop()
{
    m_parts->manager.stopping();
    const std::size_t abandoned = m_parts->keeper.end();
    m_parts->jobs.stopAll();
    m_parts->bench.disarm();
    return abandoned;
}

void Service::addDemo(DemoSlots& slots, DemoUnits& units)
{
    m_parts->demo = std::make_unique<DemoObject>(m_parts->desk, slots, units);
}

void Service::announce()
{
    m_parts->line.resumeOrder();
    m_parts->manager.ready();
    m_parts->tick();
}

std::uint16_t Service::benchPort() const
{
    return m_parts->bench.port();
}

} // namespace bindery::daemon
