// SPDX-License-Identifier: Apache-2.0
#include "daemon/authority.h"

#include <cstdint>
#include <map>
#include <utility>

#include <sdbus-c++/sdbus-c++.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace bindery::daemon
{

namespace
{

constexpr std::chrono::seconds kBusPatience{2};
constexpr const char* kPolkitInterface = "org.freedesktop.PolicyKit1.Authority";
constexpr std::uint32_t kAllowUserInteraction = 1;

using Subject = sdbus::Struct<std::string, std::map<std::string, sdbus::Variant>>;
using Details = std::map<std::string, std::string>;
using Verdict = sdbus::Struct<bool, bool, Details>; ///< allowed; would be, with a password; details

Error refused(Right right, const std::string& why)
{
    return {ErrorCode::NeedsRoot, "the action " + polkitAction(right) + " is not allowed: " + why};
}

std::optional<Error> errorOf(Right right, const Verdict& verdict)
{
    if (verdict.get<0>()) {
        return std::nullopt;
    }
    const std::string cure =
        "; members of the group \"operators\" are let in, in a session at the station itself";
    return refused(right, (verdict.get<1>()
                               ? "polkit wants an administrator's password, and the caller did not allow "
                                 "to ask for it, or got it wrong"
                               : "polkit's rules refuse it to this user and session") +
                              cure);
}

bool isLate(const sdbus::Error& error)
{
    const std::string& name = error.getName();
    return name == "org.freedesktop.DBus.Error.Timeout" || name == "org.freedesktop.DBus.Error.NoReply" ||
           name == "System.Error.ETIMEDOUT";
}

Error errorOf(Right right, const sdbus::Error& error)
{
    const std::string& name = error.getName();
    if (name == "org.freedesktop.DBus.Error.ServiceUnknown" ||
        name == "org.freedesktop.DBus.Error.NameHasNoOwner" ||
        name == "org.freedesktop.DBus.Error.Disconnected" ||
        name.rfind("org.freedesktop.DBus.Error.Spawn.", 0) == 0) {
        return refused(right, "polkit is not there to decide (" + error.getMessage() +
                                  "); install polkitd, and look at \"systemctl status polkit\"");
    }
    if (isLate(error)) {
        return refused(right,
                       "polkit did not answer in time: when it asked for a password, call again and give "
                       "it; else look at \"systemctl status polkit\"");
    }
    return refused(right, "polkit failed (" + error.getMessage() +
                              "); is /usr/share/polkit-1/actions/org.bindery.policy there?");
}

} // namespace

BusClients::BusClients(sdbus::IConnection& connection)
    : m_bus(sdbus::createProxy(connection, "org.freedesktop.DBus", "/org/freedesktop/DBus"))
{
}

BusClients::~BusClients() = default;

uid_t BusClients::uidOf(const std::string& sender) const
{
    try {
        std::uint32_t uid = 0;
        m_bus->callMethod("GetConnectionUnixUser")
            .onInterface("org.freedesktop.DBus")
            .withTimeout(kBusPatience)
            .withArguments(sender)
            .storeResultsTo(uid);
        return uid;
    } catch (const sdbus::Error& error) {
        throw Error(ErrorCode::NotFound, "the bus does not know the user behind the client " + sender +
                                             ", which may have left: " + error.getMessage());
    }
}

PolkitAuthority::PolkitAuthority(sdbus::IConnection& connection, PolkitPatience patience)
    : m_patience(patience), m_polkit(sdbus::createProxy(connection, "org.freedesktop.PolicyKit1",
                                                        "/org/freedesktop/PolicyKit1/Authority"))
{
}

PolkitAuthority::~PolkitAuthority() = default;

void PolkitAuthority::check(const std::string& sender, Right right, bool mayAsk, Answer answer)
{
    const Subject subject{"system-bus-name", {{"name", sdbus::Variant(sender)}}};
    const std::string question = mayAsk ? "bindery-" + std::to_string(++m_questions) : "";
    try {
        m_polkit->callMethodAsync("CheckAuthorization")
            .onInterface(kPolkitInterface)
            .withTimeout(mayAsk ? m_patience.password : m_patience.rules)
            .withArguments(subject, polkitAction(right), Details{}, mayAsk ? kAllowUserInteraction : 0U,
                           question)
            .uponReplyInvoke(
                [this, right, question, answer](const sdbus::Error* error, const Verdict& verdict) {
                    if (error != nullptr && isLate(*error) && !question.empty()) {
                        takeBack(question);
                    }
                    answer(error != nullptr ? errorOf(right, *error) : errorOf(right, verdict));
                });
    } catch (const sdbus::Error& error) { // it could not even be sent
        answer(errorOf(right, error));
    }
}

/// Else its window would stay, and ask for what nobody waits for any more.
void PolkitAuthority::takeBack(const std::string& question)
{
    try {
        m_polkit->callMethod("CancelCheckAuthorization")
            .onInterface(kPolkitInterface)
            .withArguments(question)
            .dontExpectReply();
    } catch (const sdbus::Error& error) { // the refusal stands
        spdlog::warn("polkit still asks for a password that nobody waits for: {}", error.getMessage());
    }
}

BusAuthority::BusAuthority(sdbus::IConnection& connection) : m_clients(connection) {}

void BusAuthority::check(const std::string& sender, Right right, bool /*mayAsk*/, Answer answer)
{
    std::optional<Error> error;
    try {
        if (m_clients.uidOf(sender) != ::geteuid()) {
            error = refused(right, "this station serves the user who started it alone");
        }
    } catch (const Error& unknown) {
        error = unknown;
    }
    answer(error);
}

} // namespace bindery::daemon
