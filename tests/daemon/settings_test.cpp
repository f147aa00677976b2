// SPDX-License-Identifier: Apache-2.0
// What the owner of a station sets: read, refused with all that is wrong, recorded when it changed.
#include "base/file.h"
#include "base/sha256.h"
#include "daemon/settings.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

#include <regex>
#include <utility>

#include <gmock/gmock.h>
#include <unistd.h>

namespace bindery::daemon::test
{

using bindery::test::expectError;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

namespace
{

Settings parsed(const std::string& text)
{
    return parseSettings("version = 1\n" + text, "station.toml");
}

/// All that is said of a text; nothing when it is good.
std::string complaintsOf(const std::string& text)
{
    try {
        parseSettings(text, "station.toml");
        return "";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::InvalidArgument);
        return error.what();
    }
}

std::string shipped()
{
    return readTextFile(BINDERY_SOURCE "/packaging/etc/station.toml");
}

} // namespace

TEST(Settings, AreTheDefaultsWhereNothingIsSaid)
{
    EXPECT_EQ(parsed(""), Settings{});
    EXPECT_EQ(parsed("[station]\n[line]\n[bench]\n"), Settings{});
}

TEST(Settings, AreWhatIsSaid)
{
    const Settings settings = parsed(R"(
[station]
name = "North-2"
state_folder = "/srv/bindery/"
language = "de"
sign_out_after_minutes = 0
checkpoint_every = 50
[line]
stall_limit_seconds = 90
daily_check = true
[bench]
listen_address = "fe80::1"
port = 9000
policy = "list"
)");
    EXPECT_EQ(settings, (Settings{{"North-2", "/srv/bindery/", "de", std::chrono::seconds(0), 50},
                                  {std::chrono::seconds(90), true},
                                  {"fe80::1", 9000, line::BenchPolicy::List}}));
}

TEST(Settings, AcceptTheirLimitsAndRefuseWhatIsBeyond)
{
    const std::vector<std::tuple<std::string, std::string, std::int64_t, std::int64_t>> numbers{
        {"station", "sign_out_after_minutes", 0, 1440},
        {"station", "checkpoint_every", 1, 1'000'000},
        {"line", "stall_limit_seconds", 5, 3600},
        {"bench", "port", 1, 65535}};
    for (const auto& [section, key, least, most] : numbers) {
        const auto with = [&, &table = section, &name = key](std::int64_t value) {
            return complaintsOf("version = 1\n[" + table + "]\n" + name + " = " + std::to_string(value) +
                                "\n");
        };
        EXPECT_EQ(with(least), "");
        EXPECT_EQ(with(most), "");
        const std::string refusal = section + "." + key + " must be a number from " + std::to_string(least) +
                                    " to " + std::to_string(most);
        EXPECT_THAT(with(least - 1), HasSubstr(refusal));
        EXPECT_THAT(with(most + 1), HasSubstr(refusal));
    }
}

TEST(Settings, RefuseWrongTypesAndValuesWithTheirPlaceAndTheCure)
{
    const std::vector<std::pair<std::string, std::string>> bad{
        {"[station]\nname = 3", "3:8: station.name must be 1 to 64 letters"},
        {"[station]\nname = \"two words\"", "3:8: station.name must be 1 to 64 letters"},
        {"[station]\nstate_folder = \"bindery\"",
         "3:16: station.state_folder must be the path of a folder, from /"},
        {"[station]\nstate_folder = \"/a\\u0000b\"", "station.state_folder must be"},
        {"[station]\nlanguage = \"fr\"", "3:12: station.language must be \"en\", \"de\" or \"es\""},
        {"[station]\ncheckpoint_every = 1.5", "3:20: station.checkpoint_every must be a number"},
        {"[line]\ndaily_check = \"yes\"", "3:15: line.daily_check must be true or false"},
        {"[bench]\nlisten_address = \"localhost\"",
         "3:18: bench.listen_address must be an address in numbers"},
        {"[bench]\nport = \"7443\"", "3:8: bench.port must be a number from 1 to 65535"},
        {"[bench]\npolicy = \"any\"", "3:10: bench.policy must be \"scan\", \"list\" or \"open\""},
        {"line = 3", "2:8: line is not a table: write [line]"}};
    for (const auto& [text, part] : bad) {
        EXPECT_THAT(complaintsOf("version = 1\n" + text + "\n"), HasSubstr(part)) << text;
    }
}

TEST(Settings, RefuseKeysThatTheyDoNotKnow)
{
    EXPECT_EQ(complaintsOf("version = 1\n[line]\n  stall_limit = 30\n"),
              "station.toml:3:3: \"line.stall_limit\" is not known: correct or remove it; there are "
              "stall_limit_seconds, daily_check");
    EXPECT_EQ(
        complaintsOf("version = 1\n[lines]\n"),
        "station.toml:2:2: \"lines\" is not known: correct or remove it; there are version, station, line, "
        "bench");
}

TEST(Settings, ShowAKeyWithoutHarmToATerminal)
{
    EXPECT_THAT(complaintsOf("version = 1\n\"a\\u001b[31m\" = 1\n"), HasSubstr("\"a?[31m\" is not known"));
    EXPECT_THAT(complaintsOf("version = 1\n" + std::string(500, 'k') + " = 1\n"),
                HasSubstr("\"" + std::string(48, 'k') + "...\" is not known"));
}

TEST(Settings, TellAllThatIsWrongInTheOrderOfTheFile)
{
    EXPECT_EQ(
        complaintsOf("version = 1\n[bench]\nport = 0\n[station]\nname = \"\"\nlanguage = 1\n[nothing]\n"),
        "station.toml:3:8: bench.port must be a number from 1 to 65535\n"
        "station.toml:5:8: station.name must be 1 to 64 letters, digits, '.', '_' or '-', the first a letter "
        "or digit\n"
        "station.toml:6:12: station.language must be \"en\", \"de\" or \"es\"\n"
        "station.toml:7:2: \"nothing\" is not known: correct or remove it; there are version, station, line, "
        "bench");
}

