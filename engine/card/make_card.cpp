// SPDX-License-Identifier: Apache-2.0
#include "card/make_card.h"

#include "base/error.h"
#include "base/sha256.h"
#include "card/boot_partition.h"
#include "card/capacity_probe.h"
#include "card/card_header.h"
#include "card/card_plan.h"
#include "card/old_content.h"
#include "card/root_writer.h"
#include "card/table_writer.h"

#include <future>
#include <optional>
#include <utility>

namespace bindery::card
{

namespace
{

/// Moves the progress from step to step and measures each.
class StepTimer
{
public:
    StepTimer(const Clock& clock, CardProgress& progress, std::map<std::string, std::int64_t>& millis)
        : m_clock(clock), m_progress(progress), m_millis(millis), m_start(clock.monotonicMicros())
    {
    }
    void enter(Step step)
    {
        const std::int64_t now = m_clock.monotonicMicros();
        if (m_current) {
            m_millis[std::string(nameOf(*m_current))] += (now - m_start) / 1000;
        }
        m_start = now;
        m_current = step;
        m_progress.step = step;
    }

private:
    const Clock& m_clock;
    CardProgress& m_progress;
    std::map<std::string, std::int64_t>& m_millis;
    std::int64_t m_start;
    std::optional<Step> m_current;
};

CardSecrets freshSecrets(bool recovery)
{
    CardSecrets secrets{SecretBuffer::random(kCardSecretSize)};
    if (recovery) {
        secrets.recovery = SecretBuffer::random(kCardSecretSize);
    }
    return secrets;
}

luks::Header makeHeader(luks::VolumeKey key, const Uuid& uuid, const CardSecrets& secrets,
                        const Json& passport)
{
    luks::Header header = luks::Header::create(std::move(key), uuid);
    header.addKeyslot(kTransportSlot, secrets.transport);
    if (secrets.recovery) {
        header.addKeyslot(kRecoverySlot, *secrets.recovery, luks::KeyslotPriority::Ignore);
    }
    header.addToken(passport);
    return header;
}

void requirePassed(const VerifyReport& report)
{
    if (!report.passed()) {
        throw Error(ErrorCode::VerifyMismatch, report.describe());
    }
}

/// Its digest was checked before the batch; a card is of it only when nobody wrote to it since.
void requireUnchangedGolden(const SharedGolden& golden)
{
    withContext("golden image " + golden.manifest.name, [&] { golden.root.file->requireUnchanged(); });
}

} // namespace

std::shared_ptr<const SharedGolden> SharedGolden::create(golden::Manifest manifest, golden::GoldenRoot root,
                                                         std::shared_ptr<const ext4::BlockSource> boot,
                                                         const WindowLimits& limits)
{
    auto shared = std::make_shared<SharedGolden>();
    shared->manifest = std::move(manifest);
    shared->root = std::move(root);
    shared->boot = std::move(boot);
    shared->writeWindow = SharedWindow::create(*shared->root.grown, shared->root.used, limits);
    shared->verifyWindow = SharedWindow::create(*shared->root.grown, shared->root.used, limits);
    return shared;
}

CardRecord makeCard(device::Medium& medium, CardOrder order, const Clock& clock, CardProgress& progress,
                    const std::stop_token& stop)
{
    const golden::Manifest& manifest = order.golden->manifest;
    CardRecord record;
    StepTimer timer(clock, progress, record.stepMillis);

    timer.enter(Step::Preparing);
    const CardPlan plan = planCard(manifest, medium.size(), order.golden->root.blockSize);
    const golden::CardGeometry& geometry = plan.geometry;
    const golden::Personality personality = golden::personalise(order.golden->root, order.unit);
    const CardSource source(order.golden->root, personality);
    luks::VolumeKey volumeKey = luks::VolumeKey::random(plan.header);
    const std::unique_ptr<luks::SectorCipher> cipher = volumeKey.sectorCipher();
    const CardSecrets secrets = freshSecrets(order.recovery);
    record.recovery = order.recovery;
    record.identity = {plan.luksUuid,
                       order.unit.fileSystemUuid,
                       plan.table.id,
                       plan.header.cipher,
                       geometry,
                       personality.overlay->size(),
                       {}, // the header's digest, when there is one
                       {personality.changes, source.dropped()}};
    const Extents fillPlaces = isWritten(order.fill) ? placesToFill(plan, source, medium.size()) : Extents();
    const std::uint64_t content = source.bytesToWrite().count() + geometry.boot.length + luks::kHeaderSize;
    progress.toWrite = content + totalLength(fillPlaces).count();
    progress.toVerify = order.verify == VerifyPolicy::Full ? content : 0;

    timer.enter(Step::Erasing);
    medium.recheck();
    destroyOldContent(medium, geometry, progress, stop);

    timer.enter(Step::Probing);
    if (medium.facts().isBlockDevice) {
        probeCapacity(medium, geometry.data, order.attempt, progress.written);
    }

    if (order.fill == Fill::Discard) { // after the probe, so that its blocks go too
        timer.enter(Step::Filling);
        record.fill = discardAll(medium, progress, stop);
    }

    timer.enter(Step::Writing);
    // a tenth of a second of computing, which the medium need not wait for; where no thread can be had, it
    // does
    std::future<luks::Header> headerInMaking =
        std::async(std::launch::async | std::launch::deferred, [&, key = std::move(volumeKey)]() mutable {
            return makeHeader(std::move(key), plan.luksUuid, secrets, order.passport);
        });
    writeRoot(medium, geometry.data.offset, source, order.writeReader, *cipher, progress, stop);
    if (isWritten(order.fill)) {
        timer.enter(Step::Filling);
        writeFill(medium, fillPlaces, order.fill, progress, stop);
        record.fill = order.fill;
        timer.enter(Step::Writing);
    }
    writeBoot(medium, manifest, geometry, plan.patchFields, *order.golden->boot, progress, stop);
    const luks::Header header = headerInMaking.get();
    record.identity.headerDigest = Sha256::hexOf(header.view());
    if (order.profileDigest) {
        record.identity.profileDigest = order.profileDigest(header);
    }
    order.keep(record.identity, secrets);
    writeHeader(medium, geometry.crypt.offset, header, progress.written);

    timer.enter(Step::Flushing);
    medium.flush();

    if (order.verify == VerifyPolicy::Full) {
        timer.enter(Step::Verifying);
        RootReport root = verifyFreshRoot(medium, geometry.data.offset, order.golden->root, source,
                                          order.verifyReader, *cipher, progress, stop);
        VerifyReport report;
        report.fakeCapacity = root.fakeCapacity;
        report.regions = {
            std::move(root.region),
            verifyBoot(medium, manifest, geometry, plan.patchFields, *order.golden->boot, progress, stop),
            verifyHeader(medium, geometry.crypt.offset, header, secrets, progress)};
        requireUnchangedGolden(*order.golden); // before the card is blamed
        requirePassed(report);
        record.verified = true;
    }

    timer.enter(Step::Finishing);
    if (stop.stop_requested()) {
        throw Error(ErrorCode::Cancelled, "stopped before the partition table was written");
    }
    requireUnchangedGolden(*order.golden);
    medium.recheck();
    progress.written += writeTable(medium, plan.table);
    requirePassed({{verifyTable(medium, plan.table)}, std::nullopt});
    medium.recheck();

    record.bytesWritten = Bytes(progress.written);
    record.readBack = medium.readBack();
    timer.enter(Step::Done);
    return record;
}

} // namespace bindery::card
