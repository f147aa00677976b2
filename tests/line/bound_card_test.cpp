// SPDX-License-Identifier: Apache-2.0
// A card whose unit has bound, read back by the station.
#include "base/file.h"
#include "bind/header_state.h"
#include "bind/module_token.h"
#include "db/bind_records.h"
#include "line/escrow.h"
#include "line/verify_card.h"
#include "station_fixture.h"
#include "support/certificate.h"

#include <ctime>

#include <fcntl.h>
#include <gmock/gmock.h>

using namespace bindery;
using line::AttemptReport;

namespace
{

constexpr std::int64_t kMicros = 1'000'000;

class BoundCard : public test::LineFixture
{
protected:
    BoundCard()
    {
        m_clock.advance(static_cast<std::int64_t>(std::time(nullptr)) * kMicros - m_clock.now().utcMicros);
        line::BatchRequest batch = request(1);
        batch.escrow = line::escrowFor(*m_station, batch.order, m_desk.pem);
        m_card = run(batch).attempts.at(0);
        m_offset = m_card.card->identity.geometry.crypt.offset;
        replaceFile(m_folder / "envelope",
                    asBytes(db::BindRecords(m_station->records()).findEscrow(m_card.serial)->envelope));
        m_desk.open(m_folder / "envelope", m_folder / "recovery.key");
        m_recovery = SecretBuffer::copyOf(asBytes(readTextFile(m_folder / "recovery.key")));
    }

    luks::Header header() const
    {
        std::vector<std::byte> image(luks::kHeaderSize);
        const UniqueFd file = openFile(m_card.path, O_RDONLY);
        readFully(file.get(), m_offset, image, m_card.path);
        return luks::Header::load(image);
    }
    void write(const luks::Header& header) const
    {
        const UniqueFd file = openFile(m_card.path, O_RDWR);
        writeFully(file.get(), m_offset, header.image(), m_card.path);
    }
    /// As the unit does it: keyslot 1 with its token, then keyslot 0 goes.
    luks::Header bound() const
    {
        luks::Header header = this->header();
        EXPECT_TRUE(header.unlock(card::kRecoverySlot, m_recovery));
        header.addKeyslot(bind::kModuleSlot, SecretBuffer::random(64));
        bind::ModuleToken token;
        token.assigned = true;
        token.moduleKind = "simulated";
        token.moduleModel = "simulated-1";
        token.moduleSerial = "SIM-1";
        token.lockedKey = std::vector<std::byte>(48, std::byte{1});
        token.profileDigest = bind::profileDigestOf(header);
        token.bootId = "boot";
        header.addToken(bind::toJson(token));
        header.destroyKeyslot(card::kTransportSlot);
        return header;
    }
    /// What the unit told of its header is on record.
    void report(const luks::Header& header)
    {
        db::UnitParts parts;
        parts.piSerial = "P-1";
        parts.moduleKind = "simulated";
        parts.moduleSerial = "SIM-1";
        parts.modulePublicKey = {std::byte{1}};
        db::BindStep step;
        step.status = "bound development";
        step.headerDigest = bind::profileDigestOf(header);
        step.tokenDigest = bind::tokenDigestOf(bind::moduleTokenOf(header).value());
        step.keyslots = {1, 2};
        step.signature = {std::byte{1}};
        db::BindRecords records(m_station->records());
        records.recordAuthorised(m_card.attempt, parts, step, "badge-1");
        records.recordLocked(m_card.attempt, parts, step);
        records.recordVerified(m_card.attempt, parts, step);
        records.recordBound(m_card.attempt, parts, step);
    }
    card::VerifyReport verify()
    {
        card::CardProgress progress;
        return line::verifyCard(*m_station, m_card.path, m_recovery.clone(), progress, {}).report;
    }

    test::Certificate m_desk = test::Certificate::make(m_folder.path(), "desk");
    AttemptReport m_card;
    std::uint64_t m_offset = 0;
    SecretBuffer m_recovery;
};

} // namespace

TEST_F(BoundCard, IsVerifiedByItsRecoveryKeyWhenItsHeaderIsAsItsUnitReportedIt)
{
    const luks::Header header = bound();
    write(header);
    EXPECT_THAT(verify().describe(), ::testing::HasSubstr("not the bytes that were written; it now has "
                                                          "keyslots 1 2"))
        << "nobody reported it";
    report(header);
    EXPECT_TRUE(verify().passed()) << verify().describe();
    luks::Header noted = this->header();
    noted.addToken(bind::receiptToken());
    write(noted);
    EXPECT_TRUE(verify().passed()) << verify().describe();
}

TEST_F(BoundCard, IsRefusedWithAKeyslotOrATokenThatItsUnitDidNotReport)
{
    luks::Header header = bound();
    report(header);
    header.addKeyslot(5, SecretBuffer::random(32));
    write(header);
    EXPECT_THAT(verify().describe(), ::testing::HasSubstr("which is not what its unit reported"));
    header.destroyKeyslot(5);
    write(header);
    EXPECT_TRUE(verify().passed()) << verify().describe();
    const int stranger = header.addToken({{"type", "of-others"}, {"keyslots", Json::array()}});
    write(header);
    EXPECT_THAT(verify().describe(), ::testing::HasSubstr("which is not what its unit reported"));
    header.removeToken(stranger);
    bind::ModuleToken token = bind::moduleTokenOf(header).value();
    token.lockedKey.back() = std::byte{2};
    header.removeToken(header.tokenOfType(bind::kModuleToken)->number);
    header.addToken(bind::toJson(token));
    write(header);
    EXPECT_THAT(verify().describe(), ::testing::HasSubstr("which is not what its unit reported"));
}
