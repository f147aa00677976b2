// SPDX-License-Identifier: Apache-2.0
// A desk that answers as it is told and remembers what it was asked; and a bench that serves it.
#pragma once

#include "bind/bind_client.h"
#include "bind/bind_server.h"
#include "support/temp_folder.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace bindery::test
{

struct DeskCall {
    bind::Act act = bind::Act::Authorise;
    bind::Hello hello;
    bind::HeaderReport header;
    bind::FailureReport failure;
    std::vector<std::byte> signature;
};

struct Rejection {
    std::string peer;
    std::string why;
    std::optional<bind::Hello> hello;
};

class ScriptedDesk : public bind::BindDesk
{
public:
    using Answer = std::function<bind::Ruling(const DeskCall&)>;
    ScriptedDesk();

    /// For every act from now on; not while units are served.
    void answerWith(Answer answer) { m_answer = std::move(answer); }
    std::vector<DeskCall> calls() const;
    std::vector<Rejection> rejections() const;
    /// The first rejection whose reason holds `part`; an empty one when none comes in 20 s.
    Rejection waitForRejection(const std::string& part);
    bool wasEnteredTwiceAtOnce() const { return m_enteredTwice; }

    bind::Ruling authorise(const bind::Hello& hello, const bind::HeaderReport& header) override;
    bind::Ruling locked(const bind::Hello& hello, const bind::HeaderReport& header,
                        ByteView signature) override;
    bind::Ruling verified(const bind::Hello& hello, const bind::HeaderReport& header,
                          ByteView signature) override;
    bind::Ruling revoked(const bind::Hello& hello, const bind::HeaderReport& header,
                         ByteView signature) override;
    bind::Ruling failed(const bind::Hello& hello, const bind::FailureReport& failure) override;
    void rejected(const std::string& peer, const std::string& why,
                  const std::optional<bind::Hello>& hello) override;

    static constexpr std::size_t kSecretSize = 32;
    const SecretBuffer secret = SecretBuffer::random(kSecretSize); ///< that it hands out

private:
    bind::Ruling answer(DeskCall call);

    Answer m_answer;
    mutable std::mutex m_lock;
    std::condition_variable m_changed;
    std::vector<DeskCall> m_calls;
    std::vector<Rejection> m_rejections;
    std::atomic<int> m_inside = 0;
    std::atomic<bool> m_enteredTwice = false;
};

/// Site, desk and server on a free port of this machine; stopped when it goes.
class RunningBench
{
public:
    explicit RunningBench(bind::ServerOptions options = {});
    /// Shows another identity than that of its site.
    RunningBench(bind::BenchIdentity identity, bind::ServerOptions options);
    ~RunningBench();
    RunningBench(const RunningBench&) = delete;
    RunningBench& operator=(const RunningBench&) = delete;

    bind::StationAddress address() const { return {"127.0.0.1", m_server->port()}; }
    const bind::SitePins& pins() const { return m_pins; }
    std::filesystem::path site() const { return m_folder / "site"; }
    /// Ends serving; how long that took.
    std::chrono::milliseconds stop();

    ScriptedDesk desk;

private:
    void start(bind::BenchIdentity identity, const bind::ServerOptions& options);

    TempFolder m_folder;
    bind::SitePins m_pins;
    std::unique_ptr<bind::BindServer> m_server;
    std::jthread m_thread;
};

} // namespace bindery::test
