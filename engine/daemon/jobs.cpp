// SPDX-License-Identifier: Apache-2.0
#include "daemon/jobs.h"

#include "daemon/changed_members.h"
#include "daemon/dictionary.h"
#include "daemon/farewell.h"

#include <atomic>
#include <chrono>
#include <iterator>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <daemon_adaptors/Job1.h>

namespace bindery::daemon
{

namespace
{

constexpr std::size_t kJobsAtOnce = 8;
constexpr std::size_t kJobsKept = 100; ///< each has a thread and a place on the bus
constexpr std::chrono::milliseconds kRefresh{200};
constexpr std::chrono::minutes kKeep{10};

} // namespace

class Jobs::Object final
    : public sdbus::AdaptorInterfaces<org::bindery::Job1_adaptor, sdbus::ManagedObject_adaptor>,
      private JobReport
{
public:
    Object(Desk& desk, const std::string& path, JobKind kind, Work work, std::function<void()> cancel)
        : AdaptorInterfaces(desk.bus, path), m_desk(desk), m_kind(std::move(kind)),
          m_cancel(std::move(cancel))
    {
        registerAdaptor();
        emitInterfacesAddedSignal();
        m_thread = std::jthread([this, work = std::move(work)](const std::stop_token& stop) {
            Facts end;
            try {
                JobEnd done = work(*this, stop);
                end.state = "done";
                end.message = busText(done.message);
                end.result = busText(done.result);
            } catch (const Error& error) {
                end.state = error.code() == ErrorCode::Cancelled ? "cancelled" : "failed";
                end.message = busText(error.what());
                end.cure = std::string(traitsOf(error.code()).operatorSentence);
                end.code = std::string(traitsOf(error.code()).name);
            } catch (const std::exception& error) {
                end.state = "failed";
                end.message = busText(error.what());
                end.code = std::string(traitsOf(ErrorCode::Internal).name);
            }
            const std::lock_guard lock(m_mutex);
            end.step = m_latest.step;
            end.done = m_latest.done;
            end.total = m_latest.total;
            m_latest = std::move(end);
        });
    }
    ~Object() override
    {
        m_thread.request_stop();
        m_thread.join();
        farewell(*this);
        unregisterAdaptor();
    }

    void stop() { m_thread.request_stop(); }
    bool isRunning() const { return m_shown.state == "running"; }
    bool isOld() const { return m_endedAt && std::chrono::steady_clock::now() - *m_endedAt > kKeep; }
    /// Shows what the thread last said. True when it just ended.
    bool refresh()
    {
        Facts next;
        {
            const std::lock_guard lock(m_mutex);
            next = m_latest;
        }
        const bool hasEnded = isRunning() && next.state != "running";
        if (hasEnded) {
            m_endedAt = std::chrono::steady_clock::now();
        }
        ChangedMembers changed;
        changed.look("Step", m_shown.step, std::move(next.step));
        changed.look("Done", m_shown.done, std::move(next.done));
        changed.look("Total", m_shown.total, std::move(next.total));
        changed.look("Message", m_shown.message, std::move(next.message));
        changed.look("Cure", m_shown.cure, std::move(next.cure));
        changed.look("Code", m_shown.code, std::move(next.code));
        changed.look("Result", m_shown.result, std::move(next.result));
        changed.look("State", m_shown.state, std::move(next.state));
        if (!changed.names().empty()) {
            getObject().emitPropertiesChangedSignal(org::bindery::Job1_adaptor::INTERFACE_NAME,
                                                    changed.names());
        }
        return hasEnded;
    }

private:
    struct Facts {
        std::string state = "running";
        std::string step;
        std::uint64_t done = 0;
        std::uint64_t total = 0;
        std::string message;
        std::string cure;
        std::string code;
        std::string result;
    };

    void at(const std::string& step, std::uint64_t done, std::uint64_t total) override
    {
        const std::lock_guard lock(m_mutex);
        m_latest.step = busText(step);
        m_latest.done = done;
        m_latest.total = total;
    }

    void Cancel(sdbus::Result<>&& result) override
    {
        m_desk.gate.serve(getObject(), {Right::Operate, "Job1.Cancel", {{"job", m_kind.kind}}},
                          std::move(result), [cancel = m_cancel, person = m_kind.person](const Acting& who) {
                              if (who.badge != person && who.role != "supervisor") {
                                  throw Error(ErrorCode::Conflict,
                                              "it was asked for by " + person +
                                                  ": they or a supervisor may break it off");
                              }
                              cancel();
                          });
    }
    std::string Kind() override { return m_kind.kind; }
    std::string Subject() override { return busText(m_kind.subject); }
    std::string Person() override { return m_kind.person; }
    std::string State() override { return m_shown.state; }
    std::string Step() override { return m_shown.step; }
    uint64_t Done() override { return m_shown.done; }
    uint64_t Total() override { return m_shown.total; }
    std::string Message() override { return m_shown.message; }
    std::string Cure() override { return m_shown.cure; }
    std::string Code() override { return m_shown.code; }
    std::string Result() override { return m_shown.result; }

    Desk& m_desk;
    const JobKind m_kind;
    const std::function<void()> m_cancel; ///< outlives the object
    Facts m_shown;
    std::optional<std::chrono::steady_clock::time_point> m_endedAt;
    std::mutex m_mutex;
    Facts m_latest; ///< of m_mutex
    std::jthread m_thread;
};

Jobs::Jobs(Desk& desk) : m_desk(desk)
{
    desk.loop.every(kRefresh, [this] { refresh(); });
}

Jobs::~Jobs() = default;

sdbus::ObjectPath Jobs::start(JobKind kind, Work work)
{
    std::size_t running = 0;
    for (const auto& [number, job] : m_jobs) {
        running += job->isRunning() ? 1U : 0U;
    }
    if (running >= kJobsAtOnce) {
        throw Error(ErrorCode::Busy,
                    std::to_string(kJobsAtOnce) + " jobs run already: wait until one of them has ended");
    }
    const std::uint64_t number = m_next++;
    const std::string path = "/org/bindery/jobs/" + std::to_string(number);
    m_jobs.emplace(number, std::make_unique<Object>(m_desk, path, std::move(kind), std::move(work),
                                                    [this, number] { cancel(number); }));
    return sdbus::ObjectPath(path);
}

void Jobs::cancel(std::uint64_t number)
{
    const auto job = m_jobs.find(number); // whoever asks had to wait for an answer about its rights
    if (job == m_jobs.end() || !job->second->isRunning()) {
        throw Error(ErrorCode::Conflict, "it has ended already");
    }
    job->second->stop();
}

void Jobs::stopAll()
{
    for (const auto& [number, job] : m_jobs) {
        job->stop();
    }
    m_jobs.clear();
}

void Jobs::refresh()
{
    bool hasEndedAny = false;
    for (const auto& [number, job] : m_jobs) {
        hasEndedAny = job->refresh() || hasEndedAny;
    }
    std::erase_if(m_jobs, [](const auto& entry) { return entry.second->isOld(); });
    for (auto job = m_jobs.begin(); job != m_jobs.end() && m_jobs.size() > kJobsKept;) {
        job = job->second->isRunning() ? std::next(job) : m_jobs.erase(job);
    }
    if (hasEndedAny) {
        m_desk.recordsChanged();
    }
}

} // namespace bindery::daemon
