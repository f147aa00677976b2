// SPDX-License-Identifier: Apache-2.0
#include "cli/bus_job.h"

#include "base/clock.h"
#include "base/stop_signals.h"

#include <daemon_proxies/Job1.h>

namespace bindery::cli
{

namespace
{

/// By the name in the contract; what a newer daemon names is a failure all the same.
ErrorCode codeOf(const std::string& name)
{
    for (const ErrorTraits& traits : errorTable()) {
        if (traits.name == name) {
            return traits.code;
        }
    }
    return ErrorCode::Internal;
}

std::string textOf(const Json& facts, const char* key)
{
    return facts.value(key, std::string());
}

void cancel(BusLink& link, const std::string& path)
{
    try {
        link.ask<org::bindery::Job1_proxy>(path, [](auto& job) { job.Cancel(); });
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Conflict) { // it has ended meanwhile
            throw;
        }
    }
}

} // namespace

BusJobEnd followJob(BusLink& link, bool json, const std::string& stopping,
                    const std::function<std::string()>& start)
{
    const SystemClock clock;
    StepWatch watch(clock, progressKind(json));
    BusEar ear(link);
    StopSignals signals([&] {
        watch.stopping(stopping);
        ear.wake();
    });
    const std::string path = start();
    ear.skipTold();
    Json facts = link.facts(path, org::bindery::Job1_proxy::INTERFACE_NAME);
    bool isCancelled = false;
    while (textOf(facts, "State") == "running") {
        if (signals.stopped() && !std::exchange(isCancelled, true)) {
            cancel(link, path);
        }
        watch.show(textOf(facts, "Step"), facts.value("Done", std::uint64_t{0}),
                   facts.value("Total", std::uint64_t{0}));
        const std::optional<BusNews> news = ear.next();
        if (!news) {
            continue;
        }
        if (news->kind == BusNews::Kind::Went) {
            throw Error(ErrorCode::NotFound, "the station's daemon went away before this had ended: nothing "
                                             "half-done is kept; start it, and ask again");
        }
        if (news->kind == BusNews::Kind::Changed && news->path == path) {
            facts.update(news->facts);
        }
    }
    const std::int64_t millis = watch.millis();
    watch.end();
    const std::string state = textOf(facts, "State");
    if (state != "done") {
        throw Error(state == "cancelled" ? ErrorCode::Cancelled : codeOf(textOf(facts, "Code")),
                    textOf(facts, "Message"));
    }
    return {textOf(facts, "Message"), textOf(facts, "Result"), millis};
}

} // namespace bindery::cli
