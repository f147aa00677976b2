// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "ext4/file_system.h"
#include "golden/geometry.h"
#include "line/run_batch.h"
#include "line/verify_card.h"
#include "luks/header.h"
#include "station_fixture.h"
#include "support/expect_error.h"

#include <array>
#include <mutex>
#include <set>
#include <thread>

#include <fcntl.h>

using namespace bindery;
using db::AttemptResult;
using line::AttemptReport;

namespace
{

class RunBatch : public test::LineFixture
{
protected:
    line::CheckedCard verify(const std::filesystem::path& path)
    {
        card::CardProgress progress;
        return line::verifyCard(*m_station, path, std::nullopt, progress, {});
    }
    static void flipByte(const std::filesystem::path& path, std::uint64_t offset)
    {
        const UniqueFd fd = openFile(path, O_RDWR);
        std::array<std::byte, 1> byte{};
        readFully(fd.get(), offset, byte, path);
        byte[0] ^= std::byte{1};
        writeFully(fd.get(), offset, byte, path);
    }
};

} // namespace

TEST_F(RunBatch, PassesFourCardsWithOneReadOfTheGoldenRootAndKeysOfTheirOwn)
{
    line::BatchRequest batch = request(4);
    batch.verify = card::VerifyPolicy::None;
    const line::BatchReport written = run(batch);
    const Bytes dataSize(golden::geometryFor(m_manifest.bootSize, m_manifest.minimumMedium).data.length);
    EXPECT_EQ(written.goldenBytesRead, totalLength(m_station->store().root(m_manifest, dataSize).used));

    for (line::Target& target : batch.targets) {
        target.path += ".verified";
    }
    batch.verify = card::VerifyPolicy::Full;
    std::set<std::string> uuids;
    for (const AttemptReport& report : run(batch).attempts) {
        EXPECT_EQ(report.result, AttemptResult::Passed) << report.message;
        ASSERT_TRUE(report.card);
        uuids.insert(report.card->identity.luksUuid.text());
        uuids.insert(report.card->identity.fileSystemUuid.text());
        uuids.insert(report.card->identity.diskSignature);
        EXPECT_TRUE(verify(report.path).report.passed());
    }
    EXPECT_EQ(uuids.size(), 12U);
    EXPECT_TRUE(m_station->records().openAttempts().empty());
}

TEST_F(RunBatch, RecordsACardWithoutVerifyAsUnverified)
{
    line::BatchRequest batch = request(1);
    batch.verify = card::VerifyPolicy::None;
    const AttemptReport report = run(batch).attempts.at(0);
    EXPECT_EQ(report.result, AttemptResult::WrittenUnverified);
    EXPECT_EQ(m_station->records().findAttempt(report.attempt)->result, AttemptResult::WrittenUnverified);
}

TEST_F(RunBatch, NamesTheOffsetOfDamageInRootBootHeaderAndTable)
{
    const AttemptReport report = run(request(1)).attempts.at(0);
    ASSERT_TRUE(report.card);
    const golden::CardGeometry& geometry = report.card->identity.geometry;
    const std::uint64_t root = geometry.data.offset + 4096 + 17;
    const std::uint64_t boot = geometry.boot.offset + 700'000;
    for (const std::uint64_t offset : {root, boot}) {
        flipByte(report.path, offset);
        const card::VerifyReport found = verify(report.path).report;
        EXPECT_FALSE(found.passed());
        // A flipped bit of ciphertext garbles its 16-byte block.
        EXPECT_THAT(found.describe(), ::testing::HasSubstr("at byte " + std::to_string(offset / 100)));
        flipByte(report.path, offset);
    }
    EXPECT_TRUE(verify(report.path).report.passed());
    flipByte(report.path, 440);
    EXPECT_THAT(verify(report.path).report.describe(),
                ::testing::HasSubstr("partition table: 1 of 1 blocks differ"));
}

