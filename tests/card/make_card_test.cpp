// SPDX-License-Identifier: Apache-2.0
#include "base/extents.h"
#include "base/file.h"
#include "card/card_header.h"
#include "card/make_card.h"
#include "card/table_writer.h"
#include "device/simulated_medium.h"
#include "ext4/file_system.h"
#include "support/decrypted_root.h"
#include "support/expect_error.h"
#include "support/small_golden.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <mutex>

#include <gtest/gtest.h>

using namespace bindery;
using card::CardRecord;
using device::SimulatedMedium;

namespace
{

bool holdsTable(ByteView content)
{
    return content[510] == std::byte{0x55} && content[511] == std::byte{0xAA};
}

class MakeCard : public ::testing::Test
{
protected:
    CardRecord make(device::Medium& medium, const std::stop_token& stop = {})
    {
        return make(medium, test::cardOrder(m_shared), stop);
    }
    CardRecord make(device::Medium& medium, card::CardOrder order, const std::stop_token& stop = {})
    {
        return card::makeCard(medium, std::move(order), m_clock, m_progress, stop);
    }
    Bytes mediumSize() const { return m_golden.manifest().minimumMedium; }

    test::SmallGolden m_golden;
    std::shared_ptr<const card::SharedGolden> m_shared = m_golden.shared();
    SimulatedClock m_clock;
    card::CardProgress m_progress;
};

/// Remembers the longest read and write.
class MeasuringMedium : public SimulatedMedium
{
public:
    using SimulatedMedium::SimulatedMedium;
    void read(std::uint64_t offset, ByteSpan out) override
    {
        saw(out.size());
        SimulatedMedium::read(offset, out);
    }
    void write(std::uint64_t offset, ByteView bytes) override
    {
        saw(bytes.size());
        SimulatedMedium::write(offset, bytes);
    }
    std::size_t longest() const { return m_longest; }

private:
    void saw(std::size_t length)
    {
        const std::lock_guard lock(m_mutex);
        m_longest = std::max(m_longest, length);
    }
    std::mutex m_mutex; ///< the card writes on a thread of its own
    std::size_t m_longest = 0;
};

} // namespace

/// At half a megabyte per second, what is longer looks like a card that stands still.
TEST_F(MakeCard, AsksTheMediumForNoMoreThanAChunkAtOnce)
{
    MeasuringMedium medium(mediumSize());
    EXPECT_TRUE(make(medium).verified);
    EXPECT_EQ(medium.longest(), card::kChunkSize);
}

TEST_F(MakeCard, MakesACardWhoseRootIsTheGoldenOnePlusPersonality)
{
    SimulatedMedium medium(mediumSize());
    SecretBuffer secret;
    card::CardOrder order = test::cardOrder(m_shared);
    order.keep = [&](const card::CardIdentity&, const card::CardSecrets& kept) {
        secret = kept.transport.clone();
    };
    const CardRecord record = make(medium, std::move(order));
    EXPECT_TRUE(record.verified);
    EXPECT_EQ(record.bytesWritten, Bytes(medium.bytesWritten()));

    const std::vector<std::byte> content = medium.content();
    EXPECT_TRUE(holdsTable(content));
    const auto root = std::make_shared<test::DecryptedRoot>(content, record.identity.geometry,
                                                            record.identity.rootSize, secret);
    const ext4::FileSystem fileSystem = ext4::FileSystem::open(root);
    EXPECT_EQ(fileSystem.readFile("/etc/hostname"), "unit-1\n");
    EXPECT_EQ(fileSystem.readFile("/etc/machine-id"), "");
    EXPECT_EQ(fileSystem.readFile("/usr/share/data-3"), std::string(21000, 'd'));
    EXPECT_EQ(fileSystem.facts().uuid, record.identity.fileSystemUuid);
    EXPECT_EQ(parseJson(fileSystem.readFile("/etc/bindery/unit.json"), "unit.json").at("serial"), "UNIT-1");

    const std::string_view boot =
        asText(ByteView(content).subspan(record.identity.geometry.boot.offset, mib(1).count()));
    EXPECT_NE(boot.find(record.identity.luksUuid.text()), std::string_view::npos);
    EXPECT_EQ(boot.find("@@@@"), std::string_view::npos);
}

