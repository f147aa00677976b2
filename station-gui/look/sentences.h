// SPDX-License-Identifier: Apache-2.0
// The daemon's sentences as the window knows them, by what they are about, to be translated in the context
// "Daemon". Each clause stands by itself, as the daemon joins them by "; " and ": "; names and numbers are
// %1, %2, ... A test holds them against the daemon's sources.
#pragma once

#include <span>

namespace bindery::gui::sentences
{

using Sentences = std::span<const char* const>;

/// What to do about an error.
struct Cure {
    const char* code; ///< as in the records and on the bus: "VerifyMismatch"
    const char* sentence;
};

Sentences ofBench();
Sentences ofCards();
Sentences ofDoctor();
Sentences ofImages();
Sentences ofOrders();
Sentences ofPersons();
Sentences ofStates();
Sentences ofStation();
std::span<const Cure> cures();

} // namespace bindery::gui::sentences
