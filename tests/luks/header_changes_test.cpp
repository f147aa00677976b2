// SPDX-License-Identifier: Apache-2.0
#include "base/aligned_buffer.h"
#include "device/simulated_medium.h"
#include "luks/header.h"
#include "luks/header_changes.h"
#include "luks/header_surgery.h"
#include "support/expect_error.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::luks;
using bindery::test::expectError;
using device::SimulatedMedium;

namespace
{

using Kind = HeaderStep::Kind;
using Part = HeaderStep::Part;

const Json kToken = {{"type", "bindery-module"}, {"version", 1}, {"locked_key", std::string(800, 'x')}};

void applyTo(SimulatedMedium& medium, const std::vector<HeaderStep>& steps)
{
    for (const HeaderStep& step : steps) {
        if (step.kind == Kind::Flush) {
            medium.flush();
            continue;
        }
        AlignedBuffer bytes(step.bytes.size());
        std::copy(step.bytes.begin(), step.bytes.end(), bytes.span().begin());
        medium.write(step.offset, bytes.view());
    }
}

/// "0 1 token token:1": what of the bind can be seen in a header.
std::string stateOf(const Header& header)
{
    std::string text;
    for (const Keyslot& slot : header.keyslots()) {
        text += std::to_string(slot.number) + " ";
    }
    for (const Token& token : header.tokens()) {
        text += "token";
        for (const Json& slot : token.content.at("keyslots")) {
            text += ":" + slot.get<std::string>();
        }
    }
    return text;
}

class HeaderChanges : public ::testing::Test
{
protected:
    HeaderChanges()
    {
        m_header.addKeyslot(0, m_transport);
        m_header.addKeyslot(2, SecretBuffer::random(32), KeyslotPriority::Ignore);
    }

    Header enrolled()
    {
        Header header = Header::load(m_header.image());
        header.unlock(0, m_transport);
        const int token = header.addToken(kToken);
        header.addKeyslot(1, m_key);
        header.assignToken(token, 1);
        return header;
    }

    using Change = std::function<void(Header&)>;

    /// Makes each change in turn on one medium, each from what is then read there.
    static void make(SimulatedMedium& medium, const std::vector<Change>& changes)
    {
        for (const Change& change : changes) {
            Header header = Header::load(medium.content());
            change(header);
            applyTo(medium, headerChanges(medium.content(), header));
        }
    }

    SecretBuffer m_transport = SecretBuffer::random(32);
    SecretBuffer m_key = SecretBuffer::random(64);
    Header m_header = Header::create({}, Uuid::random());
};

std::string shapeOf(const std::vector<HeaderStep>& steps)
{
    std::string shape;
    for (const HeaderStep& step : steps) {
        const char* part = step.part == Part::KeyMaterial  ? "key"
                           : step.part == Part::SecondCopy ? "second"
                                                           : "first";
        shape += (shape.empty() ? "" : " ") + std::string(part) + (step.kind == Kind::Flush ? "!" : "");
    }
    return shape;
}

} // namespace

TEST_F(HeaderChanges, WriteKeyMaterialThenTheSecondCopyThenTheFirst)
{
    const std::vector<std::byte> before = m_header.image();
    m_header.addKeyslot(1, m_key);
    const std::vector<HeaderStep> steps = headerChanges(before, m_header);
    EXPECT_EQ(shapeOf(steps), "key key! second second! first first!");
    for (const HeaderStep& step : steps) {
        EXPECT_EQ(step.offset % kHeaderChangeUnit, 0U);
        EXPECT_EQ(step.bytes.size() % kHeaderChangeUnit, 0U);
    }
}

TEST_F(HeaderChanges, OfATokenLeaveTheKeyMaterialAlone)
{
    const std::vector<std::byte> before = m_header.image();
    m_header.addToken(kToken);
    EXPECT_EQ(shapeOf(headerChanges(before, m_header)), "second second! first first!");
}

TEST_F(HeaderChanges, AreNoneWhenNothingChanged)
{
    EXPECT_TRUE(headerChanges(m_header.image(), m_header).empty());
}

TEST_F(HeaderChanges, EndInTheImageThatWasWanted)
{
    const std::vector<std::byte> before = m_header.image();
    m_header.addKeyslot(1, m_key);
    m_header.addToken(kToken);
    m_header.destroyKeyslot(0);
    SimulatedMedium medium(before);
    applyTo(medium, headerChanges(before, m_header));
    EXPECT_EQ(medium.content(), m_header.image());
}

TEST_F(HeaderChanges, FindTheSecondCopyWhereTheHeaderPutsIt)
{
    Header header = enrolled();
    const std::vector<std::byte> before = header.image();
    header.removeToken(0);
    const std::vector<HeaderStep> steps = headerChanges(before, header);
    ASSERT_EQ(steps.size(), 4U);
    EXPECT_EQ(steps[0].offset, test::kMetadataSize);
    EXPECT_EQ(asText(steps[0].bytes).substr(0, 4), "SKUL");
    EXPECT_EQ(steps[2].offset, 0U);
    EXPECT_EQ(asText(steps[2].bytes).substr(0, 4), "LUKS");
}

TEST_F(HeaderChanges, OverwriteADestroyedKeyslotWhereItLay)
{
    Header header = enrolled();
    const std::vector<std::byte> before = header.image();
    const Json area = test::metadataOf(before).at("keyslots").at("0").at("area");
    const auto offset = std::stoul(area.at("offset").get<std::string>());
    // the stripes of the key; what is behind them in the area never held any
    const std::size_t material = std::size_t{64} * 4000;
    header.destroyKeyslot(0);
    SimulatedMedium medium(before);
    applyTo(medium, headerChanges(before, header));
    const std::vector<std::byte> after = medium.content();
    for (std::size_t at = offset; at < offset + material; at += 512) {
        const auto place = static_cast<std::ptrdiff_t>(at);
        EXPECT_FALSE(std::equal(before.begin() + place, before.begin() + place + 512, after.begin() + place))
            << "offset " << at;
    }
}

