// SPDX-License-Identifier: Apache-2.0
#include "cli/bench_event_json.h"

#include "base/clock.h"

namespace bindery::cli
{

Json benchEventJson(const line::BenchEvent& event)
{
    return {{"event", event.kind},
            {"unit", event.unit},
            {"luks_uuid", event.luksUuid},
            {"pi_serial", event.piSerial},
            {"module_kind", event.moduleKind},
            {"module_serial", event.moduleSerial},
            {"message", event.message},
            {"time", isoTime(event.utcMicros)}};
}

} // namespace bindery::cli
