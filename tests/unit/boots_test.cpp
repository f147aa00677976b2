// SPDX-License-Identifier: Apache-2.0
// The real bindery-unit through its three boots: each has its own boot id, laid over the kernel's in a mount
// name space. cryptsetup judges the card. Needs root.
#include "base/json.h"
#include "support/loop_device.h"
#include "unit/unit_program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using test::UnitProgram;
using ::testing::HasSubstr;
using Strings = std::vector<std::string>;

namespace
{

class Boots : public ::testing::Test
{
protected:
    UnitProgram::Run runIn(const std::string& boot, const std::string& verb, const Strings& more = {})
    {
        const std::filesystem::path id = m_unit.folder / boot;
        replaceFile(id, asBytes(boot + "\n"));
        return m_unit.run(verb, more,
                          {"unshare", "--mount", "sh", "-c",
                           "mount --bind \"$0\" /proc/sys/kernel/random/boot_id && exec \"$@\"",
                           id.string()});
    }

    int cryptsetupOpens(const std::string& key)
    {
        replaceFile(m_unit.folder / "key", asBytes(key), 0600);
        return runProgram({"cryptsetup", "open", "--test-passphrase", "--key-file", m_unit.folder / "key",
                           m_unit.card.string()},
                          std::chrono::seconds(60))
            .exitStatus;
    }

    UnitProgram m_unit;
};

constexpr const char* kFirst = "11111111-1111-4111-8111-111111111111";
constexpr const char* kSecond = "22222222-2222-4222-8222-222222222222";
constexpr const char* kThird = "33333333-3333-4333-8333-333333333333";

} // namespace

TEST_F(Boots, LeadFromTheTransportSecretToAUnitThatOnlyItsModuleOpens)
{
    const UnitProgram::Run first = runIn(kFirst, "unlock");
    ASSERT_EQ(first.status, 0) << first.err;
    EXPECT_EQ(cryptsetupOpens(first.out), 0);
    EXPECT_EQ(runIn(kFirst, "verify", {"--restart-command", "true"}).err,
              "bindery: restarting to prove that the module opens this card alone\n");

    const UnitProgram::Run second = runIn(kSecond, "unlock");
    ASSERT_EQ(second.status, 0) << second.err;
    EXPECT_NE(second.out, first.out);
    EXPECT_EQ(cryptsetupOpens(second.out), 0);
    EXPECT_EQ(cryptsetupOpens(first.out), 0) << "the transport secret opens until the bench says revoke";
    const UnitProgram::Run verified = runIn(kSecond, "verify", {"--restart-command", "false"});
    EXPECT_EQ(verified.status, 0);
    EXPECT_EQ(verified.err, "bindery: verified\nbindery: this unit is bound\n");
    EXPECT_EQ(m_unit.desk.acts, (Strings{"authorise", "locked", "verified", "revoked"}));
    EXPECT_EQ(m_unit.desk.keyslotsAtTheEnd, (std::vector<int>{1}));

    const UnitProgram::Run third = runIn(kThird, "unlock");
    ASSERT_EQ(third.status, 0) << third.err;
    EXPECT_EQ(third.out, second.out);
    EXPECT_EQ(cryptsetupOpens(third.out), 0);
    EXPECT_NE(cryptsetupOpens(first.out), 0) << "the transport secret opens nothing any more";
}

TEST_F(Boots, ThatCameBetweenMakingAndReportingAreToldApart)
{
    ASSERT_EQ(runIn(kFirst, "bind").status, 0);
    EXPECT_EQ(parseJson(runIn(kFirst, "status", {"--json"}).out, "status").at("made_in_this_boot"), true);
    EXPECT_EQ(parseJson(runIn(kSecond, "status", {"--json"}).out, "status").at("made_in_this_boot"), false);
}

TEST_F(Boots, OfABlockDeviceLeaveTheirChangesOnTheMedium)
{
    const test::LoopDevice loop(m_unit.card);
    m_unit.device = loop.path();
    const UnitProgram::Run first = runIn(kFirst, "unlock");
    ASSERT_EQ(first.status, 0) << first.err;
    // The file below is read, not the device and its cache.
    EXPECT_TRUE(m_unit.header().testKeyslot(0, m_unit.transport));
    const UnitProgram::Run second = runIn(kSecond, "unlock");
    ASSERT_EQ(second.status, 0) << second.err;
    EXPECT_TRUE(m_unit.header().testKeyslot(1, SecretBuffer::copyOf(asBytes(second.out))));
    EXPECT_EQ(runIn(kSecond, "verify").status, 0);
    EXPECT_EQ(m_unit.header().keyslots().size(), 1U);
}
