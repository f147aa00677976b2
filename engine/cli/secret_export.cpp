// SPDX-License-Identifier: Apache-2.0
#include "cli/secret_export.h"

#include "card/card_header.h"
#include "cli/new_file.h"
#include "cli/secret_list.h"

namespace bindery::cli
{

SecretExport::SecretExport(const std::filesystem::path& file, const std::filesystem::path& certificate,
                           std::int64_t utcSeconds)
    : m_file(std::filesystem::absolute(file)),
      m_envelope(CmsEnvelope::forCertificate(certificate, utcSeconds))
{
    requireNewFile(m_file);
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
    NewFile file(m_file, asBytes(message));
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
    file.giveName();
    return secrets.size();
}

} // namespace bindery::cli
