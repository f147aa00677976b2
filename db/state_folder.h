// SPDX-License-Identifier: Apache-2.0
// Where the records and the keys of one station lie below its state folder. Several processes may share one.
#pragma once

#include <filesystem>
#include <utility>

namespace bindery::db
{

class StateFolder
{
public:
    explicit StateFolder(std::filesystem::path root) : m_root(std::move(root)) {}

    const std::filesystem::path& root() const { return m_root; }
    std::filesystem::path database() const { return m_root / "records.sqlite"; }
    /// Signed checkpoints of the audit chain, outside the database, one JSON object per line.
    std::filesystem::path checkpoints() const { return m_root / "checkpoints.jsonl"; }
    std::filesystem::path keys() const { return m_root / "keys"; }
    std::filesystem::path stationKey() const { return keys() / "station.pem"; }
    std::filesystem::path masterKey() const { return keys() / "master"; }
    std::filesystem::path wrappingKeys() const { return keys() / "wrapping"; }

private:
    std::filesystem::path m_root;
};

} // namespace bindery::db
