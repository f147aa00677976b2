// SPDX-License-Identifier: Apache-2.0
// Gives the transport secrets of the cards that passed to the holder of a certificate: one CMS file, and one
// event per card. Errors: Conflict when the file exists; those of CmsEnvelope, of the records and of
// writing the file.
#pragma once

#include "base/cms_envelope.h"
#include "line/run_attempt.h"
#include "line/station.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace bindery::cli
{

class SecretExport
{
public:
    /// Everything that can be checked is checked here, before any card is touched.
    SecretExport(const std::filesystem::path& file, const std::filesystem::path& certificate,
                 std::int64_t utcSeconds);

    const CmsEnvelope& envelope() const { return m_envelope; }
    const std::filesystem::path& file() const { return m_file; }
    /// Gives the number of cards in the file; no file is written for none.
    std::size_t run(line::Station& station, const std::vector<line::AttemptReport>& attempts,
                    const std::string& actor) const;

private:
    std::filesystem::path m_file;
    CmsEnvelope m_envelope;
};

} // namespace bindery::cli
