// SPDX-License-Identifier: Apache-2.0
// Shows how far a verify is, that runs in a thread of its own. Errors: those of the verify. Threads: the
// caller's and that one.
#pragma once

#include "card/card_progress.h"
#include "cli/step_watch.h"

#include <chrono>
#include <future>
#include <string>
#include <utility>

namespace bindery::cli
{

/// `verify` moves `progress`; what it gives is given.
template <typename Verify>
auto watchVerify(StepWatch& watch, const std::string& what, const card::CardProgress& progress,
                 Verify&& verify)
{
    constexpr std::chrono::milliseconds kRedraw{100};
    auto running = std::async(std::launch::async, std::forward<Verify>(verify));
    do {
        watch.show(what, progress.verified, progress.toVerify);
    } while (running.wait_for(kRedraw) != std::future_status::ready);
    watch.end();
    return running.get();
}

} // namespace bindery::cli
