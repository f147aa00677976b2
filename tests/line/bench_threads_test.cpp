// SPDX-License-Identifier: Apache-2.0
// Several benches over one state folder: in threads, in processes, and killed at any point.
#include "bench_fixture.h"

#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <exception>
#include <random>
#include <thread>

#include <sys/wait.h>

namespace bindery::line::test
{

class ManyBenches : public BenchTest
{
protected:
    std::vector<BenchCard> cards(int count)
    {
        std::vector<BenchCard> made;
        for (int i = 0; i < count; ++i) {
            made.push_back(makeCard("UNIT-" + std::to_string(i)));
        }
        return made;
    }

    /// A bench of its own that takes the card through all steps, whatever others do with it.
    static void serve(Station& station, const BenchCard& card, const std::string& name)
    {
        Bench own(station, BenchOptions{BenchPolicy::Open, {}, kOperator}, nullptr);
        own.authorise(hello(card, name), header(card, {0}));
        own.locked(hello(card, name), header(card, {0, 1}), signature());
        own.verified(hello(card, name), header(card, {0, 1}), signature());
        own.revoked(hello(card, name), header(card, {1}), signature());
    }

    template <typename Act>
    static pid_t inChild(Act&& act)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            int status = 0;
            try {
                act();
            } catch (const std::exception& error) {
                std::fprintf(stderr, "child: %s\n", error.what());
                status = 1;
            }
            ::_exit(status);
        }
        return child;
    }
};

TEST_F(ManyBenches, InThreadsBindEachUnitOnce)
{
    const std::vector<BenchCard> made = cards(6);
    m_bench.reset();
    std::vector<std::jthread> threads;
    for (int worker = 0; worker < 3; ++worker) {
        threads.emplace_back([&] {
            Station own(m_folder / "state", m_clock);
            for (std::size_t i = 0; i < made.size(); ++i) {
                serve(own, made[i], std::to_string(i));
            }
        });
    }
    threads.clear();
    for (const BenchCard& card : made) {
        EXPECT_EQ(stateOf(card), "bound") << card.serial;
    }
    EXPECT_EQ(eventsOf("bind.locked"), 6);
    EXPECT_EQ(eventsOf("bind.revoked"), 6);
    EXPECT_EQ(eventsOf("secret.destroyed"), 6);
    EXPECT_EQ(eventsOf("part.fitted"), 18);
    expectGood();
}

TEST_F(ManyBenches, InThreadsGiveAPartToOneUnit)
{
    const std::vector<BenchCard> made = cards(4);
    m_bench.reset();
    std::atomic<int> authorised = 0;
    std::vector<std::jthread> threads;
    for (const BenchCard& card : made) {
        threads.emplace_back([&, card] {
            Station own(m_folder / "state", m_clock);
            Bench bench(own, BenchOptions{BenchPolicy::Open, {}, kOperator}, nullptr);
            const bind::Ruling ruling = bench.authorise(hello(card, "same"), header(card, {0}));
            authorised += ruling.verdict == bind::Verdict::Authorised ? 1 : 0;
        });
    }
    threads.clear();
    EXPECT_EQ(authorised, 1);
    EXPECT_EQ(eventsOf("bind.authorised"), 1);
    expectGood();
}

TEST_F(ManyBenches, InProcessesUseAConfirmationForOneUnit)
{
    const std::vector<BenchCard> made = cards(4);
    binds().confirm({"module-same", "pi-same"}, kOperator);
    m_bench.reset();
    m_station.reset();
    std::vector<pid_t> children;
    for (const BenchCard& card : made) {
        children.push_back(inChild([&] {
            Station own(m_folder / "state", m_clock);
            Bench bench(own, BenchOptions{BenchPolicy::Scan, {}, kOperator}, nullptr);
            bench.authorise(hello(card, "same"), header(card, {0}));
        }));
    }
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    restart();
    EXPECT_EQ(eventsOf("bind.authorised"), 1);
    EXPECT_EQ(eventsOf("confirmation.used"), 1);
    expectGood();
}

TEST_F(ManyBenches, ThatAreKilledLeaveUnitsThatGoOnToBound)
{
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    constexpr int kRounds = 12;
    for (int round = 0; round < kRounds; ++round) {
        const std::string name = std::to_string(round);
        const BenchCard card = makeCard("UNIT-" + name);
        m_bench.reset();
        m_station.reset();
        std::array<int, 2> ends{};
        ASSERT_EQ(::pipe(ends.data()), 0);
        const pid_t child = inChild([&] {
            Station own(m_folder / "state", m_clock);
            const char ready = 'r';
            if (::write(ends[1], &ready, 1) == 1) {
                serve(own, card, name);
            }
        });
        char ready = 0;
        ASSERT_EQ(::read(ends[0], &ready, 1), 1);
        for (auto spin = random() % 20'000'000; spin > 0; --spin) {
            asm volatile("");
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        ::close(ends[0]);
        ::close(ends[1]);
        restart();
        // The unit tells again from where it is; what the station knows already does no harm.
        const bool mayNeedSecret = stateOf(card) == "written" || stateOf(card) == "enrolling";
        if (mayNeedSecret) {
            ASSERT_EQ(textOf(authorise(card, name).verdict), "authorised");
        }
        ASSERT_EQ(textOf(locked(card, name).verdict), "noted");
        if (stateOf(card) != "bound") {
            ASSERT_EQ(textOf(verified(card, name).verdict), "revoke");
        }
        ASSERT_EQ(textOf(revoked(card, name).verdict), "noted");
        ASSERT_EQ(stateOf(card), "bound");
        ASSERT_FALSE(binds().statusOf(card.luksUuid).secretHeld);
        expectGood();
    }
}

} // namespace bindery::line::test
