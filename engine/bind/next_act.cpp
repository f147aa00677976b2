// SPDX-License-Identifier: Apache-2.0
#include "bind/next_act.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace bindery::bind
{

namespace
{

using module::ModuleStatus;

/// Some of the values of an enumeration whose values run from 0.
template <typename Enum, unsigned kCount>
struct Some {
    std::uint32_t bits = 0;

    template <typename... Values>
    static constexpr Some of(Values... values)
    {
        return {((1U << static_cast<unsigned>(values)) | ...)};
    }
    static constexpr Some any() { return {(1U << kCount) - 1}; }
    constexpr bool has(Enum value) const { return (bits >> static_cast<unsigned>(value) & 1U) != 0; }
    constexpr unsigned count() const
    {
        unsigned found = 0;
        for (unsigned i = 0; i < kCount; ++i) {
            found += bits >> i & 1U;
        }
        return found;
    }
    constexpr bool meets(Some other) const { return (bits & other.bits) != 0; }
};

constexpr unsigned kHeaderStates = 8;
constexpr unsigned kModuleStates = 9;
constexpr unsigned kAnswers = 7;
using Headers = Some<HeaderState, kHeaderStates>;
using Modules = Some<ModuleStatus, kModuleStates>;
using Answers = Some<StationAnswer, kAnswers>;
using Boots = Some<bool, 2>; ///< whether the keyslot was made in this one

constexpr Headers kNotOurs = Headers::of(HeaderState::Closed, HeaderState::Foreign);
constexpr Headers kUnfinished = Headers::of(HeaderState::TransportOnly, HeaderState::SlotWithoutToken,
                                            HeaderState::TokenWithoutSlot, HeaderState::TokenUnassigned);
constexpr Headers kWithModuleKey = Headers::of(HeaderState::Enrolled, HeaderState::ModuleOnly);

constexpr Modules kBound = Modules::of(ModuleStatus::BoundDevelopment, ModuleStatus::BoundProduction);
constexpr Modules kUnbound = Modules::of(ModuleStatus::Unbound);
/// To make a key: a module binds itself when it is first used.
constexpr Modules kEnrolling =
    Modules::of(ModuleStatus::Unbound, ModuleStatus::BoundDevelopment, ModuleStatus::BoundProduction);
/// It may yet say something better.
constexpr Modules kUncertain =
    Modules::of(ModuleStatus::Absent, ModuleStatus::CommFault, ModuleStatus::Unknown);
constexpr Modules kLost =
    Modules::of(ModuleStatus::BindRefused, ModuleStatus::Breached, ModuleStatus::Destroyed);

constexpr Answers kNone = Answers::of(StationAnswer::NotAsked);
constexpr Answers kGranted = Answers::of(StationAnswer::Authorised);
constexpr Answers kNoted = Answers::of(StationAnswer::Noted);
constexpr Answers kRevoke = Answers::of(StationAnswer::Revoke);

constexpr Headers only(HeaderState state)
{
    return Headers::of(state);
}

struct UnlockRow {
    Headers headers;
    Modules modules;
    Answers answers;
    UnlockAct act;
};

/// Noted and Revoke answer no question of this table: they grant nothing. A refusal is asked again, for a
/// person at the station may change something.
constexpr Answers kNotGranted =
    Answers::of(StationAnswer::Unreachable, StationAnswer::Waiting, StationAnswer::Refused,
                StationAnswer::Noted, StationAnswer::Revoke);

constexpr std::array kUnlockRows{
    // Nothing is tried with a card that is not as we make it, or a module that will never open it.
    UnlockRow{kNotOurs, Modules::any(), Answers::any(), UnlockAct::Refuse},
    UnlockRow{kUnfinished, kLost, Answers::any(), UnlockAct::Refuse},
    UnlockRow{kWithModuleKey, kLost, Answers::any(), UnlockAct::Refuse},
    // An unbound module is not the one that locked the key, and must not bind itself here by being asked.
    UnlockRow{kWithModuleKey, kUnbound, Answers::any(), UnlockAct::Refuse},

    UnlockRow{kUnfinished, kUncertain, Answers::any(), UnlockAct::WaitForModule},
    UnlockRow{kWithModuleKey, kUncertain, Answers::any(), UnlockAct::WaitForModule},

    // A finished unit starts without the station, whatever that says.
    UnlockRow{kWithModuleKey, kBound, Answers::any(), UnlockAct::OpenByModule},

    // Nothing is made or opened before the station grants it.
    UnlockRow{kUnfinished, kEnrolling, kNone, UnlockAct::AskStation},
    UnlockRow{kUnfinished, kEnrolling, kNotGranted, UnlockAct::AskLater},
    UnlockRow{only(HeaderState::TransportOnly), kEnrolling, kGranted, UnlockAct::MakeModuleKey},
    UnlockRow{only(HeaderState::SlotWithoutToken), kEnrolling, kGranted, UnlockAct::DestroyStraySlot},
    UnlockRow{only(HeaderState::TokenWithoutSlot), kEnrolling, kGranted, UnlockAct::AddSlotOfToken},
    UnlockRow{only(HeaderState::TokenUnassigned), kEnrolling, kGranted, UnlockAct::AssignToken},
};

struct VerifyRow {
    Headers headers;
    Modules modules;
    Answers answers;
    Boots boots;
    VerifyAct act;
};

constexpr Boots kThisBoot = Boots::of(true);
constexpr Boots kEarlierBoot = Boots::of(false);
/// Noted is for a card without its transport keyslot: while that is there, the station must say revoke.
constexpr Answers kNotYetRevoked =
    Answers::of(StationAnswer::Unreachable, StationAnswer::Authorised, StationAnswer::Waiting,
                StationAnswer::Refused, StationAnswer::Noted);
constexpr Answers kNotYetNoted = Answers::of(StationAnswer::Unreachable, StationAnswer::Authorised,
                                             StationAnswer::Waiting, StationAnswer::Refused);
/// Revoke stands here when it was said before keyslot 0 went, in this same run.
constexpr Answers kNotYetReported = Answers::of(StationAnswer::NotAsked, StationAnswer::Revoke);

constexpr std::array kVerifyRows{
    // The root is open, but not through a module: somebody opened it by hand. The initramfs will go on.
    VerifyRow{kUnfinished, Modules::any(), Answers::any(), Boots::any(), VerifyAct::Refuse},
    VerifyRow{kNotOurs, Modules::any(), Answers::any(), Boots::any(), VerifyAct::Refuse},
    // Such a module did not open this root, or will not do it again: keyslot 0 stays for the rescue.
    VerifyRow{kWithModuleKey, kLost, Answers::any(), Boots::any(), VerifyAct::Refuse},
    VerifyRow{kWithModuleKey, kUnbound, Answers::any(), Boots::any(), VerifyAct::Refuse},

    VerifyRow{kWithModuleKey, kUncertain, Answers::any(), Boots::any(), VerifyAct::WaitForModule},

    // Whatever the station says: a module that has not opened the card after a cold start has proved nothing.
    VerifyRow{kWithModuleKey, kBound, Answers::any(), kThisBoot, VerifyAct::RestartCold},

    VerifyRow{only(HeaderState::Enrolled), kBound, kNone, kEarlierBoot, VerifyAct::ReportVerified},
    VerifyRow{only(HeaderState::Enrolled), kBound, kNotYetRevoked, kEarlierBoot, VerifyAct::ReportLater},
    VerifyRow{only(HeaderState::Enrolled), kBound, kRevoke, kEarlierBoot, VerifyAct::DestroyTransport},

    VerifyRow{only(HeaderState::ModuleOnly), kBound, kNotYetReported, kEarlierBoot, VerifyAct::ReportRevoked},
    VerifyRow{only(HeaderState::ModuleOnly), kBound, kNotYetNoted, kEarlierBoot, VerifyAct::ReportLater},
    VerifyRow{only(HeaderState::ModuleOnly), kBound, kNoted, kEarlierBoot, VerifyAct::Done},
};

constexpr unsigned cellsOf(const UnlockRow& row)
{
    return row.headers.count() * row.modules.count() * row.answers.count();
}
constexpr unsigned cellsOf(const VerifyRow& row)
{
    return row.headers.count() * row.modules.count() * row.answers.count() * row.boots.count();
}
constexpr bool overlap(const UnlockRow& a, const UnlockRow& b)
{
    return a.headers.meets(b.headers) && a.modules.meets(b.modules) && a.answers.meets(b.answers);
}
constexpr bool overlap(const VerifyRow& a, const VerifyRow& b)
{
    return a.headers.meets(b.headers) && a.modules.meets(b.modules) && a.answers.meets(b.answers) &&
           a.boots.meets(b.boots);
}

/// Each cell stands in exactly one row: no two rows overlap, and together they have all cells.
template <typename Rows>
constexpr bool isWhole(const Rows& rows, unsigned cells)
{
    unsigned found = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        found += cellsOf(rows[i]);
        for (std::size_t k = i + 1; k < rows.size(); ++k) {
            if (overlap(rows[i], rows[k])) {
                return false;
            }
        }
    }
    return found == cells;
}
static_assert(isWhole(kUnlockRows, kHeaderStates* kModuleStates* kAnswers));
static_assert(isWhole(kVerifyRows, kHeaderStates* kModuleStates* kAnswers * 2));

template <typename Rows, typename Fits>
auto actOf(const Rows& rows, Fits fits)
{
    const auto row = std::find_if(rows.begin(), rows.end(), fits);
    if (row == rows.end()) {
        throw Error(ErrorCode::Internal, "next act: a header, module or answer that does not exist");
    }
    return row->act;
}

} // namespace

