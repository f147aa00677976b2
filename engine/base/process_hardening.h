// SPDX-License-Identifier: Apache-2.0
// What this process does before it holds a secret or a card. Source: prctl(2) PR_SET_DUMPABLE, setrlimit(2)
// RLIMIT_CORE, umask(2), signal(7) SIGPIPE.
#pragma once

namespace bindery
{

/// No core dumps, private files, no end by a reader that went away; descriptors 0 to 2 are open, so that no
/// card ever gets the number that messages are written to.
void hardenProcess() noexcept;

} // namespace bindery
