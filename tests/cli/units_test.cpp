// SPDX-License-Identifier: Apache-2.0
// provision --units and --unit-files, as a person at a shell would use them.
#include "base/file.h"
#include "cli/card_fixture.h"

#include <gmock/gmock.h>

namespace bindery::test
{

namespace
{

using ::testing::HasSubstr;

class UnitsFile : public CardProgram
{
protected:
    std::string units(const std::string& text) const
    {
        replaceFile(in("units.csv"), asBytes(text));
        return in("units.csv").string();
    }
    void put(const std::string& path, const std::string& text) const
    {
        std::filesystem::create_directories((in("files") / path).parent_path());
        replaceFile(in("files") / path, asBytes(text));
    }
    /// Expects a refusal that touches nothing.
    void expectRefused(Arguments more, int status, const std::string& part) const
    {
        Arguments arguments{"provision", "--golden", "pi", "--to", in("new.img").string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const ProgramRun ran = run(arguments);
        EXPECT_EQ(ran.status, status) << ran.err;
        EXPECT_THAT(ran.err, HasSubstr(part));
        EXPECT_FALSE(std::filesystem::exists(in("new.img")));
        EXPECT_EQ(json({"records", "list", "--limit", "100"}).at("attempts").size(), m_attempts);
    }

    std::size_t m_attempts = 0; ///< recorded so far
};

} // namespace

TEST_F(UnitsFile, GivesItsRowsToTheCardsInOrderAndGoesOnWithTheNext)
{
    const std::string csv = units("\xef\xbb\xbfserial,host_name,mac_eth0\r\nU-9,nine,02:00:5e:10:00:09\r\n"
                                  "U-1,,\r\nU-5,,\r\n");
    const Json first = json(
        {"provision", "--golden", "pi", "--units", csv, "--to", in("a.img").string(), in("b.img").string()});
    EXPECT_EQ(first.at("cards").at(0).at("serial"), "U-9");
    EXPECT_EQ(first.at("cards").at(1).at("serial"), "U-1");
    EXPECT_EQ(first.at("units"), Json({{"file", csv}, {"skipped", Json::array()}}));

    const ProgramRun next =
        run({"provision", "--golden", "pi", "--units", csv, "--to", in("c.img").string()});
    EXPECT_EQ(next.status, 0) << next.err;
    EXPECT_THAT(next.out, HasSubstr("U-5"));
    EXPECT_THAT(next.out, HasSubstr("2 units of " + csv + " skipped: U-9 (made), U-1 (made)"));
    m_attempts = 3;
    expectRefused(
        {"--units", csv}, 3,
        "has 0 units left for 1 card: 3 of its 3 are made, void or being made, the first U-9 (line 2, "
        "made)");
    EXPECT_EQ(json({"provision", "--golden", "pi", "--to", in("d.img").string()}).at("units"), Json(nullptr));
}

TEST_F(UnitsFile, LaysFilesOverTheRootsAndVerifiesWithoutThem)
{
    put("common/etc/unit.in", "${unit.serial} ${unit.site}\n");
    put("U-1/etc/motd", "one\n");
    const std::string csv = units("serial,site\nU-1,Wien\n");
    makeCard("a.img", {"--units", csv, "--unit-files", in("files").string()});
    std::filesystem::remove_all(in("files"));
    std::filesystem::remove(csv);
    EXPECT_EQ(run({"verify", in("a.img").string()}).status, 0);
}

TEST_F(UnitsFile, IsRefusedBeforeAnythingIsTouched)
{
    expectRefused({"--units", units("serial\nA\n"), "--serial", "B"}, 2, "--units");
    expectRefused({"--units", units("serial\nA\n"), "--to", in("b.img").string()}, 2,
                  "1 unit for 2 cards: add rows, or name fewer cards");
    expectRefused({"--units", units("serial\nA\nA\n")}, 2,
                  "units.csv, line 3, column serial: A stands in line 2 already");
    expectRefused({"--units", units("serial,mac_eth0\nA,x\n")}, 2,
                  "units.csv, line 2, column mac_eth0: \"x\" is not a MAC address");
    expectRefused({"--units", in("none.csv").string()}, 1, "none.csv");
    expectRefused({"--unit-files", in("none").string()}, 1, "none");
    put("common/etc/unit.in", "a\n${unit.site}\n");
    expectRefused(
        {"--unit-files", in("files").string()}, 2,
        "files/common/etc/unit.in, line 2: there is no field unit.site; there are: host_name, serial");
    expectRefused({"--unit-files", in("files").string(), "--units", units("serial,town\nA,x\n")}, 2,
                  "there are: host_name, serial, town");
}

} // namespace bindery::test
