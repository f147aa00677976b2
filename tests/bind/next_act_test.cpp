// SPDX-License-Identifier: Apache-2.0
#include "bind/next_act.h"
#include "bind/next_act_grids.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::bind;
using module::ModuleStatus;

namespace
{

constexpr std::array kHeaders{HeaderState::TransportOnly,    HeaderState::SlotWithoutToken,
                              HeaderState::TokenWithoutSlot, HeaderState::TokenUnassigned,
                              HeaderState::Enrolled,         HeaderState::ModuleOnly,
                              HeaderState::Closed,           HeaderState::Foreign};
constexpr std::array kModules{
    ModuleStatus::Absent,           ModuleStatus::CommFault,       ModuleStatus::Unbound,
    ModuleStatus::BoundDevelopment, ModuleStatus::BoundProduction, ModuleStatus::BindRefused,
    ModuleStatus::Breached,         ModuleStatus::Destroyed,       ModuleStatus::Unknown};
constexpr std::array kAnswers{StationAnswer::NotAsked, StationAnswer::Unreachable, StationAnswer::Authorised,
                              StationAnswer::Waiting,  StationAnswer::Refused,     StationAnswer::Noted,
                              StationAnswer::Revoke};

const std::map<char, UnlockAct> kUnlockLetters{
    {'O', UnlockAct::OpenByModule},  {'A', UnlockAct::AskStation},       {'L', UnlockAct::AskLater},
    {'M', UnlockAct::MakeModuleKey}, {'D', UnlockAct::DestroyStraySlot}, {'S', UnlockAct::AddSlotOfToken},
    {'J', UnlockAct::AssignToken},   {'W', UnlockAct::WaitForModule},    {'R', UnlockAct::Refuse}};
const std::map<char, VerifyAct> kVerifyLetters{
    {'C', VerifyAct::RestartCold},      {'V', VerifyAct::ReportVerified}, {'L', VerifyAct::ReportLater},
    {'D', VerifyAct::DestroyTransport}, {'T', VerifyAct::ReportRevoked},  {'F', VerifyAct::Done},
    {'W', VerifyAct::WaitForModule},    {'R', VerifyAct::Refuse}};

/// The letter for an answer in a row such as "A L M L L L L".
char letterOf(std::string_view row, std::size_t answer)
{
    EXPECT_EQ(row.size(), 2 * kAnswers.size() - 1) << row;
    return row.at(2 * answer);
}

std::string cellOf(HeaderState header, ModuleStatus module, StationAnswer answer)
{
    return std::string(textOf(header)) + " / " + std::string(module::textOf(module)) + " / " +
           std::string(textOf(answer));
}

template <typename Look>
void throughEveryCell(Look look)
{
    for (std::size_t h = 0; h < kHeaders.size(); ++h) {
        for (std::size_t m = 0; m < kModules.size(); ++m) {
            for (std::size_t a = 0; a < kAnswers.size(); ++a) {
                SCOPED_TRACE(cellOf(kHeaders[h], kModules[m], kAnswers[a]));
                look(h, m, a);
            }
        }
    }
}

bool isLost(ModuleStatus status)
{
    return status == ModuleStatus::BindRefused || status == ModuleStatus::Breached ||
           status == ModuleStatus::Destroyed;
}

bool isBound(ModuleStatus status)
{
    return status == ModuleStatus::BoundDevelopment || status == ModuleStatus::BoundProduction;
}

bool changesTheHeader(UnlockAct act)
{
    return act == UnlockAct::MakeModuleKey || act == UnlockAct::DestroyStraySlot ||
           act == UnlockAct::AddSlotOfToken || act == UnlockAct::AssignToken;
}

/// Where a unit that does `act` may find itself next, when nothing goes wrong.
HeaderState headerAfter(HeaderState header, UnlockAct act)
{
    if (act == UnlockAct::DestroyStraySlot) {
        return HeaderState::TransportOnly;
    }
    return changesTheHeader(act) ? HeaderState::Enrolled : header;
}

} // namespace

TEST(UnlockTable, SaysInEveryCellWhatTheDesignSays)
{
    throughEveryCell([](std::size_t h, std::size_t m, std::size_t a) {
        const char letter = letterOf(test::kUnlockGrids.at(h).row(m), a);
        EXPECT_EQ(textOf(unlockAct(kHeaders[h], kModules[m], kAnswers[a])),
                  textOf(kUnlockLetters.at(letter)));
    });
}

