// SPDX-License-Identifier: Apache-2.0
#include "daemon/bench_object.h"

#include "bind/site.h"
#include "daemon/bus_path.h"
#include "daemon/changed_members.h"
#include "daemon/dictionary.h"
#include "daemon/farewell.h"
#include "db/bind_records.h"

#include <utility>

#include <daemon_adaptors/BenchUnit1.h>
#include <spdlog/spdlog.h>

namespace bindery::daemon
{

namespace
{

constexpr const char* kFolder = "/org/bindery/units";
constexpr std::size_t kUnitsAtOnce = 1000; ///< that are shown; a flood of strangers is on record all the same

} // namespace

class BenchUnitObject final
    : public sdbus::AdaptorInterfaces<org::bindery::BenchUnit1_adaptor, sdbus::ManagedObject_adaptor>
{
public:
    BenchUnitObject(sdbus::IConnection& bus, std::string luksUuid)
        : AdaptorInterfaces(bus, busPath(kFolder, luksUuid)), m_luksUuid(std::move(luksUuid))
    {
        registerAdaptor();
        emitInterfacesAddedSignal();
    }
    ~BenchUnitObject()
    {
        farewell(*this);
        unregisterAdaptor();
    }
    BenchUnitObject(const BenchUnitObject&) = delete;
    BenchUnitObject& operator=(const BenchUnitObject&) = delete;

    void show(const line::BenchEvent& event, const std::string& bindState)
    {
        ChangedMembers changed;
        changed.look("Serial", m_serial, busText(event.unit));
        changed.look("PiSerial", m_piSerial, busText(event.piSerial));
        changed.look("ModuleKind", m_moduleKind, busText(event.moduleKind));
        changed.look("ModuleSerial", m_moduleSerial, busText(event.moduleSerial));
        changed.look("Kind", m_kind, std::string(event.kind));
        changed.look("BindState", m_bindState, busText(bindState));
        changed.look("Message", m_message, busText(event.message));
        changed.look("Changed", m_changed, std::int64_t(event.utcMicros));
        if (!changed.names().empty()) {
            getObject().emitPropertiesChangedSignal(org::bindery::BenchUnit1_adaptor::INTERFACE_NAME,
                                                    changed.names());
        }
    }
    bool waits() const { return m_kind == "waiting"; }
    bool isOf(const std::string& module, const std::string& pi) const
    {
        return m_moduleSerial == module && m_piSerial == pi;
    }

private:
    std::string Serial() override { return m_serial; }
    std::string LuksUuid() override { return m_luksUuid; }
    std::string PiSerial() override { return m_piSerial; }
    std::string ModuleKind() override { return m_moduleKind; }
    std::string ModuleSerial() override { return m_moduleSerial; }
    std::string Kind() override { return m_kind; }
    std::string BindState() override { return m_bindState; }
    std::string Message() override { return m_message; }
    int64_t Changed() override { return m_changed; }

    const std::string m_luksUuid;
    std::string m_serial;
    std::string m_piSerial;
    std::string m_moduleKind;
    std::string m_moduleSerial;
    std::string m_kind;
    std::string m_bindState;
    std::string m_message;
    std::int64_t m_changed = 0;
};

/// What listens while the bench is armed.
struct BenchObject::Served {
    Served(line::Station& station, line::BenchOptions options, const bind::ServerOptions& serverOptions,
           bind::BenchIdentity identity, std::function<void(const line::BenchEvent&)> report)
        : bench(station, std::move(options), std::move(report)),
          server(std::move(identity), bench, serverOptions), thread([this](const std::stop_token& stop) {
              try {
                  server.run(stop);
              } catch (const std::exception& error) {
                  spdlog::error("the bench ended: {}", error.what());
              }
          })
    {
    }

