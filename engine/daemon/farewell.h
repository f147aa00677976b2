// SPDX-License-Identifier: Apache-2.0
// Tells that an object leaves the bus; a bus that has gone needs no farewell. For destructors.
// Threads: free function.
#pragma once

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

inline void farewell(sdbus::ManagedObject_adaptor& object) noexcept
{
    try {
        object.emitInterfacesRemovedSignal();
    } catch (const sdbus::Error&) { // NOLINT(bugprone-empty-catch)
    }
}

} // namespace bindery::daemon
