// SPDX-License-Identifier: Apache-2.0
// Units of a table with files of their own, from the CSV text to what the cards decrypt to.
#include "base/file.h"
#include "ext4/file_system.h"
#include "line/choose_units.h"
#include "line/verify_card.h"
#include "luks/header.h"
#include "station_fixture.h"
#include "support/expect_error.h"

#include <algorithm>

#include <fcntl.h>
#include <gmock/gmock.h>

using namespace bindery;
using db::AttemptResult;
using line::AttemptReport;
namespace fs = std::filesystem;

namespace
{

constexpr const char* kPassword = "the-golden-wifi-password";

test::SmallGoldenShape withWifi()
{
    test::SmallGoldenShape shape;
    shape.files = {
        {"etc/wpa_supplicant/wpa_supplicant.conf",
         std::string("country=AT\nnetwork={\n\tpsk=\"") + kPassword + "\"\n}\n"},
        {"etc/NetworkManager/system-connections/home", std::string("[wifi]\npsk=") + kPassword + "\n"},
        {"var/log/daemon.log", std::string("connected with ") + kPassword + "\n"}};
    return shape;
}

class Units : public test::LineFixture
{
protected:
    explicit Units(const std::string& recipe = "generic") : LineFixture(withWifi(), recipe) {}

    void put(const std::string& path, const std::string& text) const
    {
        const fs::path file = m_folder / "files" / path;
        fs::create_directories(file.parent_path());
        replaceFile(file, asBytes(text));
    }
    golden::UnitTable table(const std::string& text) const { return golden::parseUnitTable(text, "u.csv"); }

    line::BatchRequest requestOf(const golden::UnitTable& table, std::size_t cards)
    {
        line::BatchRequest batch = request(cards);
        const line::ChosenUnits chosen = line::chooseUnits(m_station->records(), table, batch.order, cards);
        for (std::size_t i = 0; i < cards; ++i) {
            batch.targets[i].serial = chosen.rows[i].serial;
            batch.targets[i].unit = chosen.rows[i];
            batch.targets[i].path += "." + chosen.rows[i].serial;
        }
        if (fs::exists(m_folder / "files")) {
            batch.unitFiles = golden::UnitFiles(m_folder / "files");
        }
        return batch;
    }

    /// What the whole data segment decrypts to, with its own secret. What was never written is noise.
    std::vector<std::byte> plaintextOf(const AttemptReport& report)
    {
        const golden::CardGeometry& geometry = report.card->identity.geometry;
        const UniqueFd file = openFile(report.path, O_RDONLY);
        std::vector<std::byte> header(luks::kHeaderSize);
        readFully(file.get(), geometry.crypt.offset, header, report.path);
        std::vector<std::byte> data(report.card->identity.rootSize.count());
        readFully(file.get(), geometry.data.offset, data, report.path);
        luks::Header opened = luks::Header::load(header);
        opened.unlock(0, m_station->secrets().openFor(opened.uuid()))->decrypt(0, data, data);
        return data;
    }
    /// The root of a card as a file system.
    ext4::FileSystem rootOf(const AttemptReport& report)
    {
        const fs::path path = m_folder / "plain";
        replaceFile(path, plaintextOf(report));
        return ext4::FileSystem::open(std::make_shared<ext4::FileSource>(path));
    }

    bool verifies(const fs::path& path)
    {
        card::CardProgress progress;
        return line::verifyCard(*m_station, path, std::nullopt, progress, {}).report.passed();
    }
};

std::string serialsOf(const std::vector<golden::UnitRow>& rows)
{
    std::string serials;
    for (const golden::UnitRow& row : rows) {
        serials += (serials.empty() ? "" : " ") + row.serial;
    }
    return serials;
}

} // namespace

