// SPDX-License-Identifier: Apache-2.0
#include "bind/scripted_desk.h"

#include <algorithm>

namespace bindery::test
{

using bind::Act;
using bind::Ruling;
using bind::Verdict;

ScriptedDesk::ScriptedDesk()
    : m_answer([this](const DeskCall& call) -> Ruling {
          switch (call.act) {
          case Act::Authorise:
              return {Verdict::Authorised, "welcome", secret.clone()};
          case Act::Verified:
              return {Verdict::Revoke, "destroy keyslot 0", {}};
          default:
              return {Verdict::Noted, "on record", {}};
          }
      })
{
}

std::vector<DeskCall> ScriptedDesk::calls() const
{
    const std::lock_guard guard(m_lock);
    return m_calls;
}

std::vector<Rejection> ScriptedDesk::rejections() const
{
    const std::lock_guard guard(m_lock);
    return m_rejections;
}

Rejection ScriptedDesk::waitForRejection(const std::string& part)
{
    std::unique_lock guard(m_lock);
    Rejection found;
    m_changed.wait_for(guard, std::chrono::seconds(20), [&] {
        const auto first =
            std::find_if(m_rejections.begin(), m_rejections.end(), [&](const Rejection& rejection) {
                return rejection.why.find(part) != std::string::npos;
            });
        if (first == m_rejections.end()) {
            return false;
        }
        found = *first;
        return true;
    });
    return found;
}

Ruling ScriptedDesk::answer(DeskCall call)
{
    m_enteredTwice = m_enteredTwice || ++m_inside > 1;
    {
        const std::lock_guard guard(m_lock);
        m_calls.push_back(call);
    }
    struct Leave {
        std::atomic<int>& inside;
        ~Leave() { --inside; }
    } const leave{m_inside};
    return m_answer(call);
}

namespace
{

std::vector<std::byte> copyOf(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

} // namespace

Ruling ScriptedDesk::authorise(const bind::Hello& hello, const bind::HeaderReport& header)
{
    return answer({Act::Authorise, hello, header, {}, {}});
}

Ruling ScriptedDesk::locked(const bind::Hello& hello, const bind::HeaderReport& header, ByteView signature)
{
    return answer({Act::Locked, hello, header, {}, copyOf(signature)});
}

Ruling ScriptedDesk::verified(const bind::Hello& hello, const bind::HeaderReport& header, ByteView signature)
{
    return answer({Act::Verified, hello, header, {}, copyOf(signature)});
}

Ruling ScriptedDesk::revoked(const bind::Hello& hello, const bind::HeaderReport& header, ByteView signature)
{
    return answer({Act::Revoked, hello, header, {}, copyOf(signature)});
}

Ruling ScriptedDesk::failed(const bind::Hello& hello, const bind::FailureReport& failure)
{
    return answer({Act::Failed, hello, {}, failure, {}});
}

void ScriptedDesk::rejected(const std::string& peer, const std::string& why,
                            const std::optional<bind::Hello>& hello)
{
    const std::lock_guard guard(m_lock);
    m_rejections.push_back({peer, why, hello});
    m_changed.notify_all();
}

RunningBench::RunningBench(bind::ServerOptions options)
    : m_pins(bind::createSite(m_folder / "site", "bench-1"))
{
    start(bind::openBench(site()), options);
}

RunningBench::RunningBench(bind::BenchIdentity identity, bind::ServerOptions options)
{
    start(std::move(identity), options);
}

RunningBench::~RunningBench()
{
    stop();
}

void RunningBench::start(bind::BenchIdentity identity, const bind::ServerOptions& options)
{
    m_server = std::make_unique<bind::BindServer>(std::move(identity), desk, options);
    m_thread = std::jthread([this](const std::stop_token& asked) { m_server->run(asked); });
}

std::chrono::milliseconds RunningBench::stop()
{
    const auto before = std::chrono::steady_clock::now();
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - before);
}

} // namespace bindery::test