TEST_F(RunBatch, NoticesAnyChangeOfTheHeader)
{
    const AttemptReport report = run(request(1)).attempts.at(0);
    ASSERT_TRUE(report.card);
    const std::uint64_t header = report.card->identity.geometry.crypt.offset;
    // First binary header and JSON, second ones, key material, what lies behind it, the last byte.
    for (const std::uint64_t place :
         {100U, 5000U, 16384U + 100U, 16384U + 5000U, 40'000U, 900'000U, 16'777'215U}) {
        flipByte(report.path, header + place);
        try {
            EXPECT_FALSE(verify(report.path).report.passed()) << place;
        } catch (const Error& error) {
            EXPECT_EQ(traitsOf(error.code()).exitStatus, 4) << place << ": " << error.what();
        }
        flipByte(report.path, header + place);
    }
    EXPECT_TRUE(verify(report.path).report.passed());
}

TEST_F(RunBatch, NoticesAKeyslotThatWasAddedLater)
{
    const AttemptReport report = run(request(1)).attempts.at(0);
    ASSERT_TRUE(report.card);
    const golden::CardGeometry& geometry = report.card->identity.geometry;
    const UniqueFd file = openFile(report.path, O_RDWR);
    std::vector<std::byte> area(luks::kHeaderSize);
    readFully(file.get(), geometry.crypt.offset, area, report.path);
    luks::Header header = luks::Header::load(area);
    ASSERT_TRUE(header.unlock(0, m_station->secrets().openFor(header.uuid())));
    header.addKeyslot(1, SecretBuffer::copyOf(asBytes("a back door")));
    writeFully(file.get(), geometry.crypt.offset, header.image(), report.path);
    EXPECT_THAT(verify(report.path).report.describe(), ::testing::HasSubstr("it now has keyslots 0 1"));
}

TEST_F(RunBatch, RefusesAKeyThatOpensNothingWithoutCondemningTheCard)
{
    const AttemptReport report = run(request(1)).attempts.at(0);
    card::CardProgress progress;
    test::expectError(ErrorCode::InvalidArgument, "opens no keyslot", [&] {
        line::verifyCard(*m_station, report.path, SecretBuffer::copyOf(asBytes("wrong")), progress, {});
    });
}

TEST_F(RunBatch, RefusesADiskThatIsNotThereInsteadOfMakingAFileInDev)
{
    line::BatchRequest batch = request(1);
    batch.targets[0].path = "/dev/bindery-no-such-disk";
    test::expectError(ErrorCode::NotEligible, "there is no disk /dev/bindery-no-such-disk",
                      [&] { run(batch); });
    EXPECT_FALSE(std::filesystem::exists("/dev/bindery-no-such-disk"));
}

TEST_F(RunBatch, RefusesToOverwriteWhatTheStationNeeds)
{
    line::BatchRequest batch = request(1);
    batch.targetWishes.overwrite = true;
    for (const std::filesystem::path& path :
         {m_station->state().database(), m_station->state().keys() / "new.img"}) {
        batch.targets[0].path = path;
        test::expectError(ErrorCode::NotEligible, "state folder", [&] { run(batch); });
    }
    EXPECT_TRUE(m_station->records().findAttempts({}).empty());
}

TEST_F(RunBatch, RefusesAGoldenRootThatWasAlteredSinceItWasStaged)
{
    const std::filesystem::path root = m_station->store().folderOf(m_manifest) / "root.ext4";
    const Extents used = ext4::FileSystem::open(std::make_shared<ext4::FileSource>(root)).usedExtents();
    flipByte(root, used.back().offset);
    line::BatchRequest batch = request(1);
    test::expectError(ErrorCode::Corrupt, "root.ext4", [&] { run(batch); });
    EXPECT_FALSE(std::filesystem::exists(batch.targets[0].path));
}

TEST_F(RunBatch, RefusesAManifestThatWasAlteredSinceItWasStaged)
{
    line::BatchRequest batch = request(1);
    batch.golden.patchPoints = {{"luks_uuid", "cmdline.txt", {{3, 36}}}};
    test::expectError(ErrorCode::Corrupt, "is not the one that was staged here", [&] { run(batch); });
}

