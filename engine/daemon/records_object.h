// SPDX-License-Identifier: Apache-2.0
// Looking at the records over the bus, org.bindery.Records1. Threads: the main loop's; exports run as jobs,
// and callers' files are written in threads of their own, for a file system may hang that somebody's program
// serves.
#pragma once

#include "base/unique_fd.h"
#include "daemon/desk.h"
#include "daemon/jobs.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <daemon_adaptors/Records1.h>
#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

class RecordsObject final : public sdbus::AdaptorInterfaces<org::bindery::Records1_adaptor>
{
public:
    /// Jobs are borrowed.
    RecordsObject(Desk& desk, Jobs& jobs);
    ~RecordsObject();
    RecordsObject(const RecordsObject&) = delete;
    RecordsObject& operator=(const RecordsObject&) = delete;

private:
    using Dictionaries = std::vector<std::map<std::string, sdbus::Variant>>;

    void FindAttempts(sdbus::Result<Dictionaries>&& result, std::map<std::string, sdbus::Variant> filter,
                      uint32_t limit) override;
    void Unit(sdbus::Result<std::map<std::string, sdbus::Variant>>&& result, std::string serial) override;
    void Orders(sdbus::Result<Dictionaries>&& result) override;
    void Account(sdbus::Result<std::map<std::string, int64_t>>&& result, std::string order) override;
    void ExportTable(sdbus::Result<>&& result, std::map<std::string, sdbus::Variant> filter,
                     std::string format, sdbus::UnixFd target) override;
    void ExportAudit(sdbus::Result<sdbus::ObjectPath>&& result, std::map<std::string, sdbus::Variant> filter,
                     sdbus::UnixFd target) override;

    using Answer = std::shared_ptr<sdbus::Result<>>;
    /// Answers when the file is written. Errors: Busy.
    void write(UniqueFd target, std::string text, const Answer& answer);

    Desk& m_desk;
    Jobs& m_jobs;
    std::uint64_t m_nextWriter = 1;
    std::map<std::uint64_t, std::jthread> m_writers;
};

} // namespace bindery::daemon
