// SPDX-License-Identifier: Apache-2.0
// The records of one station: STATE/records.sqlite, and in it the chain of audit events. Every member that
// changes something writes its event in the same transaction: when the event cannot be written, the act did
// not happen. Units: times are UTC microseconds; digests and ids are lower-case hex. Errors: Conflict when
// the wish contradicts what is recorded (the message names order and attempt), or a newer Bindery made the
// database; NotFound; InvalidArgument (an ill-formed serial, a number beyond 53 bits); Busy when another
// process holds the database longer than the busy timeout, or a newer Bindery migrated it; WriteFailed (full
// disk, I/O); NeedsRoot (rights, read-only, an act that the person may not do); Corrupt when database or
// chain are damaged, or the tail of the chain is missing. Threads: any thread may call any member; calls
// follow one another. Any number of processes may share one state folder.
#pragma once

#include "base/clock.h"
#include "base/secret_buffer.h"
#include "base/sha256.h"
#include "base/uuid.h"
#include "db/attempt.h"
#include "db/order_state.h"
#include "db/state_folder.h"
#include "db/station_identity.h"

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::db
{

inline constexpr const char* kStandingOrder = "adhoc";

struct RecordsOptions {
    std::chrono::milliseconds busyTimeout{10'000};
    std::string stationName = "station"; ///< for people; used when the station's row is made
    std::int64_t checkpointEvery = 1000; ///< events
    bool quickCheck = true;              ///< check the end of the chain at open
};

/// A person by its badge. An auditor only looks and exports; operators and engineers make cards; what a
/// supervisor alone may do says so below.
struct Actor {
    std::string badge;               ///< what the chain holds
    std::optional<std::string> name; ///< kept outside the chain, so that it can be erased
    std::string role = "operator";   ///< "operator", "supervisor", "engineer", "auditor"
};

struct StoredActor {
    Actor actor;
    std::int64_t sinceUtcMicros = 0;
    std::optional<std::int64_t> retiredUtcMicros; ///< since then the badge acts no more
    std::optional<std::string> language = {};     ///< of kLanguages; kept outside the chain like the name
    bool hasPin = false;
};

/// What a person may read the station in.
inline constexpr std::array<std::string_view, 3> kLanguages{"en", "de", "es"};

/// How a PIN compares with the one of its badge.
struct PinCheck {
    enum class Outcome {
        Right,
        Wrong,
        Wait, ///< too many were wrong: it was not looked at
        None, ///< the badge has no PIN
    };
    Outcome outcome = Outcome::None;
    std::int64_t waitMicros = 0; ///< until the next one is looked at
};

struct GoldenRecord {
    std::string id; ///< SHA-256, 64 hex digits
    std::string name;
    std::string rootDigest;
    std::string bootDigest;
    std::string recipeDigest;
    std::string recipeName;
    std::string sourceName;
    std::string sourceDigest;
    std::string manifestDigest = {}; ///< of all that the store's manifest says but the approval
};

enum class GoldenState { Staged, Approved, Removed };

struct StoredGolden {
    GoldenRecord golden;
    GoldenState state = GoldenState::Staged;
    std::string stagedBy; ///< badge
    std::int64_t stagedUtcMicros = 0;
    std::optional<std::string> approvedBy; ///< badge
    std::optional<std::int64_t> approvedUtcMicros;
};

/// Where the serials of an order come from: its counter, a list given beforehand, a scan per card.
enum class SerialScheme { Counter, List, Scanned };
/// "counter", "list", "scanned"
std::string_view textOf(SerialScheme scheme);
/// Errors: Corrupt.
SerialScheme serialSchemeOf(std::string_view text);

struct NewOrder {
    std::string number;                  ///< letters, digits, '.', '_', '-'; at most 64
    std::optional<std::string> goldenId; ///< set: attempts of the order must use it
    std::optional<std::int64_t> target;
    std::string serialPrefix;     ///< of its counter: prefix + 6 digits
    Json policy = Json::object(); ///< verify, fill, reprovision, ...: integers, text, booleans
    SerialScheme serialScheme = SerialScheme::Counter;
    FirstArticle firstArticle = FirstArticle::NotWanted;
    OrderState state = OrderState::Open; ///< Draft, or Open at once
};

struct StoredOrder {
    NewOrder order;
    std::string state;     ///< word of an OrderState
    bool isActive = false; ///< the one that the line works on
    std::int64_t passed = 0;
    std::int64_t failed = 0;
    std::int64_t running = 0;
    std::optional<std::string> firstArticleBy; ///< badge of who approved it
    std::string createdBy;
    std::int64_t createdUtcMicros = 0;
};

/// What a person said of a slot; a slot nobody said anything of has none.
struct StoredSlot {
    std::string slot;
    std::string state; ///< "open", "blocked", "out of service"
    std::string reason;
    std::string changedBy;
    std::int64_t changedUtcMicros = 0;
};

/// A reference card of the daily check: one that must pass a verify, one that must be found bad.
enum class ReferenceCard { KnownGood, KnownBad };
/// "known good", "known bad"
std::string_view textOf(ReferenceCard card);

struct ReferenceCheck {
    ReferenceCard card = ReferenceCard::KnownGood;
    bool asExpected = false; ///< the good one passed, the bad one was found bad
    std::optional<std::string> slot;
    std::string message; ///< what was seen
    std::int64_t utcMicros = 0;
    std::string actor = {};
};

struct StoredUnit {
    std::string serial;
    std::string order;
    std::string state;       ///< "new", "written", "written_unverified"; later the bind states
    std::string serialState; ///< "reserved", "consumed", "void"
    std::optional<std::string> lastAttempt;
};

struct StoredKeyslot {
    std::string serial;
    std::string attempt;
    int number = 0;
    std::string purpose;
    std::string state; ///< "created", "tested", "destruction_reported", "destroyed", "compromised"
    std::optional<std::string> exposure;
    std::int64_t changedUtcMicros = 0;
};

struct StoredEvent {
    std::int64_t seq = 0; ///< from 1, without gaps
    std::int64_t utcMicros = 0;
    std::string actor;
    std::string action;
    std::string subject;
    std::string payload; ///< canonical JSON
    Digest previousHash{};
    Digest hash{};
};

/// Ciphertext of a secret, see sealed_secrets.h. Useless without the wrapping key, which is not in the
/// database.
struct SealedSecret {
    std::string attempt;
    Uuid luksUuid;
    std::string purpose; ///< "transport"
    std::vector<std::byte> nonce;
    std::vector<std::byte> ciphertext; ///< with the tag; empty once destroyed
    bool destroyed = false;
};

/// What was recorded so far, by this object and by others: another value says that something came to it.
struct RecordsMark {
    std::int64_t own = 0;
    std::int64_t others = 0;
    bool operator==(const RecordsMark&) const = default;
};

/// What a verify of a card needs years later.
struct CardRecord {
    StoredAttempt attempt;
    CardFacts card;
};

struct Checkpoint {
    std::int64_t size = 0; ///< events covered
    Digest lastHash{};
    Digest treeHead{}; ///< RFC 6962 section 2.1
    std::int64_t utcMicros = 0;
    std::string station;
    Signature signature{}; ///< Ed25519 over signedText()
    /// Canonical JSON of {last_hash, size, station, time, tree_head}.
    std::string signedText() const;
    /// One line of checkpoints.jsonl, without the line feed: {checkpoint, signature}.
    std::string line() const;
    /// Errors: Corrupt; `what` names the place.
    static Checkpoint parse(std::string_view line, std::string_view what);
};

/// Errors: InvalidArgument when `text` is not 1 to 64 of letters, digits, '.', '_', '-', the first a letter
/// or digit.
void checkName(std::string_view what, std::string_view text);

class Records
{
public:
    /// Makes the database (mode 0600) when it is missing, migrates an older one, and checks the end of the
    /// chain. Station and clock are borrowed and must outlive the records.
    static Records open(const StateFolder& state, const StationIdentity& station, const Clock& clock,
                        const RecordsOptions& options = {});
    /// For looking only: needs no key. Errors also: NotFound when there is no database yet.
    static Records openReadOnly(const StateFolder& state, const RecordsOptions& options = {});
    Records(Records&&) noexcept;
    Records& operator=(Records&&) noexcept;
    ~Records();

    const StateFolder& state() const;
    RecordsMark mark() const;
    /// Why nothing can be recorded here any more, for people: a newer Bindery has migrated the database while
    /// this object had it open.
    std::optional<std::string> whyOutdated() const;
    /// The key in the station's row. Empty in a database nobody wrote to yet.
    std::optional<StationKey> stationKey() const;
    /// As the station's row has it; empty in a database nobody wrote to yet.
    std::string stationName() const;

    // People. Every act below that is recorded for an `actor` is refused to a badge that is not known
    // (NotFound), that was retired, or that is an auditor's (NeedsRoot).
    /// Whoever comes to a station is known from then on, as an operator. While the station has no supervisor,
    /// also in any other role. Errors: NeedsRoot for another role when there is one: addActor() then.
    void ensureActor(const Actor& actor);
    /// A new person, or another role for a known one, who may act again if retired. By a supervisor; by
    /// anybody while there is none, and then only a supervisor is added. Errors: NeedsRoot unless `by` may;
    /// Conflict when the station would lose its last supervisor.
    void addActor(const Actor& actor, const std::string& by);
    /// By a supervisor. Errors: NotFound; NeedsRoot; Conflict when it is retired already, or the last
    /// supervisor.
    void retireActor(const std::string& badge, const std::string& by);
    /// Errors: NotFound.
    Actor actor(const std::string& badge) const;
    /// All persons, also the retired ones, in the order they came.
    std::vector<StoredActor> actors() const;
    std::optional<StoredActor> findActor(const std::string& badge) const;
    /// Errors: NotFound; NeedsRoot for one who was retired, or is an auditor.
    void requireMayAct(const std::string& badge) const;

    // Signing in. PINs are kept so that they can be checked and not read, and are in no event and no message.
    /// One's own PIN, or by a supervisor that of another; by anybody that of a supervisor while no supervisor
    /// has one. Ends the wait after wrong ones. Errors: NotFound; NeedsRoot; InvalidArgument unless it is 4
    /// to 64 characters.
    void setPin(const std::string& badge, const SecretBuffer& pin, const std::string& by);
    /// Errors: NotFound.
    bool hasPin(const std::string& badge) const;
    /// Wrong ones are counted and recorded; after 5 in a row the next is looked at 60 s later, and that
    /// doubles with each up to an hour, whichever process asks. The event of a wrong one says `caller`, an
    /// object. Errors: NotFound; NeedsRoot for one who was retired.
    PinCheck checkPin(const std::string& badge, const SecretBuffer& pin, const Json& caller);
    /// Of kLanguages, one's own or by a supervisor. Like a name it makes no event. Errors: NotFound;
    /// NeedsRoot; InvalidArgument.
    void setLanguage(const std::string& badge, const std::string& language, const std::string& by);

    // Golden images
    void recordStaged(const GoldenRecord& golden, const std::string& actor);
    void recordApproved(const std::string& goldenId, const std::string& actor);
    /// Errors also: Conflict while an attempt with it is open.
    void recordRemoved(const std::string& goldenId, const std::string& actor);
    std::optional<StoredGolden> findGolden(const std::string& goldenId) const;

    // Work orders and serials
    void createOrder(const NewOrder& order, const std::string& actor);
    /// The order of cards made without one, counter "ADHOC-000001"...; made when missing.
    void ensureStandingOrder();
    /// All acts of the table in order_state.h but Finish, which is closeOrder(). One order is active: Open of
    /// another one is a Conflict until that is paused or closed. ApproveFirstArticle wants a card that passed
    /// and another person than its maker. The standing order stays as it is.
    void actOnOrder(const std::string& order, OrderAct act, const std::string& actor);
    /// Finish. Errors: Conflict while attempts are open or serials are reserved (they must pass or be
    /// voided). Makes a checkpoint.
    void closeOrder(const std::string& order, const std::string& actor);
    Reconciliation reconcile(const std::string& order) const;
    /// The one that the line works on.
    std::optional<StoredOrder> activeOrder() const;
    /// Reserves the serials of a list, in this order; all or none. Errors: as reserveSerial(), naming the
    /// first.
    void addSerials(const std::string& order, const std::vector<std::string>& serials,
                    const std::string& actor);
    /// Serials of the order that are free, in the order they were added. At most `limit`.
    std::vector<std::string> freeSerials(const std::string& order, std::int64_t limit) const;
    /// Voids all free serials of the order; how many.
    std::int64_t voidFreeSerials(const std::string& order, const std::string& reason,
                                 const std::string& actor);
    /// A made unit is thrown away; its serial stays consumed. Errors: Conflict unless it was made.
    void scrapUnit(const std::string& serial, const std::string& reason, const std::string& actor);
    /// A supervisor lets a made unit be made once more: the next attempt with its serial uses the release up.
    /// Errors: Conflict unless it was made, NeedsRoot unless `actor` is a supervisor.
    void releaseReprovision(const std::string& serial, const std::string& reason, const std::string& actor);
    /// The reason of a release that was not used yet.
    std::optional<std::string> findReprovision(const std::string& serial) const;
    /// Failed and finished attempts of the order since it was last opened, for the yield.
    std::pair<std::int64_t, std::int64_t> finishedAndFailed(const std::string& order) const;
    std::optional<StoredOrder> findOrder(const std::string& order) const;
    std::vector<StoredOrder> orders() const;
    /// All but the closed ones, which grow in number for years.
    std::vector<StoredOrder> unclosedOrders() const;
    /// The next serial of the order's counter, reserved.
    std::string nextSerial(const std::string& order, const std::string& actor);
    /// Reserves a given one. Errors: InvalidArgument (ill-formed), Conflict (exists in any order).
    void reserveSerial(const std::string& order, const std::string& serial, const std::string& actor);
    /// Errors: Conflict when it is consumed, or an attempt with it is open.
    void voidSerial(const std::string& serial, const std::string& reason, const std::string& actor);
    std::optional<StoredUnit> findUnit(const std::string& serial) const;

    // Slots
    /// Errors: Conflict when it is so already.
    void blockSlot(const std::string& slot, const std::string& reason, const std::string& actor);
    void takeSlotOutOfService(const std::string& slot, const std::string& reason, const std::string& actor);
    /// Errors: NeedsRoot unless `actor` is a supervisor, Conflict when it is open.
    void reopenSlot(const std::string& slot, const std::string& reason, const std::string& actor);
    /// A person saw the fault of this attempt.
    void acknowledgeFault(const std::string& slot, const std::string& attempt, const std::string& actor);
    std::vector<StoredSlot> slots() const;
    /// Attempts in the slot that failed since the last that did not, or since it was re-opened.
    int failuresInARow(const std::string& slot) const;

    // Daily check
    /// Time and actor of `check` are set here.
    void recordReferenceCheck(const ReferenceCheck& check, const std::string& actor);
    /// The last one with this card that came out as expected.
    std::optional<ReferenceCheck> lastGoodCheck(ReferenceCard card) const;

    // Media
    /// The row of this card, known by its CID, the LUKS header found on it, or (an image file) its path.
    std::int64_t recordMedium(const MediumSeen& medium, const std::optional<std::string>& slot);

    // Attempts
    /// Committed before it returns; call before the card is touched. The serial is reserved (a reserved one
    /// of the same order may be used again). Errors: Conflict when the serial passed or is open anywhere, is
    /// void, the order is closed, or the golden image is not approved; NotFound for order, golden image,
    /// actor.
    OpenedAttempt openAttempt(const NewAttempt& attempt);
    /// Once per attempt, before the header is written. Errors: Conflict when closed, recorded with other
    /// facts, or the LUKS UUID belongs to another attempt.
    void recordCard(const std::string& attempt, const CardFacts& card);
    /// In one transaction: result, unit, serial (consumed by passed and written_unverified, else kept
    /// reserved), keyslots, event. Errors: Conflict when it is closed already, with the result it has.
    void closeAttempt(const std::string& attempt, const AttemptOutcome& outcome);
    std::vector<StoredAttempt> openAttempts() const;
    std::vector<StoredAttempt> findAttempts(const AttemptFilter& filter) const;
    std::optional<StoredAttempt> findAttempt(const std::string& attempt) const;
    /// Also of attempts that did not pass: look at the result.
    std::optional<CardRecord> findCard(const Uuid& luksUuid) const;

    // Keyslots
    std::vector<StoredKeyslot> keyslots(const std::string& serial) const;
    void setKeyslotState(const std::string& attempt, int number, const std::string& state,
                         const std::string& reason, const std::string& actor);

    // Sealed secrets: rows only; use SealedSecrets
    void recordSealedSecret(const SealedSecret& secret);
    std::optional<SealedSecret> findSealedSecret(const std::string& attempt) const;
    std::optional<SealedSecret> findSealedSecret(const Uuid& luksUuid) const;
    /// Attempts that ended otherwise than passed or written_unverified and whose secret is still there.
    std::vector<std::string> secretsOfUnpassed() const;
    /// Scrubs the row and empties the write-ahead log.
    void scrubSealedSecret(const std::string& attempt, const std::string& reason, const std::string& actor);

    // Events
    /// An act that no other member records, e.g. a changed configuration with the digest of what holds now.
    void recordAct(const std::string& actor, const std::string& action, const std::string& subject,
                   const Json& payload);
    /// All events that name the unit, oldest first.
    std::vector<StoredEvent> unitHistory(const std::string& serial) const;
    std::int64_t eventCount() const;
    /// The last one of this action.
    std::optional<StoredEvent> lastEventOf(const std::string& action) const;
    /// Calls `see` for every event from `firstSeq`, in order, until it returns false; one consistent view.
    void visitEvents(std::int64_t firstSeq, const std::function<bool(const StoredEvent&)>& see) const;

    // Checkpoints
    /// Signs the chain as it is, unless the last checkpoint covers it; also appends it to
    /// STATE/checkpoints.jsonl.
    Checkpoint checkpoint();
    std::vector<Checkpoint> checkpoints() const;

    struct State;
    /// For the other files of this room.
    State& internal() const { return *m_state; }

private:
    explicit Records(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace bindery::db
