// SPDX-License-Identifier: Apache-2.0
// What the unit says to the person at its console: lines that begin with "bindery: ". They go to standard
// error alone, which is the console in the initramfs (the key script's) and journal and console in the booted
// root (the service's): so each shows there once. A waiting that goes on and on is not said each time.
// Threads: belongs to one thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace bindery::unit
{

class Messages
{
public:
    using Put = std::function<void(std::string_view line)>;

    /// To standard error.
    Messages();
    explicit Messages(Put put);

    /// Characters that are not printable ASCII show as '?', and a long text is cut.
    void say(const std::string& text);
    /// As say(), but of the same text in a row only the first and every tenth.
    void sayAgain(const std::string& text);

    void waitingForBench(const std::string& reason) { sayAgain("waiting for the bench: " + reason); }
    void waitingForModule(const std::string& reason) { sayAgain("waiting for the module: " + reason); }
    void refused(const std::string& reason) { sayAgain("refused: " + reason); }

private:
    Put m_put;
    std::string m_last;
    unsigned m_times = 0;
};

} // namespace bindery::unit
