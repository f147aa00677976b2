// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "db/connection_internal.h"
#include "db/schema_internal.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::db
{

namespace fs = std::filesystem;

namespace
{

constexpr std::int64_t kApplicationId = 0x424e4459; // "BNDY", shown by file(1)

std::string pragmaText(const SQLite::Database& database, const char* pragma)
{
    SQLite::Statement statement(database, pragma);
    return statement.executeStep() ? statement.getColumn(0).getString() : std::string();
}

} // namespace

void throwSqlite(const SQLite::Exception& error, const fs::path& path)
{
    const std::string text = path.string() + ": " + error.what();
    switch (error.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Error(ErrorCode::Busy,
                    text + "; another program holds the records, try again when it has finished");
    case SQLITE_FULL:
        throw Error(ErrorCode::WriteFailed, text + "; nothing was recorded, free space on this disk");
    case SQLITE_READONLY:
        throw Error(
            ErrorCode::NeedsRoot,
            text + "; nothing was recorded, the file, its folder or its disk cannot be written by this user");
    case SQLITE_PERM:
    case SQLITE_AUTH:
        throw Error(ErrorCode::NeedsRoot, text);
    case SQLITE_CANTOPEN:
        throw Error(::access(path.c_str(), F_OK) != 0 ? ErrorCode::NotFound : ErrorCode::NeedsRoot,
                    text + "; this user needs the right to read and write the file and its folder");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        throw Error(ErrorCode::Corrupt, text + "; the records are damaged, restore them from a backup");
    case SQLITE_CONSTRAINT:
        throw Error(ErrorCode::Conflict, text);
    case SQLITE_IOERR:
        throw Error(ErrorCode::WriteFailed, text + "; the disk that holds the records fails");
    case SQLITE_TOOBIG:
        throw Error(ErrorCode::InvalidArgument, text);
    default:
        throw Error(ErrorCode::Internal, text);
    }
}

void createDatabaseFile(const fs::path& path)
{
    makeFolders(path.parent_path());
    const UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!fd) {
        if (errno == EEXIST) {
            return;
        }
        const int saved = errno;
        throwErrno(codeOfFileErrno(saved), "making the records " + path.string(), saved);
    }
    flushFolder(path.parent_path());
}

void requireWritable(const fs::path& path)
{
    if (::access(path.c_str(), F_OK) == 0 && ::access(path.c_str(), W_OK) != 0) {
        throw Error(ErrorCode::NeedsRoot,
                    path.string() + " is read-only for this user; nothing can be recorded here");
    }
}

SQLite::Database connect(const fs::path& path, Access access, std::chrono::milliseconds busyTimeout)
{
    return translated(path, [&] {
        if (access == Access::ReadWrite) {
            requireWritable(path);
        }
        const int flags = access == Access::ReadWrite ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY;
        SQLite::Database database(path.string(), flags, static_cast<int>(busyTimeout.count()));
        // Not through this connection: no writing to the schema table or other ways to damage a database by
        // SQL.
        ::sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        database.exec("PRAGMA cell_size_check = ON;"
                      "PRAGMA foreign_keys = ON;"
                      "PRAGMA recursive_triggers = ON;"
                      "PRAGMA secure_delete = ON;"
                      "PRAGMA synchronous = FULL;"
                      "PRAGMA temp_store = MEMORY;");
        if (access == Access::ReadWrite && pragmaText(database, "PRAGMA journal_mode = WAL") != "wal") {
            throw Error(ErrorCode::WriteFailed, path.string() +
                                                    ": this file system cannot hold the records (no shared "
                                                    "memory for SQLite's write-ahead log); use a local one");
        }
        return database;
    });
}

int newestSchemaVersion()
{
    return schemaSteps().back().version;
}

int schemaVersion(const SQLite::Database& database)
{
    return std::stoi(pragmaText(database, "PRAGMA user_version"));
}

