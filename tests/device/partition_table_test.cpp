// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "base/process.h"
#include "device/fdisk_context_internal.h"
#include "device/partition_table.h"
#include "device/pattern.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <regex>

#include <fcntl.h>
#include <sys/stat.h>

using namespace bindery;
using namespace bindery::device;
using namespace bindery::test;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

namespace
{

constexpr std::uint64_t kSector = 512;
const std::string kLinux = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";
const std::string kEsp = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B";

Extent sectors(std::uint64_t start, std::uint64_t count)
{
    return {start * kSector, count * kSector};
}

PartitionTable piTable()
{
    PartitionTable table;
    table.id = "deadbeef";
    table.partitions = {{1, {mib(8).count(), mib(16).count()}, "0c", "", true, ""},
                        {2, {mib(24).count(), mib(39).count()}, "83", "", false, ""}};
    return table;
}

PartitionTable gptTable()
{
    PartitionTable table;
    table.kind = TableKind::Gpt;
    table.id = "6F9619FF-8B86-D011-B42D-00CF4FC964FF";
    table.partitions = {{1, sectors(34, 2014), kEsp, "boot", true, "11111111-2222-4333-8444-555555555555"},
                        {3,
                         {mib(8).count(), mib(40).count()},
                         kLinux,
                         "Wurzel \xc3\xa4\xc3\xb6",
                         false,
                         "99999999-2222-4333-8444-ABCDEFABCDEF"}};
    return table;
}

std::string squeezed(const std::string& text)
{
    return std::regex_replace(text, std::regex(" +"), " ");
}

class PartitionTables : public ::testing::Test
{
protected:
    fs::path image() const { return m_folder / "card.img"; }

    void makeImage(std::uint64_t size) const
    {
        openFile(image(), O_RDWR | O_CREAT);
        fs::resize_file(image(), 0);
        fs::resize_file(image(), size);
    }
    void put(std::uint64_t offset, ByteView bytes) const
    {
        writeFully(openFile(image(), O_RDWR).get(), offset, bytes, image());
    }
    void put(std::uint64_t offset, const std::string& bytes) const { put(offset, asBytes(bytes)); }
    void make(const PartitionTable& table, Bytes size) const
    {
        makeImage(size.count());
        for (const TableWrite& write : makePartitionTable(table, size)) {
            put(write.offset, write.bytes);
        }
    }
    ProcessResult run(std::vector<std::string> arguments) const
    {
        arguments.push_back(image().string());
        return runProgram(arguments, std::chrono::seconds(30));
    }
    std::string dump() const { return squeezed(run({"sfdisk", "-d"}).output); }
    std::string lineOf(int number, const std::string& rest) const
    {
        return image().string() + std::to_string(number) + " : " + rest + "\n";
    }
    /// Has sfdisk make the table of a new image of 64 MiB.
    void sfdisk(const std::string& script) const
    {
        makeImage(mib(64).count());
        const fs::path file = m_folder / "script";
        replaceFile(file, asBytes(script));
        const ProcessResult result =
            runProgram({"sh", "-c", R"(sfdisk -q "$1" < "$2")", "sh", image().string(), file.string()},
                       std::chrono::seconds(30));
        ASSERT_EQ(result.exitStatus, 0) << result.output;
    }
    void expectBad(const std::string& what) const
    {
        expectError(ErrorCode::BadImage, what, [&] { readPartitionTable(image()); });
    }
    /// One partition entry of the MBR, little-endian.
    void putMbrEntry(int number, unsigned char type, std::uint32_t start, std::uint32_t count) const
    {
        std::string entry(16, '\0');
        entry[4] = static_cast<char>(type);
        for (unsigned int i = 0; i < 4; ++i) {
            entry[8 + i] = static_cast<char>(start >> (8 * i));
            entry[12 + i] = static_cast<char>(count >> (8 * i));
        }
        put(446 + 16 * static_cast<std::uint64_t>(number - 1), entry);
        put(510, std::string("\x55\xaa"));
    }

private:
    const TempFolder m_folder{fs::temp_directory_path()};
};

void expectEqual(const PartitionTable& got, const PartitionTable& wanted)
{
    EXPECT_EQ(got.kind, wanted.kind);
    EXPECT_EQ(got.id, wanted.id);
    ASSERT_EQ(got.partitions.size(), wanted.partitions.size());
    for (std::size_t i = 0; i < got.partitions.size(); ++i) {
        const Partition& a = got.partitions[i];
        const Partition& b = wanted.partitions[i];
        EXPECT_EQ(a.number, b.number);
        EXPECT_EQ(a.extent, b.extent);
        EXPECT_EQ(a.type, b.type);
        EXPECT_EQ(a.name, b.name);
        EXPECT_EQ(a.bootable, b.bootable);
        EXPECT_EQ(a.uuid, b.uuid);
    }
}

} // namespace

