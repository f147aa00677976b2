// SPDX-License-Identifier: Apache-2.0
// What takes its time: each in a thread of its own, shown on the bus as org.bindery.Job1 until some minutes
// after its end. Errors of start(): Busy when too many run. Threads: the main loop's; a job's work runs in
// its own and touches the bus nowhere.
#pragma once

#include "base/error.h"
#include "daemon/desk.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

/// Says how far a job is. Any thread; only the latest counts.
class JobReport
{
public:
    virtual ~JobReport() = default;
    virtual void at(const std::string& step, std::uint64_t done, std::uint64_t total) = 0;
};

struct JobEnd {
    std::string message; ///< for people
    std::string result;  ///< for programs
};

struct JobKind {
    std::string kind; ///< "stage"
    std::string subject;
    std::string person; ///< badge
};

class Jobs
{
public:
    /// Throws Error when it fails.
    using Work = std::function<JobEnd(JobReport& report, const std::stop_token& stop)>;

    explicit Jobs(Desk& desk);
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    sdbus::ObjectPath start(JobKind kind, Work work);
    /// Asks all that run to stop and waits for them.
    void stopAll();

private:
    class Object;

    void refresh();
    /// Errors: Conflict when it has ended.
    void cancel(std::uint64_t number);

    Desk& m_desk;
    std::map<std::uint64_t, std::unique_ptr<Object>> m_jobs;
    std::uint64_t m_next = 1;
};

} // namespace bindery::daemon