std::string_view textOf(StationAnswer answer)
{
    static constexpr std::array<std::string_view, kAnswers> kTexts{
        "not asked", "unreachable", "authorised", "waiting", "refused", "noted", "revoke"};
    return kTexts.at(static_cast<std::size_t>(answer));
}

StationAnswer answerOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Authorised:
        return StationAnswer::Authorised;
    case Verdict::Waiting:
        return StationAnswer::Waiting;
    case Verdict::Refused:
        return StationAnswer::Refused;
    case Verdict::Noted:
        return StationAnswer::Noted;
    case Verdict::Revoke:
        return StationAnswer::Revoke;
    }
    throw Error(ErrorCode::Internal, "a verdict that does not exist");
}

std::string_view textOf(UnlockAct act)
{
    static constexpr std::array<std::string_view, 9> kTexts{
        "open by module",    "ask station",  "ask later",       "make module key", "destroy stray slot",
        "add slot of token", "assign token", "wait for module", "refuse"};
    return kTexts.at(static_cast<std::size_t>(act));
}

UnlockAct unlockAct(HeaderState header, ModuleStatus module, StationAnswer answer)
{
    return actOf(kUnlockRows, [&](const UnlockRow& row) {
        return row.headers.has(header) && row.modules.has(module) && row.answers.has(answer);
    });
}

std::string_view textOf(VerifyAct act)
{
    static constexpr std::array<std::string_view, 8> kTexts{
        "restart cold", "report verified", "report later", "destroy transport", "report revoked",
        "done",         "wait for module", "refuse"};
    return kTexts.at(static_cast<std::size_t>(act));
}

VerifyAct verifyAct(HeaderState header, ModuleStatus module, StationAnswer answer, bool madeInThisBoot)
{
    return actOf(kVerifyRows, [&](const VerifyRow& row) {
        return row.headers.has(header) && row.modules.has(module) && row.answers.has(answer) &&
               row.boots.has(madeInThisBoot);
    });
}

} // namespace bindery::bind
