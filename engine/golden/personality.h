// SPDX-License-Identifier: Apache-2.0
// What makes one unit's root its own: host name, machine-id, SSH host keys, /etc/bindery/unit.json, fresh
// UUID, as an overlay over the shared golden root. What identifies the golden system is removed: its host
// keys, its machine-id in both places, its random seeds and its systemd credential secret. Errors: BadImage
// when the root lacks /etc; InvalidArgument for a host name that is none (RFC 1123). Threads: free functions;
// one call per card, in parallel. Source: hostname(5), hosts(5), machine-id(5), systemd "Building images
// safely".
#pragma once

#include "base/json.h"
#include "base/uuid.h"
#include "golden/golden_root.h"

#include <memory>
#include <string>
#include <vector>

namespace bindery::golden
{

/// Fresh: made here, where the image has sshd. FirstBoot: removed, for the system to make. Leave: the golden
/// ones stay.
enum class SshKeys { Fresh, FirstBoot, Leave };

struct UnitIdentity {
    std::string serial;
    std::string hostName;             ///< empty: the golden one is kept
    SshKeys sshKeys = SshKeys::Fresh; ///< Fresh only where the image has sshd
    Uuid fileSystemUuid;
    Json unitJson;               ///< content of /etc/bindery/unit.json; no secrets
    std::int64_t utcSeconds = 0; ///< time of the files
};

/// One changed run and the digest of its content, for a verify years later.
struct ChangedRun {
    Extent extent;
    std::string sha256;
};

struct Personality {
    std::shared_ptr<const ext4::Overlay> overlay; ///< over GoldenRoot::grown
    Extents used;                                 ///< of the overlaid file system, exact
    std::vector<ChangedRun> changes;              ///< of what it uses
};

Personality personalise(const GoldenRoot& root, const UnitIdentity& unit);

/// One or more labels of letters, digits and inner hyphens, at most 64 characters in all (what Linux keeps).
bool isHostName(std::string_view text);
/// The text of /etc/hosts with 127.0.1.1 meaning `hostName`; other lines stay as they are.
std::string hostsWithName(const std::string& hosts, const std::string& hostName);

} // namespace bindery::golden
