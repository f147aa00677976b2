// SPDX-License-Identifier: Apache-2.0
// `bindery-unit unlock`, with the root still closed: read the header, look at the module, ask the table
// (bind/next_act.h), do what it says, and again. Ends with the secret that opens the root: the module's key,
// or, in the boot that made keyslot 1, the transport secret, for cryptsetup read the header before keyslot 1
// was there. Waits for bench and module for ever; gives up only where the table says so. Errors: those of the
// medium (a card that cannot be read or written). Threads: free functions.
#pragma once

#include "base/secret_buffer.h"
#include "unit/unit_parts.h"

#include <optional>

namespace bindery::unit
{

/// Empty when it was refused, which has been said on the console.
std::optional<SecretBuffer> unlock(const UnitParts& parts);

} // namespace bindery::unit
