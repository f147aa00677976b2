// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file.h"
#include "base/process.h"
#include "bind/site.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <filesystem>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <sys/stat.h>

using namespace bindery;
using namespace bindery::bind;
using bindery::test::expectError;
using bindery::test::TempFolder;
namespace fs = std::filesystem;

namespace
{

mode_t modeOf(const fs::path& path)
{
    struct stat info {
    };
    EXPECT_EQ(::stat(path.c_str(), &info), 0) << path;
    return info.st_mode & 07777U;
}

std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// What the program openssl says, which must succeed.
std::string openssl(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), "openssl");
    const ProcessResult result = runProgram(arguments, std::chrono::seconds(60));
    EXPECT_EQ(result.exitStatus, 0) << result.output;
    return result.output;
}

/// The two certificates of station.pem in files of their own.
void splitChain(const fs::path& pem, const fs::path& station, const fs::path& site)
{
    const std::string text = readTextFile(pem);
    const std::size_t second = text.find("-----BEGIN", 1);
    ASSERT_NE(second, std::string::npos);
    replaceFile(station, asBytes(std::string_view(text).substr(0, second)));
    replaceFile(site, asBytes(std::string_view(text).substr(second)));
}

Digest digestOf(const char* text)
{
    return Sha256::of(asBytes(text));
}

} // namespace

TEST(Site, IsMadeWithKeysThatOnlyItsOwnerReads)
{
    const TempFolder folder;
    const fs::path site = folder / "keys" / "site";
    EXPECT_FALSE(hasSite(site));
    const SitePins pins = createSite(site, "bench-1");
    EXPECT_TRUE(hasSite(site));
    EXPECT_EQ(pins.size(), 2U);
    EXPECT_NE(pins[0], pins[1]);
    EXPECT_EQ(readPins(site), pins);
    EXPECT_EQ(namesIn(site),
              (std::vector<std::string>{"site.key", "site.pins", "spare.key", "station.key", "station.pem"}));
    EXPECT_EQ(modeOf(site), 0700U);
    for (const char* key : {"site.key", "spare.key", "station.key"}) {
        EXPECT_EQ(modeOf(site / key), 0600U) << key;
    }
    EXPECT_EQ(namesIn(site.parent_path()), std::vector<std::string>{"site"}) << "nothing is left beside it";
}

TEST(Site, IsNeverReplaced)
{
    const TempFolder folder;
    createSite(folder / "site", "bench-1");
    const std::string key = readTextFile(folder / "site" / "site.key");
    expectError(ErrorCode::Conflict, "never replaced", [&] { createSite(folder / "site", "bench-1"); });
    fs::remove(folder / "site" / "site.pins");
    expectError(ErrorCode::Conflict, "never replaced", [&] { createSite(folder / "site", "bench-1"); });
    EXPECT_EQ(readTextFile(folder / "site" / "site.key"), key);
    EXPECT_EQ(namesIn(folder.path()), std::vector<std::string>{"site"});
}

TEST(Site, MayBeMadeInAnEmptyFolder)
{
    const TempFolder folder;
    fs::create_directory(folder / "site");
    createSite(folder.path() / "site/", "bench-1");
    EXPECT_TRUE(hasSite(folder / "site"));
    EXPECT_EQ(modeOf(folder / "site"), 0700U);
}

TEST(Site, WantsANameForItsStation)
{
    const TempFolder folder;
    for (const std::string& name : {std::string(), std::string(65, 'x'), std::string("a\nb")}) {
        expectError(ErrorCode::InvalidArgument, "name of a station",
                    [&] { createSite(folder / "site", name); });
    }
    EXPECT_TRUE(namesIn(folder.path()).empty());
}

TEST(Site, IsSaidToBeMissingWithTheCure)
{
    const TempFolder folder;
    expectError(ErrorCode::NotFound, "bindery bind site init", [&] { openBench(folder / "none"); });
    expectError(ErrorCode::NotFound, "bindery bind site init", [&] { readPins(folder / "none"); });
}

TEST(Site, IsJoinedByAnotherStationWithoutCopyingItsKey)
{
    const TempFolder folder;
    const SitePins pins = createSite(folder / "first", "bench-1");
    EXPECT_EQ(joinSite(folder / "second", folder / "first", "bench-2"), pins);
    EXPECT_EQ(namesIn(folder / "second"),
              (std::vector<std::string>{"site.pins", "station.key", "station.pem"}));
    EXPECT_TRUE(hasSite(folder / "second"));
    EXPECT_EQ(readPins(folder / "second"), pins);
    EXPECT_NE(readTextFile(folder / "first" / "station.key"),
              readTextFile(folder / "second" / "station.key"));
    EXPECT_NO_THROW(openBench(folder / "second"));
}

TEST(Site, IsJoinedByItsSpareKeyWhenTheFirstIsLost)
{
    const TempFolder folder;
    createSite(folder / "first", "bench-1");
    fs::remove(folder / "first" / "site.key");
    joinSite(folder / "second", folder / "first", "bench-2");
    EXPECT_NO_THROW(openBench(folder / "second"));
}

