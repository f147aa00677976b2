// SPDX-License-Identifier: Apache-2.0
// Gives a secret to the program that reads our standard output: by write(2) alone, so that no copy stays in a
// buffer, and without a line feed, for cryptsetup takes every byte. Errors: InvalidArgument for a terminal;
// WriteFailed when the reader went away. Threads: free function.
#pragma once

#include "base/secret_buffer.h"

namespace bindery::unit
{

/// Before anything is done for it. Errors: InvalidArgument.
void requireNoTerminal(int fd);
void putSecret(int fd, const SecretBuffer& secret);

} // namespace bindery::unit
