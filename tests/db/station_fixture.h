// SPDX-License-Identifier: Apache-2.0
// A station of a test: state folder, key, clock, records, people, an approved golden image.
#pragma once

#include "base/clock.h"
#include "base/process.h"
#include "db/records.h"
#include "support/temp_folder.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace bindery::db::test
{

inline constexpr const char* kGolden = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
inline constexpr const char* kOperator = "op-7";
inline constexpr const char* kSupervisor = "sup-1";

class StationTest : public ::testing::Test
{
protected:
    StationTest() : m_state(m_folder / "state"), m_station(StationIdentity::openOrCreate(m_state))
    {
        openRecords();
    }

    void openRecords(const RecordsOptions& options = {})
    {
        m_records.reset();
        m_records.emplace(Records::open(m_state, m_station, m_clock, options));
    }
    void closeRecords() { m_records.reset(); }
    Records& records() { return *m_records; }

    /// People, an approved golden image and the standing order.
    void prepare() { prepare(records()); }
    static void prepare(Records& records);

    NewAttempt newAttempt(std::optional<std::string> serial = std::nullopt) const;
    static CardFacts someCard();
    static AttemptOutcome passed();
    static AttemptOutcome failed();
    /// One whole attempt; its id.
    std::string makeUnit(const std::optional<std::string>& serial, const AttemptOutcome& outcome);

    /// What the sqlite3 program says to a statement, as another program would run it, exit status first.
    ProcessResult sqlite(const std::string& sql) const;
    /// The same, past the triggers: what someone does who may write the file and knows the schema.
    ProcessResult tamper(const std::string& sql) const;
    /// For a forked child: the exit status that says whether `act` threw.
    static int statusOf(const std::function<void()>& act);

    /// In memory where there is a place for it: the records flush after every act.
    static std::filesystem::path fastFolder();

    bindery::test::TempFolder m_folder{fastFolder()};
    StateFolder m_state;
    SimulatedClock m_clock;
    StationIdentity m_station;
    std::optional<Records> m_records;
};

} // namespace bindery::db::test
