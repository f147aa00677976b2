// SPDX-License-Identifier: Apache-2.0
#include "line/verify_card.h"

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "base/sha256.h"
#include "bind/header_state.h"
#include "bind/module_token.h"
#include "card/boot_partition.h"
#include "card/find_header.h"
#include "card/root_verifier.h"
#include "card/table_writer.h"
#include "db/bind_records.h"
#include "device/open_medium.h"
#include "line/boot_source.h"
#include "line/card_facts.h"

#include <algorithm>

namespace bindery::line
{

namespace
{

/// The header's area as it is on the card, and the digest of it.
struct FoundHeader {
    luks::Header header;
    std::string digest;
};

FoundHeader findCard(device::Medium& medium)
{
    const std::string& path = medium.facts().path;
    const std::optional<std::uint64_t> offset = card::findHeader(medium);
    if (!offset) {
        throw Error(ErrorCode::VerifyMismatch,
                    path + ": no LUKS2 header is found: the card is damaged, or no card of ours");
    }
    AlignedBuffer area(luks::kHeaderSize);
    medium.read(*offset, area.span());
    try {
        return {luks::Header::load(area.view()), Sha256::hexOf(area.view())};
    } catch (const Error& error) {
        throw Error(ErrorCode::VerifyMismatch, path + ": the LUKS2 header is damaged: " + error.what());
    }
}

/// What the header holds beside the recorded bytes, for the one who must find out what happened.
std::string contentOf(const luks::Header& header)
{
    std::string text = "it now has keyslots";
    for (const luks::Keyslot& slot : header.keyslots()) {
        text += " " + std::to_string(slot.number);
    }
    text += " and tokens";
    for (const luks::Token& token : header.tokens()) {
        text += " " + token.type;
    }
    return text;
}

bool isReport(const db::StoredBindStep& stored)
{
    const std::string& step = stored.step.step;
    return step == "locked" || step == "verified" || step == "revoked";
}

/// Profile, keyslots and module token are those that the unit reported last, and there is no token of others.
bool isAsReported(const luks::Header& header, const std::vector<db::StoredBindStep>& steps)
{
    const auto last = std::find_if(steps.rbegin(), steps.rend(), isReport);
    const std::optional<bind::ModuleToken> token = bind::moduleTokenOf(header);
    if (last == steps.rend() || !token || bind::headerStateOf(header) == bind::HeaderState::Foreign) {
        return false;
    }
    std::vector<int> keyslots;
    for (const luks::Keyslot& slot : header.keyslots()) {
        keyslots.push_back(slot.number);
    }
    return last->step.headerDigest == bind::profileDigestOf(header) &&
           last->step.tokenDigest == bind::tokenDigestOf(*token) && last->step.keyslots == keyslots;
}

/// What is wrong with a header that is not the one that was written; empty for one that its unit changed as
/// it had to.
std::string problemOf(Station& station, const luks::Header& header)
{
    const std::string problem = "not the bytes that were written; " + contentOf(header);
    try {
        const db::BindStatus status = db::BindRecords(station.records()).statusOf(header.uuid());
        if (std::none_of(status.steps.begin(), status.steps.end(), isReport)) {
            return problem;
        }
        return isAsReported(header, status.steps) ? "" : problem + ", which is not what its unit reported";
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound && error.code() != ErrorCode::Corrupt) {
            throw;
        }
        return problem; // of a unit that has another card by now, or with a token that is none
    }
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
    return verifyCard(station, *device::openForReading(path), key, progress, stop);
}

CheckedCard verifyCard(Station& station, device::Medium& medium, const std::optional<SecretBuffer>& key,
                       card::CardProgress& progress, const std::stop_token& stop)
{
    const std::string& path = medium.facts().path;
    FoundHeader found = findCard(medium);
    const std::optional<db::CardRecord> record = station.records().findCard(found.header.uuid());
    if (!record) {
        throw Error(ErrorCode::NotFound, path + ": this station has no record of a card with LUKS UUID " +
                                             found.header.uuid().text());
    }
    const card::CardIdentity identity = fromFacts(record->card);
    const golden::Manifest manifest = station.store().find(record->attempt.goldenId);
    const golden::GoldenRoot root = station.store().root(manifest, Bytes(identity.geometry.data.length));
    const BootSource boot(station.store().boot(manifest));

    CheckedCard checked;
    checked.attempt = record->attempt;
    checked.readBack = medium.readBack();
    progress.step = card::Step::Verifying;
    progress.toVerify = totalLength(root.used).count() + identity.geometry.boot.length;
    if (medium.size().count() < identity.geometry.crypt.end()) {
        card::RegionReport size;
        size.region = "size";
        size.problem = "the card has " + humanSize(medium.size()) + ", recorded is one of at least " +
                       humanSize(Bytes(identity.geometry.crypt.end()));
        checked.report.regions.push_back(size);
        return checked;
    }
    checked.report.regions.push_back(
        card::verifyTable(medium, card::tableOf(manifest, identity.geometry, identity.diskSignature)));

    card::RegionReport headerReport;
    headerReport.region = "LUKS2 header";
    headerReport.blocksCompared = luks::kHeaderSize / card::kVerifyBlock;
    if (found.digest != identity.headerDigest) {
        headerReport.problem = problemOf(station, found.header);
        headerReport.blocksCompared = 0; // what is compared are facts
    }
    const std::unique_ptr<luks::SectorCipher> cipher =
        unlock(found.header, key ? key->clone() : station.secrets().openFor(identity.luksUuid));
    if (!cipher && key) {
        throw Error(ErrorCode::InvalidArgument, "the key that was given opens no keyslot of " + path +
                                                    ": name the file of this card's key");
    }
    if (!cipher) {
        headerReport.problem +=
            std::string(headerReport.problem.empty() ? "" : "; ") + "no keyslot opens with the secret";
        checked.report.regions.push_back(headerReport);
        return checked;
    }
    checked.report.regions.push_back(headerReport);
    checked.report.regions.push_back(card::verifyBoot(medium, manifest, identity.geometry,
                                                      {{"luks_uuid", identity.luksUuid.text()}}, boot,
                                                      progress, stop));
    checked.report.regions.push_back(card::verifyRecordedRoot(medium, identity.geometry.data.offset, root,
                                                              identity.root, *cipher, progress, stop));
    progress.step = card::Step::Done;
    return checked;
}

} // namespace bindery::line