TEST(MakeCardOfSmallBlocks, IsWrittenAndVerifiedInSmallSectors)
{
    const test::SmallGolden golden({mib(8), {"-b", "1024"}, {}, std::filesystem::temp_directory_path()});
    SimulatedMedium medium(golden.manifest().minimumMedium);
    const SimulatedClock clock;
    card::CardProgress progress;
    const CardRecord record = card::makeCard(medium, test::cardOrder(golden.shared()), clock, progress, {});
    EXPECT_TRUE(record.verified);
    EXPECT_EQ(card::readHeader(medium, record.identity.geometry.crypt.offset).sectorSize(), 512U);
}

TEST_F(MakeCard, LeaksNothingOfTheGoldenMachineEvenToTheKeyHolder)
{
    SimulatedMedium medium(mediumSize());
    SecretBuffer secret;
    card::CardOrder order = test::cardOrder(m_shared);
    order.unit.sshKeys = golden::SshKeys::FirstBoot; // so that nothing takes the place of the golden keys
    order.keep = [&](const card::CardIdentity&, const card::CardSecrets& kept) {
        secret = kept.transport.clone();
    };
    const CardRecord record = make(medium, std::move(order));
    const test::DecryptedRoot root(medium.content(), record.identity.geometry, record.identity.rootSize,
                                   secret);
    EXPECT_EQ(asText(root.bytes()).find("THE GOLDEN MACHINE'S OWN KEY"), std::string_view::npos);
    EXPECT_FALSE(record.identity.root.dropped.empty());
}

TEST_F(MakeCard, WritesTheTableLastAndFlushesAfterIt)
{
    SimulatedMedium medium(mediumSize());
    make(medium);
    const auto& journal = medium.journal();
    ASSERT_GE(journal.size(), 3U);
    EXPECT_EQ(journal.back().kind, SimulatedMedium::Act::Kind::Flush);
    EXPECT_EQ(journal[journal.size() - 2].offset, 0U);
    for (std::size_t i = 0; i + 2 < journal.size(); ++i) {
        if (journal[i].kind == SimulatedMedium::Act::Kind::Write && journal[i].offset == 0) {
            EXPECT_FALSE(holdsTable(journal[i].bytes)) << "act " << i;
        }
    }
}

class MakeCardWithFill : public MakeCard, public ::testing::WithParamInterface<card::Fill>
{
};

TEST_P(MakeCardWithFill, SurvivesAPowerCutAtEveryActWithoutAnUnverifiedTable)
{
    // A used card, so that what was there before could be taken for a good card.
    std::vector<std::byte> before;
    {
        SimulatedMedium first(mediumSize());
        make(first);
        before = first.content();
    }
    SimulatedMedium medium(std::move(before));
    card::CardOrder order = test::cardOrder(m_shared);
    order.fill = GetParam();
    const CardRecord record = make(medium, std::move(order));
    const std::vector<std::byte> good = medium.content();
    std::size_t states = 0;
    std::size_t withTable = 0;
    device::forEachPowerCutAtFlushes(medium, [&](std::size_t cut, ByteView content) {
        ++states;
        if (!holdsTable(content)) {
            return;
        }
        const std::string signature =
            toHex(std::vector<std::byte>{content[443], content[442], content[441], content[440]});
        if (signature != record.identity.diskSignature) {
            // The old card: it was good, and is whole, because its table is the first thing to go.
            ASSERT_LT(cut, 2U);
            return;
        }
        ++withTable;
        // Everything but the table, the fill included.
        ASSERT_EQ(std::memcmp(content.data() + 4096, good.data() + 4096, good.size() - 4096), 0)
            << "cut after act " << cut;
    });
    EXPECT_GT(states, 100U);
    EXPECT_GT(withTable, 0U);
}

INSTANTIATE_TEST_SUITE_P(Card, MakeCardWithFill,
                         ::testing::Values(card::Fill::Discard, card::Fill::Zero, card::Fill::Random));

