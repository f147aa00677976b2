// SPDX-License-Identifier: Apache-2.0
// Runs a program that a test needs; fails the test with its output when it fails.
#pragma once

#include "base/error.h"
#include "base/process.h"

#include <chrono>
#include <string>
#include <vector>

namespace bindery::test
{

inline std::string runChecked(const std::vector<std::string>& arguments)
{
    const ProcessResult result = runProgram(arguments, std::chrono::seconds(120));
    if (result.exitStatus != 0) {
        throw Error(ErrorCode::Internal, arguments.at(0) + " ended with " +
                                             std::to_string(result.exitStatus) + ": " + result.output);
    }
    return result.output;
}

} // namespace bindery::test