// --- made by us, judged by sfdisk

TEST_F(PartitionTables, MadeMbrIsWhatSfdiskReads)
{
    make(piTable(), mib(64));
    const std::string text = dump();
    EXPECT_THAT(text, HasSubstr("label: dos\nlabel-id: 0xdeadbeef\n"));
    EXPECT_THAT(text, HasSubstr(lineOf(1, "start= 16384, size= 32768, type=c, bootable")));
    EXPECT_THAT(text, HasSubstr(lineOf(2, "start= 49152, size= 79872, type=83")));
}

TEST_F(PartitionTables, MadeMbrIsVerifiedBySfdisk)
{
    make(piTable(), mib(64));
    const ProcessResult result = run({"sfdisk", "--verify"});
    EXPECT_EQ(result.exitStatus, 0);
    EXPECT_THAT(result.output, HasSubstr("No errors detected"));
}

TEST_F(PartitionTables, MadeGptIsWhatSfdiskReads)
{
    make(gptTable(), mib(64));
    const std::string text = dump();
    EXPECT_THAT(text, HasSubstr("label: gpt\nlabel-id: 6F9619FF-8B86-D011-B42D-00CF4FC964FF\n"));
    EXPECT_THAT(text, HasSubstr(lineOf(1, "start= 34, size= 2014, type=" + kEsp +
                                              ", uuid=11111111-2222-4333-8444-555555555555, name=\"boot\", "
                                              "attrs=\"LegacyBIOSBootable\"")));
    EXPECT_THAT(text, HasSubstr(lineOf(3, "start= 16384, size= 81920, type=" + kLinux +
                                              ", uuid=99999999-2222-4333-8444-ABCDEFABCDEF, name=\"Wurzel "
                                              "\\xc3\\xa4\\xc3\\xb6\"")));
}

TEST_F(PartitionTables, MadeGptIsVerifiedBySfdisk)
{
    make(gptTable(), mib(64));
    const ProcessResult result = run({"sfdisk", "--verify"});
    EXPECT_EQ(result.exitStatus, 0);
    EXPECT_THAT(result.output, HasSubstr("No errors detected"));
    EXPECT_THAT(result.output, Not(HasSubstr("corrupt")));
}

TEST_F(PartitionTables, MadeMbrIsOneSector)
{
    const auto writes = makePartitionTable(piTable(), mib(64));
    ASSERT_EQ(writes.size(), 1U);
    EXPECT_EQ(writes[0].offset, 0U);
    EXPECT_EQ(writes[0].bytes.size(), kSector);
}

TEST_F(PartitionTables, MadeGptEndsWithTheProtectiveMbr)
{
    const auto writes = makePartitionTable(gptTable(), mib(64));
    std::vector<Extent> places;
    places.reserve(writes.size());
    for (const TableWrite& write : writes) {
        places.push_back({write.offset, write.bytes.size()});
    }
    const std::uint64_t last = mib(64).count() / kSector - 1;
    EXPECT_EQ(places, (std::vector<Extent>{sectors(last - 32, 32), sectors(last, 1), sectors(2, 32),
                                           sectors(1, 1), sectors(0, 1)}));
}