TEST_F(MakeCard, LeavesNoTableWhenAnyActFindsTheCardGone)
{
    std::size_t acts = 0;
    {
        SimulatedMedium whole(mediumSize());
        make(whole);
        acts = whole.actCount();
    }
    for (std::size_t act = 0; act < acts;
         act += act + 12 < acts ? 5 : 1) { // each one where the table is near
        device::MediumFaults faults;
        faults.goneAtAct = act;
        SimulatedMedium medium(mediumSize(), faults);
        test::expectError(ErrorCode::DeviceGone, "", [&] { make(medium); });
        if (holdsTable(medium.content())) {
            // Gone between the table's write and its proof: the card is good, and was not passed.
            EXPECT_GE(act, acts - 3) << "of " << acts;
        }
    }
}

/// The byte of the card that the error of `act` names as the first that differs.
std::uint64_t firstBadByte(const std::function<void()>& act)
{
    constexpr std::string_view kBefore = "first at byte ";
    try {
        act();
    } catch (const Error& error) {
        const std::string message = error.what();
        if (const std::size_t at = message.find(kBefore); at != std::string::npos) {
            return std::stoull(message.substr(at + kBefore.size()));
        }
    }
    ADD_FAILURE() << "no first bad byte was named";
    return 0;
}

TEST_F(MakeCard, FailsOnOneFlippedBitAndNamesItsOffset)
{
    for (const bool inRoot : {true, false}) {
        SimulatedMedium probe(mediumSize());
        const golden::CardGeometry geometry = make(probe).identity.geometry;
        device::MediumFaults faults;
        const std::uint64_t offset = inRoot ? geometry.data.offset + 4096 : geometry.boot.offset + 12345;
        faults.flippedBytes = {offset};
        SimulatedMedium medium(mediumSize(), faults);
        test::expectError(ErrorCode::VerifyMismatch, inRoot ? "root: 1 of" : "boot partition: 1 of",
                          [&] { make(medium); });
        const std::uint64_t named = firstBadByte([&] { make(medium); });
        // A flipped bit of ciphertext garbles its 16-byte block, in which a byte may stay as it was by
        // chance.
        EXPECT_GE(named, offset);
        EXPECT_LT(named, offset + (inRoot ? 16 : 1));
        EXPECT_FALSE(holdsTable(medium.content()));
    }
}

TEST_F(MakeCard, FailsWhenWritesWereLost)
{
    SimulatedMedium probe(mediumSize());
    const golden::CardGeometry geometry = make(probe).identity.geometry;
    for (const Extent lost :
         {Extent{geometry.data.offset + 4096, 65536}, Extent{geometry.crypt.offset, 4096}}) {
        device::MediumFaults faults;
        faults.lostWrites = lost;
        SimulatedMedium medium(mediumSize(), faults);
        test::expectError(ErrorCode::VerifyMismatch, "differ", [&] { make(medium); });
        EXPECT_FALSE(holdsTable(medium.content()));
    }
}

TEST_F(MakeCard, FailsForGoodWhenAFlushFailedOnce)
{
    device::MediumFaults faults;
    faults.failFlushNumber = 1;
    SimulatedMedium medium(mediumSize(), faults);
    test::expectError(ErrorCode::WriteFailed, "", [&] { make(medium); });
    EXPECT_FALSE(holdsTable(medium.content()));
}

TEST_F(MakeCard, FindsACounterfeitBeforeMinutesAreSpentOnIt)
{
    const auto grown = m_golden.shared({}, mib(128));
    device::MediumFaults faults;
    faults.realCapacity = mib(64).count();
    SimulatedMedium medium(golden::minimumMedium(m_golden.manifest().bootSize, mib(128)), faults);
    test::expectError(ErrorCode::VerifyMismatch, "it wraps around after 64.0 MiB or a fraction of it",
                      [&] { make(medium, test::cardOrder(grown)); });
    EXPECT_LT(medium.bytesWritten(), mib(4).count());
}

