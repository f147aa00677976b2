// SPDX-License-Identifier: Apache-2.0
#include "base/cms_envelope.h"
#include "base/file.h"
#include "line/order_policy.h"
#include "support/certificate.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::line;

namespace
{

OrderPolicy everything()
{
    OrderPolicy policy;
    policy.goldenId = std::string(64, 'a');
    policy.target = 500;
    policy.serialScheme = db::SerialScheme::List;
    policy.serialPrefix = "P-";
    policy.sizeAtLeast = gib(7);
    policy.sizeAtMost = gib(16);
    policy.verify = card::VerifyPolicy::Full;
    policy.fill = card::Fill::Random;
    policy.startOnInsertion = true;
    policy.firstArticle = true;
    policy.yieldLimitPercent = 95;
    policy.yieldAfter = 20;
    policy.reprovision = true;
    policy.sshKeys = golden::SshKeys::FirstBoot;
    return policy;
}

void expectRefused(const Json& json, const std::string& message)
{
    db::NewOrder order;
    order.number = "4711";
    order.policy = json;
    test::expectError(ErrorCode::InvalidArgument, message, [&] { policyOf(order); });
}

} // namespace

TEST(OrderPolicy, SurvivesTheRecords)
{
    EXPECT_EQ(policyOf(draftOf("4711", everything())), everything());
    OrderPolicy plain;
    plain.serialPrefix = "P-";
    EXPECT_EQ(policyOf(draftOf("4711", plain)), plain);
    EXPECT_EQ(draftOf("4711", everything()).state, db::OrderState::Draft);
    EXPECT_NO_THROW(canonicalJson(policyJson(everything())));
}

TEST(OrderPolicy, OfAnOlderStationHasDefaults)
{
    db::NewOrder order;
    order.policy = {{"verify", "full"}};
    EXPECT_EQ(policyOf(order), OrderPolicy{});
}

TEST(OrderPolicy, NamesOrderAndKeyOfWhatCannotBe)
{
    expectRefused(Json::array(), "the policy of order 4711: it is not an object");
    expectRefused({{"colour", "red"}}, R"("colour" is not known)");
    expectRefused({{"verify", "some"}}, "verify must be one of full, none");
    expectRefused({{"fill", 1}}, "fill must be one of none, discard, zero, random");
    expectRefused({{"ssh_keys", "old"}}, "ssh_keys must be one of fresh, first-boot, leave");
    expectRefused({{"start_on_insertion", 1}}, "start_on_insertion must be true or false");
    expectRefused({{"yield_limit_percent", 101}}, "yield_limit_percent must be a number from 0 to 100");
    expectRefused({{"yield_after", 0}}, "yield_after must be a number from 1");
    expectRefused({{"size_at_least", -1}}, "size_at_least must be a number from 0");
    expectRefused({{"size_at_least", 5}, {"size_at_most", 4}}, "no card fits");
}

TEST(OrderPolicy, HoldsACertificateByValueWithItsDigest)
{
    const test::TempFolder folder;
    const test::Certificate certificate = test::Certificate::make(folder.path(), "desk");
    OrderPolicy policy = everything();
    policy.escrow = readTextFile(certificate.pem);
    std::filesystem::remove(certificate.pem);
    const db::NewOrder draft = draftOf("4711", policy);
    EXPECT_EQ(policyOf(draft), policy);
    EXPECT_EQ(draft.policy.at("escrow_sha256"), certificateFingerprint(*policy.escrow, "it"));
    EXPECT_NO_THROW(canonicalJson(draft.policy));

    Json changed = draft.policy;
    changed["escrow_sha256"] = std::string(64, '0');
    expectRefused(changed, "escrow_sha256 is not the digest of its certificate");
    changed.erase("escrow_sha256");
    expectRefused(changed, "escrow_sha256 is not the digest of its certificate");
    expectRefused({{"escrow_sha256", std::string(64, '0')}}, "escrow_sha256 is not the digest");
    expectRefused({{"escrow", 1}}, "escrow must be a text");
    expectRefused({{"escrow", "no certificate"}}, "it holds no certificate in PEM form");
    policy.escrow = "no certificate";
    test::expectError(ErrorCode::InvalidArgument, "no certificate in PEM form",
                      [&] { draftOf("4711", policy); });
}

TEST(OrderPolicy, ThatContradictsItselfMakesNoDraft)
{
    OrderPolicy policy = everything();
    policy.verify = card::VerifyPolicy::None;
    test::expectError(ErrorCode::InvalidArgument, "verify must be full", [&] { draftOf("4711", policy); });
    policy = everything();
    policy.target = 0;
    test::expectError(ErrorCode::InvalidArgument, "target must be at least 1",
                      [&] { draftOf("4711", policy); });
}
