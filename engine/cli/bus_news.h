// SPDX-License-Identifier: Apache-2.0
// What the daemon tells by signals, in order, and whether it is there at all. Nothing is asked for again and
// again: it waits on the bus. Make it before the facts are read that it is to keep up to date.
// Errors: as bus_link.h, when the bus itself goes. Threads: one; wake() from any.
#pragma once

#include "base/json.h"
#include "base/unique_fd.h"
#include "cli/bus_link.h"

#include <deque>
#include <optional>
#include <string>

namespace bindery::cli
{

struct BusNews {
    enum class Kind {
        Changed, ///< `facts` of `interface` of the object at `path` are new
        Added,   ///< an object, with `facts` of one of its interfaces
        Removed, ///< it has `interface` no more
        Told,    ///< another signal, `member` of `interface`, with its arguments as a list in `facts`
        Came,    ///< the daemon is on the bus
        Went,    ///< and is not any more
    };
    Kind kind = Kind::Told;
    std::string path;
    std::string interface;
    std::string member;
    Json facts;
};

class BusEar
{
public:
    explicit BusEar(BusLink& link);
    BusEar(const BusEar&) = delete;
    BusEar& operator=(const BusEar&) = delete;

    /// The next news; nothing when wake() was called, or nothing came for `patience`.
    std::optional<BusNews> next(std::optional<std::chrono::milliseconds> patience = std::nullopt);
    /// Forgets what was told so far: facts that are read from now on are newer.
    void skipTold();
    void wake();

private:
    void hear(sdbus::Message& message);
    void hearOwner(sdbus::Message& message);
    void processAll();

    BusLink& m_link;
    UniqueFd m_wake;
    std::deque<BusNews> m_told;
    sdbus::Slot m_signals;
    sdbus::Slot m_owner;
};

} // namespace bindery::cli
