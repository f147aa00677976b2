// SPDX-License-Identifier: Apache-2.0
// Expects a bindery::Error of one code whose message holds a text.
#pragma once

#include "base/error.h"

#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::test
{

template <typename Act>
void expectError(ErrorCode code, const std::string& part, Act&& act)
{
    try {
        std::forward<Act>(act)();
        FAIL() << "no error; expected " << traitsOf(code).name << " with \"" << part << "\"";
    } catch (const Error& error) {
        EXPECT_EQ(traitsOf(error.code()).name, traitsOf(code).name) << error.what();
        EXPECT_THAT(error.what(), ::testing::HasSubstr(part));
    }
}

} // namespace bindery::test
