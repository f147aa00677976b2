// SPDX-License-Identifier: Apache-2.0
// The root's own tables when it lies in a LUKS container: /etc/fstab mounts the mapper and finds the boot
// partition by something that a first start does not change; /etc/crypttab names the container. Pure
// functions from text to text; a second edit changes nothing, and rows and comments that are not meant stay
// byte for byte. Errors: BadImage naming line and cure. Threads: free functions.
// Source: fstab(5), crypttab(5).
#pragma once

#include <string>
#include <string_view>

namespace bindery::staging
{

/// Name of the opened container, for the life of the unit: it is in fstab, crypttab and every initramfs.
inline constexpr std::string_view kRootMapper = "/dev/mapper/cryptrfs";
/// The key script of cryptsetup's initramfs scripts.
inline constexpr std::string_view kUnlockScript = "/usr/lib/bindery/unlock";

/// The root's row names kRootMapper, the row of `bootMount` names `bootSource` ("UUID=ABCD-0123" or
/// "LABEL=bootfs"); a missing row is added.
std::string editedFstab(std::string_view fstab, std::string_view bootMount, std::string_view bootSource);

/// One row for the root: kRootMapper's name, `source` ("LABEL=cryptroot"), no key file, and the options luks,
/// initramfs, keyscript and tries. Older rows of that name go.
std::string editedCrypttab(std::string_view crypttab, std::string_view source);

} // namespace bindery::staging
