// SPDX-License-Identifier: Apache-2.0
#include "db/sealed_secrets.h"

#include "base/base64.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/lock_file.h"
#include "base/random.h"
#include "db/connection_internal.h"
#include "db/create_once_internal.h"
#include "db/secret_box_internal.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::db
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kSaltSize = 32;
constexpr std::size_t kMinMaster = 32;
constexpr const char* kSuffix = ".key";

std::string additionalData(const SecretContext& context, const char* layer)
{
    return canonicalJson({{"attempt", context.attempt},
                          {"layer", layer},
                          {"luks_uuid", context.luksUuid.text()},
                          {"purpose", context.purpose}});
}

template <std::size_t N>
std::array<std::byte, N> randomBytes()
{
    std::array<std::byte, N> bytes{};
    fillRandom(bytes);
    return bytes;
}

std::optional<fs::path> credentialPath()
{
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (folder == nullptr || *folder == '\0') {
        return std::nullopt;
    }
    const fs::path path = fs::path(folder) / "bindery-master";
    return fs::exists(path) ? std::optional(path) : std::nullopt;
}

SecretBuffer checkedMaster(SecretBuffer master, const fs::path& path)
{
    if (master.size() < kMinMaster) {
        throw Error(ErrorCode::Corrupt,
                    path.string() + " is shorter than 32 bytes; it is not the station's master key");
    }
    return master;
}

SecretBuffer credentialMaster()
{
    const std::optional<fs::path> path = credentialPath();
    if (!path) {
        throw Error(ErrorCode::NotFound, "this secret is sealed under the systemd credential "
                                         "\"bindery-master\", which is not here; run this "
                                         "inside the station's service, or load the credential");
    }
    return checkedMaster(readKeyFile(*path), *path);
}

/// A second master beside wrapping keys of the first would hide that their secrets are lost.
void refuseToReplaceMaster(const StateFolder& state)
{
    for (const fs::directory_entry& entry : fs::directory_iterator(state.wrappingKeys())) {
        if (entry.path().extension() == kSuffix) {
            throw Error(ErrorCode::Corrupt,
                        "the master key " + state.masterKey().string() +
                            " is gone, but secrets are sealed under it: put it back from a backup");
        }
    }
}

/// The wrapping key itself, sealed under a key of its own derived from the master.
std::string wrappingText(const StateFolder& state, const SecretContext& context, const SecretBuffer& wrapping)
{
    const bool byCredential = credentialPath().has_value();
    if (!byCredential && !fs::exists(state.masterKey())) {
        refuseToReplaceMaster(state);
        createOnce(state.masterKey(), SecretBuffer::random(kBoxKeySize));
    }
    const SecretBuffer master =
        byCredential ? credentialMaster() : checkedMaster(readKeyFile(state.masterKey()), state.masterKey());
    const auto salt = randomBytes<kSaltSize>();
    const auto nonce = randomBytes<kBoxNonceSize>();
    const std::string additional = additionalData(context, "wrapping key");
    const std::vector<std::byte> sealed =
        sealBox(deriveKey(master, salt, "bindery wrapping key"), nonce, asBytes(additional), wrapping);
    return canonicalJson({{"format", 1},
                          {"master", byCredential ? "credential" : "file"},
                          {"nonce", toBase64(nonce)},
                          {"salt", toBase64(salt)},
                          {"sealed", toBase64(sealed)}}) +
           "\n";
}

SecretBuffer openWrapping(const StateFolder& state, const SecretContext& context, const fs::path& path)
{
    const SecretBuffer content = readKeyFile(path); // ciphertext; read this way for its checks of the mode
    const Json json = parseJson(asText(content.view()), path.string());
    try {
        if (json.at("format") != 1) {
            throw Error(ErrorCode::Conflict, path.string() + " was made by a newer Bindery; install that");
        }
        const SecretBuffer master = json.at("master") == "credential"
                                        ? credentialMaster()
                                        : checkedMaster(readKeyFile(state.masterKey()), state.masterKey());
        const std::vector<std::byte> salt = fromBase64(json.at("salt").get<std::string>());
        const std::vector<std::byte> nonce = fromBase64(json.at("nonce").get<std::string>());
        const std::vector<std::byte> sealed = fromBase64(json.at("sealed").get<std::string>());
        const std::string additional = additionalData(context, "wrapping key");
        return withContext(path.string(), [&] {
            return openBox(deriveKey(master, salt, "bindery wrapping key"), nonce, asBytes(additional),
                           sealed);
        });
    } catch (const Json::exception&) {
        throw Error(ErrorCode::Corrupt, path.string() + " is not a wrapping key");
    }
}

/// An attempt's id becomes a file name.
fs::path wrappingPath(const StateFolder& state, const std::string& attempt)
{
    Uuid id;
    try {
        id = Uuid::parse(attempt);
    } catch (const Error&) {
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + recordable(attempt, 64) + "\" is not the id of an attempt");
    }
    return state.wrappingKeys() / (id.text() + kSuffix);
}

/// Overwritten first: not every file system forgets what it unlinks.
void destroyFile(const fs::path& path)
{
    if (!fs::exists(fs::symlink_status(path))) {
        return;
    }
    {
        const UniqueFd fd = openFile(path, O_WRONLY | O_NOFOLLOW);
        struct stat status {
        };
        if (::fstat(fd.get(), &status) == 0 && S_ISREG(status.st_mode)) {
            const std::vector<std::byte> zeros(static_cast<std::size_t>(status.st_size));
            writeFully(fd.get(), 0, zeros, path);
            flushFile(fd.get(), path);
        }
    }
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        const int saved = errno;
        throwErrno(codeOfFileErrno(saved), "removing " + path.string(), saved);
    }
    flushFolder(path.parent_path());
}

