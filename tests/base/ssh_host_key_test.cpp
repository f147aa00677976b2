// SPDX-License-Identifier: Apache-2.0
// The judge is ssh-keygen.
#include "base/file.h"
#include "base/process.h"
#include "base/ssh_host_key.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;

namespace
{

class SshHostKeyOf : public testing::TestWithParam<SshKeyKind>
{
protected:
    std::string keygen(const SshHostKey& key, std::vector<std::string> options)
    {
        replaceFile(m_folder / "key", key.privateFile.view(), 0600);
        options.insert(options.begin(), "ssh-keygen");
        options.insert(options.end(), {"-f", (m_folder / "key").string()});
        const ProcessResult result = runProgram(options, std::chrono::seconds(60));
        EXPECT_EQ(result.exitStatus, 0) << result.output;
        return result.output;
    }

private:
    test::TempFolder m_folder;
};

} // namespace

TEST_P(SshHostKeyOf, GivesSshKeygenTheSamePublicKey)
{
    // Many, for the encoding of the ECDSA scalar depends on its leading bits.
    for (int round = 0; round < 20; ++round) {
        const SshHostKey key = makeSshHostKey(GetParam(), "root@unit-7");
        EXPECT_EQ(keygen(key, {"-y"}), key.publicLine);
    }
}

TEST_P(SshHostKeyOf, SignsSoThatItsPublicHalfVerifies)
{
    const test::TempFolder folder;
    const SshHostKey key = makeSshHostKey(GetParam(), "host");
    replaceFile(folder / "key", key.privateFile.view(), 0600);
    replaceFile(folder / "allowed", asBytes("me " + key.publicLine));
    replaceFile(folder / "text", asBytes("signed"));
    const ProcessResult signs = runProgram({"ssh-keygen", "-Y", "sign", "-n", "file", "-f",
                                            (folder / "key").string(), (folder / "text").string()},
                                           std::chrono::seconds(60));
    ASSERT_EQ(signs.exitStatus, 0) << signs.output;
    const ProcessResult finds =
        runProgram({"ssh-keygen", "-Y", "find-principals", "-s", (folder / "text.sig").string(), "-f",
                    (folder / "allowed").string()},
                   std::chrono::seconds(60));
    EXPECT_EQ(finds.exitStatus, 0) << finds.output;
    EXPECT_THAT(finds.output, testing::StartsWith("me"));
}

TEST_P(SshHostKeyOf, IsFreshEachTime)
{
    std::set<std::string> seen;
    for (int round = 0; round < 50; ++round) {
        EXPECT_TRUE(seen.insert(makeSshHostKey(GetParam(), "x").publicLine).second);
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, SshHostKeyOf, testing::Values(SshKeyKind::Ed25519, SshKeyKind::EcdsaP256),
                         [](const auto& kind) {
                             return kind.param == SshKeyKind::Ed25519 ? "Ed25519" : "EcdsaP256";
                         });

TEST(SshHostKey, RefusesACommentThatIsNoLine)
{
    test::expectError(ErrorCode::InvalidArgument, "one line",
                      [] { makeSshHostKey(SshKeyKind::Ed25519, "a\nb"); });
    test::expectError(ErrorCode::InvalidArgument, "one line",
                      [] { makeSshHostKey(SshKeyKind::Ed25519, std::string(256, 'a')); });
}