    line::Bench bench;
    bind::BindServer server;
    std::jthread thread;
};

BenchObject::BenchObject(Desk& desk, BenchWishes wishes)
    : AdaptorInterfaces(desk.bus, kStationPath), m_desk(desk), m_wishes(std::move(wishes))
{
    registerAdaptor();
}

BenchObject::~BenchObject()
{
    m_served.reset();
    m_units.clear();
    unregisterAdaptor();
}

void BenchObject::arm(line::BenchOptions options)
{
    if (m_served) {
        throw Error(ErrorCode::Conflict, "the bench is armed already, by " + m_armedBy);
    }
    bind::ServerOptions server;
    server.address = m_wishes.address;
    server.port = m_wishes.port;
    const std::string policy(textOf(options.policy));
    const std::string badge = options.actor;
    m_desk.station.records().requireMayAct(badge);
    m_served = std::make_unique<Served>(
        m_desk.station, std::move(options), server,
        bind::openBench(m_desk.station.state().root() / "keys/site"),
        [this](const line::BenchEvent& event) { m_desk.loop.post([this, event] { take(event); }); });
    m_units.clear();
    m_policy = policy;
    m_armedBy = badge;
    m_port = m_served->server.port();
    changed();
}

void BenchObject::disarm()
{
    m_served.reset();
    m_policy.clear();
    m_armedBy.clear();
    m_port = 0;
    changed();
}

void BenchObject::changed()
{
    getObject().emitPropertiesChangedSignal(org::bindery::Bench1_adaptor::INTERFACE_NAME,
                                            {"Armed", "Policy", "ArmedBy", "Port"});
}

void BenchObject::take(const line::BenchEvent& event)
{
    emitEvent(dictionaryOf({{"kind", event.kind},
                            {"unit", event.unit},
                            {"luks_uuid", event.luksUuid},
                            {"pi_serial", event.piSerial},
                            {"module_kind", event.moduleKind},
                            {"module_serial", event.moduleSerial},
                            {"message", event.message},
                            {"time", event.utcMicros}}));
    if (event.luksUuid.empty()) {
        return;
    }
    std::string bindState;
    try {
        bindState =
            db::BindRecords(m_desk.station.records()).statusOf(Uuid::parse(event.luksUuid)).unit.state;
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): a card that is not on record has none
    }
    const auto known = m_units.find(event.luksUuid);
    if (known == m_units.end() && m_units.size() >= kUnitsAtOnce) {
        return;
    }
    std::unique_ptr<BenchUnitObject>& unit = m_units[event.luksUuid];
    if (!unit) {
        unit = std::make_unique<BenchUnitObject>(m_desk.bus, event.luksUuid);
    }
    unit->show(event, bindState);
}

void BenchObject::Arm(sdbus::Result<>&& result, std::string policy,
                      std::vector<sdbus::Struct<std::string, std::string>> parts)
{
    m_desk.gate.serve(getObject(),
                      {Right::Arm, "Bench1.Arm", {{"policy", busText(policy)}, {"parts", parts.size()}}},
                      std::move(result), [this, policy, parts](const Acting& who) {
                          line::BenchOptions options;
                          options.policy = line::benchPolicyOf(policy);
                          options.actor = who.badge;
                          const bool wantsList = options.policy == line::BenchPolicy::List;
                          if (wantsList == parts.empty()) {
                              throw Error(ErrorCode::InvalidArgument,
                                          wantsList ? "the policy list needs the parts that are taken"
                                                    : "parts are for the policy list only");
                          }
                          for (const auto& part : parts) {
                              options.list.emplace(part.get<0>(), part.get<1>());
                          }
                          arm(std::move(options));
                      });
}

void BenchObject::Disarm(sdbus::Result<>&& result)
{
    m_desk.gate.serve(getObject(), {Right::Arm, "Bench1.Disarm"}, std::move(result),
                      [this](const Acting& /*who*/) {
                          if (!m_served) {
                              throw Error(ErrorCode::Conflict, "the bench is not armed");
                          }
                          disarm();
                      });
}

void BenchObject::Confirm(sdbus::Result<>&& result, std::string serial, std::string module, std::string pi)
{
    m_desk.gate.serve(getObject(),
                      {Right::Operate,
                       "Bench1.Confirm",
                       {{"serial", busText(serial)}, {"module", busText(module)}, {"pi", busText(pi)}}},
                      std::move(result), [this, serial, module, pi](const Acting& who) {
                          db::BindRecords(m_desk.station.records()).confirm({module, pi, serial}, who.badge);
                      });
}

} // namespace bindery::daemon
