// SPDX-License-Identifier: Apache-2.0
// Whom a unit trusts: the site's key and its spare, pinned in the golden image by SHA-256 of their SPKI. The
// site signs the certificate of each station, so that a dead station can be replaced. In STATE/keys/site/:
// site.key and spare.key (PKCS #8, P-256, mode 0600; the spare, and after first use the site's, belong into a
// safe), site.pins, station.key, station.pem (the station's certificate and the site's after it). Errors:
// Conflict when there is a site already; NotFound with the cure when there is none; Corrupt; NeedsRoot,
// WriteFailed as base/file.h. Threads: free functions. Source: RFC 5280, RFC 7469 section 2.4 (pins), RFC
// 8446.
#pragma once

#include "base/secret_buffer.h"
#include "base/sha256.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::bind
{

/// SHA-256 of the SPKI in DER of each key that may sign stations; the site's first.
using SitePins = std::vector<Digest>;
/// One pin per line in hex; lines that begin with '#' and empty ones say nothing. At most 8 pins.
std::string pinsText(const SitePins& pins);
SitePins pinsOf(std::string_view text);

/// What a bench shows to units.
struct BenchIdentity {
    std::string certificates; ///< PEM: the station's, then the site's
    SecretBuffer privateKey;  ///< PEM, of the station
};

bool hasSite(const std::filesystem::path& siteFolder);
/// Makes site, spare and this station's certificate.
SitePins createSite(const std::filesystem::path& siteFolder, const std::string& stationName);
SitePins readPins(const std::filesystem::path& siteFolder);
/// The same as pinsText(), for a golden image whose units are to trust the site.
std::string sitePinsText(const std::filesystem::path& siteFolder);
/// A certificate for this station from a site key that another station made: `from` holds site.key (or
/// spare.key) and site.pins. The site's key is not copied.
SitePins joinSite(const std::filesystem::path& siteFolder, const std::filesystem::path& from,
                  const std::string& stationName);
BenchIdentity openBench(const std::filesystem::path& siteFolder);

} // namespace bindery::bind
