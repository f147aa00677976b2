// SPDX-License-Identifier: Apache-2.0
#include "pages/next_step.h"

#include <gtest/gtest.h>

namespace bindery::gui
{

namespace
{

StepFacts atTheLine(const char* lineState)
{
    StepFacts facts;
    facts.link = ObjectTree::Link::Up;
    facts.station.person = "1001";
    facts.line.state = QString::fromLatin1(lineState);
    facts.line.order = "W-1";
    return facts;
}

SlotFacts slotIn(uint number, const char* state)
{
    SlotFacts facts;
    facts.number = number;
    facts.state = QString::fromLatin1(state);
    facts.cardPresent = facts.state != QLatin1String("empty");
    return facts;
}

TEST(NextStep, TellsOfALostStationBeforeAllElse)
{
    StepFacts facts = atTheLine("stopped");
    facts.link = ObjectTree::Link::Lost;
    EXPECT_EQ(nextStep(facts).act, "The station does not answer");
    EXPECT_EQ(nextStep(facts).tone, Tone::Fault);
}

TEST(NextStep, AsksForABadgeWhileNobodyIsSignedIn)
{
    StepFacts facts = atTheLine("signed out");
    facts.station.person.clear();
    EXPECT_EQ(nextStep(facts).act, "Scan your badge");
}

TEST(NextStep, AsksForThePinOfABadgeThatHasOne)
{
    StepFacts facts = atTheLine("stopped");
    facts.wantsPin = true;
    EXPECT_EQ(nextStep(facts).act, "Type your PIN");
    facts.isAtLine = false;
    EXPECT_TRUE(nextStep(facts).more.endsWith("Page Line (Alt+1)."));
    facts.link = ObjectTree::Link::Lost;
    EXPECT_EQ(nextStep(facts).act, "The station does not answer");
}

TEST(NextStep, AsksForTheImageOfAnOrderThatNamesNone)
{
    StepFacts facts = atTheLine("ready");
    facts.orderWithoutImage = "W-2";
    EXPECT_EQ(nextStep(facts).act, "Choose the image of order W-2");
    facts.proposedImage = "gateway";
    EXPECT_EQ(nextStep(facts).act, "Confirm the image of order W-2");
    EXPECT_TRUE(nextStep(facts).more.contains("gateway"));
    facts.rack = {slotIn(2, "failed")};
    facts.rack[0].needsAcknowledgement = true;
    EXPECT_EQ(nextStep(facts).tone, Tone::Fault) << "a fault is seen to first";
}

TEST(NextStep, TellsOfAStoppedLineAlsoWhenNobodyIsSignedIn)
{
    StepFacts facts = atTheLine("stopped");
    facts.station.person.clear();
    facts.line.reason = "the yield is low";
    facts.line.cure = "call a supervisor";
    EXPECT_EQ(nextStep(facts).act, "The line is stopped");
    EXPECT_EQ(nextStep(facts).more, "The yield is low. Call a supervisor.");
}

TEST(NextStep, AsksForAnOrder)
{
    EXPECT_EQ(nextStep(atTheLine("no order")).act, "Choose an order");
}

TEST(NextStep, AsksForTheDailyCheck)
{
    EXPECT_EQ(nextStep(atTheLine("check due")).act, "Check both reference cards");
}

TEST(NextStep, AsksForCardsInAnEmptyRack)
{
    StepFacts facts = atTheLine("ready");
    facts.rack = {slotIn(1, "empty"), slotIn(2, "empty")};
    EXPECT_EQ(nextStep(facts).act, "Put cards in");
}

TEST(NextStep, AsksForProvisionWhenACardIsReady)
{
    StepFacts facts = atTheLine("ready");
    facts.rack = {slotIn(1, "ready"), slotIn(2, "empty")};
    EXPECT_EQ(nextStep(facts).act, "Press Provision");
}

TEST(NextStep, AsksForTheSerialWhereTheOrderHasThemScanned)
{
    StepFacts facts = atTheLine("ready");
    facts.serialsAreScanned = true;
    facts.rack = {slotIn(3, "ready")};
    EXPECT_EQ(nextStep(facts).act, "Scan the label of slot 3, then the unit's serial");
    facts.rack[0].serial = "GW-1";
    EXPECT_EQ(nextStep(facts).act, "Press Provision");
}

TEST(NextStep, AsksToWaitWhileCardsRun)
{
    StepFacts facts = atTheLine("running");
    facts.rack = {slotIn(1, "writing"), slotIn(2, "verifying")};
    EXPECT_EQ(nextStep(facts).act, "Wait: 2 cards are being made");
}

TEST(NextStep, AsksForAFaultToBeSeenBeforeTheNextCards)
{
    StepFacts facts = atTheLine("running");
    facts.rack = {slotIn(1, "ready"), slotIn(2, "failed")};
    facts.rack[1].needsAcknowledgement = true;
    EXPECT_EQ(nextStep(facts).act, "Slot 2 failed: take the card out, then acknowledge");
    EXPECT_EQ(nextStep(facts).tone, Tone::Fault);
}

TEST(NextStep, IsAmberAndNotRedForARefusedCard)
{
    StepFacts facts = atTheLine("ready");
    facts.rack = {slotIn(2, "refused")};
    facts.rack[0].reason = "/dev/sdb is read-only";
    EXPECT_EQ(nextStep(facts).tone, Tone::Refusal);
    EXPECT_EQ(nextStep(facts).act, "Slot 2 takes another card");
}

TEST(NextStep, AsksForFinishedCardsToBeTakenOut)
{
    StepFacts facts = atTheLine("ready");
    facts.rack = {slotIn(1, "passed"), slotIn(4, "passed")};
    EXPECT_EQ(nextStep(facts).act, "Take the cards out of slots 1, 4");
}

TEST(NextStep, AsksToCloseACompleteOrderOnceTheRackIsEmpty)
{
    StepFacts facts = atTheLine("full");
    facts.rack = {slotIn(1, "passed")};
    EXPECT_EQ(nextStep(facts).act, "The order is complete: take the cards out");
    facts.rack = {slotIn(1, "empty")};
    EXPECT_EQ(nextStep(facts).act, "The order is complete: close it");
}

TEST(NextStep, LeadsThroughABindAtTheBench)
{
    StepFacts facts = atTheLine("ready");
    facts.isAtBench = true;
    EXPECT_EQ(nextStep(facts).act, "Let the bench listen");
    facts.bench.isArmed = true;
    EXPECT_EQ(nextStep(facts).act, "Put a finished card into its unit and switch it on");
    UnitFacts unit;
    unit.serial = "GW-1";
    unit.kind = "waiting";
    facts.units = {unit};
    EXPECT_EQ(nextStep(facts).act, "Scan the labels of unit GW-1");
    facts.units[0].kind = "locked";
    EXPECT_EQ(nextStep(facts).act, "Leave unit GW-1 on until it says Bound");
}

TEST(NextStep, SaysThatASlotIsChosenWhoseCardIsNotReady)
{
    StepFacts facts = atTheLine("ready");
    facts.rack = {slotIn(1, "ready"), slotIn(2, "ready"), slotIn(3, "refused")};
    facts.rack[2].reason = "the card is read-only";
    facts.chosenSlot = 3;
    EXPECT_EQ(nextStep(facts).act, "Slot 3 is chosen: Esc for all");
    EXPECT_EQ(nextStep(facts).more, "The card is read-only.");
    facts.chosenSlot = 2;
    EXPECT_EQ(nextStep(facts).act, "Press Provision");
}

TEST(NextStep, NamesOfTheFaultsTheOneThatIsChosen)
{
    StepFacts facts = atTheLine("ready");
    facts.rack = {slotIn(1, "failed"), slotIn(2, "failed"), slotIn(3, "ready")};
    facts.rack[0].needsAcknowledgement = true;
    facts.rack[1].needsAcknowledgement = true;
    facts.chosenSlot = 2;
    EXPECT_EQ(nextStep(facts).act, "Slot 2 failed: take the card out, then acknowledge");
    facts.chosenSlot = 3;
    EXPECT_EQ(nextStep(facts).act, "Slots 1, 2 failed: take the cards out, then acknowledge");
}

TEST(NextStep, LeadsToTheLineFromOtherPages)
{
    StepFacts facts = atTheLine("ready");
    facts.rack = {slotIn(1, "ready")};
    facts.isAtLine = false;
    EXPECT_EQ(nextStep(facts).more, "One card is ready. Provision is F5. Page Line (Alt+1).");
}

TEST(NextStep, LeadsThroughTheBenchAlsoWhenACardFailed)
{
    StepFacts facts = atTheLine("ready");
    facts.rack = {slotIn(1, "failed")};
    facts.rack[0].needsAcknowledgement = true;
    facts.isAtLine = false;
    facts.isAtBench = true;
    EXPECT_EQ(nextStep(facts).act, "Let the bench listen");
}

TEST(NextStep, TellsOfAUnitThatTheBenchTurnedAway)
{
    StepFacts facts = atTheLine("ready");
    facts.isAtBench = true;
    facts.bench.isArmed = true;
    UnitFacts unit;
    unit.serial = "GW-1";
    unit.message = "its module is another";
    unit.kind = "rejected";
    facts.units = {unit};
    EXPECT_EQ(nextStep(facts).act, "Unit GW-1 was turned away: switch it off");
    EXPECT_EQ(nextStep(facts).tone, Tone::Fault);
    EXPECT_EQ(nextStep(facts).more, "Its module is another. Put it aside and call a supervisor.");
    facts.units[0].kind = "refused";
    EXPECT_EQ(nextStep(facts).tone, Tone::Refusal);
    facts.units[0].kind = "failed";
    EXPECT_EQ(nextStep(facts).act, "Unit GW-1 failed: switch it off");
}

} // namespace

} // namespace bindery::gui
