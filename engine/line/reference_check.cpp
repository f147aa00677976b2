// SPDX-License-Identifier: Apache-2.0
#include "line/reference_check.h"

#include "base/error.h"
#include "device/open_medium.h"
#include "line/verify_card.h"
#include "line/yield_gate.h"

#include <algorithm>
#include <array>

namespace bindery::line
{

namespace
{

bool isOfTheCard(ErrorCode code)
{
    return code == ErrorCode::VerifyMismatch || code == ErrorCode::DeviceGone ||
           code == ErrorCode::WriteFailed;
}

/// What the records say of a reference card begins with its unit.
std::string unitText(const std::string& serial)
{
    return "unit " + serial + ": ";
}

} // namespace

bool isReferenceUnit(const db::Records& records, const std::string& serial)
{
    constexpr std::array kCards{db::ReferenceCard::KnownGood, db::ReferenceCard::KnownBad};
    return std::any_of(kCards.begin(), kCards.end(), [&](db::ReferenceCard card) {
        const std::optional<db::ReferenceCheck> last = records.lastGoodCheck(card);
        return last && last->message.rfind(unitText(serial), 0) == 0;
    });
}

CheckedReference checkReference(Station& station, const ReferenceTarget& target, const std::string& actor,
                                card::CardProgress& progress, const std::stop_token& stop)
{
    station.records().requireMayAct(actor);
    CheckedReference checked;
    db::ReferenceCheck& check = checked.check;
    check.card = target.card;
    check.slot = target.slot;
    check.actor = actor;
    try {
        const std::unique_ptr<device::Medium> medium =
            target.open ? target.open() : device::openForReading(target.path);
        const CheckedCard card = verifyCard(station, *medium, std::nullopt, progress, stop);
        const bool wantsToPass = target.card == db::ReferenceCard::KnownGood;
        checked.serial = card.attempt.serial;
        check.asExpected = card.report.passed() == wantsToPass;
        check.message = unitText(card.attempt.serial) + card.report.describe();
    } catch (const Error& error) {
        if (!isOfTheCard(error.code())) {
            throw;
        }
        check.message = error.what();
    }
    check.utcMicros = station.clock().now().utcMicros;
    station.records().recordReferenceCheck(check, actor);
    return checked;
}

std::optional<std::string> checkDue(const db::Records& records, std::int64_t utcMicros)
{
    ReferenceChecks checks;
    if (const auto good = records.lastGoodCheck(db::ReferenceCard::KnownGood)) {
        checks.knownGoodMicros = good->utcMicros;
    }
    if (const auto bad = records.lastGoodCheck(db::ReferenceCard::KnownBad)) {
        checks.knownBadMicros = bad->utcMicros;
    }
    return whyCheckDue(checks, dayStartOf(utcMicros));
}

} // namespace bindery::line
