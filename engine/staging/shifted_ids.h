// SPDX-License-Identifier: Apache-2.0
// How the owners of an image's files appear on the station while programs of the image run. They are shifted
// into a range that nothing else has: were they kept, the image's root would be the station's root to every
// file that it got hold of and free of RLIMIT_NPROC; shifted, it is nobody. Identity maps would spare the
// shift, but nothing more: the files are written by us anyway. Source: user_namespaces(7); systemd's
// UIDS-GIDS (0x70000000 and up is given to nobody).
#pragma once

#include <cstdint>

namespace bindery::staging
{

inline constexpr std::uint32_t kFirstShiftedId = 0x70000000;
inline constexpr std::uint32_t kShiftedIds = 0x0f000000;

} // namespace bindery::staging
