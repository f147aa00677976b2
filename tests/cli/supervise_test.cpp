// SPDX-License-Identifier: Apache-2.0
// What supervisors do, by the real program: persons, slots, units, the daily check.
#include "base/file.h"
#include "base/sha256.h"
#include "cli/card_fixture.h"
#include "db/records.h"
#include "device/slot_map.h"
#include "line/slots_lock.h"

#include <fstream>

#include <gmock/gmock.h>

namespace bindery::test
{

using ::testing::HasSubstr;

class Supervise : public CardProgram
{
protected:
    static constexpr int kFailed = 1;
    static constexpr int kConflict = 3;
    static constexpr int kMismatch = 4;
    static constexpr int kRights = 6;

    void SetUp() override
    {
        CardProgram::SetUp();
        expect(0, {"person", "add", "sup-1", "--name", "Sven Berg", "--role", "supervisor"});
        expect(0, {"person", "add", "op-7", "--name", "Olga Nemec", "--actor", "sup-1"});
    }
    /// What it says, on both outputs.
    std::string expect(int status, const Arguments& arguments) const
    {
        const ProgramRun ran = run(arguments);
        EXPECT_EQ(ran.status, status) << ::testing::PrintToString(arguments) << ran.out << ran.err;
        return ran.out + ran.err;
    }
    std::string refused(int status, Arguments arguments, const std::string& actor) const
    {
        arguments.insert(arguments.end(), {"--actor", actor});
        return expect(status, arguments);
    }
    Json slotRow(int slot) const
    {
        const Json list = json({"slots", "list"});
        for (const Json& row : list.at("slots")) {
            if (row.at("slot") == slot) {
                return row;
            }
        }
        return {};
    }
    db::StoredEvent lastEvent() const
    {
        db::StoredEvent last;
        db::Records::openReadOnly(db::StateFolder(state())).visitEvents(1, [&](const db::StoredEvent& event) {
            last = event;
            return true;
        });
        return last;
    }
    line::SlotsLock hold(line::SlotsHolder holder) const
    {
        return line::SlotsLock::take(state() / "run", holder);
    }
    void flipByte(const std::string& card, std::uint64_t place) const
    {
        std::fstream file(in(card), std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(static_cast<std::streamoff>(place));
        const char was = static_cast<char>(file.get());
        file.seekp(static_cast<std::streamoff>(place));
        file.put(static_cast<char>(~was));
    }
};

TEST_F(Supervise, NamesPersonsAndRetiresThem)
{
    EXPECT_THAT(refused(kRights, {"person", "add", "sup-2", "--role", "supervisor"}, "op-7"),
                HasSubstr("naming a person is a supervisor's act, but op-7 is operator"));
    EXPECT_THAT(expect(0, {"person", "add", "aud-1", "--role", "auditor", "--actor", "sup-1"}),
                HasSubstr("aud-1 is auditor of this station."));
    EXPECT_THAT(refused(kRights, {"provision", "--golden", "pi", "--to", in("a.img").string()}, "aud-1"),
                HasSubstr("aud-1 is an auditor"));
    expect(0, {"person", "retire", "op-7", "--actor", "sup-1"});
    EXPECT_THAT(refused(kRights, {"provision", "--golden", "pi", "--to", in("a.img").string()}, "op-7"),
                HasSubstr("op-7 was retired"));
    EXPECT_THAT(refused(kConflict, {"person", "retire", "sup-1"}, "sup-1"), HasSubstr("the only supervisor"));
    const Json persons = json({"person", "list"}).at("persons");
    std::map<std::string, Json> byBadge;
    for (const Json& person : persons) {
        byBadge[person.at("badge").get<std::string>()] = person;
    }
    EXPECT_EQ(byBadge.at("sup-1").at("name"), "Sven Berg");
    EXPECT_TRUE(byBadge.at("op-7").at("retired").is_string());
    EXPECT_EQ(byBadge.at("aud-1").at("role"), "auditor");
    EXPECT_EQ(byBadge.count("station"), 0U);
    expect(0, {"audit", "check"});
}

TEST_F(Supervise, SetsPinsFromStandardInput)
{
    const auto setPin = [&](const std::string& badge, const std::string& input, const std::string& actor) {
        ProgramSetting setting;
        setting.state = state();
        setting.input = input;
        return runBindery({"person", "set-pin", badge, "--actor", actor}, setting);
    };
    const ProgramRun first = setPin("sup-1", "4711\n", "root");
    EXPECT_EQ(first.status, 0) << first.err;
    EXPECT_EQ(first.out, "sup-1 has a new PIN.\n");
    EXPECT_EQ(lastEvent().action, "pin.set");
    EXPECT_EQ(setPin("sup-1", "1111", "root").status, kRights) << "only the first one";
    EXPECT_EQ(setPin("op-7", "2222\r\n", "sup-1").status, 0);
    EXPECT_EQ(setPin("ghost", "", "sup-1").status, kFailed) << "before it asks";
    EXPECT_THAT(setPin("sup-1", "", "sup-1").err, HasSubstr("standard input holds no PIN"));
    EXPECT_THAT(setPin("sup-1", "471\n", "sup-1").err, HasSubstr("4 to 64 characters"));
    EXPECT_THAT(expect(0, {"person", "list"}), HasSubstr("set"));
    const Json list = json({"person", "list"}).at("persons");
    for (const Json& person : list) {
        const std::string badge = person.at("badge");
        EXPECT_EQ(person.at("has_pin"), badge == "sup-1" || badge == "op-7") << person;
    }
    expect(0, {"audit", "check"});
}

TEST_F(Supervise, SetsTheLanguageOfAPerson)
{
    EXPECT_THAT(expect(0, {"person", "set-language", "op-7", "de", "--actor", "op-7"}),
                HasSubstr("op-7 reads this station in \"de\"."));
    EXPECT_THAT(refused(kRights, {"person", "set-language", "sup-1", "es"}, "op-7"),
                HasSubstr("supervisor's act"));
    expect(2, {"person", "set-language", "op-7", "fr"});
    EXPECT_EQ(json({"person", "set-language", "op-7", "es", "--actor", "sup-1"}).at("person").at("language"),
              "es");
}

TEST_F(Supervise, TakesASlotOutOfServiceAndReopensIt)
{
    expect(0, {"slots", "learn", "3", "--port", "udev:virtual/3"});
    EXPECT_THAT(refused(kFailed, {"slots", "out-of-service", "4", "--reason", "dust"}, "op-7"),
                HasSubstr("slot 4 was not taught"));
    expect(2, {"slots", "out-of-service", "3"});
    EXPECT_EQ(slotRow(3).at("state"), "open");
    EXPECT_THAT(expect(0, {"slots", "out-of-service", "3", "--reason", "dust", "--actor", "op-7"}),
                HasSubstr("Slot 3 is out of service."));
    EXPECT_EQ(slotRow(3).at("state"), "out of service");
    EXPECT_EQ(slotRow(3).at("reason"), "dust");
    EXPECT_THAT(expect(0, {"slots", "list"}), HasSubstr("out of service: dust"));
    EXPECT_THAT(refused(kRights, {"slots", "reopen", "3", "--reason", "wiped"}, "op-7"),
                HasSubstr("re-opening a slot is a supervisor's act"));
    const Json open = json({"slots", "reopen", "3", "--reason", "wiped", "--actor", "sup-1"});
    EXPECT_EQ(open.at("state"), "open");
    EXPECT_EQ(open.at("changed_by"), "sup-1");
    EXPECT_EQ(lastEvent().action, "slot.reopened");
    EXPECT_THAT(refused(kConflict, {"slots", "reopen", "3", "--reason", "again"}, "sup-1"),
                HasSubstr("slot 3 is open already"));
    expect(0, {"audit", "check"});
}

TEST_F(Supervise, LeavesTheSlotsToALineThatRuns)
{
    expect(0, {"slots", "learn", "3", "--port", "udev:virtual/3"});
    {
        const line::SlotsLock line = hold(line::SlotsHolder::Line);
        EXPECT_THAT(refused(kConflict, {"slots", "reopen", "3", "--reason", "wiped"}, "sup-1"),
                    HasSubstr("a line runs on this station: tell it \"reopen 3 REASON\""));
        EXPECT_THAT(refused(kConflict, {"slots", "out-of-service", "3", "--reason", "dust"}, "op-7"),
                    HasSubstr("\"out-of-service 3 REASON\""));
        EXPECT_THAT(expect(kConflict, {"slots", "learn", "3", "--port", "udev:virtual/4"}),
                    HasSubstr("stop it before its slots are changed"));
        EXPECT_THAT(expect(kConflict, {"slots", "forget", "3"}), HasSubstr("a line runs"));
    }
    EXPECT_EQ(slotRow(3).at("port"), "udev:virtual/3");
    expect(0, {"slots", "out-of-service", "3", "--reason", "dust", "--actor", "op-7"});
}

TEST_F(Supervise, RecordsWhatIsTaughtWithTheDigestOfTheFile)
{
    expect(0, {"slots", "learn", "3", "--port", "udev:virtual/3", "--actor", "op-7"});
    const auto digest = [&] { return Sha256::hexOf(asBytes(readTextFile(state() / "slots.toml"))); };
    db::StoredEvent event = lastEvent();
    EXPECT_EQ(event.action, "slots.learned");
    EXPECT_EQ(event.actor, "op-7");
    Json payload = parseJson(event.payload, "the event");
    EXPECT_EQ(payload.at("sha256"), digest());
    EXPECT_EQ(payload.at("slot"), 3);
    EXPECT_EQ(payload.at("port"), "udev:virtual/3");
    expect(0, {"slots", "forget", "3", "--actor", "sup-1"});
    event = lastEvent();
    EXPECT_EQ(event.action, "slots.forgotten");
    EXPECT_EQ(event.actor, "sup-1");
    payload = parseJson(event.payload, "the event");
    EXPECT_EQ(payload.at("sha256"), digest());
    EXPECT_EQ(payload.at("slots"), Json::array({3}));
    expect(0, {"audit", "check"});
}

TEST_F(Supervise, TeachesSlotsOneLessonAtATime)
{
    const line::SlotsLock lesson = hold(line::SlotsHolder::Lesson);
    EXPECT_THAT(expect(kFailed, {"slots", "learn", "3", "--port", "udev:virtual/3"}),
                HasSubstr("somebody teaches the slots of this station"));
    EXPECT_FALSE(std::filesystem::exists(state() / "slots.toml"));
}

TEST_F(Supervise, ScrapsAUnitAndReleasesOneToBeMadeOnceMore)
{
    const std::string serial = makeCard("a.img").at("serial").get<std::string>();
    const Arguments again{"provision", "--golden", "pi", "--serial", serial, "--to", in("b.img").string()};
    EXPECT_THAT(expect(kConflict, again), HasSubstr("was made already"));
    EXPECT_THAT(refused(kRights, {"unit", "release-reprovision", serial, "--reason", "spoiled"}, "op-7"),
                HasSubstr("making a unit once more is a supervisor's act"));
    EXPECT_EQ(json({"unit", "release-reprovision", serial, "--reason", "spoiled", "--actor", "sup-1"})
                  .at("reprovision"),
              "spoiled");
    expect(0, again);
    std::filesystem::remove(in("b.img"));
    EXPECT_THAT(expect(kConflict, again), HasSubstr("was made already")) << "a release is used up";
    EXPECT_THAT(expect(kFailed, {"unit", "scrap", "ghost", "--reason", "x"}), HasSubstr("hold no unit"));
    expect(2, {"unit", "scrap", serial});
    EXPECT_EQ(json({"unit", "scrap", serial, "--reason", "dropped", "--actor", "op-7"}).at("state"),
              "scrapped");
    expect(kConflict, {"unit", "scrap", serial, "--reason", "dropped"});
    expect(0, {"audit", "check"});
}

TEST_F(Supervise, ChecksTheReferenceCardsOfTheDay)
{
    makeCard("good.img");
    makeCard("bad.img");
    flipByte("bad.img", mib(9).count());
    const std::string good = in("good.img").string();
    const std::string bad = in("bad.img").string();
    EXPECT_THAT(expect(2, {"line", "check"}), HasSubstr("name the reference cards"));
    EXPECT_THAT(expect(2, {"line", "check", "--good", good, "--bad", good}), HasSubstr("are one card"));
    EXPECT_THAT(expect(kMismatch, {"line", "check", "--bad", good}), HasSubstr("NOT FOUND BAD"));
    EXPECT_THAT(expect(0, {"line", "check", "--good", good}),
                HasSubstr("Still due: the known-bad reference card was not found bad today."));
    const Json checked = json({"line", "check", "--good", good, "--bad", bad, "--actor", "op-7"});
    EXPECT_TRUE(checked.at("due").is_null());
    ASSERT_EQ(checked.at("checks").size(), 2U);
    EXPECT_EQ(checked.at("checks")[1].at("card"), "known bad");
    EXPECT_THAT(checked.at("checks")[1].at("message").get<std::string>(), HasSubstr("differ"));
    EXPECT_EQ(lastEvent().action, "line.reference_check");
    EXPECT_EQ(lastEvent().actor, "op-7");
    expect(0, {"audit", "check"});
}

TEST_F(CardProgram, TellsThatAStationHasNoSupervisor)
{
    EXPECT_THAT(run({"person", "list"}).out, HasSubstr("bindery person add BADGE --role supervisor"));
    const ProgramRun refused = run({"person", "add", "op-7", "--actor", "s-17"});
    EXPECT_EQ(refused.status, 6);
    EXPECT_THAT(refused.err, HasSubstr("no supervisor yet"));
    run({"slots", "learn", "3", "--port", "udev:virtual/3"});
    run({"slots", "out-of-service", "3", "--reason", "dust"});
    EXPECT_THAT(run({"slots", "reopen", "3", "--reason", "wiped"}).err,
                HasSubstr("name one with \"bindery person add\""));
}

} // namespace bindery::test
