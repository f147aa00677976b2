// SPDX-License-Identifier: Apache-2.0
// One connection to the records, set up as every connection must be, and its errors in the house's terms.
// Threads: one at a time.
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

namespace bindery::db
{

enum class Access { ReadWrite, ReadOnly };

/// What an SQLite error means to the person at the station; `path` is the database.
[[noreturn]] void throwSqlite(const SQLite::Exception& error, const std::filesystem::path& path);

/// Runs `act`; SQLite's errors leave it as the house's.
template <typename Act>
decltype(auto) translated(const std::filesystem::path& path, Act&& act)
{
    try {
        return static_cast<Act&&>(act)();
    } catch (const SQLite::Exception& error) {
        throwSqlite(error, path);
    }
}

/// Errors: NeedsRoot when the file is there, but not for writing.
void requireWritable(const std::filesystem::path& path);

/// Opens an existing database file and sets the pragmas. Errors: as records.h.
SQLite::Database connect(const std::filesystem::path& path, Access access,
                         std::chrono::milliseconds busyTimeout);

/// Makes the database file with mode 0600 where there is none. Never opens an existing one: closing any
/// descriptor of it would drop this process's locks (fcntl(2)).
void createDatabaseFile(const std::filesystem::path& path);

/// Brings the schema forward to the newest step, or to `last`. Errors: Conflict when it is newer than this
/// program.
void migrate(SQLite::Database& database, const std::filesystem::path& path, int last = 0);
int schemaVersion(const SQLite::Database& database);
int newestSchemaVersion();

/// Binds by position, one after the other; empty optionals are NULL.
class Binder
{
public:
    explicit Binder(SQLite::Statement& statement) : m_statement(statement) {}
    Binder& operator<<(std::int64_t value);
    Binder& operator<<(int value) { return *this << std::int64_t{value}; }
    Binder& operator<<(const std::string& value);
    Binder& operator<<(std::string_view value) { return *this << std::string(value); }
    Binder& operator<<(const char* value) { return *this << std::string(value); }
    Binder& operator<<(ByteView value);
    Binder& operator<<(std::nullopt_t null);
    template <typename T>
    Binder& operator<<(const std::optional<T>& value)
    {
        return value ? *this << *value : *this << std::nullopt;
    }

private:
    SQLite::Statement& m_statement;
    int m_next = 1;
};

/// A statement with its parameters bound.
template <typename... Values>
SQLite::Statement prepare(const SQLite::Database& database, const char* sql, const Values&... values)
{
    SQLite::Statement statement(database, sql);
    Binder binder(statement);
    static_cast<void>((binder << ... << values));
    return statement;
}

/// Runs a statement that returns no rows; the number of rows it changed.
template <typename... Values>
int run(const SQLite::Database& database, const char* sql, const Values&... values)
{
    SQLite::Statement statement = prepare(database, sql, values...);
    return statement.exec();
}

std::string textAt(const SQLite::Statement& row, int column);
std::optional<std::string> optionalTextAt(const SQLite::Statement& row, int column);
std::int64_t integerAt(const SQLite::Statement& row, int column);
std::optional<std::int64_t> optionalIntegerAt(const SQLite::Statement& row, int column);
std::vector<std::byte> blobAt(const SQLite::Statement& row, int column);

/// Length of the well-formed UTF-8 sequence (RFC 3629) at `i`, or 0.
std::size_t utf8SequenceLength(std::string_view text, std::size_t i);
/// As text that the records can hold: UTF-8 (what is not becomes U+FFFD), no control characters but line feed
/// and tab, at most `limit` bytes.
std::string recordable(std::string_view text, std::size_t limit = 4096);

} // namespace bindery::db
