// SPDX-License-Identifier: Apache-2.0
#include "cli/card_fixture.h"

#include "golden/disk_images.h"
#include "golden/run_checked.h"

namespace bindery::test
{

std::unique_ptr<TempFolder> CardProgram::preparedFolder;

void CardProgram::SetUpTestSuite()
{
    preparedFolder = std::make_unique<TempFolder>();
    const TempFolder work;
    const std::string image = (*preparedFolder / "system.img").string();
    makeSystemImage(image, work.path(), mib(24));
    const ProgramSetting prepared{*preparedFolder / "state"};
    const ProgramRun staged =
        runBindery({"golden", "stage", image, "--recipe", "generic", "--name", "pi"}, prepared);
    ASSERT_EQ(staged.status, 0) << staged.err;
    const ProgramRun approved = runBindery({"golden", "approve", "pi", "--actor", "s-17"}, prepared);
    ASSERT_EQ(approved.status, 0) << approved.err;
}

void CardProgram::TearDownTestSuite()
{
    preparedFolder.reset();
}

void CardProgram::SetUp()
{
    runChecked({"cp", "-a", preparedFolder->path().string() + "/.", m_folder.path().string()});
    std::filesystem::create_directory(in("work"));
}

Json CardProgram::json(Arguments arguments, int status) const
{
    arguments.emplace_back("--json");
    const ProgramRun ran = run(arguments);
    EXPECT_EQ(ran.status, status) << ran.out << ran.err;
    return parseJson(ran.out, "the output");
}

Json CardProgram::makeCard(const std::string& name, const Arguments& more) const
{
    Arguments arguments{"provision", "--golden", "pi", "--to", in(name).string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Json result = json(arguments);
    EXPECT_EQ(result.at("cards").at(0).at("result"), "passed");
    return result.at("cards").at(0);
}

void CardProgram::makeCertificate(const std::string& prefix, const Arguments& key) const
{
    Arguments arguments{"openssl", "req", "-x509", "-nodes", "-subj", "/CN=customer", "-days", "30"};
    arguments.insert(arguments.end(), key.begin(), key.end());
    arguments.insert(arguments.end(),
                     {"-keyout", in(prefix + ".key").string(), "-out", in(prefix + ".pem").string()});
    runChecked(arguments);
}

} // namespace bindery::test
