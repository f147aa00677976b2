// SPDX-License-Identifier: Apache-2.0
// Recovery keys: on the card, sealed in the records, readable by the holder of the certificate alone.
#include "base/file.h"
#include "db/bind_records.h"
#include "line/escrow.h"
#include "line/order_policy.h"
#include "line/verify_card.h"
#include "station_fixture.h"
#include "support/certificate.h"
#include "support/expect_error.h"

#include <ctime>

#include <gmock/gmock.h>

using namespace bindery;
using db::AttemptResult;
using line::AttemptReport;

namespace
{

constexpr std::int64_t kMicros = 1'000'000;
constexpr std::int64_t kYear = std::int64_t{366} * 86400 * kMicros;

class Escrow : public test::LineFixture
{
protected:
    Escrow()
    {
        m_clock.advance(static_cast<std::int64_t>(std::time(nullptr)) * kMicros - m_clock.now().utcMicros);
    }

    /// An open order whose cards have recovery keys.
    void makeOrder(const std::string& number, const test::Certificate& certificate)
    {
        line::OrderPolicy policy;
        policy.serialPrefix = "E-";
        policy.escrow = readTextFile(certificate.pem);
        m_station->records().createOrder(line::draftOf(number, policy), "badge-1");
        m_station->records().actOnOrder(number, db::OrderAct::Release, "badge-1");
        m_station->records().actOnOrder(number, db::OrderAct::Open, "badge-1");
    }
    line::BatchRequest escrowed(const test::Certificate& certificate)
    {
        line::BatchRequest batch = request(1);
        batch.escrow = line::escrowFor(*m_station, batch.order, certificate.pem);
        return batch;
    }
    /// What the certificate's holder reads.
    SecretBuffer recoveryKeyOf(const std::string& serial, const test::Certificate& certificate)
    {
        const auto escrow = db::BindRecords(m_station->records()).findEscrow(serial);
        EXPECT_TRUE(escrow);
        replaceFile(m_folder / "envelope", asBytes(escrow->envelope));
        certificate.open(m_folder / "envelope", m_folder / "recovery.key");
        return SecretBuffer::copyOf(asBytes(readTextFile(m_folder / "recovery.key")));
    }
    std::map<int, std::pair<std::string, std::string>> keyslotsOf(const std::string& serial)
    {
        std::map<int, std::pair<std::string, std::string>> slots;
        for (const db::StoredKeyslot& slot : m_station->records().keyslots(serial)) {
            slots[slot.number] = {slot.purpose, slot.state};
        }
        return slots;
    }

    test::Certificate m_desk = test::Certificate::make(m_folder.path(), "desk");
};

} // namespace

TEST_F(Escrow, GivesACardASecondKeyThatTheHolderOfTheCertificateAloneReads)
{
    const AttemptReport report = run(escrowed(m_desk)).attempts.at(0);
    ASSERT_EQ(report.result, AttemptResult::Passed) << report.message;
    EXPECT_EQ(keyslotsOf(report.serial), (std::map<int, std::pair<std::string, std::string>>{
                                             {0, {"transport", "tested"}}, {2, {"recovery", "tested"}}}));
    const auto escrow = db::BindRecords(m_station->records()).findEscrow(report.serial);
    ASSERT_TRUE(escrow);
    EXPECT_EQ(escrow->attempt, report.attempt);
    EXPECT_EQ(escrow->keyslot, card::kRecoverySlot);
    EXPECT_EQ(escrow->state, "escrowed");
    EXPECT_EQ(escrow->certificateDigest,
              certificateFingerprint(readTextFile(m_desk.pem), m_desk.pem.string()));

    const SecretBuffer key = recoveryKeyOf(report.serial, m_desk);
    EXPECT_EQ(key.size(), card::kCardSecretSize);
    card::CardProgress progress;
    EXPECT_TRUE(line::verifyCard(*m_station, report.path, std::nullopt, progress, {}).report.passed());
    EXPECT_TRUE(line::verifyCard(*m_station, report.path, key.clone(), progress, {}).report.passed())
        << "the recovery key opens it too";
    const std::string database = readTextFile(m_station->state().database(), mib(64));
    EXPECT_EQ(database.find(asText(key.view())), std::string::npos);
}

TEST_F(Escrow, IsNotThereUnlessItIsWanted)
{
    const AttemptReport report = run(request(1)).attempts.at(0);
    EXPECT_EQ(report.result, AttemptResult::Passed);
    EXPECT_EQ(keyslotsOf(report.serial).size(), 1U);
    EXPECT_FALSE(db::BindRecords(m_station->records()).findEscrow(report.serial));
    EXPECT_EQ(line::escrowFor(*m_station, "adhoc", std::nullopt), nullptr);
}

TEST_F(Escrow, OfAnOrderHoldsForItsCards)
{
    makeOrder("4711", m_desk);
    line::BatchRequest batch = request(1);
    batch.order = "4711";
    test::expectError(ErrorCode::Conflict, "wants a recovery key on each card", [&] { run(batch); });
    EXPECT_FALSE(std::filesystem::exists(batch.targets.at(0).path));

    batch.escrow = line::escrowFor(*m_station, "4711", std::nullopt);
    ASSERT_TRUE(batch.escrow);
    const AttemptReport report = run(batch).attempts.at(0);
    EXPECT_EQ(report.result, AttemptResult::Passed) << report.message;
    EXPECT_EQ(recoveryKeyOf(report.serial, m_desk).size(), card::kCardSecretSize);
    EXPECT_TRUE(line::escrowFor(*m_station, "4711", m_desk.pem)) << "its own certificate may be named";

    const test::Certificate other = test::Certificate::make(m_folder.path(), "other");
    test::expectError(ErrorCode::Conflict, "make another order for it",
                      [&] { line::escrowFor(*m_station, "4711", other.pem); });
    batch = escrowed(other);
    batch.order = "4711";
    test::expectError(ErrorCode::Conflict, "wants a recovery key on each card", [&] { run(batch); });
}

TEST_F(Escrow, ToACertificateThatHasExpiredIsRefusedBeforeACardIsTouched)
{
    makeOrder("4711", m_desk);
    line::BatchRequest batch = escrowed(m_desk);
    m_clock.advance(kYear);
    test::expectError(ErrorCode::InvalidArgument, "has expired", [&] { run(batch); });
    EXPECT_FALSE(std::filesystem::exists(batch.targets.at(0).path));
    test::expectError(ErrorCode::InvalidArgument,
                      "the certificate of order 4711 cannot be used: it has expired",
                      [&] { line::escrowFor(*m_station, "4711", std::nullopt); });
    EXPECT_NO_THROW(line::policyOf(m_station->records().findOrder("4711")->order)) << "it can be looked at";
}

TEST_F(Escrow, OfACardThatIsMadeOnceMoreIsTheNewOne)
{
    line::BatchRequest batch = escrowed(m_desk);
    batch.targets.at(0).serial = "S-1";
    ASSERT_EQ(run(batch).attempts.at(0).result, AttemptResult::Passed);
    const SecretBuffer before = recoveryKeyOf("S-1", m_desk);
    m_station->records().releaseReprovision("S-1", "card lost", "badge-1");
    batch.targets.at(0).path = m_folder / "again.img";
    const AttemptReport again = run(batch).attempts.at(0);
    ASSERT_EQ(again.result, AttemptResult::Passed) << again.message;
    EXPECT_EQ(db::BindRecords(m_station->records()).findEscrow("S-1")->attempt, again.attempt);
    EXPECT_FALSE(recoveryKeyOf("S-1", m_desk).equals(before));
}
