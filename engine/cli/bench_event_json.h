// SPDX-License-Identifier: Apache-2.0
// What happens at the bench as JSON: schemas/bind-event.json.
#pragma once

#include "base/json.h"
#include "line/bench.h"

namespace bindery::cli
{

Json benchEventJson(const line::BenchEvent& event);

} // namespace bindery::cli
