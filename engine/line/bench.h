// SPDX-License-Identifier: Apache-2.0
// The bench: decides, from the records, which unit gets its transport secret and when it is revoked. The
// protocol's seam (bind/bind_desk.h) on one side, station, records and sealed secrets on the other. Rules of
// a first answer: the attempt passed and was not superseded, the unit is written and not yet bound nor put
// aside, its header is the one that was made, its parts are in no other unit, the board is one of the golden
// image's, the medium is the one that was written where both are known, a simulated module only with a demo
// image, and the policy. The table (state of the unit x act) -> verdict is code: bench_table.h. What is
// refused or fails is on record as well; a flood of it, or of secrets given again, as a count. Errors and
// threads: as BindDesk; NotFound, NeedsRoot when the badge that arms the bench may not act. Several benches
// may serve one state folder.
#pragma once

#include "bind/bind_desk.h"
#include "db/bind_records.h"
#include "line/bench_checks.h"
#include "line/repeat_budget.h"
#include "line/station.h"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace bindery::line
{

enum class BenchPolicy {
    Scan, ///< a person confirms each unit: its chassis, module and Pi, as confirm() says
    List, ///< parts on a list are taken
    Open, ///< any unit of ours
};
std::string_view textOf(BenchPolicy policy);
/// Errors: InvalidArgument.
BenchPolicy benchPolicyOf(std::string_view text);

/// "MODULE-SERIAL,PI-SERIAL" per line; '#' begins a comment. Errors: Corrupt naming the line.
std::set<std::pair<std::string, std::string>> benchListOf(std::string_view text);

struct BenchOptions {
    BenchPolicy policy = BenchPolicy::Scan;
    std::set<std::pair<std::string, std::string>> list = {}; ///< module and Pi serial, of BenchPolicy::List
    std::string actor;                                       ///< badge of who armed the bench
};

/// What happened, for whoever watches.
struct BenchEvent {
    std::int64_t utcMicros = 0;
    /// "authorised", "waiting", "refused", "locked", "verified", "bound", "production", "failed", "rejected"
    std::string kind;
    std::string unit; ///< serial; empty when not known
    std::string luksUuid;
    std::string piSerial;
    std::string moduleKind;
    std::string moduleSerial;
    std::string message;
};

class Bench : public bind::BindDesk
{
public:
    /// `station` and `report` are borrowed; `report` is called within the members below.
    Bench(Station& station, BenchOptions options, std::function<void(const BenchEvent&)> report);
    /// Records the counts of what was withheld.
    ~Bench() override;
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    /// A person has the unit in its hands and read these labels: see db::BindRecords::confirm(), whose errors
    /// these are. Threads: any.
    db::Confirmation confirm(const db::Labels& labels, const std::string& actor);

    bind::Ruling authorise(const bind::Hello& hello, const bind::HeaderReport& header) override;
    bind::Ruling locked(const bind::Hello& hello, const bind::HeaderReport& header,
                        ByteView signature) override;
    bind::Ruling verified(const bind::Hello& hello, const bind::HeaderReport& header,
                          ByteView signature) override;
    bind::Ruling revoked(const bind::Hello& hello, const bind::HeaderReport& header,
                         ByteView signature) override;
    bind::Ruling failed(const bind::Hello& hello, const bind::FailureReport& failure) override;
    void rejected(const std::string& peer, const std::string& why,
                  const std::optional<bind::Hello>& hello) override;

private:
    /// The unit that asks, as the records have it.
    struct Asking {
        db::CardRecord card;
        db::BindStatus unit;
        BindRules rules;
        db::UnitParts parts;
    };

    /// What the records refuse becomes a ruling.
    bind::Ruling ruled(bind::Act act, const bind::Hello& hello, const bind::HeaderReport& header,
                       ByteView signature);
    bind::Ruling answer(bind::Act act, const bind::Hello& hello, const bind::HeaderReport& header,
                        ByteView signature);
    bind::Ruling examine(const Asking& asking, const bind::Hello& hello, const db::BindStep& step);
    bind::Ruling recordVerified(const Asking& asking, const bind::Hello& hello,
                                const bind::HeaderReport& header, const db::BindStep& step);
    bind::Ruling finishBound(const Asking& asking, const bind::Hello& hello, const db::BindStep& step);
    /// The module that is locked for good says so under its signature.
    void noteProduction(const Asking& asking, const bind::Hello& hello, const db::BindStep& step);
    /// What the policy has against a first answer: a ruling that is no answer yet.
    std::optional<bind::Ruling> policyRuling(const Asking& asking, const bind::Hello& hello);
    std::optional<bind::Ruling> scanRuling(const Asking& asking, const bind::Hello& hello);
    bind::Ruling wait(const Asking& asking, const bind::Hello& hello);
    /// Whether that a unit has its secret again is on record already.
    bool isRepeated(const Asking& asking, const bind::Hello& hello, const db::BindStep& step);
    /// Not the same again and again, and never so much that it fills the disk.
    bool isWorthARecord(const std::string& what, bool ofACardOnRecord);
    bind::Ruling refuse(const bind::Hello& hello, const std::optional<db::StoredAttempt>& attempt,
                        const std::string& sentence);
    void tell(const char* kind, const bind::Hello& hello, const std::string& unit,
              const std::string& message) const;
    /// Records what was withheld in a period that is over.
    void settle(RepeatBudget& budget, const char* action, bool isLast = false);

    Station& m_station;
    db::BindRecords m_binds;
    BenchOptions m_options;
    std::function<void(const BenchEvent&)> m_report;
    RepeatBudget m_refusals;
    RepeatBudget m_strangers; ///< refusals of cards that are not on record
    RepeatBudget m_repeats;   ///< secrets that went out once more
    RepeatBudget m_rejections;
};

} // namespace bindery::line
