// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/file.h"
#include "base/json.h"
#include "db/checkpoint_file_internal.h"
#include "db/event_text_internal.h"
#include "db/records_internal.h"
#include "db/tree_head_internal.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::db
{

namespace
{

constexpr std::uint64_t kMaxLine = 4096;

Checkpoint checkpointAt(const SQLite::Statement& row)
{
    Checkpoint checkpoint;
    checkpoint.size = integerAt(row, 0);
    checkpoint.lastHash = digestFromBytes(blobAt(row, 1));
    checkpoint.treeHead = digestFromBytes(blobAt(row, 2));
    checkpoint.utcMicros = integerAt(row, 3);
    checkpoint.station = textAt(row, 4);
    const std::vector<std::byte> signature = blobAt(row, 5);
    if (signature.size() != checkpoint.signature.size()) {
        throw Error(ErrorCode::Corrupt, "the signature of a checkpoint has the wrong length");
    }
    std::copy(signature.begin(), signature.end(), checkpoint.signature.begin());
    return checkpoint;
}

} // namespace

std::string Checkpoint::signedText() const
{
    return canonicalJson({{"last_hash", toHex(lastHash)},
                          {"size", size},
                          {"station", station},
                          {"time", utcMicros},
                          {"tree_head", toHex(treeHead)}});
}

std::string Checkpoint::line() const
{
    return R"({"checkpoint":)" + signedText() + R"(,"signature":")" + toBase64(signature) + "\"}";
}

Checkpoint Checkpoint::parse(std::string_view line, std::string_view what)
{
    const Json json = parseJson(line, what);
    Checkpoint checkpoint;
    try {
        const Json& facts = json.at("checkpoint");
        checkpoint.size = facts.at("size").get<std::int64_t>();
        checkpoint.lastHash = digestFromHex(facts.at("last_hash").get<std::string>());
        checkpoint.treeHead = digestFromHex(facts.at("tree_head").get<std::string>());
        checkpoint.utcMicros = facts.at("time").get<std::int64_t>();
        checkpoint.station = facts.at("station").get<std::string>();
        const std::vector<std::byte> signature = fromBase64(json.at("signature").get<std::string>());
        if (signature.size() != checkpoint.signature.size() || checkpoint.size <= 0) {
            throw Error(ErrorCode::Corrupt, "no size or no signature");
        }
        std::copy(signature.begin(), signature.end(), checkpoint.signature.begin());
    } catch (const Json::exception&) {
        throw Error(ErrorCode::Corrupt, std::string(what) + " is not a checkpoint");
    } catch (Error& error) {
        throw Error(ErrorCode::Corrupt, std::string(what) + " is not a checkpoint: " + error.what());
    }
    if (checkpoint.line() != line) {
        throw Error(ErrorCode::Corrupt, std::string(what) + " is not written the way a checkpoint is");
    }
    return checkpoint;
}

std::vector<Checkpoint> storedCheckpoints(const SQLite::Database& database)
{
    std::vector<Checkpoint> checkpoints;
    SQLite::Statement rows =
        prepare(database,
                "SELECT size, last_hash, tree_head, time, station, signature FROM checkpoint ORDER BY size");
    while (rows.executeStep()) {
        checkpoints.push_back(checkpointAt(rows));
    }
    return checkpoints;
}

std::optional<Checkpoint> lastStoredCheckpoint(const SQLite::Database& database)
{
    SQLite::Statement row =
        prepare(database, "SELECT size, last_hash, tree_head, time, station, signature FROM checkpoint "
                          "ORDER BY size DESC LIMIT 1");
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return checkpointAt(row);
}

