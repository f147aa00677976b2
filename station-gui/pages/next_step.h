// SPDX-License-Identifier: Apache-2.0
// What the operator does next, always said in one place: a pure function over what is known. What is most
// pressing comes first; there is always something to say, and be it "Wait".
#pragma once

#include "bus/facts.h"
#include "bus/object_tree.h"
#include "look/look.h"

#include <vector>

#include <QtCore/QCoreApplication>

namespace bindery::gui
{

struct StepFacts {
    ObjectTree::Link link = ObjectTree::Link::Searching;
    StationFacts station;
    LineFacts line;
    std::vector<SlotFacts> rack; ///< all slots
    uint chosenSlot = 0;         ///< 0: acts are meant for all
    bool wantsPin = false;       ///< a badge was scanned, its PIN is asked for
    QString orderWithoutImage;   ///< that was scanned and waits for an image; empty: none does
    QString proposedImage;       ///< for it; empty: a person must choose one
    bool serialsAreScanned = false;
    bool isAtLine = true;   ///< the page of the line is the one that is seen
    bool isAtBench = false; ///< the page of the bench is the one that is seen
    BenchFacts bench;
    std::vector<UnitFacts> units; ///< that came to the bench
};

struct NextStep {
    Tone tone = Tone::Idle;
    Shape shape = Shape::Dots;
    QString act;  ///< "Scan your badge"
    QString more; ///< why, or how with the keyboard; may be empty

    bool operator==(const NextStep&) const = default;
};

NextStep nextStep(const StepFacts& facts);

} // namespace bindery::gui
