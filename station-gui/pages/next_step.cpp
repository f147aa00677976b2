// SPDX-License-Identifier: Apache-2.0
#include "pages/next_step.h"

#include "look/words.h"

#include <algorithm>
#include <optional>

#include <QtCore/QStringList>

namespace bindery::gui
{

namespace
{

class Step
{
    Q_DECLARE_TR_FUNCTIONS(NextStep)
public:
    static std::optional<NextStep> ofStation(const StepFacts& facts);
    static std::optional<NextStep> ofFaults(const StepFacts& facts);
    static std::optional<NextStep> ofImage(const StepFacts& facts);
    static std::optional<NextStep> ofBench(const StepFacts& facts);
    static NextStep ofTurnedAway(const UnitFacts& unit);
    static std::optional<NextStep> ofLine(const StepFacts& facts);
    static std::optional<NextStep> ofRefused(const StepFacts& facts, uint number);
    static NextStep onOtherPage(NextStep step);
    static NextStep ofCards(const StepFacts& facts);
};

template <typename Test>
QStringList numbersOf(const StepFacts& facts, Test test)
{
    QStringList numbers;
    for (const SlotFacts& slot : facts.rack) {
        if (slot.number != 0 && test(slot)) {
            numbers.append(QString::number(slot.number));
        }
    }
    return numbers;
}

QStringList inState(const StepFacts& facts, const char* state)
{
    return numbersOf(facts, [state](const SlotFacts& slot) { return slot.state == QLatin1String(state); });
}

std::optional<NextStep> Step::ofStation(const StepFacts& facts)
{
    if (facts.link == ObjectTree::Link::Searching) {
        return NextStep{Tone::Idle, Shape::Dots, tr("Looking for the station"), tr("This takes a moment.")};
    }
    if (facts.link == ObjectTree::Link::Lost) {
        return NextStep{
            Tone::Fault, Shape::Gap, tr("The station does not answer"),
            tr("Leave the cards in. The window comes back by itself; call the line engineer if it does "
               "not within a minute.")};
    }
    if (facts.wantsPin) { // before a line that is stopped: whoever may help is signing in
        const NextStep step{Tone::Waiting, Shape::Triangle, tr("Type your PIN"),
                            tr("On the keyboard or with the digits at the left, then press Enter.")};
        return facts.isAtLine ? step : onOtherPage(step);
    }
    if (facts.station.learningSlot != 0) {
        return NextStep{Tone::Waiting, Shape::Triangle,
                        tr("Put a card into the port of slot %1").arg(facts.station.learningSlot),
                        tr("The port that it is put into becomes this slot.")};
    }
    if (facts.line.state == QLatin1String("stopped")) {
        return NextStep{Tone::Fault, Shape::Cross, tr("The line is stopped"),
                        words::sentences(facts.line.reason, facts.line.cure)};
    }
    if (facts.station.person.isEmpty()) {
        return NextStep{Tone::Waiting, Shape::Triangle, tr("Scan your badge"),
                        tr("Or type its number at the left and press Enter.")};
    }
    return std::nullopt;
}

std::optional<NextStep> Step::ofFaults(const StepFacts& facts)
{
    QStringList faults = numbersOf(facts, [](const SlotFacts& slot) { return slot.needsAcknowledgement; });
    const QString chosen = QString::number(facts.chosenSlot);
    if (faults.contains(chosen)) { // F6 is meant for it alone
        faults = QStringList{chosen};
    }
    if (!faults.isEmpty()) {
        return NextStep{Tone::Fault, Shape::Cross,
                        faults.size() == 1
                            ? tr("Slot %1 failed: take the card out, then acknowledge").arg(faults.first())
                            : tr("Slots %1 failed: take the cards out, then acknowledge")
                                  .arg(faults.join(QStringLiteral(", "))),
                        tr("Put the failed card aside. Acknowledge is F6.")};
    }
    return std::nullopt;
}

std::optional<NextStep> Step::ofImage(const StepFacts& facts)
{
    if (facts.orderWithoutImage.isEmpty()) {
        return std::nullopt;
    }
    if (facts.proposedImage.isEmpty()) {
        return NextStep{Tone::Waiting, Shape::Triangle,
                        tr("Choose the image of order %1").arg(facts.orderWithoutImage),
                        tr("The order names none. Choose it at the left, then press Take this order.")};
    }
    return NextStep{Tone::Waiting, Shape::Triangle,
                    tr("Confirm the image of order %1").arg(facts.orderWithoutImage),
                    tr("The order names none; approved is %1. Press Take this order, or scan Confirm.")
                        .arg(facts.proposedImage)};
}

NextStep Step::ofTurnedAway(const UnitFacts& unit)
{
    const QString name = unit.serial.isEmpty() ? unit.luksUuid.left(8) : unit.serial;
    const QString why = words::sentences(unit.message, {}) + QStringLiteral(" ");
    if (unit.kind == QLatin1String("refused")) {
        return {Tone::Refusal, Shape::Hand, tr("Unit %1 may not bind: switch it off").arg(name),
                why + tr("Put it aside and call a supervisor.")};
    }
    if (unit.kind == QLatin1String("rejected")) {
        return {Tone::Fault, Shape::Cross, tr("Unit %1 was turned away: switch it off").arg(name),
                why + tr("Put it aside and call a supervisor.")};
    }
    return {Tone::Fault, Shape::Cross, tr("Unit %1 failed: switch it off").arg(name),
            why + tr("Switch it on once more; when it fails again, put it aside.")};
}

std::optional<NextStep> Step::ofBench(const StepFacts& facts)
{
    if (!facts.isAtBench) {
        return std::nullopt;
    }
    if (!facts.bench.isArmed) {
        return NextStep{Tone::Waiting, Shape::Triangle, tr("Let the bench listen"),
                        tr("Until it does, units that are switched on wait.")};
    }
    const UnitFacts* running = nullptr;
    const UnitFacts* turnedAway = nullptr;
    for (const UnitFacts& unit : facts.units) {
        const bool isTurnedAway = unit.kind == QLatin1String("refused") ||
                                  unit.kind == QLatin1String("failed") ||
                                  unit.kind == QLatin1String("rejected");
        if (isTurnedAway && (turnedAway == nullptr || unit.changed > turnedAway->changed)) {
            turnedAway = &unit;
        }
        if (unit.kind == QLatin1String("waiting")) {
            return NextStep{Tone::Refusal, Shape::Hand,
                            unit.serial.isEmpty() ? tr("Scan the labels of the unit that waits")
                                                  : tr("Scan the labels of unit %1").arg(unit.serial),
                            tr("The unit, its module and its Pi; then Confirm.")};
        }
        if (running == nullptr &&
            (unit.kind == QLatin1String("authorised") || unit.kind == QLatin1String("locked") ||
             unit.kind == QLatin1String("verified"))) {
            running = &unit;
        }
    }
    if (turnedAway != nullptr) {
        return ofTurnedAway(*turnedAway);
    }
    if (running != nullptr) {
        return NextStep{Tone::Busy, Shape::Ring,
                        tr("Leave unit %1 on until it says Bound").arg(running->serial),
                        tr("It starts a second time by itself.")};
    }
    return NextStep{Tone::Waiting, Shape::Triangle, tr("Put a finished card into its unit and switch it on"),
                    tr("It appears in the list below.")};
}

std::optional<NextStep> Step::ofLine(const StepFacts& facts)
{
    const QString& state = facts.line.state;
    if (state == QLatin1String("check due")) {
        return NextStep{Tone::Refusal, Shape::Lens, tr("Check both reference cards"),
                        words::sentences(facts.line.reason, {}) + QStringLiteral(" ") +
                            tr("Page Station (Alt+5), Daily check.")};
    }
    if (state == QLatin1String("no order")) {
        return NextStep{Tone::Waiting, Shape::Triangle, tr("Choose an order"),
                        tr("Scan its bar code, or choose it at the left.")};
    }
    if (state == QLatin1String("paused")) {
        return NextStep{Tone::Refusal, Shape::Pause, tr("The line is paused: resume it when you are ready"),
                        words::sentences(facts.line.reason, {}) + QStringLiteral(" ") + tr("Resume is F7.")};
    }
    if (state == QLatin1String("full") && facts.line.running == 0) {
        const bool cardsAreIn = std::any_of(facts.rack.begin(), facts.rack.end(),
                                            [](const SlotFacts& slot) { return slot.cardPresent; });
        return NextStep{Tone::Good, Shape::Tick,
                        cardsAreIn ? tr("The order is complete: take the cards out")
                                   : tr("The order is complete: close it"),
                        cardsAreIn ? QString()
                                   : tr("Press Close order at the left, or scan the next order.")};
    }
    return std::nullopt;
}

/// `number`: of this slot only; 0: of the first.
std::optional<NextStep> Step::ofRefused(const StepFacts& facts, uint number)
{
    for (const SlotFacts& slot : facts.rack) {
        if (slot.state == QLatin1String("refused") && (number == 0 || slot.number == number)) {
            return NextStep{Tone::Refusal, Shape::Hand, tr("Slot %1 takes another card").arg(slot.number),
                            words::sentences(slot.reason, slot.cure)};
        }
    }
    return std::nullopt;
}

NextStep Step::ofCards(const StepFacts& facts)
{
    const QStringList ready = inState(facts, "ready");
    const QStringList unpaired = numbersOf(facts, [](const SlotFacts& slot) {
        return slot.state == QLatin1String("ready") && slot.serial.isEmpty();
    });
    if (facts.serialsAreScanned && !unpaired.isEmpty()) {
        return {Tone::Waiting, Shape::Triangle,
                tr("Scan the label of slot %1, then the unit's serial").arg(unpaired.first()),
                tr("Each card of this order belongs to a unit that is scanned.")};
    }
    const QString chosen = QString::number(facts.chosenSlot);
    if (!ready.isEmpty() && facts.line.state != QLatin1String("full")) {
        if (facts.chosenSlot != 0 && !ready.contains(chosen)) {
            return {Tone::Waiting, Shape::Triangle, tr("Slot %1 is chosen: Esc for all").arg(chosen),
                    ofRefused(facts, facts.chosenSlot).value_or(NextStep{}).more};
        }
        if (facts.chosenSlot != 0 && ready.size() > 1) {
            return {Tone::Waiting, Shape::Triangle, tr("Press Provision"),
                    tr("Slot %1 alone is chosen. Provision is F5, Esc is for all.").arg(chosen)};
        }
        return {Tone::Waiting, Shape::Triangle, tr("Press Provision"),
                ready.size() == 1 ? tr("One card is ready. Provision is F5.")
                                  : tr("%1 cards are ready. Provision is F5.").arg(ready.size())};
    }
    const QStringList running = numbersOf(facts, [](const SlotFacts& slot) { return slot.isRunning(); });
    const QStringList done = inState(facts, "passed") + inState(facts, "written, unverified");
    if (!done.isEmpty()) {
        return {Tone::Good, Shape::Tick,
                done.size() == 1 ? tr("Take the card out of slot %1").arg(done.first())
                                 : tr("Take the cards out of slots %1").arg(done.join(QStringLiteral(", "))),
                running.isEmpty() ? tr("They are done. Then put new cards in.")
                                  : tr("They are done; the others still run.")};
    }
    if (!running.isEmpty()) {
        return {Tone::Busy, Shape::Bolt,
                running.size() == 1 ? tr("Wait: a card is being made")
                                    : tr("Wait: %1 cards are being made").arg(running.size()),
                tr("Leave them in until their slot says Passed.")};
    }
    const QStringList spent =
        inState(facts, "cancelled") + inState(facts, "interrupted") + inState(facts, "failed");
    if (!spent.isEmpty()) {
        return {Tone::Broken, Shape::Slash,
                spent.size() == 1
                    ? tr("Take the card out of slot %1").arg(spent.first())
                    : tr("Take the cards out of slots %1").arg(spent.join(QStringLiteral(", "))),
                tr("They are not done and must be made again: by new cards, or, acknowledged by F6, by the "
                   "same ones.")};
    }
    if (const auto refused = ofRefused(facts, 0)) {
        return *refused;
    }
    if (!inState(facts, "reading").isEmpty()) {
        return {Tone::Busy, Shape::Dots, tr("Wait: a card is being read"), {}};
    }
    return {Tone::Waiting, Shape::Triangle, tr("Put cards in"), tr("Any free slot will do.")};
}

NextStep Step::onOtherPage(NextStep step)
{
    step.more += (step.more.isEmpty() ? QString() : QStringLiteral(" ")) + tr("Page Line (Alt+1).");
    return step;
}

} // namespace

NextStep nextStep(const StepFacts& facts)
{
    if (const auto step = Step::ofStation(facts)) {
        return *step;
    }
    // Who sits at the bench is led through the bench; the rack is seen to at the rack.
    if (const auto step = Step::ofBench(facts)) {
        return *step;
    }
    auto step = Step::ofFaults(facts);
    if (!step) {
        step = Step::ofImage(facts);
    }
    if (!step) {
        step = Step::ofLine(facts);
    }
    if (!step) {
        step = Step::ofCards(facts);
    }
    // what is due at page Station names that page itself
    const bool isAtHand = facts.isAtLine || step->shape == Shape::Lens;
    return isAtHand ? *step : Step::onOtherPage(*step);
}

} // namespace bindery::gui