TEST(Site, IsNotJoinedWithAKeyThatIsNotPinnedOrNotThere)
{
    const TempFolder folder;
    createSite(folder / "first", "bench-1");
    createSite(folder / "other", "bench-1");
    fs::copy_file(folder / "other" / "site.key", folder / "first" / "site.key",
                  fs::copy_options::overwrite_existing);
    expectError(ErrorCode::Conflict, "not one of the keys",
                [&] { joinSite(folder / "second", folder / "first", "bench-2"); });
    fs::remove(folder / "first" / "site.key");
    fs::remove(folder / "first" / "spare.key");
    expectError(ErrorCode::NotFound, "neither site.key nor spare.key",
                [&] { joinSite(folder / "second", folder / "first", "bench-2"); });
    expectError(ErrorCode::Conflict, "holds a site already",
                [&] { joinSite(folder / "other", folder / "first", "bench-2"); });
    EXPECT_FALSE(hasSite(folder / "second"));
}

TEST(Site, OpensNoBenchWhoseFilesDoNotBelongTogether)
{
    const TempFolder folder;
    createSite(folder / "first", "bench-1");
    createSite(folder / "other", "bench-1");
    const auto take = [&](const char* name) {
        fs::copy_file(folder / "other" / name, folder / "first" / name, fs::copy_options::overwrite_existing);
    };
    take("station.key");
    expectError(ErrorCode::Corrupt, "join the site anew", [&] { openBench(folder / "first"); });
    take("station.pem");
    expectError(ErrorCode::Corrupt, "site.pins", [&] { openBench(folder / "first"); });
    take("site.pins");
    EXPECT_NO_THROW(openBench(folder / "first"));
    replaceFile(folder / "first" / "station.key", asBytes("no key"));
    expectError(ErrorCode::Corrupt, "station.key", [&] { openBench(folder / "first"); });
    replaceFile(folder / "first" / "station.pem", asBytes("no certificate"));
    take("station.key");
    expectError(ErrorCode::Corrupt, "station.pem", [&] { openBench(folder / "first"); });
}

TEST(Site, IsFoundGoodByOpenssl)
{
    const TempFolder folder;
    const SitePins pins = createSite(folder / "site", "bench-1");
    const fs::path station = folder / "station.pem";
    const fs::path site = folder / "site.pem";
    splitChain(folder / "site" / "station.pem", station, site);

    openssl({"verify", "-x509_strict", "-purpose", "sslserver", "-no-CApath", "-no-CAstore", "-CAfile",
             site.string(), station.string()});
    const std::string text = openssl({"x509", "-in", station.string(), "-noout", "-text"});
    EXPECT_NE(text.find("CN = bench-1"), std::string::npos) << text;
    EXPECT_NE(text.find("CA:FALSE"), std::string::npos) << text;
    openssl({"pkey", "-in", (folder / "site" / "station.key").string(), "-noout", "-check"});

    for (const auto& [name, pin] : {std::pair{"site.key", pins[0]}, std::pair{"spare.key", pins[1]}}) {
        const fs::path der = folder / "key.der";
        openssl({"pkey", "-in", (folder / "site" / name).string(), "-pubout", "-outform", "DER", "-out",
                 der.string()});
        EXPECT_EQ(Sha256::of(asBytes(readTextFile(der))), pin) << name;
    }
}

TEST(SitePins, ComeBackAsTheyWere)
{
    const SitePins pins{digestOf("a"), digestOf("b")};
    EXPECT_EQ(pinsOf(pinsText(pins)), pins);
}

TEST(SitePins, AreReadBesideCommentsAndEmptyLines)
{
    const std::string pin = toHex(digestOf("a"));
    EXPECT_EQ(pinsOf("# of site 7\n\n" + pin + "\n#end"), SitePins{digestOf("a")});
    EXPECT_EQ(pinsOf(pin), SitePins{digestOf("a")});
}

TEST(SitePins, OfAnythingElseAreRefusedNamingTheLine)
{
    const std::string pin = toHex(digestOf("a"));
    expectError(ErrorCode::Corrupt, "line 2", [&] { pinsOf(pin + "\n" + pin.substr(1) + "\n"); });
    expectError(ErrorCode::Corrupt, "line 2 stands there already", [&] { pinsOf(pin + "\n" + pin + "\n"); });
    expectError(ErrorCode::Corrupt, "line 1", [&] { pinsOf(pin + " \n"); });
    expectError(ErrorCode::Corrupt, "line 1", [&] { pinsOf(" #\n"); });
    expectError(ErrorCode::Corrupt, "line 1", [&] { pinsOf(pin + "\r\n"); });
    expectError(ErrorCode::Corrupt, "line 1", [&] { pinsOf(std::string(64, 'A')); });
    expectError(ErrorCode::Corrupt, "0 of them", [] { pinsOf(""); });
    expectError(ErrorCode::Corrupt, "0 of them", [] { pinsOf("# nothing\n"); });
    std::string nine;
    for (const char* text : {"1", "2", "3", "4", "5", "6", "7", "8", "9"}) {
        nine += toHex(digestOf(text)) + "\n";
    }
    expectError(ErrorCode::Corrupt, "9 of them", [&] { pinsOf(nine); });
    expectError(ErrorCode::Corrupt, "0 of them", [] { pinsText({}); });
}
