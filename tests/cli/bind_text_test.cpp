// SPDX-License-Identifier: Apache-2.0
#include "cli/bench_event_json.h"
#include "db/bind_json.h"
#include "cli/bind_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::cli
{

namespace
{

using ::testing::HasSubstr;
using ::testing::Not;

line::BenchEvent event(const std::string& kind, const std::string& message = "")
{
    line::BenchEvent event;
    event.kind = kind;
    event.unit = "SN-1";
    event.luksUuid = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";
    event.piSerial = "P-1";
    event.moduleKind = "simulated";
    event.moduleSerial = "M-1";
    event.message = message;
    return event;
}

db::BindStatus bound()
{
    db::BindStatus status;
    status.unit = {"SN-1", "4711", "bound", "consumed", "attempt"};
    status.attempt = "attempt";
    status.parts = db::UnitParts{};
    status.parts->piSerial = "P-1";
    status.parts->moduleSerial = "M-1";
    db::StoredBindStep step;
    step.step = {"revoked", "bound development", "digest", "token", {1, 2}, "gone", {std::byte{1}}};
    status.steps = {step};
    status.keyslots = {
        {0, "attempt", "transport", "destruction_reported", "remanence", "bound", "station", 0}};
    status.genealogy = {{"module", "M-0", "SN-1", 0, 1, "reader broken"},
                        {"module", "M-1", "SN-1", 1, {}, {}}};
    status.exposure = "remanence";
    return status;
}

} // namespace

TEST(BenchPictures, TellAUnitThatWaitsOnceAndWhatToType)
{
    BenchPicture picture("bindery bind confirm --actor op-7");
    const std::string first = picture.take(event("waiting", "nobody confirmed it"), {});
    EXPECT_THAT(first, HasSubstr("unit SN-1  module M-1  Pi P-1"));
    EXPECT_THAT(first, HasSubstr("\n    nobody confirmed it\n"));
    EXPECT_THAT(first,
                HasSubstr("\n    bindery bind confirm --actor op-7 --unit SN-1 --module M-1 --pi P-1\n"));
    EXPECT_EQ(picture.take(event("waiting", "nobody confirmed it"), {}), "");
    EXPECT_NE(picture.take(event("waiting", "something else"), {}), "");
    EXPECT_NE(picture.take(event("authorised"), {}), "");
    EXPECT_NE(picture.take(event("waiting", "something else"), {}), "") << "it came back";
}

TEST(BenchPictures, HaveNobodyConfirmWhereThePolicyDoesNotAskForIt)
{
    BenchPicture picture("");
    EXPECT_THAT(picture.take(event("waiting", "not written yet"), {}), Not(HasSubstr("bind confirm")));
}

TEST(BenchPictures, OfAHostileUnitNeitherSteerATerminalNorRunAnything)
{
    line::BenchEvent hostile = event("waiting", "\033[2J");
    hostile.moduleSerial = "M; rm -rf $HOME";
    hostile.piSerial = "it's\n`x`";
    const std::string said = BenchPicture("bindery bind confirm").take(hostile, {});
    EXPECT_THAT(said, Not(HasSubstr("\033")));
    EXPECT_THAT(said, HasSubstr(R"(--module 'M; rm -rf $HOME' --pi 'it'\''s\x0a`x`')"));
}

TEST(ShellWords, AreQuotedUnlessTheyArePlain)
{
    EXPECT_EQ(shellWord("0001A2B3"), "0001A2B3");
    EXPECT_EQ(shellWord("/var/lib/bindery"), "/var/lib/bindery");
    EXPECT_EQ(shellWord("two words"), "'two words'");
    EXPECT_EQ(shellWord(""), "''");
    EXPECT_EQ(shellWord("a'b"), R"('a'\''b')");
}

TEST(BindTables, ShowWhatIsKnownOfAUnit)
{
    const std::string table = bindTable({bound()}, {}, 0);
    for (const char* part : {"SN-1", "bound", "P-1", "M-1", "revoked", "no"}) {
        EXPECT_THAT(table, HasSubstr(part));
    }
    const std::string history = bindHistoryText(
        bound(), db::BindRecords::Escrow{"attempt", "SN-1", 2, "cafe", "", "released"}, {}, 0);
    for (const char* part : {"not held any more", "released, keyslot 2", "1, 2", "destruction reported",
                             "reader broken", "remanence", "gone"}) {
        EXPECT_THAT(history, HasSubstr(part));
    }
}

TEST(BindTables, OfAUnitNobodyBoundSaySo)
{
    db::BindStatus status;
    status.unit.serial = "SN-1";
    status.secretHeld = true;
    const std::string history = bindHistoryText(status, std::nullopt, {}, 80);
    EXPECT_THAT(history, HasSubstr("The unit has not been at a bench yet."));
    EXPECT_THAT(history, HasSubstr("held by this station, sealed"));
    const Json json = db::bindHistoryJson(status, std::nullopt);
    EXPECT_EQ(json.at("unit").at("bind").at("parts"), nullptr);
    EXPECT_EQ(json.at("unit").at("bind").at("last_step"), nullptr);
}

TEST(BenchEvents, AreJsonOfTheContract)
{
    const Json json = benchEventJson(event("locked", "by its module"));
    for (const char* name :
         {"event", "unit", "luks_uuid", "pi_serial", "module_kind", "module_serial", "message", "time"}) {
        EXPECT_TRUE(json.contains(name)) << name;
    }
    EXPECT_EQ(json.size(), 8U);
    EXPECT_EQ(json.at("event"), "locked");
}

} // namespace bindery::cli