LockFile lockWrappingKeys(const StateFolder& state)
{
    makeFolders(state.keys(), 0700);
    makeFolders(state.wrappingKeys(), 0700);
    return LockFile::acquire(state.wrappingKeys() / ".lock");
}

void checkContext(const SealedSecret& row, const SecretContext& context)
{
    if (row.luksUuid != context.luksUuid || row.purpose != context.purpose) {
        throw Error(ErrorCode::Corrupt, "the sealed secret of attempt " + context.attempt +
                                            " is for another card or purpose: LUKS UUID " +
                                            row.luksUuid.text() + ", " + row.purpose);
    }
}

} // namespace

SealedSecrets::SealedSecrets(Records& records) : m_records(records) {}

void SealedSecrets::seal(const SecretBuffer& secret, const SecretContext& context)
{
    if (secret.empty()) {
        throw Error(ErrorCode::InvalidArgument, "an empty secret is not sealed");
    }
    const StateFolder& state = m_records.state();
    const fs::path path = wrappingPath(state, context.attempt);
    const LockFile lock = lockWrappingKeys(state);
    if (m_records.findSealedSecret(context.attempt)) {
        throw Error(ErrorCode::Conflict, "attempt " + context.attempt + " has a sealed secret");
    }
    const SecretBuffer wrapping = SecretBuffer::random(kBoxKeySize);
    // On the disk before the row is: a row without its key would be a secret lost.
    replaceFile(path, asBytes(wrappingText(state, context, wrapping)), 0600);
    SealedSecret row;
    row.attempt = context.attempt;
    row.luksUuid = context.luksUuid;
    row.purpose = context.purpose;
    const auto nonce = randomBytes<kBoxNonceSize>();
    row.nonce.assign(nonce.begin(), nonce.end());
    row.ciphertext = sealBox(wrapping, nonce, asBytes(additionalData(context, "secret")), secret);
    try {
        m_records.recordSealedSecret(row);
    } catch (...) {
        ::unlink(path.c_str());
        throw;
    }
}

SecretBuffer SealedSecrets::open(const SecretContext& context) const
{
    const std::optional<SealedSecret> row = m_records.findSealedSecret(context.attempt);
    if (!row) {
        throw Error(ErrorCode::NotFound,
                    "the records hold no secret of attempt \"" + recordable(context.attempt, 64) + "\"");
    }
    if (row->destroyed) {
        throw Error(ErrorCode::Conflict, "the secret of attempt " + context.attempt + " was destroyed");
    }
    checkContext(*row, context);
    const StateFolder& state = m_records.state();
    const fs::path path = wrappingPath(state, context.attempt);
    if (!fs::exists(path)) {
        throw Error(ErrorCode::NotFound,
                    "the wrapping key " + path.string() + " is gone, so the secret of attempt " +
                        context.attempt +
                        " cannot be had any more; use the recovery key of the card, or --key-file");
    }
    const SecretBuffer wrapping = openWrapping(state, context, path);
    return withContext("attempt " + context.attempt, [&] {
        return openBox(wrapping, row->nonce, asBytes(additionalData(context, "secret")), row->ciphertext);
    });
}

SecretBuffer SealedSecrets::openFor(const Uuid& luksUuid) const
{
    const std::optional<SealedSecret> row = m_records.findSealedSecret(luksUuid);
    if (!row) {
        throw Error(ErrorCode::NotFound,
                    "the records hold no secret for a card with LUKS UUID " + luksUuid.text() +
                        "; was it made on another station, or with another state folder?");
    }
    return open({row->attempt, luksUuid, row->purpose});
}

void SealedSecrets::destroy(const std::string& attempt, const std::string& reason, const std::string& actor)
{
    const fs::path path = wrappingPath(m_records.state(), attempt);
    const LockFile lock = lockWrappingKeys(m_records.state());
    if (!m_records.findSealedSecret(attempt)) {
        throw Error(ErrorCode::NotFound, "the records hold no secret of attempt " + attempt);
    }
    m_records.actor(actor); // nobody unknown destroys anything
    // The key first: a row never says destroyed of what still exists.
    destroyFile(path);
    m_records.scrubSealedSecret(attempt, reason, actor);
}

void SealedSecrets::removeOrphans()
{
    const StateFolder& state = m_records.state();
    const LockFile lock = lockWrappingKeys(state);
    for (const fs::directory_entry& entry : fs::directory_iterator(state.wrappingKeys())) {
        const fs::path& path = entry.path();
        const std::string name = path.filename().string();
        if (name.find(".new-") != std::string::npos) { // nobody else writes here while the lock is held
            destroyFile(path);
            continue;
        }
        if (path.extension() != kSuffix) {
            continue;
        }
        const std::string attempt = path.stem().string();
        const std::optional<StoredAttempt> stored = m_records.findAttempt(attempt);
        const std::optional<SealedSecret> row = m_records.findSealedSecret(attempt);
        const bool neverRecorded = !row && stored && stored->result;
        if (neverRecorded || (row && row->destroyed)) {
            destroyFile(path);
        }
    }
}

} // namespace bindery::db
