// SPDX-License-Identifier: Apache-2.0
// The bench's table, cell by cell: as data, and as what a unit is told. Its list of limits and policies, too.
#include "bench_fixture.h"
#include "line/bench_table.h"
#include "line/board.h"
#include "line/repeat_budget.h"
#include "support/expect_error.h"

#include <array>
#include <map>

namespace bindery::line::test
{

using ::bindery::test::expectError;

namespace
{

constexpr std::array kActs{bind::Act::Authorise, bind::Act::Locked, bind::Act::Verified, bind::Act::Revoked,
                           bind::Act::Failed};

using Cells = std::array<std::string_view, 5>;

const std::map<std::string_view, Cells>& expectedActs()
{
    constexpr Cells kAside{"refuse", "refuse", "refuse", "refuse", "record failure"};
    constexpr Cells kUnderWay{"examine", "record locked", "record verified", "refuse", "record failure"};
    constexpr Cells kDone{"refuse", "note", "settled", "note", "record failure"};
    static const std::map<std::string_view, Cells> table{
        {"new", kAside},
        {"written", {"examine", "refuse", "refuse", "refuse", "record failure"}},
        {"written_unverified", kAside},
        {"bind failed", kUnderWay},
        {"enrolling", kUnderWay},
        {"locked", {"refuse", "note", "record verified", "refuse", "record failure"}},
        {"verified", {"refuse", "note", "revoke again", "finish bound", "record failure"}},
        {"bound", kDone},
        {"production", kDone},
        {"quarantined", kAside},
        {"RMA", kAside},
        {"retired", kAside},
        {"superseded", kAside},
        {"scrapped", kAside},
    };
    return table;
}

} // namespace

TEST(BenchTable, SaysWhatToDoInEachCell)
{
    ASSERT_EQ(deskStates().size(), expectedActs().size());
    for (const auto& [state, cells] : expectedActs()) {
        for (std::size_t i = 0; i < kActs.size(); ++i) {
            EXPECT_EQ(textOf(deskAct(state, kActs[i])), cells[i]) << state << " x " << textOf(kActs[i]);
        }
        EXPECT_FALSE(cureOf(state).empty()) << state;
    }
    expectError(ErrorCode::Corrupt, "\"sold\" is not a state", [] { deskAct("sold", bind::Act::Locked); });
}

class BenchGrid : public BenchTest
{
protected:
    BenchCard unitIn(const std::string& state)
    {
        CardShape shape;
        if (state == "written_unverified") {
            shape.result = db::AttemptResult::WrittenUnverified;
        }
        const std::string name = std::to_string(++m_count);
        const BenchCard card = makeCard("UNIT-" + name, shape);
        const auto reach = [&](const char* wanted, const auto& act) {
            if (stateOf(card) != state) {
                act();
                EXPECT_EQ(stateOf(card), wanted);
            }
        };
        if (state == "scrapped") {
            records().scrapUnit(card.serial, "bent", kSupervisor);
        } else if (state == "quarantined" || state == "RMA" || state == "retired") {
            binds().setUnitState(card.serial, state, "because", kSupervisor);
        } else if (state == "bind failed") {
            authorise(card, name);
            bench().failed(hello(card, name), {"busy", "the bus"});
        } else if (state != "written" && state != "written_unverified") {
            reach("enrolling", [&] { authorise(card, name); });
            reach("locked", [&] { locked(card, name); });
            reach("verified", [&] { verified(card, name); });
            reach("bound", [&] { revoked(card, name); });
        }
        EXPECT_EQ(stateOf(card), state);
        return card;
    }

    bind::Ruling tell(const BenchCard& card, bind::Act act)
    {
        const std::string name = std::to_string(m_count);
        const bool isBound = stateOf(card) == "bound";
        switch (act) {
        case bind::Act::Authorise:
            return authorise(card, name);
        case bind::Act::Locked:
            return locked(card, name);
        case bind::Act::Verified:
            return bench().verified(hello(card, name),
                                    header(card, isBound ? std::vector<int>{1} : std::vector<int>{0, 1}),
                                    signature());
        case bind::Act::Revoked:
            return revoked(card, name);
        case bind::Act::Failed:
            break;
        }
        return bench().failed(hello(card, name), {"corrupt", "the header"});
    }

