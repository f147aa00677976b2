// SPDX-License-Identifier: Apache-2.0
#include "daemon/gate.h"

#include <spdlog/spdlog.h>

namespace bindery::daemon
{

namespace
{

constexpr int kWaitingAtOnce = 32; ///< calls of one client
/// Bytes of a text that goes on record: no badge, name, serial or reason is longer, and records are for
/// years.
constexpr std::size_t kLongestText = 1024;

std::optional<Error> refusalOf(const Json& arguments)
{
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

Error Gate::defect(const std::exception& error)
{
    spdlog::error("a verb failed: {}", error.what());
    return {ErrorCode::Internal, error.what()};
}

std::string Gate::senderOf(const sdbus::IObject& object)
{
    const sdbus::Message* message = object.getCurrentlyProcessedMessage();
    return message == nullptr ? std::string() : message->getSender();
}

void Gate::admit(const std::string& sender, Request request, Admitted admitted)
{
    if (const std::optional<Error> refusal = refusalOf(request.arguments)) {
        admitted(refusal, {});
        return;
    }
    if (m_waiting[sender] >= kWaitingAtOnce) {
        admitted(Error(ErrorCode::Busy, "this client waits for " + std::to_string(kWaitingAtOnce) +
                                            " answers already: call again when they came"),
                 {});
        return;
    }
    ++m_waiting[sender];
    const Right right = request.right;
    m_authority.check(sender, right, false,
                      [this, sender, request = std::move(request),
                       admitted = std::move(admitted)](const std::optional<Error>& refusal) {
                          if (--m_waiting[sender] <= 0) {
                              m_waiting.erase(sender);
                          }
                          if (refusal) {
                              admitted(refusal, {});
                              return;
                          }
                          Acting who;
                          try {
                              who = require(request, m_clients.uidOf(sender));
                          } catch (const Error& error) {
                              admitted(error, {});
                              return;
                          } catch (const std::exception& error) {
                              admitted(Error(ErrorCode::Internal, error.what()), {});
                              return;
                          }
                          admitted(std::nullopt, who);
                      });
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
        Json payload = {{"arguments", request.arguments}, {"badge", who.badge}, {"uid", uid}};
        // An auditor acts in nothing that is recorded in its name.
        const std::string actor = who.role == "auditor" ? line::kStationActor : who.badge;
        m_station.records().recordAct(actor, "request", request.verb, payload);
    }
    return who;
}

} // namespace bindery::daemon
