// SPDX-License-Identifier: Apache-2.0
#include "line/card_target.h"

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "card/find_header.h"
#include "card/found_content.h"
#include "device/loop_over_file.h"
#include "device/open_medium.h"
#include "device/same_medium.h"
#include "line/station.h"
#include "luks/header.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <sys/stat.h>

namespace bindery::line
{

namespace fs = std::filesystem;

namespace
{

bool isBlockDevice(const fs::path& path)
{
    struct stat status {
    };
    return ::stat(path.c_str(), &status) == 0 && S_ISBLK(status.st_mode);
}

/// Without links and dots; as it was given where that cannot be told.
fs::path realPath(const fs::path& path)
{
    std::error_code failed;
    fs::path real = fs::weakly_canonical(fs::absolute(path, failed), failed);
    return failed ? path : real;
}

bool isInside(const fs::path& path, const fs::path& folder)
{
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

/// A name in /dev that is not there is a card that was pulled or mistyped, never a file to make.
void refuseNodesThatAreNotThere(const fs::path& path)
{
    const fs::path real = realPath(path);
    if (isInside(real, "/dev") && !isInside(real, "/dev/shm")) {
        throw Error(ErrorCode::NotEligible, "there is no disk " + path.string() +
                                                ": put the card in, and look its name up with lsblk");
    }
}

void refuseFilesOfTheStation(const Station& station, const fs::path& path)
{
    if (isInside(realPath(path), realPath(station.state().root()))) {
        throw Error(ErrorCode::NotEligible, path.string() + " lies in the station's state folder " +
                                                station.state().root().string() +
                                                ": keep card images in another folder");
    }
}

CardTarget fileTarget(const Station& station, const Target& target, Bytes size, bool overwrite)
{
    std::error_code unseen; // what cannot be looked at is found when the card is claimed
    const fs::file_status status = fs::symlink_status(target.path, unseen);
    const bool isOther = fs::exists(status) && !fs::is_regular_file(status);
    if (!isOther || fs::is_symlink(status)) {
        refuseNodesThatAreNotThere(target.path);
    }
    refuseFilesOfTheStation(station, target.path);
    if (isOther) {
        throw Error(ErrorCode::NotEligible,
                    target.path.string() +
                        " is neither a regular file nor a block device: name a card image file or a disk");
    }
    if (fs::exists(status) && !overwrite) {
        throw Error(ErrorCode::Conflict,
                    target.path.string() +
                        " exists already: name another file, or allow it with --overwrite");
    }
    if (const std::uintmax_t names = fs::exists(status) ? fs::hard_link_count(target.path, unseen) : 1;
        !unseen && names > 1) {
        throw Error(ErrorCode::NotEligible,
                    target.path.string() + " has " + std::to_string(names) +
                        " names (hard links), under all of which it would change: name another file");
    }
    if (const std::optional<std::string> loop = device::loopOverFile(target.path)) {
        throw Error(ErrorCode::NotEligible, target.path.string() + " is in use as the disk " + *loop +
                                                ": name that disk, or detach it with losetup -d");
    }
    const fs::path folder = target.path.has_parent_path() ? target.path.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, unseen)) {
        throw Error(ErrorCode::NotFound, "there is no folder " + folder.string() + " for the card image " +
                                             target.path.filename().string());
    }
    CardTarget candidate;
    candidate.target = target;
    candidate.seen.path = fs::absolute(target.path).string();
    candidate.seen.size = size;
    candidate.seen.found = db::Found::Blank; // also a file that exists: it is emptied first
    candidate.claim = [path = target.path, size, overwrite] {
        return device::createImageFile(path, size, overwrite);
    };
    return candidate;
}

} // namespace

std::optional<Uuid> headerOn(device::Medium& medium)
{
    const std::optional<std::uint64_t> offset = card::findHeader(medium);
    if (!offset) {
        return std::nullopt;
    }
    AlignedBuffer area(luks::kHeaderSize);
    medium.read(*offset, area.span());
    try {
        return luks::Header::load(area.view()).uuid();
    } catch (const Error&) {
        return std::nullopt; // of someone else's making, or damaged: no card that could be taken for a good
                             // one
    }
}

db::Found toRecord(card::Found found)
{
    switch (found) {
    case card::Found::Blank:
        return db::Found::Blank;
    case card::Found::Factory:
        return db::Found::Factory;
    case card::Found::Data:
        break;
    }
    return db::Found::Data;
}

