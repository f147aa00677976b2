// SPDX-License-Identifier: Apache-2.0
// A PIN from a person at a terminal, who types a new one twice and does not see it; or from a program, as the only
// line of standard input. Errors: InvalidArgument when the two differ, or there is none, or more than one
// line; Cancelled when a signal or the end of the terminal comes first; WriteFailed (reading). The terminal
// is left as it was. Threads: one, before any other is started. Source: termios(3).
#pragma once

#include "base/secret_buffer.h"

#include <string>

namespace bindery::cli
{

/// `whose` is in the question. `input` and `output`, where the question goes, are file descriptors.
SecretBuffer readPin(const std::string& whose, int input, int output);
/// One that was set before: asked for once.
SecretBuffer readKnownPin(const std::string& whose, int input, int output);

} // namespace bindery::cli
