// SPDX-License-Identifier: Apache-2.0
// What of a golden root says which machine it was made on, and is not for its units. By trait (a recipe may
// keep some: [identity] keep = ["wifi"]):
//   machine    /etc/machine-id emptied; its copy at D-Bus, random seeds, the credential secret of systemd and
//              the secret of NetworkManager removed; host ids of popularity-contest and NVMe, iSCSI names
//   wifi       networks of wpa_supplicant and netplan; NetworkManager connections that are Wi-Fi or hold a
//              secret; what iwd and ConnMan know
//   leases     DHCP leases and identifiers; names of network cards and drives that udev kept
//   bluetooth  adapters and pairings
//   history    what was typed in shells and programs of root and /home; their known hosts; backups of passwd,
//              shadow and group
//   userkeys   SSH keys that users made (id_*); authorized_keys stays
//   logs       files below /var/log, /var/crash, /tmp and /var/tmp, mail, core dumps and journals; folders
//   stay cloud      instance data of cloud-init (its seed stays), the machine token of Ubuntu Pro module what
//   a security module of the golden machine left (/var/lib/zymbit) and its key on file
// SSH host keys are personality.h's. Not touched, for a system may need them as they are: configuration, TLS
// keys of services, databases; and the boot partition, which is the same for every unit.
// Errors: BadImage when the root's folders are damaged. Threads: as ext4::FileSystem.
// Source: virt-sysprep(1); systemd "Building images safely"; cloud-init clean.
#pragma once

#include "ext4/file_system.h"
#include "golden/identity_trait.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace bindery::golden
{

/// `utcSeconds`: time of files that are rewritten. Every trait but those in `keep`.
void removeGoldenIdentity(ext4::FileSystem& root, const std::set<IdentityTrait>& keep,
                          std::int64_t utcSeconds);

/// The text of a wpa_supplicant.conf without its networks, credentials and blobs.
std::string withoutNetworks(std::string_view wpaSupplicant);
/// A netplan file without the block "wifis" (what is indented below it); empty when they stand in another
/// form of YAML, so that the whole file has to go.
std::optional<std::string> withoutWifis(std::string_view netplan);
/// Whether a NetworkManager connection is Wi-Fi or holds a secret.
bool isSecretConnection(std::string_view connection);

} // namespace bindery::golden
