// SPDX-License-Identifier: Apache-2.0
// Parses arguments, calls the verb, tells errors. Threads: call once, from main.
#pragma once

namespace bindery::cli
{

/// Gives the exit status; no exception leaves it.
int runCommandLine(int argc, char** argv) noexcept;

} // namespace bindery::cli