TEST_F(RunBatch, DestroysTheSecretOfAnAttemptThatWasClosedRightBeforeACrash)
{
    db::NewAttempt attempt;
    attempt.goldenId = m_manifest.id;
    attempt.actor = "badge-1";
    attempt.medium.path = "/nowhere/a.img";
    attempt.medium.size = gib(1);
    const db::OpenedAttempt crashed = m_station->records().openAttempt(attempt);
    m_station->secrets().seal(SecretBuffer::random(32), {crashed.id, Uuid::random(), "transport"});
    db::AttemptOutcome outcome;
    outcome.reason = ErrorCode::WriteFailed;
    outcome.message = "the card failed";
    m_station->records().closeAttempt(crashed.id, outcome);
    restart();
    EXPECT_TRUE(m_station->records().findSealedSecret(crashed.id)->destroyed);
}

TEST_F(RunBatch, TouchesNothingWhenOneTargetIsRefused)
{
    line::BatchRequest batch = request(2);
    replaceFile(batch.targets[1].path, asBytes("precious"));
    test::expectError(ErrorCode::Conflict, "card-1.img exists already", [&] { run(batch); });
    EXPECT_FALSE(std::filesystem::exists(batch.targets[0].path));
    EXPECT_EQ(readTextFile(batch.targets[1].path), "precious");
    EXPECT_TRUE(m_station->records().findAttempts({}).empty());
}

TEST_F(RunBatch, RefusesOneCardUnderTwoNames)
{
    line::BatchRequest batch = request(2);
    batch.targets[1].path = m_folder.path() / "." / batch.targets[0].path.filename();
    test::expectError(ErrorCode::InvalidArgument, "are one card that is named twice", [&] { run(batch); });
    batch.targets[1].path = batch.targets[0].path;
    test::expectError(ErrorCode::InvalidArgument, "is named twice", [&] { run(batch); });
    EXPECT_FALSE(std::filesystem::exists(batch.targets[0].path));
}

TEST_F(RunBatch, RefusesOneFileUnderTwoLinks)
{
    line::BatchRequest batch = request(2);
    batch.targetWishes.overwrite = true;
    const std::filesystem::path& file = batch.targets[0].path;
    const std::filesystem::path& link = batch.targets[1].path;
    replaceFile(file, asBytes("precious"));

    std::filesystem::create_symlink(file, link);
    test::expectError(ErrorCode::InvalidArgument, "are one card that is named twice", [&] { run(batch); });
    std::filesystem::remove(link);

    std::filesystem::create_hard_link(file, link);
    test::expectError(ErrorCode::InvalidArgument, "are one card that is named twice", [&] { run(batch); });
    EXPECT_EQ(readTextFile(file), "precious");
    EXPECT_TRUE(m_station->records().findAttempts({}).empty());
}

TEST_F(RunBatch, RefusesAFileThatHasOtherNames)
{
    line::BatchRequest batch = request(1);
    batch.targetWishes.overwrite = true;
    const std::filesystem::path root = m_station->store().folderOf(m_manifest) / "root.ext4";
    std::filesystem::create_hard_link(root, batch.targets[0].path);
    test::expectError(ErrorCode::NotEligible, "has 2 names (hard links)", [&] { run(batch); });
    m_station->store().verify(m_manifest);
}

TEST_F(RunBatch, FailsEveryCardWhenTheGoldenRootIsAlteredUnderWay)
{
    const std::filesystem::path root = m_station->store().folderOf(m_manifest) / "root.ext4";
    const Extents used = ext4::FileSystem::open(std::make_shared<ext4::FileSource>(root)).usedExtents();
    for (const card::VerifyPolicy verify : {card::VerifyPolicy::Full, card::VerifyPolicy::None}) {
        line::BatchRequest batch = request(2);
        batch.targetWishes.overwrite = true;
        batch.verify = verify;
        line::BatchProgress progress(2);
        std::once_flag once;
        progress.opened = [&](std::size_t, const db::OpenedAttempt&) {
            std::call_once(once, [&] {
                flipByte(root, used.back().offset);
                flipByte(root, used.back().offset); // what is read is right again, by chance
            });
        };
        for (const AttemptReport& report : line::runBatch(*m_station, batch, progress, {}).attempts) {
            EXPECT_EQ(report.result, AttemptResult::Failed);
            EXPECT_EQ(report.reason, ErrorCode::BadImage);
            EXPECT_THAT(report.message,
                        ::testing::HasSubstr("root.ext4 was changed while it was in use; stage the image"));
            const UniqueFd card = openFile(report.path, O_RDONLY);
            std::array<std::byte, 2> signature{};
            readFully(card.get(), 510, signature, report.path);
            EXPECT_NE(signature[0], std::byte{0x55}) << "a table was written";
        }
    }
}