Checkpoint Records::State::signCheckpoint()
{
    const std::optional<StoredEvent> last = lastEvent(database);
    const std::optional<Checkpoint> before = lastStoredCheckpoint(database);
    if (!last) {
        throw Error(ErrorCode::Conflict, "there are no events to sign yet");
    }
    if (before && before->size == last->seq) {
        return *before;
    }
    TreeHead tree;
    Digest previous{};
    if (before) {
        SQLite::Statement row =
            prepare(database, "SELECT frontier FROM checkpoint WHERE size = ?", before->size);
        row.executeStep();
        tree = TreeHead::load(before->size, blobAt(row, 0));
        previous = before->lastHash;
        if (tree.head() != before->treeHead) {
            throw Error(ErrorCode::Corrupt, "the checkpoint over " + std::to_string(before->size) +
                                                " events was edited; run bindery db check");
        }
    }
    // Nothing is signed that does not hold.
    visitStoredEvents(database, tree.size() + 1, [&](const StoredEvent& event) {
        const std::string text = canonicalEvent(event);
        if (event.seq != tree.size() + 1 || event.previousHash != previous ||
            event.hash != chainHash(previous, text)) {
            throw Error(ErrorCode::Corrupt,
                        "the chain breaks at event " + std::to_string(event.seq) + "; run bindery db check");
        }
        tree.append(leafHash(text));
        previous = event.hash;
        return true;
    });
    Checkpoint checkpoint;
    checkpoint.size = tree.size();
    checkpoint.lastHash = previous;
    checkpoint.treeHead = tree.head();
    checkpoint.utcMicros = moment.utcMicros;
    checkpoint.station = station->id();
    checkpoint.signature = station->sign(asBytes(checkpoint.signedText()));
    run(database,
        "INSERT INTO checkpoint (size, last_hash, tree_head, time, station, signature, frontier) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        checkpoint.size, ByteView(checkpoint.lastHash), ByteView(checkpoint.treeHead), checkpoint.utcMicros,
        checkpoint.station, ByteView(checkpoint.signature), ByteView(tree.save()));
    checkpointMade = true;
    return checkpoint;
}

void Records::State::extendCheckpointFile() const
{
    appendCheckpoints(folder.checkpoints(), storedCheckpoints(database));
}

namespace
{

/// The last whole line (empty: none) and where whole lines end.
struct FileEnd {
    std::string line;
    std::uint64_t wholeSize = 0;
};

FileEnd endOf(int fd, const std::filesystem::path& path)
{
    struct stat status {
    };
    if (::fstat(fd, &status) != 0) {
        const int saved = errno;
        throwErrno(codeOfFileErrno(saved), "reading " + path.string(), saved);
    }
    const auto size = static_cast<std::uint64_t>(status.st_size);
    const std::uint64_t from = size > 2 * kMaxLine ? size - 2 * kMaxLine : 0;
    std::string tail(size - from, '\0');
    if (!readFully(fd, from, std::as_writable_bytes(std::span(tail.data(), tail.size())), path)) {
        throw Error(ErrorCode::Corrupt, path.string() + " changed while it was read");
    }
    const std::size_t end = tail.rfind('\n');
    if (end == std::string::npos) {
        if (from != 0) {
            throw Error(ErrorCode::Corrupt, path.string() + " ends with something that is no checkpoint");
        }
        return {};
    }
    const std::size_t before = end == 0 ? std::string::npos : tail.rfind('\n', end - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    return {tail.substr(begin, end - begin), from + end + 1};
}

} // namespace

std::optional<Checkpoint> lastCheckpointOfFile(const std::filesystem::path& path)
{
    if (!std::filesystem::exists(path)) {
        return std::nullopt;
    }
    const UniqueFd fd = openFile(path, O_RDONLY);
    const FileEnd end = endOf(fd.get(), path);
    if (end.wholeSize == 0) {
        return std::nullopt;
    }
    return Checkpoint::parse(end.line, "the last line of " + path.string());
}

void appendCheckpoints(const std::filesystem::path& path, const std::vector<Checkpoint>& checkpoints)
{
    if (checkpoints.empty()) {
        return;
    }
    const bool isNew = !std::filesystem::exists(path);
    const UniqueFd fd = openFile(path, O_RDWR | O_CREAT, 0600);
    while (::flock(fd.get(), LOCK_EX) != 0) {
        if (errno != EINTR) {
            const int saved = errno;
            throwErrno(codeOfFileErrno(saved), "locking " + path.string(), saved);
        }
    }
    const FileEnd end = endOf(fd.get(), path);
    const std::int64_t known =
        end.wholeSize == 0 ? 0 : Checkpoint::parse(end.line, "the last line of " + path.string()).size;
    std::string lines;
    for (const Checkpoint& checkpoint : checkpoints) {
        if (checkpoint.size > known) {
            lines += checkpoint.line() + "\n";
        }
    }
    if (lines.empty()) {
        return;
    }
    if (::ftruncate(fd.get(), static_cast<off_t>(end.wholeSize)) != 0) {
        const int saved = errno;
        throwErrno(codeOfFileErrno(saved), "writing " + path.string(), saved);
    }
    writeFully(fd.get(), end.wholeSize, asBytes(lines), path);
    flushFile(fd.get(), path);
    if (isNew) {
        flushFolder(path.parent_path());
    }
}

} // namespace bindery::db