void migrate(SQLite::Database& database, const fs::path& path, int last)
{
    const int target = last == 0 ? newestSchemaVersion() : last;
    translated(path, [&] {
        const auto refuseNewer = [&](int version) {
            if (version > newestSchemaVersion()) {
                throw Error(ErrorCode::Conflict, path.string() + " has schema " + std::to_string(version) +
                                                     ", this program knows up to " +
                                                     std::to_string(newestSchemaVersion()) +
                                                     "; install the newer Bindery that made it");
            }
        };
        const int found = schemaVersion(database);
        refuseNewer(found);
        if (found >= target) {
            return;
        }
        if (found == 0 && database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() != 0) {
            throw Error(ErrorCode::Corrupt, path.string() + " is a database, but not one of Bindery");
        }
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        const int version = schemaVersion(database); // again: another process may have been faster
        refuseNewer(version);
        for (const SchemaStep& step : schemaSteps()) {
            if (step.version > version && step.version <= target) {
                withContext("migrating the records, " + std::string(step.name),
                            [&] { translated(path, [&] { database.exec(std::string(step.sql)); }); });
                database.exec("PRAGMA user_version = " + std::to_string(step.version));
            }
        }
        database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
        transaction.commit();
    });
}

Binder& Binder::operator<<(std::int64_t value)
{
    m_statement.bind(m_next++, value);
    return *this;
}

Binder& Binder::operator<<(const std::string& value)
{
    m_statement.bind(m_next++, value);
    return *this;
}

Binder& Binder::operator<<(ByteView value)
{
    m_statement.bind(m_next++, value.data(), static_cast<int>(value.size()));
    return *this;
}

Binder& Binder::operator<<(std::nullopt_t)
{
    m_statement.bind(m_next++);
    return *this;
}

std::string textAt(const SQLite::Statement& row, int column)
{
    return row.getColumn(column).getString();
}

std::optional<std::string> optionalTextAt(const SQLite::Statement& row, int column)
{
    if (row.isColumnNull(column)) {
        return std::nullopt;
    }
    return textAt(row, column);
}

std::int64_t integerAt(const SQLite::Statement& row, int column)
{
    return row.getColumn(column).getInt64();
}

std::optional<std::int64_t> optionalIntegerAt(const SQLite::Statement& row, int column)
{
    if (row.isColumnNull(column)) {
        return std::nullopt;
    }
    return integerAt(row, column);
}

std::vector<std::byte> blobAt(const SQLite::Statement& row, int column)
{
    const SQLite::Column value = row.getColumn(column);
    const auto* bytes = static_cast<const std::byte*>(value.getBlob());
    const auto size = static_cast<std::size_t>(value.getBytes());
    return bytes == nullptr ? std::vector<std::byte>() : std::vector<std::byte>(bytes, bytes + size);
}

std::size_t utf8SequenceLength(std::string_view text, std::size_t i)
{
    const auto byteAt = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned lead = byteAt(i);
    std::size_t length = 0;
    unsigned lowest = 0x80;
    unsigned highest = 0xbf;
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xc2 && lead <= 0xdf) {
        length = 2;
    } else if (lead >= 0xe0 && lead <= 0xef) {
        length = 3;
        lowest = lead == 0xe0 ? 0xa0 : lowest;
        highest = lead == 0xed ? 0x9f : highest; // no surrogates
    } else if (lead >= 0xf0 && lead <= 0xf4) {
        length = 4;
        lowest = lead == 0xf0 ? 0x90 : lowest;
        highest = lead == 0xf4 ? 0x8f : highest;
    }
    if (length == 0 || i + length > text.size() || byteAt(i + 1) < lowest || byteAt(i + 1) > highest) {
        return 0;
    }
    for (std::size_t k = 2; k < length; ++k) {
        if ((byteAt(i + k) & 0xc0U) != 0x80) {
            return 0;
        }
    }
    return length;
}

std::string recordable(std::string_view text, std::size_t limit)
{
    constexpr std::string_view kReplacement = "\xef\xbf\xbd";
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8SequenceLength(text, i);
        const auto lead = static_cast<unsigned char>(text[i]);
        const bool control = length == 1 && (lead < 0x20 || lead == 0x7f) && lead != '\n' && lead != '\t';
        const std::string_view part = length == 0 || control ? kReplacement : text.substr(i, length);
        if (out.size() + part.size() > limit) {
            break;
        }
        out += part;
        i += length == 0 ? 1 : length;
    }
    return out;
}

} // namespace bindery::db
