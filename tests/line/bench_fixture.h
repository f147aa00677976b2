// SPDX-License-Identifier: Apache-2.0
// A bench over a station of its own, whose cards are on record as if they had been made.
#pragma once

#include "db/bind_records.h"
#include "db/database_check.h"
#include "line/bench.h"
#include "support/temp_folder.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace bindery::line::test
{

inline constexpr const char* kOperator = "op-7";
inline constexpr const char* kSupervisor = "sup-1";

/// How a card of a test is on record.
struct CardShape {
    db::AttemptResult result = db::AttemptResult::Passed;
    std::vector<std::string> boards = {"pi3", "pi4"};
    bool demo = true;
    bool knowsRules = true; ///< an older Bindery did not record them
    bool recovery = false;
    std::optional<std::string> cid = {};
};

struct BenchCard {
    std::string serial;
    std::string attempt;
    Uuid luksUuid;
    std::string profile;
};

class BenchTest : public ::testing::Test
{
protected:
    BenchTest()
    {
        prepare(*m_station);
        openBench();
    }

    static std::filesystem::path fastFolder()
    {
        const std::filesystem::path memory = "/dev/shm";
        return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
    }

    static void prepare(Station& station)
    {
        db::Records& records = station.records();
        records.ensureActor({kOperator, std::nullopt, "operator"});
        records.ensureActor({kSupervisor, std::nullopt, "supervisor"});
        const std::string digest(64, 'b');
        records.recordStaged(
            {std::string(64, 'a'), "bookworm", digest, digest, digest, "generic", "image.img.xz", digest},
            kSupervisor);
        records.recordApproved(std::string(64, 'a'), kSupervisor);
    }

    void openBench(BenchPolicy policy = BenchPolicy::Open,
                   std::set<std::pair<std::string, std::string>> list = {})
    {
        m_bench.reset();
        m_bench.emplace(*m_station, BenchOptions{policy, std::move(list), kOperator},
                        [this](const BenchEvent& event) { m_events.push_back(event); });
    }
    Bench& bench() { return *m_bench; }
    db::Records& records() { return m_station->records(); }
    db::BindRecords binds() { return db::BindRecords(m_station->records()); }

    /// As a new start of the program would find it.
    void restart()
    {
        m_bench.reset();
        m_station.reset();
        m_station = std::make_unique<Station>(m_folder / "state", m_clock);
        openBench();
    }

    BenchCard makeCard(const std::string& serial, const CardShape& shape = {})
    {
        return makeCard(*m_station, serial, shape);
    }
    static BenchCard makeCard(Station& station, const std::string& serial, const CardShape& shape = {})
    {
        db::NewAttempt attempt;
        attempt.serial = serial;
        attempt.goldenId = std::string(64, 'a');
        attempt.actor = kOperator;
        attempt.medium.path = "/dev/card";
        attempt.medium.size = gib(4);
        attempt.medium.isBlockDevice = true;
        attempt.medium.cid = shape.cid;
        attempt.toolVersion = "0.1.0";
        const db::OpenedAttempt opened = station.records().openAttempt(attempt);
        db::AttemptOutcome outcome;
        outcome.result = shape.result;
        if (shape.result != db::AttemptResult::Passed &&
            shape.result != db::AttemptResult::WrittenUnverified) {
            outcome.reason = ErrorCode::WriteFailed;
        }
        outcome.verify = shape.result == db::AttemptResult::Passed ? db::Verify::Full : db::Verify::None;
        db::CardFacts card;
        card.luksUuid = Uuid::random();
        card.fileSystemUuid = Uuid::random();
        card.diskSignature = "1a2b3c4d";
        card.cipher = "aes-xts-plain64";
        card.layout = {{"table", "mbr"}};
        const std::string profile = Sha256::hexOf(asBytes(card.luksUuid.text()));
        if (shape.knowsRules) {
            card.layout["profile_sha256"] = profile;
            card.layout["boards"] = shape.boards;
            card.layout["demo"] = shape.demo;
        }
        card.changes = Json::array();
        outcome.card = card;
        outcome.keyslots = {{0, "transport", true, std::nullopt}};
        if (shape.recovery) {
            outcome.keyslots.push_back({2, "recovery", true, std::nullopt});
        }
        station.secrets().seal(secretOf(card.luksUuid), {opened.id, card.luksUuid, "transport"});
        station.records().closeAttempt(opened.id, outcome);
        return {serial, opened.id, card.luksUuid, profile};
    }

    /// Each card's transport secret, so that a test knows what must come.
    static SecretBuffer secretOf(const Uuid& luksUuid)
    {
        return SecretBuffer::copyOf(Sha256::of(asBytes("secret of " + luksUuid.text())));
    }

    /// The unit's words: parts whose serials end in `name`.
    static bind::Hello hello(const BenchCard& card, const std::string& name)
    {
        bind::Hello hello;
        hello.luksUuid = card.luksUuid;
        hello.host.cpuSerial = "pi-" + name;
        hello.host.revision = "c03115";
        hello.host.model = "Raspberry Pi 4 Model B Rev 1.5";
        hello.host.bootMedium = "medium-" + name;
        hello.host.macs = {"dc:a6:32:00:00:01"};
        hello.module.kind = "simulated";
        hello.module.model = "simulated-1";
        hello.module.serial = "module-" + name;
        hello.module.firmware = "1.0";
        for (const char c : "key of " + name) {
            hello.module.publicKey.push_back(static_cast<std::byte>(c));
        }
        hello.moduleStatus = module::ModuleStatus::BoundDevelopment;
        return hello;
    }
    static bind::HeaderReport header(const BenchCard& card, std::vector<int> keyslots)
    {
        const bool hasToken = keyslots != std::vector<int>{0} && keyslots != std::vector<int>{0, 2};
        return {std::move(keyslots), card.profile, hasToken ? std::string(64, 'f') : std::string()};
    }

    bind::Ruling authorise(const BenchCard& card, const std::string& name)
    {
        return bench().authorise(hello(card, name), header(card, {0}));
    }
    bind::Ruling locked(const BenchCard& card, const std::string& name)
    {
        return bench().locked(hello(card, name), header(card, {0, 1}), signature());
    }
    bind::Ruling verified(const BenchCard& card, const std::string& name)
    {
        return bench().verified(hello(card, name), header(card, {0, 1}), signature());
    }
    bind::Ruling revoked(const BenchCard& card, const std::string& name)
    {
        return bench().revoked(hello(card, name), header(card, {1}), signature());
    }
    static ByteView signature()
    {
        static const std::vector<std::byte> bytes{std::byte{0x30}, std::byte{0x01}};
        return bytes;
    }
    void bindWholly(const BenchCard& card, const std::string& name)
    {
        authorise(card, name);
        locked(card, name);
        verified(card, name);
        ASSERT_EQ(textOf(revoked(card, name).verdict), "noted");
        ASSERT_EQ(stateOf(card), "bound");
    }

    std::string stateOf(const BenchCard& card) { return records().findUnit(card.serial)->state; }
    std::int64_t eventsOf(const std::string& action)
    {
        std::int64_t count = 0;
        records().visitEvents(1, [&](const db::StoredEvent& event) {
            count += event.action == action ? 1 : 0;
            return true;
        });
        return count;
    }
    void expectRefused(const bind::Ruling& ruling, const std::string& sentence)
    {
        EXPECT_EQ(textOf(ruling.verdict), "refused") << ruling.reason;
        EXPECT_THAT(ruling.reason, ::testing::HasSubstr(sentence));
        EXPECT_LE(ruling.reason.size(), bind::kMaxText);
        EXPECT_FALSE(ruling.secret);
        ASSERT_FALSE(m_events.empty());
        EXPECT_EQ(m_events.back().kind, "refused");
        EXPECT_EQ(m_events.back().message, ruling.reason);
    }
    void expectGood()
    {
        const db::CheckReport report = db::checkDatabase(m_station->state(), db::CheckDepth::Full);
        ASSERT_TRUE(report.good()) << report.findings.front().place << ": "
                                   << report.findings.front().message;
    }

    bindery::test::TempFolder m_folder{fastFolder()};
    SimulatedClock m_clock;
    std::unique_ptr<Station> m_station = std::make_unique<Station>(m_folder / "state", m_clock);
    std::vector<BenchEvent> m_events;
    std::optional<Bench> m_bench;
};

} // namespace bindery::line::test
