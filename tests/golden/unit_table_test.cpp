// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "golden/csv_reader.h"
#include "golden/unit_table.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;
using testing::ElementsAre;
using testing::Pair;

namespace
{

std::vector<std::vector<std::string>> recordsOf(std::string_view text)
{
    CsvReader reader(text, "u.csv");
    std::vector<std::vector<std::string>> records;
    while (const auto record = reader.next()) {
        records.push_back(record->fields);
    }
    return records;
}

void expectRefused(std::string_view text, const std::string& part)
{
    test::expectError(ErrorCode::InvalidArgument, part, [&] { parseUnitTable(text, "u.csv"); });
}

} // namespace

TEST(Csv, IsReadAsRfc4180HasIt)
{
    EXPECT_THAT(recordsOf("a,b,c\r\n1,2,3\r\n"),
                ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("1", "2", "3")));
    EXPECT_THAT(recordsOf("a,b\n1,2"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
    EXPECT_THAT(recordsOf("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\n"),
                ElementsAre(ElementsAre("a,b", "say \"hi\"", "two\r\nlines")));
    EXPECT_THAT(recordsOf(",\"\",\n"), ElementsAre(ElementsAre("", "", "")));
    EXPECT_THAT(recordsOf(" a , b "), ElementsAre(ElementsAre(" a ", " b ")));
    EXPECT_THAT(recordsOf("\xef\xbb\xbf"
                          "a\n\r\n\nb\n\n"),
                ElementsAre(ElementsAre("a"), ElementsAre("b")));
    EXPECT_THAT(recordsOf(""), testing::IsEmpty());
    EXPECT_THAT(recordsOf("a,"), ElementsAre(ElementsAre("a", "")));
}

TEST(Csv, CountsLinesAlsoInsideQuotes)
{
    CsvReader reader("a\n\"1\n2\n3\"\n\nb\n", "u.csv");
    EXPECT_EQ(reader.next()->line, 1U);
    EXPECT_EQ(reader.next()->line, 2U);
    EXPECT_EQ(reader.next()->line, 6U);
    EXPECT_FALSE(reader.next());
}

TEST(Csv, NamesLineAndFieldOfWhatIsWrong)
{
    const auto refused = [](std::string_view text, const std::string& part) {
        test::expectError(ErrorCode::InvalidArgument, part, [&] { recordsOf(text); });
    };
    refused("a,b\n1,\"2\n3\n", "u.csv, line 2: field 2 starts with a quote (\") that is never closed");
    refused("a\n\"", "line 2: field 1 starts with a quote");
    refused("a\n\"1\"2\n", "u.csv, line 2: field 1 goes on after its closing quote");
    refused("a\n1\"2\n", "u.csv, line 2: field 1 has a quote (\") inside");
    refused("a,b\r1,2\r", "u.csv, line 1: field 2 is followed by a lone carriage return");
    refused("a\r", "lone carriage return");
    refused(std::string("\xff\xfe"
                        "a\0",
                        4),
            "is UTF-16: save the file as UTF-8");
    refused(std::string(300, ','), "line 1: field 257 is one too many");
}

TEST(UnitTable, GivesEveryColumnOfEveryUnit)
{
    const UnitTable table = parseUnitTable("serial,host_name,mac_eth0,mac_wlan0,site\r\n"
                                           "SN-1,unit-1,02-00-5E-10-00-01,,\"Wien, S\xc3\xbc"
                                           "d\"\r\n"
                                           "SN-2,,02:00:5e:10:00:02,02:00:5e:10:00:03,\r\n",
                                           "u.csv");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[0].line, 2U);
    EXPECT_EQ(table.rows[0].serial, "SN-1");
    EXPECT_EQ(table.rows[0].hostName, "unit-1");
    EXPECT_THAT(table.rows[0].fields,
                ElementsAre(Pair("host_name", "unit-1"), Pair("mac_eth0", "02:00:5e:10:00:01"),
                            Pair("mac_wlan0", ""), Pair("serial", "SN-1"),
                            Pair("site", "Wien, S\xc3\xbc"
                                         "d")));
    EXPECT_EQ(table.rows[1].hostName, "");
    EXPECT_EQ(table.rows[1].fields.at("mac_wlan0"), "02:00:5e:10:00:03");
}

TEST(UnitTable, NeedsOnlySerials)
{
    const UnitTable table = parseUnitTable("\xef\xbb\xbfserial\nA\nB\n\n", "u.csv");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[1].serial, "B");
    EXPECT_EQ(table.rows[1].hostName, "");
}

