// SPDX-License-Identifier: Apache-2.0
// A station of a test with units that bind.
#pragma once

#include "db/bind_records.h"
#include "db/database_check.h"
#include "db/station_fixture.h"

#include <string>
#include <vector>

namespace bindery::db::test
{

struct MadeCard {
    std::string attempt;
    Uuid luksUuid;
};

/// Parts whose serials end in `name`, each module with a key of its own.
inline UnitParts unitParts(const std::string& name)
{
    UnitParts parts;
    parts.piSerial = "pi-" + name;
    parts.piModel = "Raspberry Pi 4 Model B Rev 1.5";
    parts.piRevision = "c03115";
    parts.macs = {"dc:a6:32:00:00:01", "dc:a6:32:00:00:02"};
    parts.bootMedium = "cid-" + name;
    parts.moduleKind = "simulated";
    parts.moduleModel = "simulated-1";
    parts.moduleSerial = "module-" + name;
    parts.moduleFirmware = "1.0";
    for (const char c : "key of " + name) {
        parts.modulePublicKey.push_back(static_cast<std::byte>(c));
    }
    return parts;
}

class BindTest : public StationTest
{
protected:
    BindTest() { prepare(); }

    BindRecords binds() { return BindRecords(records()); }

    MadeCard makeCard(const std::string& serial)
    {
        const AttemptOutcome outcome = passed();
        return {makeUnit(serial, outcome), outcome.card->luksUuid};
    }
    static UnitParts parts(const std::string& name) { return unitParts(name); }
    static BindStep step(std::vector<int> keyslots = {0})
    {
        BindStep step;
        step.status = "bound development";
        step.headerDigest = std::string(64, 'e');
        step.tokenDigest = std::string(64, 'f');
        step.keyslots = std::move(keyslots);
        step.signature = {std::byte{0x30}, std::byte{0x01}};
        return step;
    }
    void bindWholly(const MadeCard& card, const std::string& name)
    {
        binds().recordAuthorised(card.attempt, parts(name), step(), kOperator);
        m_clock.advance(1'000'000);
        binds().recordLocked(card.attempt, parts(name), step({0, 1}));
        m_clock.advance(1'000'000);
        binds().recordVerified(card.attempt, parts(name), step({0, 1}));
        m_clock.advance(1'000'000);
        binds().recordBound(card.attempt, parts(name), step({1}));
        m_clock.advance(1'000'000);
    }
    void expectGood()
    {
        const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
        ASSERT_TRUE(report.good()) << report.findings.front().place << ": "
                                   << report.findings.front().message;
    }
};

} // namespace bindery::db::test
