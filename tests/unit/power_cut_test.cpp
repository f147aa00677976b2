// SPDX-License-Identifier: Apache-2.0
// Power is cut at every point of both boots, with unflushed writes lost or torn; what follows always ends
// bound, and keyslot 0 is there until the bench knows the unit as verified.
#include "unit/bind_world.h"

#include <random>
#include <string>
#include <vector>

using namespace bindery;
using test::BindWorld;
using test::ScriptedStation;
using unit::VerifyOutcome;

namespace
{

struct PowerCut {
};

enum class Boot { First, Second };
enum class Unflushed { Lost, Torn };

/// What the boot does; the whole of it when nothing cuts it off.
void run(BindWorld& world, Boot boot, const unit::BindPoints& points)
{
    if (boot == Boot::First) {
        EXPECT_TRUE(world.unlock(points));
    } else {
        EXPECT_EQ(world.verify(points), VerifyOutcome::Bound);
    }
}

void prepare(BindWorld& world, Boot boot)
{
    if (boot == Boot::Second) {
        world.enrol();
        ASSERT_TRUE(world.unlock());
    }
}

std::vector<std::string> pointsOf(Boot boot)
{
    BindWorld world;
    prepare(world, boot);
    std::vector<std::string> names;
    run(world, boot, unit::BindPoints([&](const std::string& name) { names.push_back(name); }));
    return names;
}

void cutAt(BindWorld& world, Boot boot, std::size_t point)
{
    std::size_t reached = 0;
    try {
        run(world, boot, unit::BindPoints([&](const std::string& /*name*/) {
                if (reached++ == point) {
                    throw PowerCut();
                }
            }));
        FAIL() << "no power cut";
    } catch (const PowerCut&) {
        world.boot();
    }
}

void expectTransportUntilVerified(const BindWorld& world)
{
    if (world.station.state < ScriptedStation::State::Verified) {
        EXPECT_TRUE(world.opensWithTransport());
    }
}

/// Starts the unit until it is bound, as a person at the bench would.
void expectEndsBound(BindWorld& world)
{
    for (int boots = 0; boots < 4; ++boots) {
        const auto secret = world.unlock();
        ASSERT_TRUE(secret);
        luks::Header header = world.header();
        EXPECT_TRUE(header.testKeyslot(bind::kModuleSlot, *secret) || secret->equals(world.transport));
        expectTransportUntilVerified(world);
        const VerifyOutcome outcome = world.verify();
        if (outcome == VerifyOutcome::Bound) {
            EXPECT_EQ(world.keyslots(), (std::vector<int>{1}));
            EXPECT_EQ(world.station.state, ScriptedStation::State::Bound);
            return;
        }
        ASSERT_EQ(outcome, VerifyOutcome::Restarting);
        expectTransportUntilVerified(world);
        world.boot();
    }
    FAIL() << "not bound after four boots";
}

void expectSurvivesEveryCut(Boot boot, std::size_t leastPoints)
{
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 chance(seed);
    const std::vector<std::string> points = pointsOf(boot);
    EXPECT_GE(points.size(), leastPoints);
    for (std::size_t point = 0; point < points.size(); ++point) {
        for (const Unflushed unflushed : {Unflushed::Lost, Unflushed::Torn}) {
            SCOPED_TRACE("cut at \"" + points[point] + "\" (" + std::to_string(point) +
                         "), unflushed writes " + (unflushed == Unflushed::Torn ? "torn" : "lost"));
            BindWorld world;
            prepare(world, boot);
            cutAt(world, boot, point);
            if (unflushed == Unflushed::Torn) {
                if (!world.medium.hasUnflushed()) {
                    continue; // the same as before
                }
                world.medium.tearUnflushed(chance);
            }
            world.medium.loseUnflushed();
            expectTransportUntilVerified(world);
            expectEndsBound(world);
            if (::testing::Test::HasFailure()) {
                return;
            }
        }
    }
}

} // namespace

TEST(PowerCut, AtAnyPointOfTheFirstBootIsTakenUp)
{
    expectSurvivesEveryCut(Boot::First, 20);
}

TEST(PowerCut, AtAnyPointOfTheSecondBootIsTakenUp)
{
    expectSurvivesEveryCut(Boot::Second, 10);
}

TEST(PowerCut, TwiceInARowIsTakenUp)
{
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 chance(seed);
    const std::size_t points = pointsOf(Boot::First).size();
    for (int round = 0; round < 12; ++round) {
        const std::size_t first = chance() % points;
        const std::size_t second = chance() % points;
        SCOPED_TRACE("cut at points " + std::to_string(first) + " and " + std::to_string(second));
        BindWorld world;
        cutAt(world, Boot::First, first);
        world.medium.tearUnflushed(chance);
        // The second boot may have fewer points left than that.
        std::size_t reached = 0;
        try {
            world.unlock(unit::BindPoints([&](const std::string& /*name*/) {
                if (reached++ == second) {
                    throw PowerCut();
                }
            }));
        } catch (const PowerCut&) {
            world.medium.tearUnflushed(chance);
        }
        world.boot();
        expectTransportUntilVerified(world);
        expectEndsBound(world);
    }
}
