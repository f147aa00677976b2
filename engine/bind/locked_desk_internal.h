// SPDX-License-Identifier: Apache-2.0
// A desk as the server's threads see it: one at a time, and whatever it does, there is an answer that fits
// the act. Threads: any.
#pragma once

#include "bind/bind_desk.h"

#include <mutex>
#include <optional>
#include <string>

namespace bindery::bind
{

class LockedDesk
{
public:
    /// `desk` is borrowed.
    explicit LockedDesk(BindDesk& desk) : m_desk(desk) {}

    /// Of an act whose signature holds. An Error of the desk, or an answer that does not fit, becomes Waiting
    /// and is reported as a rejection.
    Ruling rule(const std::string& peer, const Hello& hello, const ActMessage& act);
    /// Never throws; `why` may hold what a stranger sent.
    void reject(const std::string& peer, const std::string& why, const std::optional<Hello>& hello) noexcept;

private:
    Ruling ask(const Hello& hello, const ActMessage& act);

    BindDesk& m_desk;
    std::mutex m_one;
};

} // namespace bindery::bind
