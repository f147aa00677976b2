// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "bind/module_token.h"
#include "card/card_header.h"
#include "cli/card_description.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fcntl.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::uint64_t kCrypt = mib(8).count();

class CardDescriptions : public ::testing::Test
{
protected:
    /// A medium with one partition of LUKS2 that holds `tokens`.
    std::filesystem::path makeMedium(const std::vector<Json>& tokens)
    {
        luks::Header header = luks::Header::create({}, Uuid::random());
        header.addKeyslot(0, SecretBuffer::random(32));
        for (const Json& token : tokens) {
            header.addToken(token);
        }
        return writeMedium(header);
    }
    std::filesystem::path writeMedium(const luks::Header& header)
    {
        device::PartitionTable table;
        table.id = "12345678";
        table.partitions = {{1, {kCrypt, mib(24).count()}, "83", {}, false, {}}};
        const UniqueFd file = openFile(path(), O_RDWR | O_CREAT, 0600);
        EXPECT_EQ(::ftruncate(file.get(), static_cast<off_t>(mib(32).count())), 0);
        for (const device::TableWrite& write : device::makePartitionTable(table, mib(32))) {
            writeFully(file.get(), write.offset, write.bytes, path());
        }
        writeFully(file.get(), kCrypt, header.image(), path());
        return path();
    }
    std::filesystem::path path() const { return m_folder / "card.img"; }
    CardDescription describe() const { return describeCard(path(), m_folder / "no-state"); }
    static std::string everything(const CardDescription& card)
    {
        return toText(card, {}, 0) + toJson(card).dump(-1, ' ', false, Json::error_handler_t::replace);
    }

    test::TempFolder m_folder;
};

Json passport()
{
    return {{"type", "bindery-passport"}, {"keyslots", Json::array()}, {"serial", "S-1"}, {"order", "4711"}};
}

} // namespace

TEST_F(CardDescriptions, ShowPassportAndKeyslots)
{
    makeMedium({passport()});
    const CardDescription card = describe();
    EXPECT_EQ(card.kind(), "bindery card");
    EXPECT_EQ(card.bindState(), "transport only");
    EXPECT_EQ(card.purposeOf(0), "transport");
    EXPECT_FALSE(card.module());
    EXPECT_EQ(toJson(card).at("module"), nullptr);
    EXPECT_EQ(card.luks->partition, 1);
    EXPECT_EQ(card.luks->offset, kCrypt);
    EXPECT_EQ(card.luks->keyslots.size(), 1U);
    EXPECT_EQ(toJson(card).at("passport").at("serial"), "S-1");
    EXPECT_THAT(toText(card, {}, 80), HasSubstr("serial  S-1"));
}

TEST_F(CardDescriptions, HideTheSecretsOfTokens)
{
    makeMedium({passport(),
                {{"type", "bindery-transport"}, {"keyslots", {"0"}}, {"secret", "SECRET-ONE"}},
                {{"type", "bindery-module"},
                 {"keyslots", Json::array()},
                 {"module_kind", "simulated"},
                 {"module_serial", 7},
                 {"made_utc", -1},
                 {"locked_key", "SECRET-TWO"}},
                {{"type", "of-others"}, {"keyslots", Json::array()}, {"blob", "SECRET-THREE"}}});
    const CardDescription card = describe();
    const std::string said = everything(card);
    EXPECT_THAT(said, Not(HasSubstr("SECRET")));
    for (const char* type : {"bindery-transport", "bindery-module", "of-others"}) {
        EXPECT_THAT(said, HasSubstr(type));
    }
    EXPECT_THAT(said, HasSubstr("simulated"));
    EXPECT_EQ(card.bindState(), "foreign");
    ASSERT_TRUE(card.module());
    EXPECT_EQ(card.module()->kind, "simulated");
    EXPECT_FALSE(card.module()->serial);
    EXPECT_FALSE(card.module()->madeUtcSeconds);
}

