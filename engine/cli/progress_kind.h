// SPDX-License-Identifier: Apache-2.0
// How the progress of a long act is shown on standard error.
#pragma once

#include "cli/console.h"

#include <unistd.h>

namespace bindery::cli
{

enum class ProgressKind {
    Live,  ///< drawn again and again, for a person at a terminal
    Lines, ///< a line when something changes
    None,  ///< for programs that read JSON
};

inline ProgressKind progressKind(bool json)
{
    if (Console::of(STDERR_FILENO).terminal) {
        return ProgressKind::Live;
    }
    return json ? ProgressKind::None : ProgressKind::Lines;
}

} // namespace bindery::cli
