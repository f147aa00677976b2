// SPDX-License-Identifier: Apache-2.0
// Follows something that takes its time at the daemon: shows its steps, breaks it off at Ctrl-C, and says how
// it ended. Errors: that of the job, with its own code; Cancelled; those of bus_link.h.
#pragma once

#include "cli/bus_news.h"
#include "cli/step_watch.h"

#include <functional>
#include <string>

namespace bindery::cli
{

struct BusJobEnd {
    std::string message;
    std::string result; ///< of a staging the id of the image; of a check "as expected" or not
    std::int64_t millis = 0;
};

/// `start` calls the verb and gives the path of its job. `stopping` is said at Ctrl-C.
BusJobEnd followJob(BusLink& link, bool json, const std::string& stopping,
                    const std::function<std::string()>& start);

} // namespace bindery::cli
