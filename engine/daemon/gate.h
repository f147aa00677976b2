// SPDX-License-Identifier: Apache-2.0
// Where every verb comes in: the caller's rights are asked for, the person that is signed in is looked up,
// the request is put on record (of a flood a count), and only then the verb is carried out. polkit is not
// waited for, its answer comes later, also where the message allows that the user is asked for a password;
// the bus is asked for the caller's user and waited for, two seconds at most. Errors of a verb become errors
// on the bus; a defect is told as Internal and never ends the daemon. Threads: the main loop's.
#pragma once

#include "base/error.h"
#include "base/json.h"
#include "daemon/authority.h"
#include "daemon/bus_error.h"
#include "daemon/right.h"
#include "daemon/sign_in.h"
#include "line/repeat_budget.h"
#include "line/station.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

/// Who calls, as far as it was found out.
struct Acting {
    std::string badge; ///< empty where the right needs nobody
    std::string role;
    uid_t uid = 0;
};

/// What is on record of a verb.
struct Request {
    Right right = Right::Operate;
    std::string verb;                ///< "Line1.Start"
    Json arguments = Json::object(); ///< integers, texts and booleans; never a secret
    std::size_t items = 0; ///< of a list or dictionary: too many are refused before they have to wait
};

class Gate
{
public:
    /// All are borrowed.
    Gate(line::Station& station, Authority& authority, const BusClients& clients, SignIn& signIn);
    /// Records what was withheld.
    ~Gate();
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    /// `body` is called with who acts and gives what the verb answers; it throws Error to refuse.
    template <typename... Results, typename Body>
    void serve(const sdbus::IObject& object, Request request, sdbus::Result<Results...>&& result, Body body)
    {
        serveLater(object, std::move(request), std::move(result),
                   [body = std::move(body)](const Acting& who,
                                            const std::shared_ptr<sdbus::Result<Results...>>& answer) {
                       if constexpr (sizeof...(Results) == 0) {
                           body(who);
                           answer->returnResults();
                       } else {
                           answer->returnResults(body(who));
                       }
                   });
    }

    /// The same for a `body` that answers by itself, perhaps later.
    template <typename... Results, typename Body>
    void serveLater(const sdbus::IObject& object, Request&& request, sdbus::Result<Results...>&& result,
                    Body body)
    {
        auto answer = std::make_shared<sdbus::Result<Results...>>(std::move(result));
        admit(
            callerOf(object), std::move(request),
            [answer, body = std::move(body)](const std::optional<sdbus::Error>& refusal, const Acting& who) {
                try {
                    if (refusal) {
                        answer->returnError(*refusal);
                        return;
                    }
                    body(who, answer);
                } catch (const Error& error) {
                    answer->returnError(busError(error));
                } catch (const std::exception& error) {
                    answer->returnError(busError(defect(error)));
                }
            });
    }

private:
    using Admitted = std::function<void(const std::optional<sdbus::Error>& refusal, const Acting& who)>;
    struct Caller {
        std::string name;    ///< unique, of its connection
        bool mayAsk = false; ///< its user may be asked for a password
    };

    /// Logged, for it is nobody's wish that failed.
    static Error defect(const std::exception& error);
    static Caller callerOf(const sdbus::IObject& object);
    void admit(const Caller& caller, Request request, Admitted admitted);
    /// Whether polkit may ask the caller's user, who is then counted until answered().
    bool beginsToAsk(const Caller& caller);
    void answered(const std::string& caller, bool wasAsked);
    std::string badgeNow();
    void requireSamePerson(bool wasAsked, const std::string& before);
    Acting require(const Request& request, uid_t uid);
    void record(const Request& request, const Acting& who);
    void recordWithheld(const std::vector<line::RepeatBudget::Withheld>& withheld);

    line::Station& m_station;
    Authority& m_authority;
    const BusClients& m_clients;
    SignIn& m_signIn;
    int m_waitingInAll = 0;
    line::RepeatBudget m_requests;
    std::map<std::string, int> m_waiting; ///< calls of one client whose rights are being asked for
    std::set<std::string> m_asked;        ///< clients whose users may be typing a password
};

} // namespace bindery::daemon
