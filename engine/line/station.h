// SPDX-License-Identifier: Apache-2.0
// One station's state, opened: records, keys, sealed secrets and golden store below one folder. Opening it
// closes what a crash left open. Any number of processes may have the same folder open at once. Errors: those
// of db and golden; NeedsRoot when the folder cannot be written. Threads: members may be used from any
// thread.
#pragma once

#include "base/clock.h"
#include "db/records.h"
#include "db/sealed_secrets.h"
#include "db/station_identity.h"
#include "golden/store.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace bindery::line
{

class Station
{
public:
    /// Makes the folder (mode 0700) when it is missing. `clock` is borrowed.
    Station(const std::filesystem::path& stateFolder, const Clock& clock,
            const db::RecordsOptions& options = {});

    const db::StateFolder& state() const { return m_state; }
    const Clock& clock() const { return m_clock; }
    const db::StationIdentity& identity() const { return m_identity; }
    db::Records& records() { return m_records; }
    db::SealedSecrets& secrets() { return m_secrets; }
    golden::Store& store() { return m_store; }
    const golden::Store& store() const { return m_store; }
    /// Attempts that opening this station closed as interrupted.
    const std::vector<std::string>& interrupted() const { return m_interrupted; }
    /// Locks of running attempts.
    std::filesystem::path runFolder() const { return m_state.root() / "run"; }

private:
    db::StateFolder m_state;
    const Clock& m_clock;
    db::StationIdentity m_identity;
    db::Records m_records;
    db::SealedSecrets m_secrets;
    golden::Store m_store;
    std::vector<std::string> m_interrupted;
};

/// The actor of what the station does by itself.
inline constexpr const char* kStationActor = "station";

/// As written in records.
std::string toolVersion();

} // namespace bindery::line
