// SPDX-License-Identifier: Apache-2.0
#include "daemon/gate.h"

#include <spdlog/spdlog.h>
#include <systemd/sd-bus.h>

namespace bindery::daemon
{

namespace
{

constexpr int kWaitingAtOnce = 32; ///< calls of one client
constexpr int kWaitingInAll = 256; ///< of all of them: what waits holds memory and descriptors
/// Clients whose users are asked for a password: that takes minutes, and one person types at a time. Who
/// comes beyond is judged without.
constexpr std::size_t kAskedAtOnce = 4;
constexpr std::size_t kMostItems = 100'000;
constexpr line::RepeatBudget::Limits kRequests{120, 1200}; ///< of one person and verb, and in all, a minute
/// Bytes of a text that goes on record: no badge, name, serial or reason is longer, and records are for
/// years.
constexpr std::size_t kLongestText = 1024;

/// sdbus-c++ 1.2 does not tell the flags of a message, and shows what it wraps to its heirs alone.
class OpenMessage : public sdbus::Message
{
public:
    static bool allowsInteraction(const sdbus::Message& message)
    {
        auto* const wrapped = static_cast<sd_bus_message*>(message.*(&OpenMessage::msg_));
        return wrapped != nullptr && ::sd_bus_message_get_allow_interactive_authorization(wrapped) > 0;
    }
};

std::optional<Error> refusalOf(const Request& request)
{
    if (request.items > kMostItems) {
        return Error(ErrorCode::InvalidArgument,
                     "more than " + std::to_string(kMostItems) + " at once: send them in parts");
    }
    const Json& arguments = request.arguments;
    for (const auto& [name, value] : arguments.items()) {
        if (value.is_string() && value.get_ref<const std::string&>().size() > kLongestText) {
            return Error(ErrorCode::InvalidArgument, name + " is longer than " +
                                                         std::to_string(kLongestText) +
                                                         " bytes: make it shorter");
        }
    }
    return std::nullopt;
}

} // namespace

Gate::Gate(line::Station& station, Authority& authority, const BusClients& clients, SignIn& signIn)
    : m_station(station), m_authority(authority), m_clients(clients), m_signIn(signIn), m_requests(kRequests)
{
}

Gate::~Gate()
{
    try {
        recordWithheld(m_requests.rest());
    } catch (const std::exception& error) {
        spdlog::error("how many requests were not recorded one by one is lost: {}", error.what());
    }
}

Error Gate::defect(const std::exception& error)
{
    spdlog::error("a verb failed: {}", error.what());
    return {ErrorCode::Internal, error.what()};
}

Gate::Caller Gate::callerOf(const sdbus::IObject& object)
{
    const sdbus::Message* message = object.getCurrentlyProcessedMessage();
    return message == nullptr ? Caller{}
                              : Caller{message->getSender(), OpenMessage::allowsInteraction(*message)};
}

bool Gate::beginsToAsk(const Caller& caller)
{
    return caller.mayAsk && m_asked.size() < kAskedAtOnce && m_asked.insert(caller.name).second;
}

void Gate::answered(const std::string& caller, bool wasAsked)
{
    --m_waitingInAll;
    if (--m_waiting[caller] <= 0) {
        m_waiting.erase(caller);
    }
    if (wasAsked) {
        m_asked.erase(caller);
    }
}

void Gate::admit(const Caller& caller, Request request, Admitted admitted)
{
    const auto refuse = [&](const Error& error) { admitted(busError(error), {}); };
    if (const std::optional<Error> refusal = refusalOf(request)) {
        refuse(*refusal);
        return;
    }
    if (m_waitingInAll >= kWaitingInAll) {
        refuse(Error(ErrorCode::Busy, "the station has too many calls to answer: call again in a moment"));
        return;
    }
    if (m_waiting[caller.name] >= kWaitingAtOnce) {
        refuse(Error(ErrorCode::Busy, "this client waits for " + std::to_string(kWaitingAtOnce) +
                                          " answers already: call again when they came"));
        return;
    }
    std::string before = badgeNow();
    ++m_waiting[caller.name];
    ++m_waitingInAll;
    const Right right = request.right;
    const bool mayAsk = beginsToAsk(caller);
    m_authority.check(caller.name, right, mayAsk,
                      [this, sender = caller.name, mayAsk, before = std::move(before),
                       request = std::move(request), admitted](const std::optional<Error>& refusal) {
                          answered(sender, mayAsk);
                          if (refusal) {
                              admitted(refusal->code() == ErrorCode::NeedsRoot ? notAuthorized(*refusal)
                                                                               : busError(*refusal),
                                       {});
                              return;
                          }
                          Acting who;
                          try {
                              requireSamePerson(mayAsk, before);
                              who = require(request, m_clients.uidOf(sender));
                          } catch (const Error& error) {
                              admitted(busError(error), {});
                              return;
                          } catch (const std::exception& error) {
                              admitted(busError(Error(ErrorCode::Internal, error.what())), {});
                              return;
                          }
                          admitted(std::nullopt, who);
                      });
}

std::string Gate::badgeNow()
{
    const std::optional<SignedInPerson> person = m_signIn.person();
    return person ? person->stored.actor.badge : std::string();
}

/// A password takes minutes, and the person at the station may be another one by then.
void Gate::requireSamePerson(bool wasAsked, const std::string& before)
{
    if (wasAsked && badgeNow() != before) {
        throw Error(ErrorCode::Conflict, "another person signed in, or this one out, while the password was "
                                         "asked for: call again");
    }
}

void Gate::record(const Request& request, const Acting& who)
{
    const std::int64_t now = m_station.clock().monotonicMicros();
    recordWithheld(m_requests.ended(now));
    // What a verb does has events of its own; a flood of wishes must not fill the records.
    if (!m_requests.admits(who.badge + " " + request.verb, now)) {
        return;
    }
    const Json payload = {{"arguments", request.arguments}, {"badge", who.badge}, {"uid", who.uid}};
    // An auditor acts in nothing that is recorded in its name.
    const std::string actor = who.role == "auditor" ? line::kStationActor : who.badge;
    m_station.records().recordAct(actor, "request", request.verb, payload);
}

void Gate::recordWithheld(const std::vector<line::RepeatBudget::Withheld>& withheld)
{
    for (const line::RepeatBudget::Withheld& each : withheld) {
        m_station.records().recordAct(line::kStationActor, "requests.withheld",
                                      each.key.empty() ? "others" : each.key, {{"count", each.count}});
    }
}

Acting Gate::require(const Request& request, uid_t uid)
{
    Acting who;
    who.uid = uid;
    if (needsPerson(request.right)) {
        const db::Actor person = m_signIn.require(request.right, uid);
        who.badge = person.badge;
        who.role = person.role;
    }
    // Looking leaves no trace; signing in has its own.
    if (request.right != Right::Audit && request.right != Right::SignIn) {
        record(request, who);
    }
    return who;
}

} // namespace bindery::daemon