TEST(VerifyTable, SaysInEveryCellWhatTheDesignSays)
{
    throughEveryCell([](std::size_t h, std::size_t m, std::size_t a) {
        const char earlier = letterOf(test::kVerifyGridsOfAnEarlierBoot.at(h).row(m), a);
        EXPECT_EQ(textOf(verifyAct(kHeaders[h], kModules[m], kAnswers[a], false)),
                  textOf(kVerifyLetters.at(earlier)));
        const char thisBoot = letterOf(test::kVerifyGridsOfThisBoot.at(h).row(m), a);
        EXPECT_EQ(textOf(verifyAct(kHeaders[h], kModules[m], kAnswers[a], true)),
                  textOf(kVerifyLetters.at(thisBoot)))
            << "made in this boot";
    });
}

TEST(UnlockTable, OpensAndMakesNothingWithAModuleThatIsLost)
{
    throughEveryCell([](std::size_t h, std::size_t m, std::size_t a) {
        if (isLost(kModules[m])) {
            EXPECT_EQ(unlockAct(kHeaders[h], kModules[m], kAnswers[a]), UnlockAct::Refuse);
        }
    });
}

TEST(UnlockTable, OpensWithABoundModuleOnly)
{
    throughEveryCell([](std::size_t h, std::size_t m, std::size_t a) {
        if (unlockAct(kHeaders[h], kModules[m], kAnswers[a]) == UnlockAct::OpenByModule) {
            EXPECT_TRUE(isBound(kModules[m]));
            EXPECT_TRUE(kHeaders[h] == HeaderState::Enrolled || kHeaders[h] == HeaderState::ModuleOnly);
        }
    });
}

TEST(UnlockTable, ChangesNoHeaderBeforeTheStationAuthorised)
{
    throughEveryCell([](std::size_t h, std::size_t m, std::size_t a) {
        if (changesTheHeader(unlockAct(kHeaders[h], kModules[m], kAnswers[a]))) {
            EXPECT_EQ(kAnswers[a], StationAnswer::Authorised);
        }
    });
}

TEST(UnlockTable, OpensAFinishedUnitWhateverTheStationSays)
{
    for (const HeaderState header : {HeaderState::Enrolled, HeaderState::ModuleOnly}) {
        for (const StationAnswer answer : kAnswers) {
            EXPECT_EQ(unlockAct(header, ModuleStatus::BoundDevelopment, answer), UnlockAct::OpenByModule);
        }
    }
}

TEST(UnlockTable, LeadsFromEveryStateThatIsNotFinalToAnOpenRoot)
{
    throughEveryCell([](std::size_t h, std::size_t m, std::size_t a) {
        HeaderState header = kHeaders[h];
        ModuleStatus module = kModules[m];
        StationAnswer answer = kAnswers[a];
        if (unlockAct(header, module, answer) == UnlockAct::Refuse) {
            return;
        }
        // The world is kind from here on: the module comes, the station grants.
        std::set<std::string> seen;
        for (;;) {
            const UnlockAct act = unlockAct(header, module, answer);
            ASSERT_NE(act, UnlockAct::Refuse);
            if (act == UnlockAct::OpenByModule) {
                return;
            }
            ASSERT_TRUE(seen.insert(cellOf(header, module, answer)).second) << "a circle";
            if (act == UnlockAct::WaitForModule) {
                module = ModuleStatus::BoundDevelopment;
            } else if (act == UnlockAct::AskStation || act == UnlockAct::AskLater) {
                answer = StationAnswer::Authorised;
            } else {
                header = headerAfter(header, act);
                module = ModuleStatus::BoundDevelopment; // it has bound itself when it was used
            }
        }
    });
}

TEST(UnlockTable, RefusesOnlyWhatNoAnswerChanges)
{
    for (const HeaderState header : kHeaders) {
        for (const ModuleStatus module : kModules) {
            const bool refused = unlockAct(header, module, StationAnswer::NotAsked) == UnlockAct::Refuse;
            for (const StationAnswer answer : kAnswers) {
                EXPECT_EQ(unlockAct(header, module, answer) == UnlockAct::Refuse, refused)
                    << cellOf(header, module, answer);
            }
        }
    }
}

