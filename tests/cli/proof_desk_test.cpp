// SPDX-License-Identifier: Apache-2.0
#include "cli/proof_desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::cli;
using bind::Verdict;

namespace
{

class DeskOfAProof : public testing::Test
{
protected:
    DeskOfAProof()
    {
        m_hello.luksUuid = m_uuid;
        m_hello.module.serial = "SIM-PROOF";
    }
    static bind::HeaderReport header(std::vector<int> keyslots)
    {
        return {std::move(keyslots), "profile", ""};
    }
    bind::Ruling authorise() { return m_desk.authorise(m_hello, header({0})); }
    bind::Ruling locked() { return m_desk.locked(m_hello, header({0, 1}), {}); }
    bind::Ruling verified() { return m_desk.verified(m_hello, header({0, 1}), {}); }
    bind::Ruling revoked(std::vector<int> keyslots = {1})
    {
        return m_desk.revoked(m_hello, header(std::move(keyslots)), {});
    }
    void expectRefused(const bind::Ruling& ruling, const std::string& part)
    {
        EXPECT_EQ(ruling.verdict, Verdict::Refused);
        EXPECT_THAT(ruling.reason, testing::HasSubstr(part));
        EXPECT_FALSE(ruling.secret);
        EXPECT_EQ(m_desk.state().refusal, ruling.reason);
    }

    const Uuid m_uuid = Uuid::random();
    const SecretBuffer m_secret = SecretBuffer::random(32);
    bind::Hello m_hello;
    ProofDesk m_desk{{m_uuid, "profile", m_secret.clone(), "SIM-PROOF"}};
};

} // namespace

TEST_F(DeskOfAProof, FollowsAUnitUntilKeyslot0IsGone)
{
    const bind::Ruling first = authorise();
    ASSERT_EQ(first.verdict, Verdict::Authorised);
    ASSERT_TRUE(first.secret);
    EXPECT_TRUE(first.secret->equals(m_secret));
    EXPECT_EQ(locked().verdict, Verdict::Noted);
    EXPECT_EQ(m_desk.state().step, ProofStep::Locked);
    EXPECT_EQ(verified().verdict, Verdict::Revoke);
    EXPECT_EQ(revoked().verdict, Verdict::Noted);
    EXPECT_EQ(m_desk.state().step, ProofStep::Revoked);
    EXPECT_FALSE(m_desk.state().refusal);
}

TEST_F(DeskOfAProof, TakesARequestTwiceWhoseAnswerWasLost)
{
    authorise();
    EXPECT_EQ(authorise().verdict, Verdict::Authorised);
    locked();
    EXPECT_EQ(locked().verdict, Verdict::Noted);
}

TEST_F(DeskOfAProof, GivesNoSecretOnceAKeyIsLocked)
{
    authorise();
    locked();
    expectRefused(authorise(), "did not open the card");
}

TEST_F(DeskOfAProof, RefusesWhatComesBeforeItsTurn)
{
    expectRefused(verified(), "before its turn");
}

TEST_F(DeskOfAProof, RefusesAnotherCardAndAnotherModule)
{
    m_hello.luksUuid = Uuid::random();
    expectRefused(authorise(), "another card");
    m_hello.luksUuid = m_uuid;
    m_hello.module.serial = "SIM-OTHER";
    expectRefused(authorise(), "another module");
}

TEST_F(DeskOfAProof, RefusesAHeaderThatIsNotTheCards)
{
    expectRefused(m_desk.authorise(m_hello, {{0}, "other", ""}), "not the one that was made");
    expectRefused(m_desk.authorise(m_hello, header({0, 5})), "keyslots 0, 5 instead of 0");
}

TEST_F(DeskOfAProof, RefusesAUnitThatKeptKeyslot0)
{
    authorise();
    locked();
    verified();
    expectRefused(revoked({0, 1}), "keyslots 0, 1 instead of 1");
    EXPECT_EQ(m_desk.state().step, ProofStep::Verified);
}

TEST_F(DeskOfAProof, RemembersTroubleWithoutGivingUp)
{
    EXPECT_EQ(m_desk.failed(m_hello, {"ModuleAbsent", "no module yet"}).verdict, Verdict::Noted);
    EXPECT_THAT(m_desk.state().trouble, testing::HasSubstr("no module yet"));
    m_desk.rejected("127.0.0.1", "not TLS", std::nullopt);
    EXPECT_THAT(m_desk.state().trouble, testing::HasSubstr("not TLS"));
    EXPECT_FALSE(m_desk.state().refusal);
    EXPECT_EQ(authorise().verdict, Verdict::Authorised);
}
