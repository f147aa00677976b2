// SPDX-License-Identifier: Apache-2.0
// Verifies of cards that start one after the other, as they do on the line: nobody waits for a card that
// comes to its verify later, and what was read for the one before is taken while it is still there.
#include "base/extents.h"
#include "golden/geometry.h"
#include "line/shared_goldens.h"
#include "line/start_attempt.h"
#include "simulated_slots.h"
#include "station_fixture.h"

#include <chrono>
#include <functional>

using namespace bindery;

namespace
{

/// Says when the root is being written: the pass over the golden root has begun by then.
class ToldMedium : public test::CardInHand
{
public:
    ToldMedium(std::shared_ptr<test::SimulatedCard> card, device::MediumFacts facts, std::uint64_t from,
               std::function<void()> tell)
        : CardInHand(std::move(card), std::move(facts)), m_from(from), m_tell(std::move(tell))
    {
    }
    void write(std::uint64_t offset, ByteView bytes) override
    {
        if (offset >= m_from && m_tell) {
            std::exchange(m_tell, nullptr)();
        }
        CardInHand::write(offset, bytes);
    }

private:
    std::uint64_t m_from;
    std::function<void()> m_tell;
};

class SharedVerify : public test::LineFixture
{
protected:
    static constexpr std::chrono::seconds kPatience{60};

    SharedVerify() : LineFixture({mib(32), {"-b", "4096"}, {{"large", std::string(mib(12).count(), 'x')}}}) {}

    void shareThrough(std::size_t chunks)
    {
        m_wishes.golden = m_manifest;
        m_wishes.actor = "badge-1";
        m_wishes.startTogether = false;
        m_wishes.window = {chunks, kPatience, 0.0};
        m_goldens = std::make_unique<line::SharedGoldens>(m_station->store(), m_manifest, m_wishes.window);
        m_golden = m_goldens->forMedium(m_manifest.minimumMedium);
    }

    /// `tell` is called when its root is being written.
    line::CardJob begin(int number, std::function<void()> tell = {})
    {
        device::MediumFacts facts;
        facts.path = "card " + std::to_string(number);
        facts.size = m_manifest.minimumMedium;
        line::CardTarget target;
        target.target.path = facts.path;
        target.seen.path = facts.path;
        target.seen.size = facts.size;
        target.seen.found = db::Found::Blank;
        const Extent data = golden::geometryFor(m_manifest.bootSize, facts.size).data;
        target.claim = [facts, from = data.offset, tell = std::move(tell)] {
            return std::make_unique<ToldMedium>(std::make_shared<test::SimulatedCard>(facts.size), facts,
                                                from, tell);
        };
        return line::startAttempt(*m_station, m_wishes, std::move(target), m_golden);
    }
    void expectPassed(line::CardJob job)
    {
        card::CardProgress progress;
        const line::AttemptReport report =
            line::runAttempt(*m_station, std::move(job.started), std::move(job.order), progress, {});
        EXPECT_EQ(report.result, db::AttemptResult::Passed) << report.message;
    }
    Bytes used() const { return totalLength(m_golden->root.used); }
    Bytes readToVerify() const { return m_golden->verifyWindow->bytesRead(); }

    line::CardWishes m_wishes;
    std::unique_ptr<line::SharedGoldens> m_goldens;
    std::shared_ptr<const card::SharedGolden> m_golden;
};

} // namespace

TEST_F(SharedVerify, DoesNotWaitForACardThatComesToItLater)
{
    shareThrough(1); // one that is waited for holds all up at once
    ASSERT_GT(used(), Bytes(2 * card::kChunkSize));
    std::optional<line::CardJob> second;
    const auto start = std::chrono::steady_clock::now();
    expectPassed(begin(1, [&] { second.emplace(begin(2)); }));
    EXPECT_LT(std::chrono::steady_clock::now() - start, kPatience) << "it waited for the second card";
    ASSERT_TRUE(second);
    expectPassed(std::move(*second));
}

TEST_F(SharedVerify, TakesWhatWasReadForTheCardBefore)
{
    constexpr std::size_t kAll = 64;
    shareThrough(kAll);
    ASSERT_LT(used(), Bytes(kAll * card::kChunkSize));
    std::optional<line::CardJob> second;
    expectPassed(begin(1, [&] { second.emplace(begin(2)); }));
    EXPECT_EQ(readToVerify(), used());
    ASSERT_TRUE(second);
    expectPassed(std::move(*second));
    expectPassed(begin(3));
    EXPECT_EQ(readToVerify(), used()) << "the golden root was read again, though all of it was there";
}