TEST(VerifyTable, DestroysTheTransportKeyslotInTwoCellsOnly)
{
    std::size_t found = 0;
    throughEveryCell([&](std::size_t h, std::size_t m, std::size_t a) {
        EXPECT_NE(verifyAct(kHeaders[h], kModules[m], kAnswers[a], true), VerifyAct::DestroyTransport);
        if (verifyAct(kHeaders[h], kModules[m], kAnswers[a], false) == VerifyAct::DestroyTransport) {
            ++found;
            EXPECT_EQ(kHeaders[h], HeaderState::Enrolled);
            EXPECT_EQ(kAnswers[a], StationAnswer::Revoke);
            EXPECT_TRUE(isBound(kModules[m]));
        }
    });
    EXPECT_EQ(found, 2U);
}

TEST(VerifyTable, ReportsNothingBeforeAColdStart)
{
    throughEveryCell([](std::size_t h, std::size_t m, std::size_t a) {
        const VerifyAct act = verifyAct(kHeaders[h], kModules[m], kAnswers[a], true);
        EXPECT_TRUE(act == VerifyAct::RestartCold || act == VerifyAct::WaitForModule ||
                    act == VerifyAct::Refuse)
            << textOf(act);
    });
}

TEST(VerifyTable, DoesNothingForAModuleThatIsLost)
{
    throughEveryCell([](std::size_t h, std::size_t m, std::size_t a) {
        for (const bool thisBoot : {false, true}) {
            if (isLost(kModules[m])) {
                EXPECT_EQ(verifyAct(kHeaders[h], kModules[m], kAnswers[a], thisBoot), VerifyAct::Refuse);
            }
        }
    });
}

TEST(VerifyTable, IsDoneOnlyWithoutATransportKeyslotAndOnRecord)
{
    throughEveryCell([](std::size_t h, std::size_t m, std::size_t a) {
        if (verifyAct(kHeaders[h], kModules[m], kAnswers[a], false) == VerifyAct::Done) {
            EXPECT_EQ(kHeaders[h], HeaderState::ModuleOnly);
            EXPECT_EQ(kAnswers[a], StationAnswer::Noted);
        }
    });
}

TEST(VerifyTable, LeadsFromEveryStateThatIsNotFinalToABoundUnit)
{
    throughEveryCell([](std::size_t h, std::size_t m, std::size_t a) {
        for (bool thisBoot : {false, true}) {
            HeaderState header = kHeaders[h];
            ModuleStatus module = kModules[m];
            StationAnswer answer = kAnswers[a];
            if (verifyAct(header, module, answer, thisBoot) == VerifyAct::Refuse) {
                continue;
            }
            std::set<std::string> seen;
            for (VerifyAct act = verifyAct(header, module, answer, thisBoot); act != VerifyAct::Done;
                 act = verifyAct(header, module, answer, thisBoot)) {
                ASSERT_NE(act, VerifyAct::Refuse);
                ASSERT_TRUE(seen.insert(cellOf(header, module, answer) + (thisBoot ? "!" : "")).second);
                if (act == VerifyAct::WaitForModule) {
                    module = ModuleStatus::BoundDevelopment;
                } else if (act == VerifyAct::RestartCold) {
                    thisBoot = false;
                    answer = StationAnswer::NotAsked;
                } else if (act == VerifyAct::DestroyTransport) {
                    header = HeaderState::ModuleOnly;
                } else { // a report: what a station answers to it
                    answer = header == HeaderState::Enrolled ? StationAnswer::Revoke : StationAnswer::Noted;
                }
            }
        }
    });
}

TEST(StationAnswer, IsTheVerdictThatCame)
{
    for (const Verdict verdict :
         {Verdict::Authorised, Verdict::Waiting, Verdict::Refused, Verdict::Noted, Verdict::Revoke}) {
        EXPECT_EQ(textOf(answerOf(verdict)), textOf(verdict));
    }
}

TEST(NextAct, HasAWordForEverythingItNames)
{
    std::set<std::string_view> words;
    for (const HeaderState header : kHeaders) {
        EXPECT_TRUE(words.insert(textOf(header)).second);
    }
    words.clear();
    for (const StationAnswer answer : kAnswers) {
        EXPECT_TRUE(words.insert(textOf(answer)).second);
    }
    words.clear();
    for (const auto& [letter, act] : kUnlockLetters) {
        EXPECT_TRUE(words.insert(textOf(act)).second);
    }
    words.clear();
    for (const auto& [letter, act] : kVerifyLetters) {
        EXPECT_TRUE(words.insert(textOf(act)).second);
    }
}