TEST(Settings, TellTheFirstTwentyOfAFlood)
{
    std::string text = "version = 1\n";
    for (int i = 0; i < 25; ++i) {
        text += "key" + std::to_string(i) + " = 1\n";
    }
    EXPECT_THAT(complaintsOf(text), HasSubstr("station.toml:21:1: \"key19\" is not known"));
    EXPECT_THAT(complaintsOf(text), ::testing::EndsWith("\nand 5 more"));
}

TEST(Settings, NeedTheirVersion)
{
    EXPECT_THAT(complaintsOf(""), HasSubstr("station.toml:1:1: version must be 1: write \"version = 1\""));
    EXPECT_THAT(complaintsOf("\nversion = 2\n"), HasSubstr("station.toml:2:11: version must be 1"));
}

TEST(Settings, RefuseWhatIsNotToml)
{
    EXPECT_THAT(complaintsOf("version = 1\n[station\n"), HasSubstr("station.toml:2:9: not TOML: "));
    EXPECT_THAT(complaintsOf("version = 1\nversion = 1\n"), HasSubstr("station.toml:2:"));
}

TEST(ShippedSettings, AreTheDefaults)
{
    EXPECT_EQ(parseSettings(shipped(), "station.toml"), Settings{});
}

TEST(ShippedSettings, ShowEveryDefaultAsItIs)
{
    // Each "#key = value" taken at its word.
    const std::regex shownDefault("(^|\n)#([a-z_]+ = )");
    const std::string text = shipped();
    const auto lines = std::distance(std::sregex_iterator(text.begin(), text.end(), shownDefault), {});
    EXPECT_EQ(lines, 10);
    EXPECT_EQ(parseSettings(std::regex_replace(text, shownDefault, "$1$2"), "station.toml"), Settings{});
}

class SettingsFolder : public db::test::StationTest
{
protected:
    void write(const std::string& name, const std::string& text)
    {
        makeFolders(m_settings);
        replaceFile(m_settings / name, asBytes(text));
    }
    LoadedSettings load() const { return loadSettings(m_settings); }

    const std::filesystem::path m_settings = m_folder / "etc";
};

TEST_F(SettingsFolder, ThatIsNotThereLeavesTheDefaults)
{
    const LoadedSettings loaded = load();
    EXPECT_EQ(loaded.settings, Settings{});
    EXPECT_TRUE(loaded.digests.empty());
    EXPECT_EQ(loaded.slotsFile, m_settings / "slots.toml");
}

TEST_F(SettingsFolder, HoldsSettingsAndSlots)
{
    const std::string station = "version = 1\n[bench]\nport = 9000\n";
    const std::string slots = "version = 1\n";
    write("station.toml", station);
    write("slots.toml", slots);
    write("station.toml.dpkg-old", "anything");
    const LoadedSettings loaded = load();
    EXPECT_EQ(loaded.settings.bench.port, 9000);
    EXPECT_THAT(loaded.digests, ElementsAre(Pair("slots.toml", Sha256::hexOf(asBytes(slots))),
                                            Pair("station.toml", Sha256::hexOf(asBytes(station)))));
}

TEST_F(SettingsFolder, LeavesTheSlotsOfAnotherStateFolderThere)
{
    write("station.toml", "version = 1\n[station]\nstate_folder = \"" + m_state.root().string() + "\"\n");
    replaceFile(m_state.root() / "slots.toml", asBytes(std::string_view("version = 1\n")));
    const LoadedSettings loaded = load();
    EXPECT_EQ(loaded.slotsFile, m_state.root() / "slots.toml");
    EXPECT_EQ(loaded.digests.count("slots.toml"), 1U);
}

TEST_F(SettingsFolder, NamesTheFileThatIsWrong)
{
    write("station.toml", "version = 1\n[bench]\nport = 0\n");
    expectError(ErrorCode::InvalidArgument, (m_settings / "station.toml").string() + ":3:8: bench.port",
                [&] { load(); });
    write("station.toml", "version = 1\n");
    write("slots.toml", "version = 2\n");
    expectError(ErrorCode::BadImage, (m_settings / "slots.toml").string() + ", line 1: version is not 1",
                [&] { load(); });
}

TEST_F(SettingsFolder, RefusesAFileThatNothingReads)
{
    write("bench.toml", "port = 9000\n");
    expectError(ErrorCode::InvalidArgument, "bench.toml:1:1: nothing reads this file", [&] { load(); });
}

TEST_F(SettingsFolder, IsOnRecordOnceForEachContent)
{
    EXPECT_TRUE(recordSettings(records(), load())) << "a station without any, for the first time";
    EXPECT_FALSE(recordSettings(records(), load()));
    write("station.toml", "version = 1\n");
    EXPECT_TRUE(recordSettings(records(), load()));
    records().recordAct("station", "another.act", "station", Json::object());
    openRecords();
    EXPECT_FALSE(recordSettings(records(), load()));
    write("station.toml", "version = 1\n# another day\n");
    EXPECT_TRUE(recordSettings(records(), load()));
    EXPECT_FALSE(recordSettings(records(), load()));
    const auto event = records().lastEventOf("settings.loaded");
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ(event->actor, "station");
    EXPECT_EQ(parseJson(event->payload, "event").at("files").at("station.toml"),
              Sha256::hexOf(asBytes(std::string_view("version = 1\n# another day\n"))));
}

} // namespace bindery::daemon::test
