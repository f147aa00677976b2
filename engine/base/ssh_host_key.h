// SPDX-License-Identifier: Apache-2.0
// Fresh host keys of an SSH server, as the files that OpenSSH reads.
// Errors: Internal; InvalidArgument for a comment that is none.
// Threads: free functions, thread-safe.
// Source: OpenSSH PROTOCOL.key (private file), RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 (public
// blobs).
#pragma once

#include "base/secret_buffer.h"

#include <string>

namespace bindery
{

enum class SshKeyKind { Ed25519, EcdsaP256 };

struct SshHostKey {
    SecretBuffer privateFile; ///< content of ssh_host_KIND_key, mode 0600; not encrypted
    std::string publicLine;   ///< content of ssh_host_KIND_key.pub
};

/// `comment` is for people: "root@unit-7". Without line breaks.
SshHostKey makeSshHostKey(SshKeyKind kind, const std::string& comment);

} // namespace bindery