TEST_F(PartitionTables, MadeGptIsNoTableUntilItsLastWrite)
{
    const auto writes = makePartitionTable(gptTable(), mib(64));
    makeImage(mib(64).count());
    for (const TableWrite& write : writes) {
        expectBad("no partition table");
        put(write.offset, write.bytes);
    }
    EXPECT_NO_THROW(readPartitionTable(image()));
}

TEST_F(PartitionTables, MadeTwiceAreTheSameBytes)
{
    const auto first = makePartitionTable(piTable(), mib(64));
    const auto second = makePartitionTable(piTable(), mib(64));
    EXPECT_TRUE(first[0].bytes == second[0].bytes);
}

TEST_F(PartitionTables, MadeGptGivesFreshGuidsWhereNoneAreAsked)
{
    PartitionTable table = gptTable();
    table.partitions[0].uuid.clear();
    table.partitions[1].uuid.clear();
    make(table, mib(64));
    const PartitionTable first = readPartitionTable(image());
    make(table, mib(64));
    const PartitionTable second = readPartitionTable(image());
    EXPECT_EQ(first.partitions[0].uuid.size(), 36U);
    EXPECT_NE(first.partitions[0].uuid, first.partitions[1].uuid);
    EXPECT_NE(first.partitions[0].uuid, second.partitions[0].uuid);
}

TEST_F(PartitionTables, MadeOnOddSizesEndInTheLastWholeSector)
{
    const Bytes odd = Bytes(mib(64).count() + 5 * kSector + 100);
    const auto writes = makePartitionTable(gptTable(), odd);
    EXPECT_EQ(writes[1].offset, mib(64).count() + 4 * kSector);
}

TEST_F(PartitionTables, MadeForALargeMediumNeedNoSpace)
{
    PartitionTable table = piTable();
    table.partitions[1].extent.length = gib(2000).count();
    EXPECT_EQ(makePartitionTable(table, gib(2048)).size(), 1U);
    PartitionTable gpt = gptTable();
    gpt.partitions[1].extent.length = gib(60000).count();
    EXPECT_EQ(makePartitionTable(gpt, gib(65536)).size(), 5U);
}

TEST_F(PartitionTables, MadeWithFourPartitionsInAnyOrderReadInTheOrderOfNumbers)
{
    PartitionTable table;
    table.id = "00000001";
    table.partitions = {{4, sectors(1, 7), "0b", "", false, ""},
                        {2, sectors(8, 8), "82", "", false, ""},
                        {1, sectors(100000, 31072), "83", "", true, ""},
                        {3, sectors(16, 1), "7f", "", false, ""}};
    make(table, mib(64));
    std::sort(table.partitions.begin(), table.partitions.end(),
              [](const Partition& a, const Partition& b) { return a.number < b.number; });
    expectEqual(readPartitionTable(image()), table);
}

TEST_F(PartitionTables, MadeRandomlyReadAsTheyWereAsked)
{
    constexpr std::uint64_t kSeed = 31;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    std::mt19937_64 random = randomFrom(kSeed);
    for (int round = 0; round < 60; ++round) {
        PartitionTable table;
        table.kind = round % 2 == 0 ? TableKind::Mbr : TableKind::Gpt;
        table.id = table.kind == TableKind::Mbr ? toHex(pattern(4, random()).view())
                                                : "6F9619FF-8B86-D011-B42D-00CF4FC964FF";
        const int count = 1 + static_cast<int>(random() % 4);
        std::uint64_t next = 34 + random() % 3000;
        for (int number = 1; number <= count; ++number) {
            const std::uint64_t length = 1 + random() % 20000;
            table.partitions.push_back(
                {number, sectors(next, length), table.kind == TableKind::Mbr ? "83" : kLinux, "",
                 random() % 2 == 0 && table.kind == TableKind::Gpt,
                 table.kind == TableKind::Mbr
                     ? ""
                     : "11111111-2222-4333-8444-55555555555" + std::to_string(number)});
            next += length + (random() % 2 == 0 ? 0 : random() % 5000);
        }
        make(table, mib(64));
        expectEqual(readPartitionTable(image()), table);
    }
}

