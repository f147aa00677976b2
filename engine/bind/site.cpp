// SPDX-License-Identifier: Apache-2.0
#include "bind/site.h"

#include "base/error.h"
#include "base/file.h"
#include "base/random.h"
#include "bind/openssl_internal.h"
#include "bind/site_certificate_internal.h"
#include "bind/strict_fields_internal.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>

namespace bindery::bind
{

namespace fs = std::filesystem;

namespace
{

constexpr const char* kSiteKey = "site.key";
constexpr const char* kSpareKey = "spare.key";
constexpr const char* kPins = "site.pins";
constexpr const char* kStationKey = "station.key";
constexpr const char* kStationPem = "station.pem";
constexpr mode_t kSecretMode = 0600;
constexpr mode_t kPublicMode = 0644;
constexpr mode_t kFolderMode = 0700;

bool isThere(const fs::path& path)
{
    std::error_code error;
    const bool found = fs::exists(path, error);
    if (error) {
        throwErrno(codeOfFileErrno(error.value()), "looking for " + path.string(), error.value());
    }
    return found;
}

/// Straight into wiped memory.
SecretBuffer readKeyFile(const fs::path& path)
{
    constexpr off_t kLimit = 16384;
    const UniqueFd fd = openFile(path, O_RDONLY);
    struct stat info {
    };
    if (::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0 ||
        info.st_size > kLimit) {
        throw Error(ErrorCode::Corrupt, path.string() + " is not a key file");
    }
    SecretBuffer pem(static_cast<std::size_t>(info.st_size));
    if (!readFully(fd.get(), 0, pem.span(), path)) {
        throw Error(ErrorCode::Corrupt, path.string() + " became shorter while it was read");
    }
    return pem;
}

/// A folder under another name, which becomes the site's at once or goes away again.
class NewFolder
{
public:
    explicit NewFolder(const fs::path& target)
        : m_target((target.has_filename() ? target : target.parent_path()).lexically_normal())
    {
        std::array<std::byte, 8> unique{};
        fillRandom(unique);
        const fs::path parent = m_target.parent_path();
        m_path = parent / (m_target.filename().string() + ".new-" + toHex(unique));
        makeFolders(parent, kFolderMode);
        makeFolders(m_path, kFolderMode);
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    ~NewFolder()
    {
        if (!m_kept) {
            std::error_code ignored;
            fs::remove_all(m_path, ignored);
        }
    }

    void put(const char* name, ByteView content, mode_t mode) { replaceFile(m_path / name, content, mode); }
    /// Over nothing or an empty folder.
    void keep()
    {
        if (::rename(m_path.c_str(), m_target.c_str()) != 0) {
            const int saved = errno;
            if (saved == ENOTEMPTY || saved == EEXIST || saved == ENOTDIR) {
                throw Error(ErrorCode::Conflict,
                            m_target.string() + " is there already; a site's keys are never replaced: use "
                                                "them, or move the folder away");
            }
            throwErrno(codeOfFileErrno(saved), "renaming to " + m_target.string(), saved);
        }
        m_kept = true;
        flushFolder(m_target.parent_path());
    }

private:
    fs::path m_target;
    fs::path m_path;
    bool m_kept = false;
};

void requireNoSite(const fs::path& siteFolder)
{
    std::error_code error;
    const bool empty = !isThere(siteFolder) || fs::is_empty(siteFolder, error);
    if (error) {
        throwErrno(codeOfFileErrno(error.value()), "looking into " + siteFolder.string(), error.value());
    }
    if (!empty) {
        throw Error(ErrorCode::Conflict, siteFolder.string() +
                                             " holds a site already; a site's keys are never replaced: use "
                                             "them, or move the folder away");
    }
}

void requireStationName(const std::string& name)
{
    constexpr std::size_t kLimit = 64; // of a common name, RFC 5280 appendix A
    if (name.empty() || name.size() > kLimit || !isPrintable(name)) {
        throw Error(ErrorCode::InvalidArgument,
                    "the name of a station is a printable text of 1 to 64 bytes, such as bench-1");
    }
}

/// Key and certificate of a station, signed by `siteKey`.
void putStation(NewFolder& folder, const std::string& name, EVP_PKEY* siteKey)
{
    const Certificate site = siteCertificateOf(siteKey);
    const Key station = freshP256();
    const Certificate certificate = stationCertificateOf(name, station.get(), site.get(), siteKey);
    folder.put(kStationKey, pemOf(station.get()).view(), kSecretMode);
    folder.put(kStationPem, asBytes(pemOf(certificate.get()) + pemOf(site.get())), kPublicMode);
}

/// site.key, or else spare.key; it must be one of the pins.
Key signingKeyFrom(const fs::path& from, const SitePins& pins)
{
    for (const char* name : {kSiteKey, kSpareKey}) {
        const fs::path path = from / name;
        if (!isThere(path)) {
            continue;
        }
        Key key = privateKeyOf(readKeyFile(path), path.string());
        if (std::find(pins.begin(), pins.end(), spkiDigestOf(key.get())) == pins.end()) {
            throw Error(ErrorCode::Conflict, path.string() + " is not one of the keys in " +
                                                 (from / kPins).string() + "; bring both from the same site");
        }
        return key;
    }
    throw Error(ErrorCode::NotFound, from.string() +
                                         " holds neither site.key nor spare.key; bring one of them, with "
                                         "site.pins, from where the site's keys are kept");
}

[[noreturn]] void failNoSite(const fs::path& siteFolder)
{
    throw Error(ErrorCode::NotFound, "there is no site in " + siteFolder.string() +
                                         "; make one with: bindery bind site init, or join one with: "
                                         "bindery bind site join FOLDER");
}

} // namespace

bool hasSite(const fs::path& siteFolder)
{
    return isThere(siteFolder / kPins) && isThere(siteFolder / kStationKey) &&
           isThere(siteFolder / kStationPem);
}

SitePins createSite(const fs::path& siteFolder, const std::string& stationName)
{
    requireStationName(stationName);
    requireNoSite(siteFolder);
    const Key site = freshP256();
    const Key spare = freshP256();
    SitePins pins{spkiDigestOf(site.get()), spkiDigestOf(spare.get())};
    NewFolder folder(siteFolder);
    folder.put(kSiteKey, pemOf(site.get()).view(), kSecretMode);
    folder.put(kSpareKey, pemOf(spare.get()).view(), kSecretMode);
    folder.put(kPins, asBytes(pinsText(pins)), kPublicMode);
    putStation(folder, stationName, site.get());
    folder.keep();
    return pins;
}

std::string sitePinsText(const fs::path& siteFolder)
{
    if (!hasSite(siteFolder)) {
        throw Error(ErrorCode::NotFound, "no site yet, whose key the units of this recipe would trust (in " +
                                             siteFolder.string() +
                                             "); make one with \"bindery bind site init\"");
    }
    return pinsText(readPins(siteFolder));
}

SitePins readPins(const fs::path& siteFolder)
{
    const fs::path path = siteFolder / kPins;
    if (!isThere(path)) {
        failNoSite(siteFolder);
    }
    return withContext(path.string(), [&] { return pinsOf(readTextFile(path, kib(64))); });
}

SitePins joinSite(const fs::path& siteFolder, const fs::path& from, const std::string& stationName)
{
    requireStationName(stationName);
    requireNoSite(siteFolder);
    SitePins pins = readPins(from);
    const Key key = signingKeyFrom(from, pins);
    NewFolder folder(siteFolder);
    folder.put(kPins, asBytes(pinsText(pins)), kPublicMode);
    putStation(folder, stationName, key.get());
    folder.keep();
    return pins;
}

BenchIdentity openBench(const fs::path& siteFolder)
{
    if (!hasSite(siteFolder)) {
        failNoSite(siteFolder);
    }
    const fs::path keyPath = siteFolder / kStationKey;
    const fs::path pemPath = siteFolder / kStationPem;
    BenchIdentity identity;
    identity.certificates = readTextFile(pemPath, kib(64));
    identity.privateKey = readKeyFile(keyPath);
    const Key key = privateKeyOf(identity.privateKey, keyPath.string());
    const std::vector<Certificate> chain = certificatesOf(identity.certificates, pemPath.string());
    const SitePins pins = readPins(siteFolder);
    const bool ours =
        chain.size() == 2 && ::X509_check_private_key(chain[0].get(), key.get()) == 1 &&
        std::find(pins.begin(), pins.end(), spkiDigestOf(::X509_get0_pubkey(chain[1].get()))) != pins.end() &&
        ::X509_verify(chain[0].get(), ::X509_get0_pubkey(chain[1].get())) == 1;
    takeOpenSslReason();
    if (!ours) {
        throw Error(ErrorCode::Corrupt, pemPath.string() + " is not the certificate of " + keyPath.string() +
                                            " signed by a key in " + (siteFolder / kPins).string() +
                                            "; units would refuse this station: join the site anew");
    }
    return identity;
}

} // namespace bindery::bind
