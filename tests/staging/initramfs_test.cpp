// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "base/process.h"
#include "base/sha256.h"
#include "staging/cpio.h"
#include "staging/initramfs.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::staging;

namespace
{

std::string sample()
{
    return test::Cpio()
        .folder(".")
        .folder("usr")
        .folder("usr/sbin")
        .link("sbin", "usr/sbin")
        .file("usr/sbin/cryptsetup", "program", true)
        .link("usr/sbin/again", "/sbin/cryptsetup")
        .link("usr/sbin/round", "round")
        .link("usr/sbin/away", "../../../../usr/sbin/cryptsetup")
        .end();
}

/// As a program of the system packs it.
std::string packedBy(const std::vector<std::string>& command, const std::string& content)
{
    const test::TempFolder folder;
    const auto file = folder / "file";
    replaceFile(file, asBytes(content));
    std::vector<std::string> words = command;
    words.push_back(file.string());
    EXPECT_EQ(runProgram(words, std::chrono::seconds(60)).exitStatus, 0) << command.front();
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        if (entry.path() != file) {
            return readTextFile(entry.path());
        }
    }
    ADD_FAILURE() << command.front() << " made nothing";
    return {};
}

void expectBad(const std::string& bytes, const std::string& part)
{
    test::expectError(ErrorCode::BadImage, part, [&] { Initramfs{asBytes(bytes)}; });
}

} // namespace

TEST(Initramfs, FindsFilesThroughTheLinksOfAMergedUsr)
{
    const std::string bytes = sample();
    const Initramfs initramfs(asBytes(bytes));
    for (const char* path : {"usr/sbin/cryptsetup", "sbin/cryptsetup", "sbin/again", "sbin/away"}) {
        const InitramfsEntry* entry = initramfs.find(path);
        ASSERT_NE(entry, nullptr) << path;
        EXPECT_TRUE(entry->isExecutable()) << path;
        EXPECT_EQ(entry->content, "program") << path;
        EXPECT_EQ(entry->digest, Sha256::hexOf(asBytes("program"))) << path;
    }
    EXPECT_EQ(initramfs.find("sbin/round"), nullptr);
    EXPECT_EQ(initramfs.find("sbin/missing"), nullptr);
}

TEST(Initramfs, ReadsEveryPackingThatTheKernelKnows)
{
    for (const std::vector<std::string>& command : {std::vector<std::string>{"gzip", "-k"},
                                                    {"xz", "-k", "--check=crc32"},
                                                    {"zstd", "-q", "-k"},
                                                    {"bzip2", "-k"},
                                                    {"sh", "-c", "lz4 -q -l \"$0\" \"$0.lz4\""}}) {
        const std::string bytes = packedBy(command, sample());
        EXPECT_NE(Initramfs(asBytes(bytes)).find("sbin/cryptsetup"), nullptr) << command.front();
    }
}

TEST(Initramfs, ReadsArchivesOneBehindTheOther)
{
    const std::string early = test::Cpio().folder("kernel").file("kernel/microcode", "code").end();
    const std::string firmware = test::Cpio().file("firmware", "wares").end();
    const std::string bytes = early + firmware + packedBy({"zstd", "-q", "-k"}, sample());
    const Initramfs initramfs(asBytes(bytes));
    EXPECT_NE(initramfs.find("kernel/microcode"), nullptr);
    EXPECT_NE(initramfs.find("firmware"), nullptr);
    EXPECT_NE(initramfs.find("sbin/cryptsetup"), nullptr);
}

TEST(Initramfs, TakesTheLaterOfTwoFilesAsTheKernelDoes)
{
    const std::string bytes =
        test::Cpio().file("init", "old", true).end() + test::Cpio().file("init", "new", true).end();
    EXPECT_EQ(Initramfs(asBytes(bytes)).find("init")->content, "new");
}

TEST(Initramfs, GivesEveryNameOfAFileItsContent)
{
    const std::string bytes = test::Cpio()
                                  .add("sh", 0100755, "", 3)
                                  .add("ip", 0100755, "", 3)
                                  .add("busybox", 0100755, "many programs", 3)
                                  .file("empty", "")
                                  .end();
    const Initramfs initramfs(asBytes(bytes));
    for (const char* name : {"sh", "ip", "busybox"}) {
        EXPECT_EQ(initramfs.find(name)->content, "many programs") << name;
    }
    EXPECT_EQ(initramfs.find("empty")->size, 0U);
}

TEST(Initramfs, RefusesWhatItCannotRead)
{
    expectBad("", "is empty");
    expectBad(std::string(512, '\0'), "is empty");
    expectBad("no archive at all, by any name", "is packed in a way that is not known");
    expectBad(sample().substr(0, 300), "ends");
    std::string damaged = sample();
    damaged[6 + 8 * 6] = 'x';
    expectBad(damaged, "damaged cpio header");
    expectBad(sample() + "noise", "is packed in a way");
    const std::string cut = packedBy({"xz", "-k"}, sample());
    expectBad(cut.substr(0, cut.size() / 2), "does not unpack");
    expectBad(packedBy({"gzip", "-k"}, sample() + "noise"), "no cpio archive behind one");
}
