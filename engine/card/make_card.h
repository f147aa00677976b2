// SPDX-License-Identifier: Apache-2.0
// Makes one card: steps 4 to 9 of the main flow, in the order that keeps a card which was cut off, or fails
// its verify, from ever being taken for a good one. Errors: TooSmall before the first write; VerifyMismatch
// with what differs; those of the medium and the golden image; Cancelled. After any of them the medium holds
// no partition table. Threads: one call per card, in parallel, which makes the header on a thread of its own;
// `progress` may be read meanwhile.
#pragma once

#include "base/clock.h"
#include "base/secret_buffer.h"
#include "card/card_header.h"
#include "card/card_progress.h"
#include "card/fill.h"
#include "card/root_verifier.h"
#include "card/shared_window.h"
#include "card/verify_report.h"
#include "device/medium.h"
#include "ext4/block_source.h"
#include "golden/geometry.h"
#include "golden/manifest.h"
#include "golden/personality.h"
#include "luks/header.h"

#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

namespace bindery::card
{

enum class VerifyPolicy { Full, None };

/// What all cards of one data size share: the grown root and its boot partition, each read once for all of
/// them.
struct SharedGolden {
    golden::Manifest manifest;
    golden::GoldenRoot root;
    std::shared_ptr<const ext4::BlockSource> boot;
    std::shared_ptr<SharedWindow> writeWindow;
    std::shared_ptr<SharedWindow> verifyWindow;

    static std::shared_ptr<const SharedGolden> create(golden::Manifest manifest, golden::GoldenRoot root,
                                                      std::shared_ptr<const ext4::BlockSource> boot,
                                                      const WindowLimits& limits = {});
};

/// What this card is, known before its header is written; all but the header's digest before the first byte.
struct CardIdentity {
    Uuid luksUuid;
    Uuid fileSystemUuid;
    std::string diskSignature;
    std::string cipher;
    golden::CardGeometry geometry;
    Bytes rootSize;           ///< of the ext4 on the card
    std::string headerDigest; ///< SHA-256 hex of the LUKS2 header as written, all kHeaderSize bytes
    RecordedRoot root;        ///< for a verify years later
    /// Of what must not change in its header while keyslots come and go; empty when nobody wanted it.
    std::string profileDigest = {};
};

struct CardOrder {
    std::shared_ptr<const SharedGolden> golden;
    SharedWindow::Reader writeReader; ///< joined before the first card starts
    SharedWindow::Reader verifyReader;
    golden::UnitIdentity unit;
    Json passport; ///< the bindery-passport token
    std::string attempt;
    VerifyPolicy verify = VerifyPolicy::Full;
    Fill fill = Fill::Discard;
    /// Keeps identity and secrets, durably, before the header that they open reaches the card. Throws to stop
    /// the card.
    std::function<void(const CardIdentity& identity, const CardSecrets& secrets)> keep;
    /// Gives identity.profileDigest.
    std::function<std::string(const luks::Header& header)> profileDigest = {};
    bool recovery = false; ///< the card gets a recovery keyslot
};

/// What was made, for the record.
struct CardRecord {
    CardIdentity identity;
    Bytes bytesWritten;
    bool verified = false;
    bool recovery = false; ///< it has a recovery keyslot
    device::ReadBack readBack = device::ReadBack::Direct;
    Fill fill = Fill::None; ///< what was done: None also where the medium does not discard
    std::map<std::string, std::int64_t> stepMillis; ///< by nameOf(Step)
};

CardRecord makeCard(device::Medium& medium, CardOrder order, const Clock& clock, CardProgress& progress,
                    const std::stop_token& stop);

} // namespace bindery::card