TEST_F(HeaderChanges, OfAnotherCardsHeaderAreRefused)
{
    Header other = Header::create({}, Uuid::random());
    other.addKeyslot(0, m_transport);
    expectError(ErrorCode::Conflict, other.uuid().text(), [&] { headerChanges(m_header.image(), other); });
}

TEST_F(HeaderChanges, OverAMediumWithoutAHeaderAreRefused)
{
    const std::vector<std::byte> nothing(kHeaderSize);
    expectError(ErrorCode::Corrupt, "LUKS2 header", [&] { headerChanges(nothing, m_header); });
}

TEST_F(HeaderChanges, RepairADamagedCopyBeforeAnythingElse)
{
    for (const std::size_t damaged : {std::size_t{0}, test::kMetadataSize}) {
        std::vector<std::byte> medium = m_header.image();
        medium[damaged + test::kBinaryHeaderSize + 5] ^= std::byte{1};
        Header header = Header::load(medium);
        header.addToken(kToken);
        EXPECT_EQ(shapeOf(headerChanges(medium, header)),
                  std::string(damaged == 0 ? "first first!" : "second second!") +
                      " second second! first first!");
    }
}

TEST_F(HeaderChanges, OfEnrollingSurviveAPowerCutAnywhere)
{
    SimulatedMedium medium(m_header.image());
    make(medium, {[](Header& header) { header.addToken(kToken); },
                  [&](Header& header) {
                      header.unlock(0, m_transport);
                      header.addKeyslot(1, m_key);
                  },
                  [](Header& header) {
                      header.assignToken(header.tokenOfType("bindery-module").value().number, 1);
                  }});
    std::set<std::string> states;
    std::size_t cuts = 0;
    device::forEachPowerCut(medium, [&](std::size_t cut, ByteView content) {
        SCOPED_TRACE("power cut after act " + std::to_string(cut));
        ++cuts;
        Header header = Header::load(content);
        EXPECT_TRUE(header.testKeyslot(0, m_transport));
        const std::string state = stateOf(header);
        states.insert(state);
        if (state.find("1 ") != std::string::npos) {
            EXPECT_TRUE(header.testKeyslot(1, m_key));
        }
    });
    EXPECT_GT(cuts, 40U);
    EXPECT_EQ(states, (std::set<std::string>{"0 2 ", "0 2 token", "0 1 2 token", "0 1 2 token:1"}));
}

TEST_F(HeaderChanges, OfDestroyingTheTransportKeyslotSurviveAPowerCutAnywhere)
{
    SimulatedMedium medium(enrolled().image());
    make(medium, {[](Header& header) { header.destroyKeyslot(0); }});
    std::set<std::string> states;
    device::forEachPowerCut(medium, [&](std::size_t cut, ByteView content) {
        SCOPED_TRACE("power cut after act " + std::to_string(cut));
        Header header = Header::load(content);
        EXPECT_TRUE(header.testKeyslot(1, m_key));
        states.insert(stateOf(header));
    });
    EXPECT_EQ(states, (std::set<std::string>{"0 1 2 token:1", "1 2 token:1"}));
}

TEST_F(HeaderChanges, AfterACutNeverBringAnOlderHeaderBackToLife)
{
    // Cut off after the second copy of the assignment: the first copy still lacks it. Then a further change
    // is cut off.
    Header header = enrolled();
    const std::vector<std::byte> whole = header.image();
    header.destroyKeyslot(2);
    SimulatedMedium cutOff(whole);
    std::vector<HeaderStep> steps = headerChanges(whole, header);
    ASSERT_EQ(shapeOf(steps), "key key! second second! first first!");
    steps.resize(4);
    applyTo(cutOff, steps);

    SimulatedMedium again(cutOff.content());
    Header found = Header::load(cutOff.content());
    ASSERT_EQ(stateOf(found), "0 1 token:1");
    found.destroyKeyslot(0);
    applyTo(again, headerChanges(cutOff.content(), found));
    device::forEachPowerCut(again, [&](std::size_t cut, ByteView content) {
        SCOPED_TRACE("power cut after act " + std::to_string(cut));
        Header seen = Header::load(content);
        EXPECT_EQ(stateOf(seen).find('2'), std::string::npos);
        EXPECT_TRUE(seen.testKeyslot(1, m_key));
    });
}

TEST_F(HeaderChanges, ReplaceATokenWholly)
{
    Header header = enrolled();
    Json token = kToken;
    token["version"] = 2;
    token["keyslots"] = {"1"};
    header.setToken(0, token);
    EXPECT_EQ(Header::load(header.image()).tokens().at(0).content, token);
    token.erase("keyslots");
    header.setToken(0, token);
    EXPECT_EQ(header.tokens().at(0).content.at("keyslots"), Json::array());
    expectError(ErrorCode::NotFound, "token 4", [&] { header.setToken(4, token); });
}

TEST_F(HeaderChanges, AssignATokenToAKeyslotThatIsThereOnly)
{
    Header header = enrolled();
    EXPECT_EQ(header.tokens().at(0).content.at("keyslots"), Json({"1"}));
    header.assignToken(0, 1);
    EXPECT_EQ(header.tokens().at(0).content.at("keyslots"), Json({"1"}));
    expectError(ErrorCode::NotFound, "keyslot 7", [&] { header.assignToken(0, 7); });
    expectError(ErrorCode::NotFound, "token 3", [&] { header.assignToken(3, 1); });
}