TEST(UnitTable, SaysWhatIsWrongWithItsColumns)
{
    expectRefused("", "u.csv is empty: its first line names the columns");
    expectRefused("\r\n\r\n", "u.csv is empty");
    expectRefused("serial\n", "u.csv names no unit");
    expectRefused("host_name,site\na,b\n", "u.csv, line 1: there is no column serial");
    expectRefused("serial;host_name\nA;a\n", "u.csv, line 1: there is no comma");
    expectRefused("serial,site,site\nA,b,c\n",
                  "u.csv, line 1: the name of column 3 is site, as that of another");
    expectRefused("Serial\nA\n", "u.csv, line 1: the name of column 1 is not lower-case letters");
    expectRefused("serial,\nA,b\n", "the name of column 2 is not");
    expectRefused("serial,../x\nA,b\n", "the name of column 2 is not");
    expectRefused("serial," + std::string(65, 'x') + "\nA,b\n", "the name of column 2 is not");
    expectRefused("\nserial,1st\nA,b\n", "u.csv, line 2: the name of column 2 is not");
}

TEST(UnitTable, NamesLineAndColumnOfEveryBadValue)
{
    expectRefused("serial,a\nA,1\nB\n", "u.csv, line 3: 1 fields, but the first line names 2 columns");
    expectRefused("serial,a\nA,1,2\n", "u.csv, line 2: 3 fields, but");
    expectRefused("serial,a\n,1\n", "u.csv, line 2, column serial: the serial is missing");
    expectRefused("serial\n\"A B\"\n", "u.csv, line 2, column serial: \"A B\" is not a serial");
    expectRefused("serial\n../../etc\n", "is not a serial");
    expectRefused("serial\n" + std::string(65, 'x') + "\n", "is not a serial");
    expectRefused("serial\nA\nB\nA\n", "u.csv, line 4, column serial: A stands in line 2 already");
    expectRefused("serial,host_name\nA,two words\n",
                  "u.csv, line 2, column host_name: \"two words\" is not a host name");
    expectRefused("serial,a\nA,\"x\ny\"\n", "u.csv, line 2, column a: the value holds a control character");
    expectRefused(std::string("serial,a\nA,x\0y\n", 15), "the value holds a control character");
    expectRefused("serial,a\nA,x\x7f\n", "the value holds a control character");
    expectRefused("serial,a\nA,\xc3\n", "u.csv, line 2, column a: the value is not UTF-8");
    expectRefused("serial,a\nA," + std::string(1025, 'x') + "\n",
                  "u.csv, line 2, column a: the value is longer than 1024 bytes");
    EXPECT_EQ(parseUnitTable("serial,a\nA," + std::string(1024, 'x') + "\n", "u.csv").rows.size(), 1U);
}

TEST(UnitTable, TakesOnlyAddressesOfOneDevice)
{
    for (const char* bad : {"02:00:5e:10:00", "02:00:5e:10:00:0g", "02:00:5e-10:00:01", "0200.5e10.0001",
                            "02005e100001", "02:00:5e:10:00:01 "}) {
        expectRefused(std::string("serial,mac_eth0\nA,") + bad + "\n",
                      "u.csv, line 2, column mac_eth0: \"" + std::string(bad) + "\" is not a MAC address");
    }
    for (const char* bad : {"ff:ff:ff:ff:ff:ff", "01:00:5e:10:00:01", "00:00:00:00:00:00"}) {
        expectRefused(std::string("serial,mac_eth0\nA,") + bad + "\n", "of a group or of nobody");
    }
    // Also in another column, and written in another way.
    expectRefused("serial,mac_eth0,mac_wlan0\nA,02:00:5e:10:00:aa,\nB,,02-00-5E-10-00-AA\n",
                  "u.csv, line 3, column mac_wlan0: 02:00:5e:10:00:aa stands in line 2 already");
}

TEST(UnitTable, IsReadFromAFile)
{
    const test::TempFolder folder;
    replaceFile(folder / "units.csv", asBytes("serial\nA\n"));
    const UnitTable table = loadUnitTable(folder / "units.csv");
    EXPECT_EQ(table.place, (folder / "units.csv").string());
    EXPECT_EQ(table.rows.size(), 1U);
    test::expectError(ErrorCode::NotFound, "gone.csv", [&] { loadUnitTable(folder / "gone.csv"); });
}