TEST_F(MakeCard, TellsACounterfeitFromABadCard)
{
    // A capacity that is no power of two escapes the probe: then the backup superblock at 128 MiB lands on
    // block 1.
    const auto grown = m_golden.shared({}, mib(200));
    device::MediumFaults faults;
    faults.realCapacity = (mib(128) - Bytes(4096)).count();
    SimulatedMedium medium(golden::minimumMedium(m_golden.manifest().bootSize, mib(200)), faults);
    test::expectError(ErrorCode::VerifyMismatch, "fake capacity: the card wraps around after 128.0 MiB",
                      [&] { make(medium, test::cardOrder(grown)); });
}

TEST_F(MakeCard, StopsWhenAskedAndLeavesNoTable)
{
    std::stop_source stop;
    stop.request_stop();
    SimulatedMedium medium(mediumSize());
    test::expectError(ErrorCode::Cancelled, "stopped", [&] { make(medium, stop.get_token()); });
    EXPECT_FALSE(holdsTable(medium.content()));
}

TEST_F(MakeCard, WritesNoHeaderWhenItsSecretCannotBeKept)
{
    SimulatedMedium medium(mediumSize());
    card::CardOrder order = test::cardOrder(m_shared);
    std::uint64_t header = 0;
    order.keep = [&](const card::CardIdentity& identity, const card::CardSecrets&) {
        header = identity.geometry.crypt.offset;
        throw Error(ErrorCode::WriteFailed, "the disk of the station is full");
    };
    test::expectError(ErrorCode::WriteFailed, "the disk of the station is full",
                      [&] { make(medium, std::move(order)); });
    EXPECT_NE(asText(ByteView(medium.content()).subspan(header, 4)), "LUKS");
}

TEST_F(MakeCard, HasOneKeyslotUnlessARecoveryKeyIsWanted)
{
    SimulatedMedium medium(mediumSize());
    card::CardOrder order = test::cardOrder(m_shared);
    order.keep = [&](const card::CardIdentity&, const card::CardSecrets& kept) {
        EXPECT_FALSE(kept.recovery);
    };
    const CardRecord record = make(medium, std::move(order));
    EXPECT_FALSE(record.recovery);
    const luks::Header header = card::readHeader(medium, record.identity.geometry.crypt.offset);
    ASSERT_EQ(header.keyslots().size(), 1U);
    EXPECT_EQ(header.keyslots()[0].number, card::kTransportSlot);
}

TEST_F(MakeCard, WithARecoveryKeyOpensByItAfterTheTransportKeyslotIsGone)
{
    SimulatedMedium medium(mediumSize());
    card::CardOrder order = test::cardOrder(m_shared);
    order.recovery = true;
    SecretBuffer recovery;
    order.keep = [&](const card::CardIdentity& identity, const card::CardSecrets& kept) {
        EXPECT_NE(asText(ByteView(medium.content()).subspan(identity.geometry.crypt.offset, 4)), "LUKS")
            << "kept too late";
        ASSERT_TRUE(kept.recovery);
        EXPECT_EQ(kept.recovery->size(), card::kCardSecretSize);
        EXPECT_FALSE(kept.recovery->equals(kept.transport));
        recovery = kept.recovery->clone();
    };
    const CardRecord record = make(medium, std::move(order));
    EXPECT_TRUE(record.verified);
    EXPECT_TRUE(record.recovery);
    luks::Header header = card::readHeader(medium, record.identity.geometry.crypt.offset);
    ASSERT_EQ(header.keyslots().size(), 2U);
    EXPECT_EQ(header.keyslots()[0].priority, luks::KeyslotPriority::Normal);
    EXPECT_EQ(header.keyslots()[1].number, card::kRecoverySlot);
    EXPECT_EQ(header.keyslots()[1].priority, luks::KeyslotPriority::Ignore);
    EXPECT_FALSE(header.testKeyslot(card::kTransportSlot, recovery));
    header.destroyKeyslot(card::kTransportSlot);
    EXPECT_TRUE(header.testKeyslot(card::kRecoverySlot, recovery));
}

