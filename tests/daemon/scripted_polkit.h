// SPDX-License-Identifier: Apache-2.0
// Polkit's end of a bus, as a script. Threads: its own takes the questions; members from any.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon::test
{

/// Polkit's place on the bus: says what it is told to say, and what it was asked.
class ScriptedPolkit
{
public:
    struct Question {
        std::string kind;
        std::string client;
        std::string action;
        std::uint32_t flags = 0;
        std::string id; ///< by which it could be taken back
    };

    explicit ScriptedPolkit(const std::string& address)
        : m_connection(sdbus::createSessionBusConnectionWithAddress(address)),
          m_object(sdbus::createObject(*m_connection, "/org/freedesktop/PolicyKit1/Authority"))
    {
        m_object->registerMethod("CheckAuthorization")
            .onInterface("org.freedesktop.PolicyKit1.Authority")
            .implementedAs([this](sdbus::Result<Verdict>&& result, const Subject& subject,
                                  const std::string& action, const Details&, std::uint32_t flags,
                                  const std::string& id) {
                const std::lock_guard lock(m_mutex);
                ++m_count;
                m_asked = {subject.get<0>(), subject.get<1>().at("name").get<std::string>(), action, flags,
                           id};
                if (m_isSilent) {
                    m_unanswered.push_back(std::move(result));
                } else if (m_error) {
                    result.returnError(*m_error);
                } else {
                    result.returnResults(m_verdict);
                }
            });
        m_object->registerMethod("CancelCheckAuthorization")
            .onInterface("org.freedesktop.PolicyKit1.Authority")
            .implementedAs([this](const std::string& id) {
                const std::lock_guard lock(m_mutex);
                m_takenBack.push_back(id);
            });
        m_object->finishRegistration();
        m_connection->requestName("org.freedesktop.PolicyKit1");
        m_connection->enterEventLoopAsync();
    }
    ~ScriptedPolkit() { m_connection->leaveEventLoop(); }
    ScriptedPolkit(const ScriptedPolkit&) = delete;
    ScriptedPolkit& operator=(const ScriptedPolkit&) = delete;

    void say(bool allowed, bool withPassword)
    {
        const std::lock_guard lock(m_mutex);
        m_verdict = {allowed, withPassword, {}};
    }
    void fail(const std::string& message)
    {
        const std::lock_guard lock(m_mutex);
        m_error.emplace("org.freedesktop.PolicyKit1.Error.Failed", message);
    }
    void beSilent()
    {
        const std::lock_guard lock(m_mutex);
        m_isSilent = true;
    }
    Question asked()
    {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }
    /// Questions so far.
    int count()
    {
        const std::lock_guard lock(m_mutex);
        return m_count;
    }
    std::vector<std::string> takenBack()
    {
        const std::lock_guard lock(m_mutex);
        return m_takenBack;
    }
    /// Answers what waits since beSilent(), and all that comes from now on.
    void speak(bool allowed)
    {
        const std::lock_guard lock(m_mutex);
        m_isSilent = false;
        m_verdict = {allowed, false, {}};
        for (const sdbus::Result<Verdict>& each : m_unanswered) {
            each.returnResults(m_verdict);
        }
        m_unanswered.clear();
    }

private:
    using Subject = sdbus::Struct<std::string, std::map<std::string, sdbus::Variant>>;
    using Details = std::map<std::string, std::string>;
    using Verdict = sdbus::Struct<bool, bool, Details>;

    std::mutex m_mutex;
    Verdict m_verdict{false, false, Details{}};
    std::optional<sdbus::Error> m_error;
    bool m_isSilent = false;
    Question m_asked;
    int m_count = 0;
    std::vector<std::string> m_takenBack;
    std::unique_ptr<sdbus::IConnection> m_connection;
    std::vector<sdbus::Result<Verdict>> m_unanswered; // they borrow the connection
    std::unique_ptr<sdbus::IObject> m_object;
};

} // namespace bindery::daemon::test