    int m_count = 0;
};

TEST_F(BenchGrid, TellsAUnitWhatTheTableSays)
{
    struct Told {
        std::string_view verdict;
        std::string_view stateAfter; ///< empty: as it was
    };
    using Row = std::array<Told, 5>;
    constexpr Told kRefused{"refused", ""};
    constexpr Told kNoted{"noted", ""};
    const Row aside{kRefused, kRefused, kRefused, kRefused, kNoted};
    const Row underWay{Told{"authorised", "enrolling"}, Told{"noted", "locked"}, Told{"revoke", "verified"},
                       Told{"refused", "bind failed"}, Told{"noted", "bind failed"}};
    const std::map<std::string, Row> expected{
        {"written",
         {Told{"authorised", "enrolling"}, Told{"refused", "bind failed"}, Told{"refused", "bind failed"},
          Told{"refused", "bind failed"}, Told{"noted", "bind failed"}}},
        {"written_unverified", aside},
        {"enrolling", underWay},
        {"bind failed", underWay},
        {"locked", {kRefused, kNoted, Told{"revoke", "verified"}, kRefused, kNoted}},
        {"verified", {kRefused, kNoted, Told{"revoke", ""}, Told{"noted", "bound"}, kNoted}},
        {"bound", {kRefused, kNoted, kNoted, kNoted, kNoted}},
        {"quarantined", aside},
        {"RMA", aside},
        {"retired", aside},
        {"scrapped", aside},
    };
    for (const auto& [state, row] : expected) {
        for (std::size_t i = 0; i < kActs.size(); ++i) {
            SCOPED_TRACE(state + " x " + std::string(bind::textOf(kActs[i])));
            const BenchCard card = unitIn(state);
            const bind::Ruling ruling = tell(card, kActs[i]);
            EXPECT_EQ(bind::textOf(ruling.verdict), row[i].verdict) << ruling.reason;
            EXPECT_EQ(stateOf(card), row[i].stateAfter.empty() ? state : row[i].stateAfter);
            EXPECT_EQ(ruling.secret.has_value(), ruling.verdict == bind::Verdict::Authorised);
            EXPECT_FALSE(ruling.reason.empty());
        }
    }
    expectGood();
}

TEST(Board, HasTheNamesOfRecipesForTheModelsThatUnitsTell)
{
    const std::map<std::string, std::string> expected{
        {"Raspberry Pi 4 Model B Rev 1.5", "pi4"},
        {"Raspberry Pi 3 Model B Plus Rev 1.3", "pi3"},
        {"Raspberry Pi 3 Model A Plus Rev 1.0", "pi3"},
        {"Raspberry Pi Zero 2 W Rev 1.0", "pizero2"},
        {"Raspberry Pi Zero W Rev 1.1", ""},
        {"Raspberry Pi 5 Model B Rev 1.0", "pi5"},
        {"Raspberry Pi 500 Rev 1.0", "pi500"},
        {"Raspberry Pi 400 Rev 1.1", "pi400"},
        {"Raspberry Pi Compute Module 4 Rev 1.1", "cm4"},
        {"Raspberry Pi Compute Module 4S Rev 1.0", "cm4s"},
        {"Raspberry Pi Compute Module 5 Rev 1.0", "cm5"},
        {"virtual unit 1", "qemu-amd64"},
        {"a Raspberry Pi 4 Model B", ""},
        {"Raspberry Pi", ""},
        {"", ""},
    };
    for (const auto& [model, board] : expected) {
        EXPECT_EQ(boardOf(model), board) << model;
    }
}

TEST(BenchPolicyText, IsReadBackAsItIsWritten)
{
    for (const BenchPolicy policy : {BenchPolicy::Scan, BenchPolicy::List, BenchPolicy::Open}) {
        EXPECT_EQ(benchPolicyOf(textOf(policy)), policy);
    }
    expectError(ErrorCode::InvalidArgument, "use scan, list or open", [] { benchPolicyOf("all"); });
}

TEST(BenchList, HoldsPairsAndNamesTheLineThatIsNone)
{
    const auto list = benchListOf("# of Monday\nM-1,P-1\r\n\n  M-2 , P-2  # the blue one\nM-3,P-3");
    EXPECT_EQ(list, (std::set<std::pair<std::string, std::string>>{
                        {"M-1", "P-1"}, {"M-2", "P-2"}, {"M-3", "P-3"}}));
    EXPECT_TRUE(benchListOf("").empty());
    for (const char* bad : {"M-1,P-1\nM-2", "M-1,P-1\n,P-2", "M-1,P-1\nM-2,", "M-1,P-1\nM-2,P-2,x"}) {
        expectError(ErrorCode::Corrupt, "line 2", [&] { benchListOf(bad); });
    }
}

TEST(RepeatBudgetTest, AdmitsAFewAndCountsTheRest)
{
    RepeatBudget budget({2, 4, 1000});
    std::int64_t admitted = 0;
    for (int i = 0; i < 100; ++i) {
        admitted += budget.admits("a", i) ? 1 : 0;
    }
    EXPECT_EQ(admitted, 2);
    EXPECT_TRUE(budget.ended(999).empty());
    const std::vector<RepeatBudget::Withheld> withheld = budget.ended(1000);
    ASSERT_EQ(withheld.size(), 1U);
    EXPECT_EQ(withheld[0].key, "a");
    EXPECT_EQ(withheld[0].count, 98);
    EXPECT_TRUE(budget.admits("a", 1001)) << "a new period";
    EXPECT_TRUE(budget.rest().empty());
}

TEST(RepeatBudgetTest, IsBoundedForManyKeysTogether)
{
    RepeatBudget budget({2, 4, 1000});
    std::int64_t admitted = 0;
    for (int i = 0; i < 10'000; ++i) {
        admitted += budget.admits("peer " + std::to_string(i), 5) ? 1 : 0;
    }
    EXPECT_EQ(admitted, 4);
    const std::vector<RepeatBudget::Withheld> withheld = budget.rest();
    ASSERT_EQ(withheld.size(), 1U);
    EXPECT_EQ(withheld[0].key, "");
    EXPECT_EQ(withheld[0].count, 9996);
}

} // namespace bindery::line::test
