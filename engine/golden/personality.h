// SPDX-License-Identifier: Apache-2.0
// What makes one unit's root its own: host name, machine-id, SSH host keys, /etc/bindery/unit.json, fresh
// UUID, as an overlay over the shared golden root. Errors: BadImage when the root lacks /etc; InvalidArgument
// for a host name that is none (RFC 1123). Threads: free functions; one call per card, in parallel.
#pragma once

#include "base/json.h"
#include "base/uuid.h"
#include "golden/golden_root.h"

#include <memory>
#include <string>
#include <vector>

namespace bindery::golden
{

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
    std::vector<ChangedRun> changes;
};

Personality personalise(const GoldenRoot& root, const UnitIdentity& unit);

} // namespace bindery::golden