TEST_F(CardDescriptions, SayHowFarTheBindIsAndToWhichModule)
{
    luks::Header header = luks::Header::create({}, Uuid::random());
    header.addKeyslot(0, SecretBuffer::random(32));
    header.addKeyslot(1, SecretBuffer::random(64));
    header.addKeyslot(2, SecretBuffer::random(32), luks::KeyslotPriority::Ignore);
    header.addToken(passport());
    bind::ModuleToken token;
    token.assigned = true;
    token.moduleKind = "simulated";
    token.moduleModel = "simulated-1";
    token.moduleSerial = "SIM-1";
    token.lockedKey = std::vector<std::byte>(48, std::byte{'L'});
    token.profileDigest = bind::profileDigestOf(header);
    token.bootId = "boot";
    token.madeUtc = 1'700'000'000;
    header.addToken(bind::toJson(token));
    writeMedium(header);
    const CardDescription locked = describe();
    EXPECT_EQ(locked.bindState(), "enrolled");
    EXPECT_THAT(toText(locked, {}, 0), HasSubstr("locked by its module, the transport key opens it too"));

    header.destroyKeyslot(0);
    writeMedium(header);
    const CardDescription bound = describe();
    EXPECT_EQ(bound.bindState(), "module only");
    const Json json = toJson(bound);
    EXPECT_EQ(json.at("bind_state"), "module_only");
    EXPECT_EQ(json.at("module"), Json({{"kind", "simulated"},
                                       {"model", "simulated-1"},
                                       {"serial", "SIM-1"},
                                       {"made", "2023-11-14T22:13:20.000000Z"},
                                       {"opens", true}}));
    EXPECT_EQ(json.at("luks").at("keyslots").at(0).at("purpose"), "module");
    EXPECT_EQ(json.at("luks").at("keyslots").at(1).at("purpose"), "recovery");
    const std::string text = toText(bound, {}, 0);
    EXPECT_THAT(text, HasSubstr("a card made by Bindery, its module alone opens it; its unit has not heard"));
    EXPECT_THAT(text, HasSubstr("SIM-1"));
    EXPECT_THAT(everything(bound), Not(HasSubstr("TExMTExM"))) << "the locked key, in base64";

    header.addToken(bind::receiptToken());
    writeMedium(header);
    EXPECT_EQ(toJson(describe()).at("bind_state"), "bound");
    EXPECT_THAT(toText(describe(), {}, 0), HasSubstr("bound: its module alone opens it, and the station"));
}

TEST_F(CardDescriptions, OfAHostilePassportCannotSteerATerminal)
{
    Json hostile = passport();
    hostile["serial"] = "\033[2J\033]0;title\007";
    hostile["\033[31mkey"] = Json::array({1, Json::object({{"a", "\033"}}), nullptr});
    makeMedium({hostile});
    EXPECT_THAT(toText(describe(), {}, 80), Not(HasSubstr("\033")));
}

TEST_F(CardDescriptions, OfALuksDiskWithoutPassportSayItIsNotOurs)
{
    makeMedium({});
    EXPECT_EQ(describe().kind(), "encrypted disk");
    EXPECT_THAT(toText(describe(), {}, 80), HasSubstr("no card of ours"));
}

TEST_F(CardDescriptions, NameADamagedHeader)
{
    makeMedium({passport()});
    const UniqueFd file = openFile(path(), O_RDWR);
    const std::string noise(65536, 'n');
    writeFully(file.get(), kCrypt + 512, asBytes(noise), path());
    const CardDescription card = describe();
    EXPECT_EQ(card.kind(), "encrypted disk");
    EXPECT_FALSE(card.luks);
    EXPECT_FALSE(card.luksProblem.empty());
    EXPECT_THAT(toText(card, {}, 80), HasSubstr("a LUKS disk that cannot be read"));
}

TEST_F(CardDescriptions, OfABlankMediumSaySo)
{
    replaceFile(path(), asBytes(std::string(mib(4).count(), '\0')));
    EXPECT_EQ(describe().kind(), "no table");
    EXPECT_THAT(toText(describe(), {}, 80), HasSubstr("blank, or not finished"));
}

TEST_F(CardDescriptions, FindALuksHeaderWithoutATable)
{
    const luks::Header header = luks::Header::create({}, Uuid::random());
    replaceFile(path(), header.image());
    const CardDescription card = describe();
    ASSERT_TRUE(card.luks) << card.luksProblem;
    EXPECT_EQ(card.luks->partition, 0);
    EXPECT_EQ(toJson(card).at("luks").at("partition"), nullptr);
}

TEST_F(CardDescriptions, OfTinyFilesAreNoCrash)
{
    for (const std::size_t size : {0U, 1U, 511U, 512U, 4095U, 4096U, 5000U}) {
        replaceFile(path(), asBytes(std::string(size, 'x')));
        try {
            EXPECT_EQ(describe().kind(), "no table") << size;
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), HasSubstr("card.img")) << size;
        }
    }
}

TEST_F(CardDescriptions, LeaveTheMediumAndTheStateAsTheyAre)
{
    makeMedium({passport()});
    const std::string before = readTextFile(path(), mib(64));
    describe();
    EXPECT_EQ(readTextFile(path(), mib(64)), before);
    EXPECT_FALSE(std::filesystem::exists(m_folder / "no-state"));
}

} // namespace bindery::cli