TEST_F(RunBatch, PassesCardsOfAGoldenImageThatIsRemovedUnderWay)
{
    line::BatchRequest batch = request(2);
    line::BatchProgress progress(2);
    progress.opened = [&](std::size_t, const db::OpenedAttempt&) {
        std::filesystem::remove_all(m_station->store().folderOf(m_manifest));
    };
    for (const AttemptReport& report : line::runBatch(*m_station, batch, progress, {}).attempts) {
        EXPECT_EQ(report.result, AttemptResult::Passed) << report.message;
    }
    batch.targets[0].path += ".new";
    batch.targets[1].path += ".new";
    EXPECT_THROW(run(batch), Error);
    EXPECT_FALSE(std::filesystem::exists(batch.targets[0].path));
}

TEST_F(RunBatch, GrowsOnceForCardsOfManyBatchesAtTheSameTime)
{
    constexpr std::size_t kBatches = 3;
    std::vector<AttemptReport> reports(kBatches);
    {
        std::vector<std::jthread> batches;
        for (std::size_t i = 0; i < kBatches; ++i) {
            batches.emplace_back([&, i] {
                line::Station station(m_folder / "state", m_clock); // as another process would
                line::BatchRequest batch = request(1);
                batch.targets[0].path += std::to_string(i);
                batch.targetWishes.fileSize = m_manifest.minimumMedium + mib(64);
                line::BatchProgress progress(1);
                reports[i] = line::runBatch(station, batch, progress, {}).attempts.at(0);
            });
        }
    }
    for (const AttemptReport& report : reports) {
        EXPECT_EQ(report.result, AttemptResult::Passed) << report.message;
        EXPECT_TRUE(verify(report.path).report.passed());
    }
    const auto sizes = std::filesystem::directory_iterator(m_station->store().folderOf(m_manifest) / "sizes");
    EXPECT_EQ(std::distance(begin(sizes), end(sizes)), 1);
}

TEST_F(RunBatch, FillsAsAskedAndRecordsWhatWasFoundAndDone)
{
    for (const card::Fill fill :
         {card::Fill::None, card::Fill::Discard, card::Fill::Zero, card::Fill::Random}) {
        line::BatchRequest batch = request(1);
        batch.targetWishes.overwrite = true;
        batch.fill = fill;
        const AttemptReport report = run(batch).attempts.at(0);
        EXPECT_EQ(report.result, AttemptResult::Passed) << report.message;
        const std::optional<db::StoredAttempt> stored = m_station->records().findAttempt(report.attempt);
        ASSERT_TRUE(stored);
        EXPECT_EQ(stored->medium.found, db::Found::Blank) << "an old file is emptied first";
        EXPECT_EQ(stored->fillIntended, line::toRecord(fill));
        EXPECT_EQ(stored->fill, line::toRecord(fill));
        EXPECT_TRUE(verify(report.path).report.passed());
    }
}

TEST_F(RunBatch, RefusesACardThatIsTooSmallNamingBothSizes)
{
    line::BatchRequest batch = request(1);
    batch.targetWishes.fileSize = m_manifest.minimumMedium - Bytes(4096);
    test::expectError(ErrorCode::TooSmall, std::to_string(m_manifest.minimumMedium.count()),
                      [&] { run(batch); });
    EXPECT_FALSE(std::filesystem::exists(batch.targets[0].path));
}

TEST_F(RunBatch, RefusesAGoldenImageThatIsNotApproved)
{
    line::BatchRequest batch = request(1);
    batch.golden.approval.reset();
    test::expectError(ErrorCode::Conflict, "is not approved", [&] { run(batch); });
}

TEST_F(RunBatch, RefusesASerialThatPassedBefore)
{
    line::BatchRequest batch = request(1);
    batch.targets[0].serial = "S-1";
    EXPECT_EQ(run(batch).attempts.at(0).result, AttemptResult::Passed);
    batch.targets[0].path = m_folder / "again.img";
    test::expectError(ErrorCode::Conflict, "S-1", [&] { run(batch); });
    EXPECT_FALSE(std::filesystem::exists(batch.targets[0].path));
}

