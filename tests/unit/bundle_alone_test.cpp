// SPDX-License-Identifier: Apache-2.0
// The bundle in a root that holds nothing else but /dev and /proc, as in an initramfs of another
// distribution. Needs root.
#include "base/json.h"
#include "unit/unit_program.h"

#include <gtest/gtest.h>

using namespace bindery;
using test::UnitProgram;

namespace
{

/// The folder of the card is the root.
class UnitBundleAlone : public ::testing::Test
{
protected:
    UnitBundleAlone()
    {
        for (const char* folder : {"usr/lib", "proc", "dev", "etc"}) {
            makeFolders(m_unit.folder / folder);
        }
        std::filesystem::copy(BINDERY_UNIT_BUNDLE, m_unit.folder / "usr/lib/bindery");
        replaceFile(m_unit.folder / "etc/hosts", asBytes("127.0.0.1 bench.test\n"));
        replaceFile(m_unit.folder / "alone.conf",
                    asBytes("module=simulated\nsimulated_module=/module\ndemo=yes\nstation=bench.test:" +
                            std::to_string(m_unit.server->port()) + "\n"));
    }

    ProcessResult run(const std::string& verbAndOptions) const
    {
        return runProgram(
            {"unshare", "--mount", "sh", "-c",
             "mount --bind /proc \"$0/proc\" && mount --bind /dev \"$0/dev\" && exec chroot \"$0\" "
             "/usr/lib/bindery/ld.so --library-path /usr/lib/bindery "
             "/usr/lib/bindery/bindery-unit " +
                 verbAndOptions + " --device /card --config /alone.conf",
             m_unit.folder.path()},
            std::chrono::seconds(60));
    }

    UnitProgram m_unit;
};

} // namespace

TEST_F(UnitBundleAlone, TellsTheStatusOfACard)
{
    const ProcessResult result = run("status --json");
    ASSERT_EQ(result.exitStatus, 0) << result.output;
    const Json status = parseJson(result.output, "status");
    EXPECT_EQ(status.at("luks_uuid"), m_unit.header().uuid().text());
    EXPECT_EQ(status.at("keyslots"), Json({0}));
    EXPECT_EQ(status.at("module").at("status"), "unbound");
}

TEST_F(UnitBundleAlone, FindsItsBenchByName)
{
    const ProcessResult result = run("bind --pins /site.pins");
    ASSERT_EQ(result.exitStatus, 0) << result.output;
    EXPECT_EQ(result.output, "bindery: locked by module M-1\n");
    EXPECT_EQ(m_unit.desk.acts, (std::vector<std::string>{"authorise", "locked"}));
}
