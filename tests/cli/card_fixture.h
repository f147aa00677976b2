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
    /// A copy of what the suite made, for each test its own.
    void SetUp() override;

    std::filesystem::path in(const std::string& name) const { return m_folder / name; }
    std::filesystem::path state() const { return in("state"); }
    ProgramSetting setting() const { return {state()}; }
    ProgramRun run(const Arguments& arguments) const { return runBindery(arguments, setting()); }
    /// Expects success, and JSON.
    Json json(Arguments arguments, int status = 0) const;
    /// A passed card, its row of the result.
    Json makeCard(const std::string& name, const Arguments& more = {}) const;
    /// "rsa" or "ec": PREFIX.pem and PREFIX.key.
    void makeCertificate(const std::string& prefix, const Arguments& key) const;

private:
    static std::unique_ptr<TempFolder> preparedFolder;
    TempFolder m_folder;
};

} // namespace bindery::test
