// SPDX-License-Identifier: Apache-2.0
// What the line tells, as JSON: one object per event, with its kind in "event".
#pragma once

#include "base/json.h"
#include "line/line_event.h"

namespace bindery::cli
{

Json lineEventJson(const line::LineEvent& event);

} // namespace bindery::cli