TEST_F(RunBatch, ClosesEveryAttemptOnceWhenItIsCancelledAndDestroysTheSecrets)
{
    std::stop_source stop;
    stop.request_stop();
    const line::BatchReport report = run(request(3), stop.get_token());
    for (const AttemptReport& attempt : report.attempts) {
        EXPECT_EQ(attempt.result, AttemptResult::Cancelled);
        EXPECT_EQ(m_station->records().findAttempt(attempt.attempt)->result, AttemptResult::Cancelled);
        EXPECT_FALSE(m_station->records().findSealedSecret(attempt.attempt));
        EXPECT_FALSE(std::filesystem::exists(m_station->runFolder() / attempt.attempt));
    }
}

TEST_F(RunBatch, OneBadTargetLeavesItsNeighboursAlone)
{
    line::BatchRequest batch = request(3);
    batch.targetWishes.overwrite = true;
    replaceFile(batch.targets[1].path, asBytes("x"));
    // Locked by someone else: found when the card is claimed, after the attempts were opened.
    auto lock = LockFile::tryAcquire(batch.targets[1].path);
    ASSERT_TRUE(lock);
    const line::BatchReport report = run(batch);
    EXPECT_EQ(report.attempts[0].result, AttemptResult::Passed);
    EXPECT_EQ(report.attempts[1].result, AttemptResult::Failed);
    EXPECT_EQ(report.attempts[1].reason, ErrorCode::Busy);
    EXPECT_EQ(report.attempts[2].result, AttemptResult::Passed);
}

TEST_F(RunBatch, RecoveryClosesWhatACrashLeftAndNothingThatLives)
{
    db::NewAttempt attempt;
    attempt.goldenId = m_manifest.id;
    attempt.actor = "badge-1";
    attempt.medium.path = "/nowhere/a.img";
    attempt.medium.size = gib(1);
    const db::OpenedAttempt crashed = m_station->records().openAttempt(attempt);
    m_station->secrets().seal(SecretBuffer::random(32), {crashed.id, Uuid::random(), "transport"});
    db::OpenedAttempt living;
    std::optional<line::AttemptLock> lock = line::AttemptLock::openLocked(m_station->runFolder(), [&] {
        living = m_station->records().openAttempt(attempt);
        return living.id;
    });
    restart();
    EXPECT_EQ(m_station->records().findAttempt(crashed.id)->result, AttemptResult::Interrupted);
    EXPECT_TRUE(m_station->records().findSealedSecret(crashed.id)->destroyed);
    EXPECT_FALSE(m_station->records().findAttempt(living.id)->result);
    lock.reset();
    restart();
    EXPECT_EQ(m_station->records().findAttempt(living.id)->result, AttemptResult::Interrupted);
}

TEST_F(RunBatch, RecoveryRemovesTheLockOfAnAttemptThatWasClosedRightBeforeACrash)
{
    db::NewAttempt attempt;
    attempt.goldenId = m_manifest.id;
    attempt.actor = "badge-1";
    attempt.medium.path = "/nowhere/a.img";
    attempt.medium.size = gib(1);
    std::string id;
    std::optional<line::AttemptLock> lock = line::AttemptLock::openLocked(m_station->runFolder(), [&] {
        id = m_station->records().openAttempt(attempt).id;
        return id;
    });
    db::AttemptOutcome outcome;
    outcome.reason = ErrorCode::WriteFailed;
    outcome.message = "the card failed";
    m_station->records().closeAttempt(id, outcome);
    restart();
    EXPECT_TRUE(std::filesystem::exists(m_station->runFolder() / id)) << "its process lives";
    lock.reset();
    restart();
    EXPECT_FALSE(std::filesystem::exists(m_station->runFolder() / id));
}

TEST(HostNameOf, MakesALabelOfAnySerial)
{
    EXPECT_EQ(line::hostNameOf("ADHOC-000001"), "adhoc-000001");
    EXPECT_EQ(line::hostNameOf("--A_b.C--"), "a-b-c");
    EXPECT_EQ(line::hostNameOf("___"), "unit");
    EXPECT_EQ(line::hostNameOf(std::string(100, 'X')), std::string(63, 'x'));
}
