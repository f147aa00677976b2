// SPDX-License-Identifier: Apache-2.0
// The network of the initramfs, brought up and taken down by programs of the image: before the first question
// to the bench, again after the bench could not be reached, and down before the root takes over. Where no
// programs are named (the booted root) there is nothing to do. What such a program leaves running must not
// keep its output. Errors: none; what a program says is for the console. Threads: belongs to one thread.
#pragma once

#include "base/process.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bindery::unit
{

struct NetworkCommands {
    std::string up; ///< words parted by spaces; empty: nothing
    std::string down;
};

/// "systemctl reboot" to its words.
std::vector<std::string> wordsOf(const std::string& command);

class Network
{
public:
    using Run = std::function<ProcessResult(const std::vector<std::string>&, std::chrono::seconds)>;

    explicit Network(NetworkCommands commands);
    Network(NetworkCommands commands, Run run);

    /// Does nothing while it is up and not in doubt. Why it could not be brought up; empty when it could.
    std::optional<std::string> bringUp();
    /// The bench could not be reached: bringUp() tries anew.
    void doubt() { m_good = false; }
    /// When it was brought up, or tried to.
    void takeDown();

    static constexpr std::chrono::seconds kDeadline{120};

private:
    NetworkCommands m_commands;
    Run m_run;
    bool m_touched = false;
    bool m_good = false;
};

} // namespace bindery::unit
