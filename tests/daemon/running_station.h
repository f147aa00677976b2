// SPDX-License-Identifier: Apache-2.0
// A real binderyd of a demo, in a process of its own on a bus of its test. Errors: Error Internal when it
// does not come, or does not end; its own words are in said(). Threads: one.
#pragma once

#include "support/temp_folder.h"

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bindery::daemon::test
{

inline constexpr const char* kEngineer = "ENGINEER-1";
inline constexpr const char* kAuditor = "AUDITOR-1";

/// The state of a demo that has run once, with an engineer and an auditor among its people. It is made once
/// in this process, for that takes seconds.
void copyStateOfDemo(const std::filesystem::path& to);

class RunningStation
{
public:
    /// As fast as the disk, unless `options` say another pace.
    RunningStation(const std::string& busAddress, const std::filesystem::path& state,
                   std::vector<std::string> options = {"--pace", "0"});
    /// Killed when it still runs.
    ~RunningStation();
    RunningStation(const RunningStation&) = delete;
    RunningStation& operator=(const RunningStation&) = delete;

    void start();
    bool isRunning() const;
    /// Sends the signal and waits for the end. The exit status; 128 and the signal when one ended it.
    int end(int signal);
    /// What it wrote to its standard error so far.
    std::string said() const;
    pid_t pid() const { return m_pid; }

private:
    const std::string m_address;
    const std::filesystem::path m_state;
    const std::vector<std::string> m_options;
    bindery::test::TempFolder m_folder;
    pid_t m_pid = -1;
};

} // namespace bindery::daemon::test