// --- what cannot be made

namespace
{

void expectRefused(const std::string& what, PartitionTable table,
                   const std::function<void(PartitionTable&)>& change, Bytes size = mib(64))
{
    change(table);
    expectError(ErrorCode::InvalidArgument, what, [&] { makePartitionTable(table, size); });
}

} // namespace

TEST(MakePartitionTable, RefusesPlacesOutsideOfTheMedium)
{
    expectRefused("partition 2 (81921 sectors from 49152) must lie between the sectors 1 and 131071",
                  piTable(),
                  [](PartitionTable& table) { table.partitions[1].extent = sectors(49152, 81921); });
    expectRefused("must lie between", piTable(),
                  [](PartitionTable& table) { table.partitions[0].extent = sectors(0, 10); });
    expectRefused("must lie between", piTable(), [](PartitionTable& table) {
        table.partitions[0].extent = {std::uint64_t{1} << 63U, std::uint64_t{1} << 63U};
    });
    expectRefused("must lie between the sectors 34 and 131038", gptTable(),
                  [](PartitionTable& table) { table.partitions[0].extent = sectors(33, 10); });
    expectRefused("must lie between", gptTable(),
                  [](PartitionTable& table) { table.partitions[1].extent = sectors(131038, 2); });
}

TEST(MakePartitionTable, RefusesWhatAnMbrCannotCount)
{
    const std::uint64_t most = std::uint64_t{1} << 32U;
    expectRefused(
        "must lie between the sectors 1 and 4294967295", piTable(),
        [&](PartitionTable& table) { table.partitions[1].extent = sectors(49152, most - 1); }, gib(4096));
    expectRefused(
        "must lie between", piTable(),
        [&](PartitionTable& table) { table.partitions[1].extent = sectors(most, 1); }, gib(4096));
}

TEST(MakePartitionTable, RefusesPartsOfSectors)
{
    expectRefused("whole number of sectors", piTable(),
                  [](PartitionTable& table) { table.partitions[0].extent.length += 1; });
    expectRefused("whole number of sectors", piTable(),
                  [](PartitionTable& table) { table.partitions[0].extent.offset += 511; });
    expectRefused("whole number of sectors", piTable(),
                  [](PartitionTable& table) { table.partitions[0].extent.length = 0; });
}

TEST(MakePartitionTable, RefusesOverlaps)
{
    for (const PartitionTable& table : {piTable(), gptTable()}) {
        expectRefused("does not fit", table, [](PartitionTable& changed) {
            changed.partitions[1].extent = sectors(1000, 100000);
            changed.partitions[0].extent = sectors(100, 1000);
        });
    }
}

TEST(MakePartitionTable, RefusesNumbersThatTheTableDoesNotHave)
{
    for (const int number : {0, -1, 2, 5}) {
        expectRefused("the number " + std::to_string(number), piTable(),
                      [&](PartitionTable& table) { table.partitions[0].number = number; });
    }
    expectRefused("the number 129", gptTable(),
                  [](PartitionTable& table) { table.partitions[0].number = 129; });
}

TEST(MakePartitionTable, RefusesTypesThatAreNone)
{
    for (const char* const type : {"", "c", "0C", "00", "ee", "0x", "0c0", "gg"}) {
        expectRefused("is no type", piTable(),
                      [&](PartitionTable& table) { table.partitions[0].type = type; });
    }
    for (const char* const type : {"05", "0f", "85"}) {
        expectRefused("extended partitions are not made", piTable(),
                      [&](PartitionTable& table) { table.partitions[0].type = type; });
    }
    expectRefused("", gptTable(), [](PartitionTable& table) { table.partitions[0].type = "83"; });
    expectRefused("a type of zeros", gptTable(), [](PartitionTable& table) {
        table.partitions[0].type = "00000000-0000-0000-0000-000000000000";
    });
}