TEST(CardHeader, IsVerifiedKeyslotByKeyslotAndHasNoOther)
{
    const SecretBuffer transport = SecretBuffer::random(card::kCardSecretSize);
    const SecretBuffer recovery = SecretBuffer::random(card::kCardSecretSize);
    luks::Header written = luks::Header::create(luks::HeaderProfile{}, Uuid::random());
    written.addKeyslot(card::kTransportSlot, transport);
    written.addKeyslot(card::kRecoverySlot, recovery, luks::KeyslotPriority::Ignore);
    SimulatedMedium medium(Bytes(luks::kHeaderSize));
    std::atomic<std::uint64_t> count = 0;
    card::writeHeader(medium, 0, written, count);
    const auto problem = [&](const SecretBuffer& first, const SecretBuffer* second) {
        card::CardSecrets secrets{first.clone()};
        if (second != nullptr) {
            secrets.recovery = second->clone();
        }
        card::CardProgress progress;
        return card::verifyHeader(medium, 0, written, secrets, progress).problem;
    };
    EXPECT_EQ(problem(transport, &recovery), "");
    EXPECT_EQ(problem(recovery, &recovery), "keyslot 0 does not open");
    EXPECT_EQ(problem(transport, &transport), "keyslot 2 does not open");
    EXPECT_EQ(problem(transport, nullptr), "it has 2 keyslots");
}

TEST_F(MakeCard, CallsACardWithoutVerifyUnverified)
{
    SimulatedMedium medium(mediumSize());
    card::CardOrder order = test::cardOrder(m_shared);
    order.verify = card::VerifyPolicy::None;
    EXPECT_FALSE(make(medium, std::move(order)).verified);
}

TEST_F(MakeCard, SharesNoCiphertextBetweenTwoCards)
{
    SimulatedMedium first(mediumSize());
    SimulatedMedium second(mediumSize());
    const CardRecord one = make(first);
    const CardRecord two = make(second);
    EXPECT_NE(one.identity.luksUuid, two.identity.luksUuid);
    EXPECT_NE(one.identity.fileSystemUuid, two.identity.fileSystemUuid);
    const std::vector<std::byte> a = first.content();
    const std::vector<std::byte> b = second.content();
    for (const Extent& run : subtract(m_shared->root.used, one.identity.root.dropped)) {
        for (std::uint64_t at = roundUp(run.offset, 4096); at + 4096 <= run.end(); at += 4096) {
            const std::uint64_t place = one.identity.geometry.data.offset + at;
            ASSERT_NE(std::memcmp(a.data() + place, b.data() + place, 4096), 0) << place;
        }
    }
}

TEST_F(MakeCard, RecordsWhatALaterVerifyNeeds)
{
    SimulatedMedium medium(mediumSize());
    SecretBuffer secret;
    card::CardOrder order = test::cardOrder(m_shared);
    order.keep = [&](const card::CardIdentity&, const card::CardSecrets& kept) {
        secret = kept.transport.clone();
    };
    const CardRecord record = make(medium, std::move(order));
    const auto verify = [&](SimulatedMedium& card) {
        luks::Header header = card::readHeader(card, record.identity.geometry.crypt.offset);
        const auto cipher = header.unlock(card::kTransportSlot, secret);
        card::CardProgress progress;
        return card::verifyRecordedRoot(card, record.identity.geometry.data.offset, m_shared->root,
                                        record.identity.root, *cipher, progress, {});
    };
    EXPECT_TRUE(verify(medium).passed());

    // A bit flipped in the unit's own files is found as one in the golden files is.
    const Extent own = record.identity.root.changes.back().extent;
    for (const std::uint64_t rootOffset : {own.offset, m_shared->root.used.back().offset}) {
        device::MediumFaults faults;
        faults.flippedBytes = {record.identity.geometry.data.offset + rootOffset};
        SimulatedMedium damaged(medium.content(), faults);
        const card::RegionReport report = verify(damaged);
        EXPECT_FALSE(report.passed());
        ASSERT_TRUE(report.firstBad);
        EXPECT_EQ(roundDown(*report.firstBad, 1024),
                  roundDown(record.identity.geometry.data.offset + rootOffset, 1024));
    }
}
