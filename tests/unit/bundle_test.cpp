// SPDX-License-Identifier: Apache-2.0
// bindery-unit as it travels: by its own loader, with its own libraries.
#include "base/file.h"
#include "base/json.h"
#include "base/process.h"
#include "base/sha256.h"
#include "luks/header.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <sstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace std::chrono_literals;
using Strings = std::vector<std::string>;
namespace fs = std::filesystem;

namespace
{

const fs::path kBundle = BINDERY_UNIT_BUNDLE;

void writeCard(const fs::path& path)
{
    luks::Header header = luks::Header::create({}, Uuid::random());
    header.addKeyslot(0, SecretBuffer::random(32));
    const UniqueFd fd = openFile(path, O_WRONLY | O_CREAT, 0600);
    writeFully(fd.get(), 0, header.view(), path);
}

struct ManifestLine {
    std::string file;
    std::uint64_t size = 0;
    std::string digest;
};

std::vector<ManifestLine> manifestOf(const fs::path& bundle)
{
    std::istringstream text(readTextFile(bundle / "MANIFEST"));
    std::vector<ManifestLine> lines;
    for (ManifestLine line; text >> line.file >> line.size >> line.digest;) {
        lines.push_back(line);
    }
    return lines;
}

} // namespace

TEST(UnitBundle, RunsByItsOwnLoaderInAnEmptyEnvironment)
{
    const test::TempFolder folder;
    writeCard(folder / "card");
    const ProcessResult result =
        runProgram({"env", "-i", kBundle / "ld.so", "--library-path", kBundle, kBundle / "bindery-unit",
                    "status", "--json", "--device", folder / "card", "--config", folder / "unit.conf"},
                   60s);
    ASSERT_EQ(result.exitStatus, 0) << result.output;
    EXPECT_EQ(parseJson(result.output, "status").at("header_state"), "transport only");
}

TEST(UnitBundle, TakesEveryLibraryFromItself)
{
    const ProcessResult result =
        runProgram({kBundle / "ld.so", "--library-path", kBundle, "--list", kBundle / "bindery-unit"}, 60s);
    ASSERT_EQ(result.exitStatus, 0) << result.output;
    std::istringstream lines(result.output);
    for (std::string line; std::getline(lines, line);) {
        const bool ofTheKernel = line.find("linux-vdso") != std::string::npos;
        EXPECT_TRUE(ofTheKernel || line.find(kBundle.string()) != std::string::npos) << line;
    }
}

TEST(UnitBundle, HasAManifestOfEveryFileInOrder)
{
    const std::vector<ManifestLine> lines = manifestOf(kBundle);
    std::set<std::string> named;
    for (const ManifestLine& line : lines) {
        const std::string content = readTextFile(kBundle / line.file, mib(64));
        EXPECT_EQ(content.size(), line.size) << line.file;
        EXPECT_EQ(Sha256::hexOf(asBytes(content)), line.digest) << line.file;
        named.insert(line.file);
    }
    std::set<std::string> there;
    for (const auto& entry : fs::directory_iterator(kBundle)) {
        there.insert(entry.path().filename().string());
    }
    there.erase("MANIFEST");
    EXPECT_EQ(named, there);
    EXPECT_TRUE(named.count("ld.so") == 1 && named.count("bindery-unit") == 1 &&
                named.count("libc.so.6") == 1);
    EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end(),
                               [](const ManifestLine& a, const ManifestLine& b) { return a.file < b.file; }));
}

TEST(UnitBundle, IsSmall)
{
    std::uint64_t size = 0;
    for (const ManifestLine& line : manifestOf(kBundle)) {
        size += line.size;
    }
    EXPECT_LT(size, mib(16).count());
}

TEST(UnitBundle, IsMadeTheSameAgain)
{
    const test::TempFolder folder;
    const ProcessResult made =
        runProgram({BINDERY_UNIT_BUNDLER, BINDERY_UNIT_PROGRAM, folder / "again"}, 60s);
    ASSERT_EQ(made.exitStatus, 0) << made.output;
    EXPECT_EQ(readTextFile(folder / "again/MANIFEST"), readTextFile(kBundle / "MANIFEST"));
}

TEST(UnitBundler, RefusesAProgramWhoseLibrariesItCannotName)
{
    const test::TempFolder folder;
    replaceFile(folder / "no-program", asBytes("#!/bin/sh\n"), 0755);
    const ProcessResult made = runProgram({BINDERY_UNIT_BUNDLER, folder / "no-program", folder / "out"}, 60s);
    EXPECT_NE(made.exitStatus, 0);
    EXPECT_FALSE(fs::exists(folder / "out"));
}