TEST(MakePartitionTable, RefusesIdentifiersThatAreNone)
{
    for (const char* const id : {"", "0xdeadbeef", "DEADBEEF", "deadbee", "deadbeef0"}) {
        expectRefused("is no disk signature", piTable(), [&](PartitionTable& table) { table.id = id; });
    }
    expectRefused("", gptTable(), [](PartitionTable& table) { table.id = "deadbeef"; });
    expectRefused("", gptTable(), [](PartitionTable& table) { table.partitions[0].uuid = "1111"; });
}

TEST(MakePartitionTable, RefusesNamesThatWouldBeCut)
{
    expectRefused("cannot be expressed exactly", gptTable(),
                  [](PartitionTable& table) { table.partitions[0].name = std::string(37, 'n'); });
    expectRefused("no names", piTable(), [](PartitionTable& table) { table.partitions[0].name = "boot"; });
}

TEST(MakePartitionTable, RefusesMediaThatAreTooSmall)
{
    const auto withoutPartitions = [](PartitionTable& table) { table.partitions.clear(); };
    expectRefused("a medium of 512 B is too small", piTable(), withoutPartitions, Bytes(512));
    expectRefused("too small", gptTable(), withoutPartitions, kib(1020));
    expectRefused("too small", piTable(), withoutPartitions, Bytes(0));
}

// --- made by sfdisk, read by us

TEST_F(PartitionTables, OfSfdiskAreRead)
{
    sfdisk("label: dos\nlabel-id: 0x12345678\n1 : start=8192, size=32768, type=c, bootable\n3 : start=40960, "
           "type=83\n");
    const PartitionTable table = readPartitionTable(image());
    EXPECT_EQ(table.kind, TableKind::Mbr);
    EXPECT_EQ(table.id, "12345678");
    ASSERT_EQ(table.partitions.size(), 2U);
    EXPECT_EQ(table.partitions[0].extent, sectors(8192, 32768));
    EXPECT_EQ(table.partitions[0].type, "0c");
    EXPECT_TRUE(table.partitions[0].bootable);
    EXPECT_EQ(table.partitions[1].number, 3);
    EXPECT_EQ(table.partitions[1].extent, sectors(40960, 131072 - 40960));
    EXPECT_FALSE(table.partitions[1].bootable);
}

TEST_F(PartitionTables, OfSfdiskWithNamesAreRead)
{
    sfdisk("label: gpt\nlabel-id: 6F9619FF-8B86-D011-B42D-00CF4FC964FF\n"
           "2 : start=4096, size=8192, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name=\"EFI \xe2\x82\xac\", "
           "uuid=11111111-2222-4333-8444-555555555555\n");
    const PartitionTable table = readPartitionTable(image());
    EXPECT_EQ(table.kind, TableKind::Gpt);
    EXPECT_EQ(table.id, "6F9619FF-8B86-D011-B42D-00CF4FC964FF");
    ASSERT_EQ(table.partitions.size(), 1U);
    EXPECT_EQ(table.partitions[0].number, 2);
    EXPECT_EQ(table.partitions[0].type, kEsp);
    EXPECT_EQ(table.partitions[0].name, "EFI \xe2\x82\xac");
    EXPECT_EQ(table.partitions[0].uuid, "11111111-2222-4333-8444-555555555555");
    EXPECT_EQ(table.partitions[0].extent, sectors(4096, 8192));
}

TEST_F(PartitionTables, WithLogicalPartitionsAreRead)
{
    sfdisk("label: dos\n1 : start=2048, size=2048, type=83\n2 : start=8192, size=65536, type=f\n"
           "5 : start=10240, size=4096, type=83\n6 : start=16384, size=8192, type=82\n");
    const PartitionTable table = readPartitionTable(image());
    ASSERT_EQ(table.partitions.size(), 4U);
    EXPECT_EQ(table.partitions[1].type, "0f");
    EXPECT_EQ(table.partitions[2].number, 5);
    EXPECT_EQ(table.partitions[2].extent, sectors(10240, 4096));
    EXPECT_EQ(table.partitions[3].number, 6);
    EXPECT_EQ(table.partitions[3].extent, sectors(16384, 8192));
}

