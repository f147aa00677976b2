// SPDX-License-Identifier: Apache-2.0
// The verbs of the D-Bus contract as its XML has them, and calls of them with the emptiest arguments.
// Threads: free functions.
#pragma once

#include <string>
#include <vector>

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon::test
{

struct Verb {
    std::string interface; ///< "org.bindery.Line1"
    std::string name;
    std::string right;     ///< "operate"
    std::string signature; ///< of what goes in: "us"
    std::string text() const { return interface + "." + name; }
};

/// All, in the order of the files' names. Errors: Error Internal for a file that is not there.
std::vector<Verb> verbsOfTheContract();

/// An empty text, 0, no entries; for a descriptor one of a file that is open for neither reading nor writing.
void appendEmptyArguments(sdbus::MethodCall& call, const std::string& signature);

} // namespace bindery::daemon::test