namespace
{

void refuseCardsOfTheStation(Station& station, const CardTarget& candidate)
{
    const std::optional<db::CardRecord> card =
        candidate.seen.headerUuid ? station.records().findCard(*candidate.seen.headerUuid) : std::nullopt;
    if (card && (card->attempt.result == db::AttemptResult::Passed ||
                 card->attempt.result == db::AttemptResult::WrittenUnverified)) {
        throw Error(ErrorCode::Conflict,
                    candidate.target.path.string() + " holds the card of unit " + card->attempt.serial +
                        ", which this station made: put it aside, or allow it with --overwrite");
    }
}

void refuseData(const CardTarget& candidate, const card::FoundContent& content)
{
    if (content.kind == card::Found::Data) {
        throw Error(ErrorCode::Conflict,
                    candidate.target.path.string() + " is not blank (" + content.what +
                        "): put it aside, or allow it with --overwrite, which destroys what it holds");
    }
}

CardTarget deviceTarget(Station& station, const Target& target, bool overwrite)
{
    auto medium = std::make_shared<std::unique_ptr<device::Medium>>(device::claimBlockDevice(target.path));
    const device::MediumFacts& facts = (*medium)->facts();
    CardTarget candidate;
    candidate.target = target;
    candidate.seen.path = facts.path;
    candidate.seen.size = facts.size;
    candidate.seen.isBlockDevice = true;
    candidate.seen.diskSeq = facts.diskSeq;
    candidate.seen.cid = facts.cid;
    candidate.seen.model = facts.model;
    candidate.seen.readerSerial = facts.serial;
    candidate.seen.headerUuid = headerOn(**medium);
    const card::FoundContent content = card::lookAtContent(**medium);
    candidate.seen.found = toRecord(content.kind);
    candidate.claim = [medium] { return std::move(*medium); };
    if (!overwrite) {
        refuseCardsOfTheStation(station, candidate);
        refuseData(candidate, content);
    }
    return candidate;
}

void refuseDoubles(const std::vector<Target>& targets)
{
    std::map<std::string, fs::path> media;
    std::set<std::string> serials;
    for (const Target& target : targets) {
        if (target.path.empty()) {
            throw Error(ErrorCode::InvalidArgument, "a card has an empty name: name an image file or a disk");
        }
        const std::string key =
            device::mediumKey(target.path).value_or("new " + realPath(target.path).string());
        if (const auto [other, fresh] = media.insert({key, target.path}); !fresh) {
            throw Error(ErrorCode::InvalidArgument,
                        other->second == target.path
                            ? target.path.string() + " is named twice: name each card once"
                            : target.path.string() + " and " + other->second.string() +
                                  " are one card that is named twice: name each card once");
        }
        if (target.serial && !serials.insert(*target.serial).second) {
            throw Error(ErrorCode::InvalidArgument,
                        "serial " + *target.serial + " is given twice: each unit has its own");
        }
    }
}

} // namespace

std::vector<CardTarget> lookAtTargets(Station& station, const golden::Manifest& golden,
                                      const std::vector<Target>& targets, const TargetWishes& wishes)
{
    if (targets.empty()) {
        throw Error(ErrorCode::InvalidArgument, "no card is named: give at least one image file or device");
    }
    refuseDoubles(targets);
    const Bytes fileSize = wishes.fileSize.value_or(golden.minimumMedium);
    if (fileSize.count() % device::kMediumAlignment != 0) {
        throw Error(ErrorCode::InvalidArgument, "a card image of " + std::to_string(fileSize.count()) +
                                                    " bytes: the size must be a multiple of " +
                                                    std::to_string(device::kMediumAlignment));
    }
    std::vector<CardTarget> candidates;
    for (const Target& target : targets) {
        CardTarget candidate = isBlockDevice(target.path)
                                   ? deviceTarget(station, target, wishes.overwrite)
                                   : fileTarget(station, target, fileSize, wishes.overwrite);
        if (candidate.seen.size < golden.minimumMedium) {
            throw Error(ErrorCode::TooSmall,
                        target.path.string() + " has " + humanSize(candidate.seen.size) + " (" +
                            std::to_string(candidate.seen.size.count()) + " bytes), the golden image " +
                            golden.name + " needs " + humanSize(golden.minimumMedium) + " (" +
                            std::to_string(golden.minimumMedium.count()) + " bytes): use a larger card");
        }
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

} // namespace bindery::line
