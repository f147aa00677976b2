// SPDX-License-Identifier: Apache-2.0
// What a source file of the daemon says to people: every text that it composes out of literals and values,
// read from the source itself, so that no list of sentences has to be kept beside it. Not C++: it knows
// literals,
// "+", brackets and "? :", which is how sentences are composed here.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace bindery::gui
{

struct SourceSentence {
    std::size_t line = 0; ///< from 1
    std::string text;     ///< kPlace for each value
};

constexpr char kPlace = '\x01';

/// Texts of at least three words, in the order of the source; one per way through its conditions. Not those
/// that go to the log or into an event.
std::vector<SourceSentence> sentencesIn(const std::string& source);

} // namespace bindery::gui
