// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "bind/module_token.h"
#include "unit/bind_world.h"
#include "unit/status.h"

#include <gmock/gmock.h>

using namespace bindery;
using test::BindWorld;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Status, OfAFreshCardNamesItsOneKeyslot)
{
    BindWorld world;
    const Json status = unit::describeHeader(world.medium, "boot-1");
    EXPECT_EQ(status.at("header_state"), "transport only");
    EXPECT_EQ(status.at("keyslots"), Json({0}));
    EXPECT_EQ(status.at("luks_uuid"), world.header().uuid().text());
    EXPECT_TRUE(status.at("token").is_null());
    EXPECT_EQ(status.at("made_in_this_boot"), false);
    EXPECT_EQ(world.medium.writes, 0);
}

TEST(Status, TellsTheBootThatJoinedTheKeyslotAndNoKey)
{
    BindWorld world;
    ASSERT_TRUE(world.unlock());
    const Json status = unit::describeHeader(world.medium, "boot-1");
    EXPECT_EQ(status.at("header_state"), "enrolled");
    EXPECT_EQ(status.at("made_in_this_boot"), true);
    EXPECT_EQ(status.at("token").at("module_serial"), "M-1");
    EXPECT_EQ(unit::describeHeader(world.medium, "boot-2").at("made_in_this_boot"), false);
    const auto token = bind::moduleTokenOf(world.header()).value();
    EXPECT_THAT(status.dump(), Not(HasSubstr(toBase64(token.lockedKey))));
}

TEST(Status, AsksAHealthyModuleForItsNameAndAnUnboundOneForNothing)
{
    test::FakeModule module("M-1");
    EXPECT_EQ(unit::describeModule(module).at("serial"), "M-1");
    module.lasting = module::ModuleStatus::Unbound;
    EXPECT_EQ(unit::describeModule(module), Json({{"status", "unbound"}}));
}

TEST(Status, IsReadableForPeople)
{
    BindWorld world;
    ASSERT_TRUE(world.unlock());
    Json status = unit::describeHeader(world.medium, "boot-1");
    status["module"] = unit::describeModule(world.module);
    const std::string text = unit::textOfStatus(status);
    EXPECT_THAT(text, HasSubstr("header          enrolled\n"));
    EXPECT_THAT(text, HasSubstr("keyslots        0, 1\n"));
    EXPECT_THAT(text, HasSubstr("locked by       fake M-1, in this boot\n"));
}
