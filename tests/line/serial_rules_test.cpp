// SPDX-License-Identifier: Apache-2.0
#include "line/serial_rules.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::line;
using db::AttemptResult;
using db::SerialScheme;
using ::testing::HasSubstr;

namespace
{

SerialFacts scanned(const std::string& serial)
{
    SerialFacts facts;
    facts.serial = serial;
    facts.order = "4711";
    facts.scheme = SerialScheme::Scanned;
    return facts;
}

SerialFacts known(const std::string& order, const std::string& serialState)
{
    SerialFacts facts = scanned("U-1");
    facts.unit = db::StoredUnit{"U-1", order, serialState == "consumed" ? "written" : "new", serialState, {}};
    return facts;
}

std::string why(const SerialFacts& facts)
{
    const std::optional<device::Refusal> refusal = whyNotSerial(facts);
    if (refusal) {
        EXPECT_FALSE(refusal->cure.empty());
    }
    return refusal ? refusal->reason : "";
}

FlashedFacts flashed(std::optional<AttemptResult> result)
{
    return {"attempt-1", "U-1", "4711", result, std::nullopt, false};
}

} // namespace

TEST(SerialRules, RefuseWhatIsBlankOrIllFormed)
{
    EXPECT_EQ(why(scanned("U-1")), "");
    EXPECT_EQ(why(scanned(std::string(64, 'U'))), "");
    for (const char* blank : {"", " ", "\t\r\n"}) {
        EXPECT_EQ(why(scanned(blank)), "no serial was scanned");
    }
    for (const std::string& bad : std::vector<std::string>{"-U", "U 1", "U/1", "U\n1", "\xc3\x9c-1", "U\xdf",
                                                           "=1+1", std::string(65, 'U')}) {
        EXPECT_EQ(why(scanned(bad)), "what was scanned is no serial") << bad;
    }
}

TEST(SerialRules, RefuseWhatIsTakenInAnyOrder)
{
    EXPECT_EQ(why(known("4711", "reserved")), "");
    EXPECT_THAT(why(known("4712", "reserved")), HasSubstr("belongs to order 4712, not to 4711"));
    EXPECT_THAT(why(known("4711", "void")), HasSubstr("is void"));
    EXPECT_THAT(why(known("4711", "consumed")), HasSubstr("was made already in order 4711"));
    EXPECT_THAT(why(known("4712", "consumed")), HasSubstr("was made already in order 4712"));
    SerialFacts running = known("4711", "reserved");
    running.beingMade = "attempt-1";
    EXPECT_THAT(why(running), HasSubstr("is being made in order 4711, attempt attempt-1"));
}

TEST(SerialRules, TakeAMadeUnitThatASupervisorReleased)
{
    SerialFacts released = known("4712", "consumed");
    released.reprovisionedBy = "spoiled label";
    EXPECT_EQ(why(released), "");
    released.beingMade = "attempt-2";
    EXPECT_THAT(why(released), HasSubstr("is being made"));
}

TEST(SerialRules, OfAListTakeOnlyItsOwn)
{
    SerialFacts facts = scanned("U-9");
    facts.scheme = SerialScheme::List;
    EXPECT_THAT(why(facts), HasSubstr("is not on the list of order 4711"));
    facts = known("4711", "reserved");
    facts.scheme = SerialScheme::List;
    EXPECT_EQ(why(facts), "");
}

TEST(DoubleFlash, IsRefusedOverAllOrders)
{
    EXPECT_FALSE(whyDoubleFlash(std::nullopt));
    for (const AttemptResult result :
         {AttemptResult::Failed, AttemptResult::Cancelled, AttemptResult::Interrupted}) {
        EXPECT_FALSE(whyDoubleFlash(flashed(result)));
    }
    for (const AttemptResult result : {AttemptResult::Passed, AttemptResult::WrittenUnverified}) {
        EXPECT_THAT(whyDoubleFlash(flashed(result)).value_or(device::Refusal{}).reason,
                    HasSubstr("this card was made already: unit U-1 of order 4711 (attempt attempt-1)"));
    }
}

TEST(DoubleFlash, IsReleasedByASupervisorOrTheOrder)
{
    FlashedFacts facts = flashed(AttemptResult::Passed);
    facts.reprovisionedBy = "returned by the customer";
    EXPECT_FALSE(whyDoubleFlash(facts));
    facts = flashed(AttemptResult::Passed);
    facts.orderReprovisions = true;
    EXPECT_FALSE(whyDoubleFlash(facts));
    facts.result = std::nullopt;
    EXPECT_THAT(whyDoubleFlash(facts).value_or(device::Refusal{}).reason, HasSubstr("is being made"));
}
