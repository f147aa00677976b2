// SPDX-License-Identifier: Apache-2.0
// A message bus of one test: a real dbus-daemon on a socket in a folder of its own, which ends with the
// object or with the test's process. Errors: Internal when it does not start.
#pragma once

#include "base/error.h"
#include "base/unique_fd.h"
#include "support/temp_folder.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <string>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bindery::test
{

class PrivateBus
{
public:
    PrivateBus()
    {
        const std::string configuration = (m_folder / "bus.conf").string();
        std::ofstream(configuration)
            << "<busconfig><type>session</type><listen>unix:path=" << (m_folder / "socket").string()
            << "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" "
               "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/><allow "
               "user=\"*\"/></policy>"
            // as Debian's session bus has it
            << "<limit name=\"max_replies_per_connection\">50000</limit></busconfig>";
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            throwErrno(ErrorCode::Internal, "pipe2", errno);
        }
        const UniqueFd reading(ends[0]);
        UniqueFd writing(ends[1]);
        const std::string option = "--config-file=" + configuration;
        m_pid = ::fork();
        if (m_pid == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::dup2(writing.get(), STDOUT_FILENO);
            ::execlp("dbus-daemon", "dbus-daemon", option.c_str(), "--nofork", "--nopidfile",
                     "--print-address", nullptr);
            ::_exit(127);
        }
        writing = UniqueFd();
        std::array<char, 512> text{};
        const ssize_t size = m_pid < 0 ? -1 : ::read(reading.get(), text.data(), text.size());
        if (size <= 0) {
            end();
            throw Error(ErrorCode::Internal, "dbus-daemon did not start; install dbus-daemon");
        }
        m_address = std::string(text.data(), static_cast<std::size_t>(size));
        m_address.erase(m_address.find_last_not_of('\n') + 1);
    }
    ~PrivateBus() { end(); }
    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;

    const std::string& address() const { return m_address; }

private:
    void end() const
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
    }

    TempFolder m_folder;
    pid_t m_pid = -1;
    std::string m_address;
};

} // namespace bindery::test