TEST_F(PartitionTables, WithoutPartitionsAreRead)
{
    sfdisk("label: dos\n");
    EXPECT_TRUE(readPartitionTable(image()).partitions.empty());
}

TEST_F(PartitionTables, OnAGrownMediumAreRead)
{
    make(gptTable(), mib(64));
    fs::resize_file(image(), mib(128).count()); // as after dd to a larger card
    expectEqual(readPartitionTable(image()), gptTable());
}

TEST_F(PartitionTables, WithADamagedPrimaryGptAreReadFromTheBackup)
{
    make(gptTable(), mib(64));
    put(kSector + 20, std::string(4, 'x'));
    expectEqual(readPartitionTable(image()), gptTable());
}

// --- what is not believed

TEST_F(PartitionTables, ThatAreMissingAreNamedSo)
{
    makeImage(mib(1).count());
    expectBad(image().string() + ": it has no partition table (MBR or GPT)");
    makeImage(0);
    expectBad("it is empty");
    makeImage(511);
    expectBad("it is empty");
}

TEST_F(PartitionTables, OfADiskThatLeavesWhileItIsReadAreNone)
{
    makeImage(mib(1).count());
    const UniqueFd unreadable = openFile(image(), O_WRONLY); // as a card that was pulled
    FdiskContext fdisk;
    EXPECT_FALSE(fdisk.assign(unreadable.get(), "the card", true));
}

TEST_F(PartitionTables, OfFoldersPipesAndMissingFilesAreNone)
{
    const TempFolder folder{fs::temp_directory_path()};
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    expectError(ErrorCode::BadImage, "neither a file nor a block device",
                [&] { readPartitionTable(folder.path()); });
    expectError(ErrorCode::BadImage, "neither a file nor a block device",
                [&] { readPartitionTable(folder / "pipe"); });
    expectError(ErrorCode::NotFound, "missing", [&] { readPartitionTable(folder / "missing"); });
}

TEST_F(PartitionTables, OfAShortenedImageNameThePartitionPastTheEnd)
{
    make(piTable(), mib(64));
    fs::resize_file(image(), mib(40).count());
    expectBad("partition 2 goes past the end: it starts at sector 49152 and has 79872 of them, where there "
              "are 81920; the "
              "image was cut short");
}

TEST_F(PartitionTables, OfAShortenedGptImageAreBad)
{
    make(gptTable(), mib(64));
    fs::resize_file(image(), mib(40).count());
    expectBad("");
}

TEST_F(PartitionTables, WithOverlapsNameBothPartitions)
{
    makeImage(mib(64).count());
    putMbrEntry(1, 0x83, 2048, 4096);
    putMbrEntry(2, 0x83, 6143, 100);
    expectBad("partition 1 and partition 2 overlap");
}

TEST_F(PartitionTables, WithAPartitionOverTheTableAreBad)
{
    makeImage(mib(64).count());
    putMbrEntry(1, 0x83, 0, 4096);
    expectBad("partition 1");
}

TEST_F(PartitionTables, ThatAnnounceAGptWithoutOneAreBad)
{
    makeImage(mib(64).count());
    putMbrEntry(1, 0xee, 1, 131071);
    expectBad("announces a GPT, but no copy of one is valid");
}

TEST_F(PartitionTables, WithAGptHeaderLongerThanItsSectorAreBad)
{
    make(gptTable(), mib(64));
    put(kSector + 12, std::string("\xff\xff\xff\x7f"));
    expectBad("the GPT header in sector 1 is not supported (header of 2147483647 bytes");
}

TEST_F(PartitionTables, WithSmallGptEntriesAreBad)
{
    make(gptTable(), mib(64));
    put(kSector + 84, std::string("\x01\0\0\0", 4));
    expectBad("128 entries of 1 bytes");
}

