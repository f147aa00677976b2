// SPDX-License-Identifier: Apache-2.0
#include "cli/secret_export.h"

#include "base/file.h"
#include "card/card_header.h"
#include "cli/secret_list.h"

#include <cerrno>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr mode_t kPrivateFile = 0600;

void requireFree(const std::filesystem::path& file)
{
    if (std::filesystem::exists(std::filesystem::symlink_status(file))) {
        throw Error(ErrorCode::Conflict,
                    file.string() + " exists already, and may be the only copy of other cards' secrets: "
                                    "name another file");
    }
}

} // namespace

SecretExport::SecretExport(const std::filesystem::path& file, const std::filesystem::path& certificate,
                           std::int64_t utcSeconds)
    : m_file(std::filesystem::absolute(file)),
      m_envelope(SecretEnvelope::forCertificate(certificate, utcSeconds))
{
    requireFree(m_file);
    if (::access(m_file.parent_path().c_str(), W_OK | X_OK) != 0) {
        throwErrno(codeOfFileErrno(errno),
                   "the folder " + m_file.parent_path().string() + " cannot take the file of secrets", errno);
    }
}

std::size_t SecretExport::run(line::Station& station, const std::vector<line::AttemptReport>& attempts,
                              const std::string& actor) const
{
    std::vector<ReleasedSecret> secrets;
    for (const line::AttemptReport& attempt : attempts) {
        if (attempt.result != db::AttemptResult::Passed || !attempt.card) {
            continue;
        }
        const Uuid& uuid = attempt.card->identity.luksUuid;
        secrets.push_back({attempt.serial, attempt.path, uuid, card::kTransportSlot,
                           station.secrets().open({attempt.attempt, uuid, "transport"})});
    }
    if (secrets.empty()) {
        return 0;
    }
    const std::string message = m_envelope.seal(secretListJson(secrets).view());
    // On the disk under another name first, then the events, then the name: a secret that left the station
    // unrecorded must not be, nor a record of one that never left.
    const std::filesystem::path unnamed = m_file.string() + ".new-" + attempts.front().attempt;
    replaceFile(unnamed, asBytes(message), kPrivateFile);
    for (const line::AttemptReport& attempt : attempts) {
        if (attempt.result == db::AttemptResult::Passed) {
            station.records().recordAct(actor, "secret.exported", "attempt:" + attempt.attempt,
                                        {{"attempt", attempt.attempt},
                                         {"unit", attempt.serial},
                                         {"keyslot", card::kTransportSlot},
                                         {"certificate_sha256", m_envelope.fingerprint()},
                                         {"certificate_subject", m_envelope.subject()}});
        }
    }
    const int linked =
        ::link(unnamed.c_str(), m_file.c_str()); // unlike rename(2), takes no other file's place
    const int saved = errno;
    ::unlink(unnamed.c_str());
    if (linked != 0) {
        throwErrno(codeOfFileErrno(saved), "naming the file of secrets " + m_file.string(), saved);
    }
    flushFolder(m_file.parent_path());
    return secrets.size();
}

} // namespace bindery::cli
