// SPDX-License-Identifier: Apache-2.0
#include "architecture/house_rules.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace
{

using bindery::architecture::checkHouse;
using bindery::architecture::describe;
using bindery::architecture::readHouse;
using bindery::architecture::TextFile;
using bindery::architecture::Violation;

const std::string kSpdx = "// SPDX-License-Identifier: Apache-2.0\n";

TextFile header(const std::string& path, const std::string& rest)
{
    return {path, kSpdx + "#pragma once\n" + rest};
}

std::vector<std::string> rulesBrokenBy(const std::vector<TextFile>& files)
{
    std::vector<std::string> rules;
    for (const Violation& violation : checkHouse(files)) {
        rules.push_back(violation.rule);
    }
    return rules;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(HouseRules, HoldInThisTree)
{
    const std::vector<TextFile> files = readHouse(BINDERY_SOURCE_DIR);
    ASSERT_GT(files.size(), 50U);
    std::string report;
    for (const Violation& violation : checkHouse(files)) {
        report += describe(violation) + "\n";
    }
    EXPECT_EQ(report, "");
}

TEST(HouseRules, AcceptIncludesAlongTheArrows)
{
    EXPECT_THAT(rulesBrokenBy({
                    header("engine/card/plan.h", "#include \"golden/manifest.h\"\n#include <vector>\n"),
                    header("engine/line/attempt.h", "#include \"db/records.h\"\n#include \"base/clock.h\"\n"),
                    header("engine/device/x.h", "#include \"device/y.h\"\n#include <sys/stat.h>\n"),
                    header("db/records.h", "#include \"base/json.h\"\n"),
                }),
                IsEmpty());
}

TEST(HouseRules, AcceptWhatIsReachedThroughAnArrow)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/golden/store.h", "#include \"base/bytes.h\"\n"),
                               header("engine/cli/print.h", "#include \"luks/header.h\"\n")}),
                IsEmpty());
}

TEST(HouseRules, RefuseAnIncludeAgainstTheArrows)
{
    const auto violations = checkHouse({header("engine/device/medium.h", "\n#include \"card/plan.h\"\n")});
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(violations[0].rule, "direction");
    EXPECT_EQ(violations[0].line, 4U);
    EXPECT_EQ(
        describe(violations[0]),
        "engine/device/medium.h:4: [direction] device includes \"card/plan.h\" of card; it may use base");
}

TEST(HouseRules, RefuseAnIncludeBetweenSiblings)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/luks/header.h", "#include \"ext4/overlay.h\"\n")}),
                ElementsAre("direction"));
}

TEST(HouseRules, RefuseAnythingIncludedByBase)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/base/error.h", "#  include \"db/records.h\"\n")}),
                ElementsAre("direction"));
}

TEST(HouseRules, RefuseAnIncludeThatClimbsOutOfItsFolder)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/ext4/overlay.h", "#include \"../card/plan.h\"\n")}),
                ElementsAre("direction"));
}

TEST(HouseRules, RefuseAQuotedIncludeOfNoRoom)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/ext4/overlay.h", "#include \"support/temp_folder.h\"\n")}),
                ElementsAre("direction"));
}

TEST(HouseRules, RefuseARoomThatTheDesignDoesNotKnow)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/utils/strings.h", "")}), ElementsAre("direction"));
}

TEST(HouseRules, RefuseEngineHeadersInTheWindow)
{
    EXPECT_THAT(rulesBrokenBy({header("station-gui/line_page.h", "#include \"line/attempt.h\"\n"),
                               header("station-gui/bench_page.h", "#include \"db/records.h\"\n")}),
                ElementsAre("direction", "direction"));
}

TEST(HouseRules, AcceptQtInTheWindowOnly)
{
    EXPECT_THAT(rulesBrokenBy({header("station-gui/line_page.h",
                                      "#include <QWidget>\n#include <QtDBus/QDBusConnection>\n")}),
                IsEmpty());
    EXPECT_THAT(rulesBrokenBy({header("engine/line/attempt.h", "#include <QString>\n")}), ElementsAre("qt"));
    EXPECT_THAT(rulesBrokenBy({header("engine/daemon/service.h", "#include <QtCore/QObject>\n")}),
                ElementsAre("qt"));
}

TEST(HouseRules, AcceptALibraryInItsOwnRoom)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/luks/device_internal.h", "#include <libcryptsetup.h>\n"),
                               header("engine/base/json.h", "#include <nlohmann/json.hpp>\n")}),
                IsEmpty());
}

