// SPDX-License-Identifier: Apache-2.0
// The bind of each unit on record: its state, the steps that were reported, the parts that were fitted (card,
// module, Pi: from, to), the history of each keyslot, what a person confirmed at the bench. Every act writes
// its event in the same transaction, as in records.h. Observed facts only come from the unit's signed
// reports; unknown is NULL. Units, errors, threads: as records.h.
#pragma once

#include "base/uuid.h"
#include "db/records.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bindery::db
{

/// A unit's parts, as it told them.
struct UnitParts {
    std::string piSerial;
    std::string piModel;
    std::string piRevision;
    std::vector<std::string> macs;
    std::string bootMedium; ///< CID or serial of the card as the unit sees it
    std::string moduleKind;
    std::string moduleModel;
    std::string moduleSerial;
    std::string moduleFirmware;
    std::vector<std::byte> modulePublicKey; ///< SPKI, DER
    bool operator==(const UnitParts&) const = default;
};

struct StoredPart {
    std::string kind;   ///< "card", "module", "pi"
    std::string serial; ///< of a card its LUKS UUID
    std::string unit;
    std::int64_t fittedFrom = 0;
    std::optional<std::int64_t> fittedTo;
    std::optional<std::string> reason; ///< why it was taken out
};

struct BindStep {
    std::string step;   ///< "authorised", "locked", "verified", "revoked", "failed", "refused", "production"
    std::string status; ///< of the module, in the words of module::textOf()
    std::string headerDigest; ///< of the profile
    std::string tokenDigest;
    std::vector<int> keyslots; ///< that the unit saw on its card
    std::string message;
    std::vector<std::byte> signature;
};

struct StoredBindStep {
    BindStep step;
    std::string attempt;
    std::optional<UnitParts> parts;
    std::int64_t utcMicros = 0;
};

struct KeyslotChange {
    int number = 0;
    std::string attempt;
    std::string purpose;
    std::string state; ///< as StoredKeyslot::state
    std::optional<std::string> exposure;
    std::string reason;
    std::string actor;
    std::int64_t utcMicros = 0;
};

/// What a person read from the labels of a module, a Pi and the chassis around them.
struct Labels {
    std::string moduleSerial;
    std::string piSerial;
    std::string unit = {}; ///< serial of the unit; empty: it was not read
};

/// A person read these labels and says that they belong together, for one unit, once.
struct Confirmation {
    std::string moduleSerial;
    std::string piSerial;
    std::optional<std::string> unit; ///< it holds for this one alone
    std::string actor;
    std::int64_t utcMicros = 0;
};

/// All that the station knows of one unit's bind.
struct BindStatus {
    StoredUnit unit;
    std::string attempt; ///< that made the card
    Uuid luksUuid;
    bool secretHeld = false;             ///< the transport secret is still here
    std::optional<UnitParts> parts;      ///< as last authorised
    std::vector<StoredBindStep> steps;   ///< oldest first
    std::vector<KeyslotChange> keyslots; ///< oldest first
    std::vector<StoredPart> genealogy;
    std::optional<std::string> exposure; ///< worst of its keyslots
};

class BindRecords
{
public:
    /// `records` is borrowed.
    explicit BindRecords(Records& records) : m_records(records) {}

    /// The unit whose last made card has this header. Errors: NotFound.
    BindStatus statusOf(const Uuid& luksUuid) const;
    /// By serial, LUKS UUID, module serial or Pi serial. Errors: NotFound; Conflict when several fit.
    BindStatus find(const std::string& unitOrPart) const;
    /// All units that have a card, newest first; `state` empty: any.
    std::vector<BindStatus> list(const std::string& state, std::size_t limit) const;

    /// Which other unit a part is fitted to now; empty when none.
    std::optional<std::string> unitWithPart(const std::string& kind, const std::string& serial,
                                            const std::string& exceptUnit) const;

    /// Why recordAuthorised() would refuse these parts to the card of the attempt; empty when it would not.
    std::optional<std::string> conflictOf(const std::string& attempt, const UnitParts& parts) const;

    /// State `enrolling`, parts fitted, step on record. The same parts may come again until the unit is
    /// locked. Errors: Conflict when a part is another unit's, the unit has other parts, or is past
    /// `enrolling`.
    void recordAuthorised(const std::string& attempt, const UnitParts& parts, const BindStep& step,
                          const std::string& actor);
    /// State `locked`: keyslot 1 created and tested.
    void recordLocked(const std::string& attempt, const UnitParts& parts, const BindStep& step);
    /// State `verified`. Also from `enrolling`, when the report of `locked` was lost.
    void recordVerified(const std::string& attempt, const UnitParts& parts, const BindStep& step);
    /// State `bound`: keyslot 0 destruction reported. The secret is destroyed by the caller before.
    void recordBound(const std::string& attempt, const UnitParts& parts, const BindStep& step);
    /// State `production`: the module is locked to its parts for good, as the unit reported under its
    /// signature.
    void recordProduction(const std::string& attempt, const UnitParts& parts, const BindStep& step);
    /// A refusal or failure: state `bind failed` where the unit is not further already; else a step only.
    void recordRefused(const std::optional<std::string>& attempt, const std::optional<UnitParts>& parts,
                       const std::string& action, const std::string& message);
    /// "quarantined", "RMA", "retired": by a person, with a reason; parts are taken out for "retired".
    void setUnitState(const std::string& serial, const std::string& state, const std::string& reason,
                      const std::string& actor);
    /// A part of a unit leaves it. Errors: NeedsRoot unless `actor` is a supervisor; NotFound.
    void takeOutPart(const std::string& kind, const std::string& serial, const std::string& reason,
                     const std::string& actor);

    /// One use each. For the unit that was read; else for the only one whose card has asked with these parts;
    /// else for whichever asks first. What is open for these parts and another unit is withdrawn: the last
    /// word holds, unless it says less. Errors: as requireMayAct(); NotFound; Conflict when the unit has no
    /// bind before it, or cards of several units asked and none was read.
    Confirmation confirm(const Labels& labels, const std::string& actor);
    std::optional<Confirmation> findConfirmation(const std::string& moduleSerial,
                                                 const std::string& piSerial) const;
    /// The card of the attempt asks with these parts, and no person confirmed them for its unit: on record
    /// the first time. Gives the other units whose cards did the same. Errors: Conflict for a card that tries
    /// too many parts.
    std::vector<std::string> claim(const std::string& attempt, const UnitParts& parts);

    // Recovery keys: an envelope (CMS, PEM) to the order's certificate.
    void recordEscrow(const std::string& attempt, int keyslot, const std::string& certificateDigest,
                      const std::string& envelope);
    struct Escrow {
        std::string attempt;
        std::string serial;
        int keyslot = 0;
        std::string certificateDigest;
        std::string envelope; ///< PEM
        std::string state;    ///< "escrowed", "released"
    };
    std::optional<Escrow> findEscrow(const std::string& serial) const;
    /// Somebody took the envelope out: on record with the reason. Errors: NeedsRoot unless a supervisor.
    Escrow releaseEscrow(const std::string& serial, const std::string& reason, const std::string& actor);
    /// Closes keyslots that attempts announced which then did not pass, as an older Bindery left them.
    void endKeyslotsOfUnpassed();

private:
    Records& m_records;
};

} // namespace bindery::db