TEST_F(PartitionTables, WithAHostileBackupHeaderAreBad)
{
    make(gptTable(), mib(64));
    put(mib(64).count() - kSector + 80, std::string("\xff\xff\xff\xff"));
    expectBad("the GPT header in sector 131071 is not supported");
}

TEST_F(PartitionTables, WithExtendedPartitionsInACircleEnd)
{
    sfdisk("label: dos\n2 : start=8192, size=65536, type=f\n5 : start=10240, size=4096, type=83\n");
    std::string link(16, '\0');
    link[4] = 0x05;
    link[12] = 16; // the next one is this one
    put(8192 * kSector + 462, link);
    try {
        for (const Partition& partition : readPartitionTable(image()).partitions) {
            EXPECT_LE(partition.number, 64);
        }
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::BadImage) << error.what();
    }
}

namespace
{

std::uint32_t crc32(ByteView bytes)
{
    std::uint32_t crc = ~0U;
    for (const std::byte byte : bytes) {
        crc ^= std::to_integer<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~crc;
}

void put32(ByteSpan bytes, std::size_t offset, std::uint32_t value)
{
    for (std::size_t i = 0; i < 4; ++i) {
        bytes[offset + i] = static_cast<std::byte>(value >> (8 * i));
    }
}

/// Makes the checksums of the primary GPT right again, so that damage gets past them.
void repairChecksums(ByteSpan start)
{
    put32(start, kSector + 88, crc32(start.subspan(2 * kSector, 32 * kSector)));
    put32(start, kSector + 16, 0);
    put32(start, kSector + 16, crc32(start.subspan(kSector, 92)));
}

void expectSane(const PartitionTable& table, std::uint64_t size)
{
    for (const Partition& partition : table.partitions) {
        ASSERT_GE(partition.number, 1);
        ASSERT_GE(partition.extent.offset, kSector);
        ASSERT_GT(partition.extent.length, 0U);
        ASSERT_LE(partition.extent.length, size);
        ASSERT_LE(partition.extent.offset, size - partition.extent.length);
    }
}

} // namespace

TEST_F(PartitionTables, ThatAreDamagedAtRandomAreReadOrRefusedButNeverPastTheEnd)
{
    constexpr std::uint64_t kSeed = 41;
    constexpr std::uint64_t kStart = 34 * kSector;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    std::mt19937_64 random = randomFrom(kSeed);
    int read = 0;
    int refused = 0;
    const std::vector<std::function<void()>> makers{
        [&] { make(piTable(), mib(64)); }, [&] { make(gptTable(), mib(64)); },
        [&] {
            sfdisk("label: dos\n2 : start=1, size=65536, type=f\n5 : start=10, size=10, type=83\n"
                   "6 : start=22, size=8, type=83\n");
        }};
    for (std::size_t kind = 0; kind < makers.size(); ++kind) {
        makers[kind]();
        const std::vector<std::byte> good = readOf(image(), {0, kStart});
        for (int round = 0; round < 150; ++round) {
            std::vector<std::byte> bad = good;
            for (std::uint64_t changes = 1 + random() % 4; changes > 0; --changes) {
                const std::uint64_t place = kind == 0   ? 440 + random() % 72
                                            : kind == 1 ? kSector + random() % (random() % 2 == 0 ? 92 : 1500)
                                                        : random() % 24 * kSector + 440 + random() % 72;
                bad[place] = static_cast<std::byte>(random() % 3 == 0 ? 0xff : random());
            }
            if (kind == 1 && random() % 4 != 0) {
                repairChecksums(bad);
            }
            put(0, bad);
            try {
                expectSane(readPartitionTable(image()), mib(64).count());
                ++read;
            } catch (const Error& error) {
                ASSERT_EQ(error.code(), ErrorCode::BadImage) << error.what();
                ++refused;
            }
        }
    }
    EXPECT_GT(read, 50);
    EXPECT_GT(refused, 50);
}