TEST(HouseRules, RefuseALibraryOutsideItsRoom)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/card/a_internal.h", "#include <libcryptsetup.h>\n"),
                               header("engine/card/b_internal.h", "#include <ext2fs/ext2fs.h>\n"),
                               header("engine/line/c_internal.h", "#include <sqlite3.h>\n"),
                               header("engine/ext4/d_internal.h", "#include <libudev.h>\n"),
                               header("engine/card/e_internal.h", "#include <nlohmann/json.hpp>\n")}),
                ElementsAre("library", "library", "library", "library", "library"));
}

TEST(HouseRules, RefuseALibraryInAPublicHeaderEvenOfItsRoom)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/ext4/overlay.h", "#include <ext2fs/ext2fs.h>\n"),
                               header("db/records.h", "#include <SQLiteCpp/Database.h>\n")}),
                ElementsAre("public-header", "public-header"));
}

TEST(HouseRules, RefuseALibraryWithoutAnOwner)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/base/bytes.h", "#include <boost/endian.hpp>\n")}),
                ElementsAre("library"));
}

TEST(HouseRules, RefuseAPrivateHeaderOfAnotherRoom)
{
    EXPECT_THAT(rulesBrokenBy({header("engine/card/plan.h", "#include \"luks/device_internal.h\"\n")}),
                ElementsAre("private-header"));
}

TEST(HouseRules, RefuseALinkAgainstTheArrows)
{
    EXPECT_THAT(rulesBrokenBy({{"engine/ext4/CMakeLists.txt",
                                "bindery_room(ext4 SOURCES\n PUBLIC bindery_base bindery_golden)\n"}}),
                ElementsAre("direction"));
}

TEST(HouseRules, RefuseARoomSourceThatNoTargetBuilds)
{
    EXPECT_THAT(rulesBrokenBy({{"engine/card/CMakeLists.txt",
                                "bindery_room(card SOURCES plan.cpp) # verify.cpp later\n"},
                               {"engine/card/plan.cpp", kSpdx},
                               {"engine/card/verify.cpp", kSpdx}}),
                ElementsAre("not-built"));
}

TEST(HouseRules, RefuseATestSourceThatNoTargetBuilds)
{
    const std::vector<TextFile> files{
        {"tests/card/CMakeLists.txt", "bindery_test(test_card SOURCES plan_test.cpp\n LIBRARIES x)\n"},
        {"tests/card/plan_test.cpp", kSpdx},
        {"tests/card/forgotten_test.cpp", kSpdx}};
    const auto violations = checkHouse(files);
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(violations[0].path, "tests/card/forgotten_test.cpp");
    EXPECT_EQ(violations[0].rule, "not-built");
}

TEST(HouseRules, RefuseAProofThatNobodyRuns)
{
    EXPECT_THAT(rulesBrokenBy({{"tests/system/CMakeLists.txt", "proof(proofs/grub)\n"},
                               {"tests/system/proofs/grub.py",
                                "#!/usr/bin/python3\n# SPDX-License-Identifier: Apache-2.0\n"},
                               {"tests/system/proofs/kernel.py",
                                "#!/usr/bin/python3\n# SPDX-License-Identifier: Apache-2.0\n"}}),
                ElementsAre("not-built"));
}

TEST(HouseRules, AcceptASourceNamedFromTheTopOrFromAFolderAbove)
{
    EXPECT_THAT(rulesBrokenBy({{"tests/CMakeLists.txt",
                                "add_executable(a ${CMAKE_SOURCE_DIR}/tests/x/a.cpp x/b.cpp)\n"},
                               {"tests/x/a.cpp", kSpdx},
                               {"tests/x/b.cpp", kSpdx}}),
                IsEmpty());
}

TEST(HouseRules, RefuseASourceWithoutItsLicenceLine)
{
    EXPECT_THAT(rulesBrokenBy({{"engine/base/error.h", "#pragma once\n"},
                               {"db/schema/001_first.sql", "CREATE TABLE a(b);\n"},
                               {"packaging/bootstrap", "#!/bin/bash\nset -eu\n"}}),
                ElementsAre("licence", "licence", "licence"));
}

TEST(HouseRules, RefuseAHeaderWithoutPragmaOnce)
{
    EXPECT_THAT(rulesBrokenBy({{"engine/base/error.h", kSpdx}}), ElementsAre("pragma-once"));
}

} // namespace
