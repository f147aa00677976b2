// SPDX-License-Identifier: Apache-2.0
// On which message bus the station's daemon is looked for.
#pragma once

namespace bindery::cli
{

enum class BusKind {
    System,
    Session, ///< of the calling user alone: demos
};

} // namespace bindery::cli