TEST_F(Units, GetWhatTheTableSaysOfThem)
{
    put("common/etc/unit.conf.in", "serial=${unit.serial}\nname=${unit.host_name}\nmac=${unit.mac_eth0}\n");
    put("U-2/etc/only-two", "two\n");
    const line::BatchReport made = run(requestOf(table("serial,host_name,mac_eth0,site\n"
                                                       "U-1,first,02-00-5E-10-00-01,Wien\nU-2,,,\"G,raz\"\n"),
                                                 2));
    ASSERT_EQ(made.attempts[0].result, AttemptResult::Passed) << made.attempts[0].message;
    ASSERT_EQ(made.attempts[1].result, AttemptResult::Passed) << made.attempts[1].message;
    {
        const ext4::FileSystem root = rootOf(made.attempts[0]);
        EXPECT_EQ(root.readFile("/etc/hostname"), "first\n");
        EXPECT_EQ(root.readFile("/etc/unit.conf"), "serial=U-1\nname=first\nmac=02:00:5e:10:00:01\n");
        EXPECT_FALSE(root.exists("/etc/only-two"));
        const Json json = parseJson(root.readFile("/etc/bindery/unit.json"), "unit.json");
        EXPECT_EQ(json.at("serial"), "U-1");
        EXPECT_EQ(json.at("fields"), Json({{"serial", "U-1"},
                                           {"host_name", "first"},
                                           {"mac_eth0", "02:00:5e:10:00:01"},
                                           {"site", "Wien"}}));
    }
    const ext4::FileSystem root = rootOf(made.attempts[1]);
    EXPECT_EQ(root.readFile("/etc/hostname"), "u-2\n");
    EXPECT_EQ(root.readFile("/etc/unit.conf"), "serial=U-2\nname=u-2\nmac=\n");
    EXPECT_EQ(root.readFile("/etc/only-two"), "two\n");
    EXPECT_EQ(parseJson(root.readFile("/etc/bindery/unit.json"), "unit.json").at("fields").at("site"),
              "G,raz");
}

