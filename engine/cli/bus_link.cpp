// SPDX-License-Identifier: Apache-2.0
#include "cli/bus_link.h"

#include "cli/bus_json.h"

#include <algorithm>
#include <string_view>

#include <systemd/sd-bus.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr std::string_view kOwnErrors = "org.bindery.Error.";
constexpr std::chrono::seconds kPasswordPatience{130}; // the station's is two minutes

/// sdbus-c++ 1.2 tells neither the flags of what it sends nor the bus behind it, and shows what a message
/// wraps to its heirs alone.
class OpenCall : public sdbus::MethodCall
{
public:
    static sd_bus* busOf(const sdbus::MethodCall& call)
    {
        return ::sd_bus_message_get_bus(static_cast<sd_bus_message*>(call.*(&OpenCall::msg_)));
    }
};

/// A person at a terminal may be asked for a password by polkit, and takes a while to type it.
void letPolkitAsk(sdbus::IConnection& bus)
{
    const auto station = sdbus::createProxy(bus, kDaemonName, kStationPath);
    const sdbus::MethodCall unsent = station->createMethodCall("org.freedesktop.DBus.Peer", "Ping");
    if (::sd_bus_set_allow_interactive_authorization(OpenCall::busOf(unsent), 1) >= 0) {
        bus.setMethodCallTimeout(kPasswordPatience);
    }
}

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

Error noDaemon(BusKind kind, const std::string& detail)
{
    const std::string cure =
        kind == BusKind::System
            ? "start it with \"systemctl start binderyd\", or name the session bus with --bus session"
            : "start it with \"binderyd --session --demo\", or leave --bus session out for the system's";
    return {ErrorCode::NotFound, std::string("no station answers on the ") +
                                     (kind == BusKind::System ? "system" : "session") + " bus: " + cure +
                                     " (" + detail + ")"};
}

std::unique_ptr<sdbus::IConnection> connect(BusKind kind)
{
    try {
        return kind == BusKind::System ? sdbus::createSystemBusConnection()
                                       : sdbus::createSessionBusConnection();
    } catch (const sdbus::Error& error) {
        throw Error(ErrorCode::NotFound,
                    kind == BusKind::System
                        ? "there is no system bus: start it with \"systemctl start dbus\" (" +
                              error.getMessage() + ")"
                        : "there is no session bus: work below \"dbus-run-session\", or set "
                          "DBUS_SESSION_BUS_ADDRESS (" +
                              error.getMessage() + ")");
    }
}

} // namespace

Error errorOf(const sdbus::Error& error, BusKind kind)
{
    const std::string& name = error.getName();
    const std::string& text = error.getMessage();
    if (name.rfind(kOwnErrors, 0) == 0) {
        const std::string_view code = std::string_view(name).substr(kOwnErrors.size());
        for (const ErrorTraits& traits : errorTable()) {
            if (traits.name == code) {
                return {traits.code, text};
            }
        }
        return {code == "NotAuthorized" ? ErrorCode::NeedsRoot : ErrorCode::Internal, text};
    }
    const std::string_view known = name;
    if (isOneOf(known,
                {"org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
                 "org.freedesktop.DBus.Error.Disconnected", "org.freedesktop.DBus.Error.NoServer",
                 "org.freedesktop.DBus.Error.FileNotFound", "System.Error.ECONNRESET",
                 "System.Error.ENOTCONN", "System.Error.EHOSTUNREACH"}) ||
        known.rfind("org.freedesktop.DBus.Error.Spawn", 0) == 0 ||
        known.rfind("org.freedesktop.systemd1.", 0) == 0) {
        return noDaemon(kind, text);
    }
    if (known == "org.freedesktop.DBus.Error.NoReply" && text.find("disconnected") != std::string::npos) {
        return noDaemon(kind, "it went away before it answered");
    }
    if (isOneOf(known, {"org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Timeout",
                        "org.freedesktop.DBus.Error.TimedOut", "System.Error.ETIMEDOUT"})) {
        return {ErrorCode::Busy, "the station did not answer in time: look at it with \"systemctl status "
                                 "binderyd\", then try again"};
    }
    if (isOneOf(known, {"org.freedesktop.DBus.Error.AccessDenied", "System.Error.EACCES"})) {
        return {ErrorCode::NeedsRoot, "the bus does not let this user talk to the station: " + text};
    }
    if (isOneOf(known,
                {"org.freedesktop.DBus.Error.UnknownMethod", "org.freedesktop.DBus.Error.UnknownInterface",
                 "org.freedesktop.DBus.Error.UnknownObject", "org.freedesktop.DBus.Error.UnknownProperty"})) {
        return {ErrorCode::NotFound,
                "the station does not know this: its binderyd is older than this bindery, or what was named "
                "has gone (" +
                    text + ")"};
    }
    return {ErrorCode::Internal, "the bus: " + text + " (" + name + ")"};
}

BusLink::BusLink(BusKind kind) : m_kind(kind), m_connection(connect(kind))
{
    if (kind == BusKind::System && ::isatty(STDIN_FILENO) != 0) {
        told([this] { letPolkitAsk(*m_connection); });
    }
}

Json BusLink::facts(const std::string& path, const std::string& interface)
{
    return told([&] {
        const auto object = sdbus::createProxy(*m_connection, kDaemonName, path);
        BusDictionary shown;
        object->callMethod("GetAll")
            .onInterface("org.freedesktop.DBus.Properties")
            .withArguments(interface)
            .storeResultsTo(shown);
        return jsonOf(shown);
    });
}

std::map<std::string, Json> BusLink::objects(const std::string& interface)
{
    return told([&] {
        const auto root = sdbus::createProxy(*m_connection, kDaemonName, "/org/bindery");
        std::map<sdbus::ObjectPath, std::map<std::string, BusDictionary>> managed;
        root->callMethod("GetManagedObjects")
            .onInterface("org.freedesktop.DBus.ObjectManager")
            .storeResultsTo(managed);
        std::map<std::string, Json> found;
        for (const auto& [path, interfaces] : managed) {
            const auto shown = interfaces.find(interface);
            if (shown != interfaces.end()) {
                found.emplace(path, jsonOf(shown->second));
            }
        }
        return found;
    });
}

} // namespace bindery::cli
