// SPDX-License-Identifier: Apache-2.0
// Many at once on one database: threads, processes, and processes that are killed.
#include "db/database_check.h"
#include "db/sealed_secrets.h"
#include "db/station_fixture.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace bindery::db::test
{

class ManyAtOnce : public StationTest
{
protected:
    void work(Records& records, int attempts) const
    {
        for (int i = 0; i < attempts; ++i) {
            const OpenedAttempt opened = records.openAttempt(newAttempt());
            const CardFacts card = someCard();
            records.recordCard(opened.id, card);
            AttemptOutcome outcome = i % 3 == 0 ? failed() : passed();
            outcome.card.reset();
            records.closeAttempt(opened.id, outcome);
        }
    }

    void expectAllThere(std::size_t attempts)
    {
        openRecords();
        AttemptFilter all;
        all.limit = 100'000;
        std::set<std::string> serials;
        const std::vector<StoredAttempt> found = records().findAttempts(all);
        for (const StoredAttempt& attempt : found) {
            serials.insert(attempt.serial);
        }
        EXPECT_EQ(found.size(), attempts);
        EXPECT_EQ(serials.size(), attempts) << "no serial twice";
        expectGood();
    }

    void expectGood()
    {
        const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
        ASSERT_TRUE(report.good()) << report.findings.front().place << ": "
                                   << report.findings.front().message;
    }
};

TEST_F(ManyAtOnce, ThreadsShareOneConnection)
{
    prepare();
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] { work(records(), 10); });
    }
    threads.clear();
    expectAllThere(40);
}

TEST_F(ManyAtOnce, ThreadsHaveConnectionsOfTheirOwn)
{
    prepare();
    RecordsOptions options;
    options.checkpointEvery = 7;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            Records own = Records::open(m_state, m_station, m_clock, options);
            work(own, 10);
        });
    }
    threads.clear();
    expectAllThere(40);
}

TEST_F(ManyAtOnce, ProcessesShareOneStateFolder)
{
    closeRecords();
    std::filesystem::remove_all(m_state.root());
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i) {
        const pid_t child = ::fork();
        if (child == 0) {
            ::_exit(statusOf([&] {
                // From nothing: key, database and schema are made by whoever is first.
                const StationIdentity station = StationIdentity::openOrCreate(m_state);
                RecordsOptions options;
                options.checkpointEvery = 11;
                Records own = Records::open(m_state, station, m_clock, options);
                own.ensureActor({kOperator, std::nullopt, "operator"});
                own.ensureActor({kSupervisor, std::nullopt, "supervisor"});
                own.ensureStandingOrder();
                try {
                    prepare(own);
                } catch (const Error& error) {
                    if (error.code() != ErrorCode::Conflict) { // staged or approved by another one meanwhile
                        throw;
                    }
                }
                while (own.findGolden(kGolden)->state != GoldenState::Approved) {
                    std::this_thread::yield();
                }
                work(own, 15);
            }));
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    m_station = StationIdentity::openOrCreate(m_state);
    expectAllThere(60);
}

TEST_F(ManyAtOnce, KilledProcessesLeaveWholeRecordsAndLoseNothingThatWasAcknowledged)
{
    prepare();
    closeRecords();
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::set<std::string> acknowledged;
    constexpr int kRounds = 12;
    constexpr std::size_t kIdSize = 36;
    for (int round = 0; round < kRounds; ++round) {
        std::array<int, 2> ends{};
        ASSERT_EQ(::pipe(ends.data()), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            ::_exit(statusOf([&] {
                RecordsOptions options;
                options.checkpointEvery = 5;
                Records own = Records::open(m_state, m_station, m_clock, options);
                SealedSecrets secrets(own);
                for (;;) {
                    const OpenedAttempt opened = own.openAttempt(newAttempt());
                    const AttemptOutcome outcome = passed();
                    secrets.seal(SecretBuffer::random(32), {opened.id, outcome.card->luksUuid, "transport"});
                    own.closeAttempt(opened.id, outcome);
                    if (::write(ends[1], opened.id.data(), opened.id.size()) < 0) {
                        return; // the parent is done with us
                    }
                }
            }));
        }
        ::close(ends[1]);
        // Killed in the middle of whatever follows the nth acknowledgement.
        const std::size_t enough = 1 + random() % 12;
        std::string ids;
        std::array<char, 4096> part{};
        while (ids.size() < enough * kIdSize) {
            const ssize_t got = ::read(ends[0], part.data(), part.size());
            if (got < 0 && errno == EINTR) {
                continue;
            }
            ASSERT_GT(got, 0) << "the child ended by itself";
            ids.append(part.data(), static_cast<std::size_t>(got));
        }
        for (auto spin = random() % 200'000; spin > 0; --spin) {
            asm volatile("");
        }
        ::kill(child, SIGKILL);
        for (ssize_t got = 1; got > 0;) {
            got = ::read(ends[0], part.data(), part.size());
            ids.append(part.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        }
        ::close(ends[0]);
        ::waitpid(child, nullptr, 0);
        for (std::size_t i = 0; i + kIdSize <= ids.size(); i += kIdSize) {
            acknowledged.insert(ids.substr(i, kIdSize));
        }

        openRecords();
        for (const StoredAttempt& open : records().openAttempts()) {
            AttemptOutcome outcome;
            outcome.result = AttemptResult::Interrupted;
            outcome.reason = ErrorCode::Cancelled;
            records().closeAttempt(open.id, outcome);
        }
        SealedSecrets secrets(records());
        secrets.removeOrphans();
        for (const std::string& id : acknowledged) {
            const std::optional<StoredAttempt> attempt = records().findAttempt(id);
            ASSERT_TRUE(attempt) << "acknowledged, and lost";
            ASSERT_EQ(attempt->result, AttemptResult::Passed);
            ASSERT_EQ(secrets.open({id, *attempt->luksUuid, "transport"}).size(), 32U);
        }
        expectGood();
        closeRecords();
    }
}

} // namespace bindery::db::test
