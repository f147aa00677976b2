// SPDX-License-Identifier: Apache-2.0
// Transport secrets while the station needs them. Each is sealed with AES-256-GCM under a wrapping key of its
// own; the row in the database holds ciphertext only. The wrapping key lies outside the database and its
// backups, in STATE/keys/wrapping/<attempt>.key, itself sealed under the station's master: the systemd
// credential "bindery-master" where there is one ($CREDENTIALS_DIRECTORY), else STATE/keys/master, made at
// first use. Destroying the file makes every backup of the row worthless. Errors: NotFound (no such secret,
// or its wrapping key is gone: the secret cannot be had any more), Conflict (already sealed, destroyed),
// Corrupt (ciphertext, key file or context do not fit together), NeedsRoot, WriteFailed. Threads: any.
// Source: NIST SP 800-38D (GCM), RFC 5869 (HKDF), systemd.exec(5) LoadCredential=.
#pragma once

#include "base/secret_buffer.h"
#include "base/uuid.h"
#include "db/records.h"

#include <string>

namespace bindery::db
{

/// What a secret is for: bound into the ciphertext as additional data, so that rows cannot be exchanged.
struct SecretContext {
    std::string attempt;
    Uuid luksUuid;
    std::string purpose = "transport";
};

class SealedSecrets
{
public:
    /// `records` is borrowed.
    explicit SealedSecrets(Records& records);

    /// When it returns, wrapping key and row are on the disk, in this order. One secret per attempt.
    void seal(const SecretBuffer& secret, const SecretContext& context);
    SecretBuffer open(const SecretContext& context) const;
    /// By the UUID in the header of a card, for purpose "transport".
    SecretBuffer openFor(const Uuid& luksUuid) const;
    /// Overwrites and removes the wrapping key, scrubs the row, empties the write-ahead log. May be repeated
    /// after a crash.
    void destroy(const std::string& attempt, const std::string& reason, const std::string& actor);
    /// Removes wrapping keys left by a crash before their row was written: those of closed attempts without a
    /// row.
    void removeOrphans();

private:
    Records& m_records;
};

} // namespace bindery::db
