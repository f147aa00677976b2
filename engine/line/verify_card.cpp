// SPDX-License-Identifier: Apache-2.0
#include "line/verify_card.h"

#include "base/error.h"
#include "card/boot_partition.h"
#include "card/card_header.h"
#include "card/root_verifier.h"
#include "device/open_medium.h"
#include "device/partition_table.h"
#include "line/boot_source.h"
#include "line/card_facts.h"

#include <algorithm>

namespace bindery::line
{

namespace
{

constexpr int kCryptPartition = 2;

const device::Partition& cryptPartition(const device::PartitionTable& table,
                                        const std::filesystem::path& path)
{
    const auto found =
        std::find_if(table.partitions.begin(), table.partitions.end(),
                     [](const device::Partition& partition) { return partition.number == kCryptPartition; });
    if (found == table.partitions.end()) {
        throw Error(ErrorCode::BadImage, path.string() + " has no partition " +
                                             std::to_string(kCryptPartition) + ": this is no card of ours");
    }
    return *found;
}

card::RegionReport checkTable(const device::PartitionTable& table, const card::CardIdentity& identity)
{
    card::RegionReport report;
    report.region = "partition table";
    report.blocksCompared = 1;
    if (table.id != identity.diskSignature) {
        report.problem = "disk signature " + table.id + ", recorded is " + identity.diskSignature;
    } else if (table.partitions.size() != 2 || table.partitions[0].extent != identity.geometry.boot ||
               table.partitions[1].extent != identity.geometry.crypt) {
        report.problem = "other partitions than recorded";
    }
    return report;
}

std::unique_ptr<luks::SectorCipher> unlock(luks::Header& header, const SecretBuffer& key)
{
    for (const luks::Keyslot& slot : header.keyslots()) {
        if (std::unique_ptr<luks::SectorCipher> cipher = header.unlock(slot.number, key)) {
            return cipher;
        }
    }
    return nullptr;
}

} // namespace

CheckedCard verifyCard(Station& station, const std::filesystem::path& path,
                       const std::optional<SecretBuffer>& key, card::CardProgress& progress,
                       const std::stop_token& stop)
{
    const std::unique_ptr<device::Medium> medium = device::openForReading(path);
    const device::PartitionTable table = device::readPartitionTable(path);
    luks::Header header = withContext(
        path.string(), [&] { return card::readHeader(*medium, cryptPartition(table, path).extent.offset); });

    const std::optional<db::CardRecord> record = station.records().findCard(header.uuid());
    if (!record) {
        throw Error(ErrorCode::NotFound, path.string() +
                                             ": this station has no record of a card with LUKS UUID " +
                                             header.uuid().text());
    }
    const card::CardIdentity identity = fromFacts(record->card);
    const golden::Manifest manifest = station.store().find(record->attempt.goldenId);
    const golden::GoldenRoot root = station.store().root(manifest, Bytes(identity.geometry.data.length));
    const BootSource boot(station.store().boot(manifest));

    CheckedCard checked;
    checked.attempt = record->attempt;
    checked.readBack = medium->readBack();
    progress.step = card::Step::Verifying;
    progress.toVerify = totalLength(root.used).count() + identity.geometry.boot.length;
    checked.report.regions.push_back(checkTable(table, identity));
    if (!checked.report.regions.back().passed()) {
        return checked; // nothing else is where it should be
    }
    const std::unique_ptr<luks::SectorCipher> cipher =
        unlock(header, key ? key->clone() : station.secrets().openFor(identity.luksUuid));
    card::RegionReport headerReport;
    headerReport.region = "LUKS2 header";
    headerReport.blocksCompared = luks::kHeaderSize / card::kVerifyBlock;
    if (!cipher) {
        headerReport.problem = "no keyslot opens with the secret";
        checked.report.regions.push_back(headerReport);
        return checked;
    }
    checked.report.regions.push_back(headerReport);
    checked.report.regions.push_back(card::verifyBoot(*medium, manifest, identity.geometry,
                                                      {{"luks_uuid", identity.luksUuid.text()}}, boot,
                                                      progress, stop));
    checked.report.regions.push_back(card::verifyRecordedRoot(*medium, identity.geometry.data.offset, root,
                                                              identity.root, *cipher, progress, stop));
    progress.step = card::Step::Done;
    return checked;
}

} // namespace bindery::line
