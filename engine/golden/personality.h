// SPDX-License-Identifier: Apache-2.0
// What makes one unit's root its own: host name, SSH host keys, files of the operator,
// /etc/bindery/unit.json, fresh UUID, as an overlay over the shared golden root. First what identifies the
// golden system is removed (golden_identity.h) and its host keys; the operator's files come last and win.
// Errors: BadImage when the root lacks /etc; InvalidArgument for a host name that is none (RFC 1123), or a
// file where the root has a folder; TooSmall when the root has no room. Threads: free functions; one call per
// card, in parallel. Source: hostname(5), hosts(5), machine-id(5), systemd "Building images safely".
#pragma once

#include "base/json.h"
#include "base/uuid.h"
#include "golden/golden_identity.h"
#include "golden/golden_root.h"
#include "golden/unit_files.h"

#include <memory>
#include <set>
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
    std::set<IdentityTrait> keep;     ///< of the golden system, where it is no secret
    std::vector<UnitFile> files;      ///< laid over the root
    Uuid fileSystemUuid;
    Json unitJson;               ///< content of /etc/bindery/unit.json; no secrets of the station
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
