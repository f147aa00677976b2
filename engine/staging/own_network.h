// SPDX-License-Identifier: Apache-2.0
// A network with nothing in it but its own loopback, for a machine that starts an image nobody has approved
// yet: from inside QEMU's user network it reaches what listens here, and neither the station nor its
// neighbours. Errors: NeedsRoot; Internal. Threads: the calling thread, and what it starts from then on.
// Source: network_namespaces(7), netdevice(7).
#pragma once

namespace bindery::staging
{

/// There is no way back for the calling thread.
void enterOwnNetwork();

} // namespace bindery::staging
