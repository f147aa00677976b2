// SPDX-License-Identifier: Apache-2.0
// A station with one small approved golden image, made by the real program.
#pragma once

#include "base/json.h"
#include "cli/program.h"
#include "support/temp_folder.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace bindery::test
{

class CardProgram : public ::testing::Test
{
protected:
    static void SetUpTestSuite();
    static void TearDownTestSuite();

    static std::filesystem::path in(const std::string& name) { return *s_folder / name; }
    static std::filesystem::path state() { return in("state"); }
    static ProgramSetting setting() { return {state()}; }
    static ProgramRun run(const Arguments& arguments) { return runBindery(arguments, setting()); }
    /// Expects success, and JSON.
    static Json json(Arguments arguments, int status = 0);
    /// A passed card, its row of the result.
    static Json makeCard(const std::string& name, const Arguments& more = {});
    /// "rsa" or "ec": PREFIX.pem and PREFIX.key.
    static void makeCertificate(const std::string& prefix, const Arguments& key);

private:
    static std::unique_ptr<TempFolder> s_folder;
};

} // namespace bindery::test
