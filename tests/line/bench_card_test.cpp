// SPDX-License-Identifier: Apache-2.0
// A card that the station made, and the bench that knows it by what was recorded then.
#include "base/aligned_buffer.h"
#include "bind/header_state.h"
#include "card/find_header.h"
#include "device/open_medium.h"
#include "line/bench.h"
#include "luks/header.h"
#include "station_fixture.h"

namespace bindery::test
{

class BenchCardTest : public LineFixture
{
protected:
    luks::Header headerOfCard()
    {
        const std::unique_ptr<device::Medium> medium = device::openForReading(m_folder / "card-0.img");
        const std::optional<std::uint64_t> offset = card::findHeader(*medium);
        EXPECT_TRUE(offset);
        AlignedBuffer area(luks::kHeaderSize);
        medium->read(offset.value_or(0), area.span());
        return luks::Header::load(area.view());
    }

    bind::Hello hello(const luks::Header& header)
    {
        bind::Hello hello;
        hello.luksUuid = header.uuid();
        hello.host.cpuSerial = "pi-1";
        hello.host.model = "Raspberry Pi 4 Model B Rev 1.5";
        hello.module.kind = "zymbit";
        hello.module.serial = "module-1";
        hello.module.publicKey = {std::byte{1}};
        hello.moduleStatus = module::ModuleStatus::BoundDevelopment;
        return hello;
    }
};

TEST_F(BenchCardTest, IsKnownByTheProfileOfItsHeader)
{
    const line::BatchReport report = run(request(1));
    ASSERT_EQ(report.attempts.at(0).result, db::AttemptResult::Passed) << report.attempts.at(0).message;
    line::Bench bench(*m_station, {line::BenchPolicy::Open, {}, "badge-1"}, nullptr);
    luks::Header header = headerOfCard();
    const bind::HeaderReport seen{{0}, bind::profileDigestOf(header), ""};
    const bind::Ruling ruling = bench.authorise(hello(header), seen);
    ASSERT_EQ(textOf(ruling.verdict), "authorised") << ruling.reason;
    EXPECT_TRUE(header.testKeyslot(0, *ruling.secret));

    // The profile stays what it is when the unit adds its keyslot.
    header.unlock(0, *ruling.secret);
    header.addKeyslot(1, SecretBuffer::random(64));
    const bind::HeaderReport locked{{0, 1}, bind::profileDigestOf(header), std::string(64, 'f')};
    EXPECT_EQ(textOf(bench.locked(hello(header), locked, {}).verdict), "noted");
    EXPECT_EQ(m_station->records().findUnit(report.attempts.at(0).serial)->state, "locked");
}

TEST_F(BenchCardTest, OfAnotherProfileIsRefused)
{
    ASSERT_EQ(run(request(1)).attempts.at(0).result, db::AttemptResult::Passed);
    line::Bench bench(*m_station, {line::BenchPolicy::Open, {}, "badge-1"}, nullptr);
    const luks::Header header = headerOfCard();
    luks::HeaderProfile other;
    other.sectorSize = 512;
    const luks::Header forged = luks::Header::create(other, header.uuid());
    const bind::Ruling ruling = bench.authorise(hello(header), {{0}, bind::profileDigestOf(forged), ""});
    EXPECT_EQ(textOf(ruling.verdict), "refused");
    EXPECT_NE(ruling.reason.find("was altered"), std::string::npos) << ruling.reason;
}

} // namespace bindery::test