TEST_F(Units, AreVerifiedYearsLaterWithoutTheirFilesAndTable)
{
    put("common/etc/motd", "all\n");
    put("U-1/opt/large", std::string(100'000, 'u'));
    const line::BatchReport made = run(requestOf(table("serial,site\nU-1,Wien\n"), 1));
    ASSERT_EQ(made.attempts[0].result, AttemptResult::Passed) << made.attempts[0].message;
    fs::remove_all(m_folder / "files");
    restart();
    EXPECT_TRUE(verifies(made.attempts[0].path));

    // And a byte of a unit's own file that changes is found.
    const std::vector<std::byte> plain = plaintextOf(made.attempts[0]);
    const std::size_t place = asText(plain).find(std::string(50'000, 'u'));
    ASSERT_NE(place, std::string_view::npos);
    const std::uint64_t offset = made.attempts[0].card->identity.geometry.data.offset + place + 7;
    const UniqueFd card = openFile(made.attempts[0].path, O_RDWR);
    std::array<std::byte, 1> byte{};
    readFully(card.get(), offset, byte, made.attempts[0].path);
    byte[0] ^= std::byte{1};
    writeFully(card.get(), offset, byte, made.attempts[0].path);
    EXPECT_FALSE(verifies(made.attempts[0].path));
}

TEST_F(Units, HoldNoPasswordOfTheGoldenMachineInAnyBlock)
{
    ASSERT_NE(readTextFile(m_folder / "golden.img", gib(1)).find(kPassword), std::string::npos);
    const line::BatchReport made = run(request(1));
    ASSERT_EQ(made.attempts[0].result, AttemptResult::Passed) << made.attempts[0].message;
    const std::vector<std::byte> plain = plaintextOf(made.attempts[0]);
    EXPECT_EQ(asText(plain).find(kPassword), std::string_view::npos);
    EXPECT_EQ(rootOf(made.attempts[0]).readFile("/etc/wpa_supplicant/wpa_supplicant.conf"), "country=AT\n");
    EXPECT_TRUE(verifies(made.attempts[0].path));
}

TEST_F(Units, WithAFaultyTemplateTouchNothing)
{
    put("common/etc/unit.conf.in", "ok\n${unit.colour}\n");
    line::BatchRequest batch = requestOf(table("serial\nU-1\n"), 1);
    test::expectError(ErrorCode::InvalidArgument,
                      "unit.conf.in, line 2: there is no field unit.colour; there are: host_name, serial",
                      [&] { run(batch); });
    // Also where the serial is not known beforehand.
    batch.targets[0] = {m_folder / "card.img", std::nullopt};
    test::expectError(ErrorCode::InvalidArgument, "unit.conf.in, line 2", [&] { run(batch); });
    EXPECT_TRUE(m_station->records().findAttempts({}).empty());
    EXPECT_FALSE(fs::exists(batch.targets[0].path));
}

TEST_F(Units, OfACounterHaveFilesToo)
{
    put("ADHOC-000001/etc/motd", "the first\n");
    put("common/etc/id.in", "${unit.serial} ${unit.host_name}\n");
    line::BatchRequest batch = request(1);
    batch.unitFiles = golden::UnitFiles(m_folder / "files");
    const AttemptReport made = run(batch).attempts[0];
    ASSERT_EQ(made.result, AttemptResult::Passed) << made.message;
    EXPECT_EQ(rootOf(made).readFile("/etc/motd"), "the first\n");
    EXPECT_EQ(rootOf(made).readFile("/etc/id"), "ADHOC-000001 adhoc-000001\n");
}

TEST_F(Units, WithoutRoomFailAsTooSmallAndLeaveTheSerialFree)
{
    put("U-1/opt/large", std::string(mib(20).count(), 'u'));
    const golden::UnitTable units = table("serial\nU-1\nU-2\n");
    const line::BatchReport made = run(requestOf(units, 2));
    EXPECT_EQ(made.attempts[0].result, AttemptResult::Failed);
    EXPECT_EQ(made.attempts[0].reason, ErrorCode::TooSmall);
    EXPECT_THAT(made.attempts[0].message,
                ::testing::HasSubstr("laying /opt/large over the root of unit U-1"));
    EXPECT_EQ(made.attempts[1].result, AttemptResult::Passed) << made.attempts[1].message;
    EXPECT_EQ(serialsOf(line::chooseUnits(m_station->records(), units, db::kStandingOrder, 1).rows), "U-1");
}

TEST_F(Units, AreTakenFromTheTableRunAfterRun)
{
    const golden::UnitTable units = table("serial\nU-1\nU-2\nU-3\nU-4\nU-5\n");
    db::Records& records = m_station->records();
    const auto choose = [&](std::size_t cards) {
        return line::chooseUnits(records, units, db::kStandingOrder, cards);
    };
    EXPECT_EQ(serialsOf(choose(2).rows), "U-1 U-2");
    EXPECT_TRUE(choose(2).skipped.empty());
    ASSERT_EQ(run(requestOf(units, 1)).attempts[0].result, AttemptResult::Passed);
    records.reserveSerial(db::kStandingOrder, "U-2", "badge-1");
    records.voidSerial("U-2", "lost", "badge-1");
    db::NewAttempt open;
    open.serial = "U-3";
    open.goldenId = m_manifest.id;
    open.actor = "badge-1";
    open.medium.path = "elsewhere.img";
    records.openAttempt(open);
    records.reserveSerial(db::kStandingOrder, "U-4", "badge-1");

    const line::ChosenUnits left = choose(2);
    EXPECT_EQ(serialsOf(left.rows), "U-4 U-5");
    ASSERT_EQ(left.skipped.size(), 3U);
    EXPECT_EQ(left.skipped[0].reason, "made");
    EXPECT_EQ(left.skipped[1].reason, "void");
    EXPECT_EQ(left.skipped[2].reason, "being made");
    EXPECT_EQ(left.skipped[2].line, 4U);
    test::expectError(
        ErrorCode::Conflict,
        "u.csv has 2 units left for 3 cards: 3 of its 5 are made, void or being made, the first "
        "U-1 (line 2, made)",
        [&] { choose(3); });
    test::expectError(ErrorCode::InvalidArgument, "u.csv has 5 units for 6 cards", [&] { choose(6); });
}

TEST_F(Units, OfAnotherOrderAreRefused)
{
    db::NewOrder order;
    order.number = "4711";
    order.serialPrefix = "P-";
    m_station->records().createOrder(order, "badge-1");
    m_station->records().reserveSerial("4711", "U-1", "badge-1");
    test::expectError(
        ErrorCode::Conflict, "u.csv, line 2: the serial U-1 belongs to order 4711, not to adhoc",
        [&] { line::chooseUnits(m_station->records(), table("serial\nU-1\n"), db::kStandingOrder, 1); });
}

namespace
{

/// A station whose recipe keeps what the golden machine knew of Wi-Fi.
class KeptWifi : public Units
{
protected:
    KeptWifi() : Units(recipe()) {}

private:
    static std::string recipe()
    {
        static const test::TempFolder folder;
        replaceFile(folder / "kept.toml", asBytes("name = \"kept\"\n[identity]\nkeep = [\"wifi\"]\n"));
        return (folder / "kept.toml").string();
    }
};

} // namespace

TEST_F(KeptWifi, StaysOnEveryUnit)
{
    const AttemptReport made = run(request(1)).attempts[0];
    ASSERT_EQ(made.result, AttemptResult::Passed) << made.message;
    const ext4::FileSystem root = rootOf(made);
    EXPECT_THAT(root.readFile("/etc/wpa_supplicant/wpa_supplicant.conf"), ::testing::HasSubstr(kPassword));
    EXPECT_FALSE(root.exists("/var/log/daemon.log"));
}
