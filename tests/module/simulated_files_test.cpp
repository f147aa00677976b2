// SPDX-License-Identifier: Apache-2.0
// Simulated modules as files: made, looked at, missing, damaged, in use.
#include "base/file.h"
#include "module/simulated_module.h"
#include "module/simulated_under_test.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;
using std::chrono::milliseconds;

namespace
{

class SimulatedFiles : public ::testing::Test
{
protected:
    std::filesystem::path file() const { return m_folder / "module"; }
    void put(const std::string& content) const { replaceFile(file(), asBytes(content)); }
    ModuleStatus statusOfFile() const { return openSimulatedModule(file(), piOf())->status(); }

    const TempFolder m_folder;
};

} // namespace

TEST_F(SimulatedFiles, AreMadeForTheirOwnerAloneAndUnbound)
{
    createSimulatedModule(file(), "SIM-1", "model-x");
    struct stat state {
    };
    ASSERT_EQ(::stat(file().c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
    EXPECT_EQ(static_cast<std::uint64_t>(state.st_size), kSimulatedModuleSize);
    EXPECT_EQ(statusOfFile(), ModuleStatus::Unbound);
    EXPECT_EQ(hostOfSimulatedModule(file()), std::nullopt);
    const Json seen = describeSimulatedModule(file());
    EXPECT_EQ(seen.at("kind"), "simulated");
    EXPECT_EQ(seen.at("serial"), "SIM-1");
    EXPECT_EQ(seen.at("model"), "model-x");
    EXPECT_EQ(seen.at("mode"), "unbound");
    EXPECT_EQ(seen.at("bound_to"), nullptr);
    EXPECT_EQ(seen.at("indication"), nullptr);
    EXPECT_EQ(seen.at("copies"), 2);
}

TEST_F(SimulatedFiles, HaveKeysOfTheirOwn)
{
    createSimulatedModule(file(), "SIM-1");
    createSimulatedModule(m_folder / "second", "SIM-1");
    EXPECT_NE(describeSimulatedModule(file()).at("public_key"),
              describeSimulatedModule(m_folder / "second").at("public_key"));
}

TEST_F(SimulatedFiles, BindWhenTheyAreFirstAskedForAnythingButTheirStatus)
{
    const std::vector<std::function<void(SecurityModule&)>> calls{
        [](SecurityModule& module) { module.waitReady(milliseconds(0)); },
        [](SecurityModule& module) { module.info(); },
        [](SecurityModule& module) { module.random(8); },
        [](SecurityModule& module) { module.lock(SecretBuffer(8)); },
        [](SecurityModule& module) { module.sign(Digest{}); },
        [](SecurityModule& module) { module.fingerprint(); },
        [](SecurityModule& module) { module.indicate(Indication::Working); },
        [](SecurityModule& module) { module.permanentBindChallenge(); },
    };
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const std::filesystem::path path = m_folder / std::to_string(i);
        createSimulatedModule(path, "SIM-1");
        const auto module = openSimulatedModule(path, piOf());
        EXPECT_EQ(module->status(), ModuleStatus::Unbound);
        EXPECT_EQ(module->status(), ModuleStatus::Unbound);
        calls[i](*module);
        EXPECT_EQ(module->status(), ModuleStatus::BoundDevelopment) << i;
        EXPECT_EQ(hostOfSimulatedModule(path), piOf()) << i;
    }
}

TEST_F(SimulatedFiles, ShowWhatTheyAreBoundToAndNoKey)
{
    createSimulatedModule(file(), "SIM-1");
    const auto module = openSimulatedModule(file(), piOf());
    module->indicate(Indication::Done);
    const Json bound = describeSimulatedModule(file());
    EXPECT_EQ(bound.at("mode"), "development");
    EXPECT_EQ(bound.at("bound_to").at("cpu_serial"), piOf().cpuSerial);
    EXPECT_EQ(bound.at("bound_to").at("boot_medium"), piOf().bootMedium);
    EXPECT_EQ(bound.at("bound_to").at("macs"), piOf().macs);
    EXPECT_EQ(bound.at("indication"), "done");
    EXPECT_EQ(bound.at("public_key"), toHex(module->info().publicKey));
    const std::string challenge = module->permanentBindChallenge();
    const std::string text = describeSimulatedModule(file()).dump();
    EXPECT_EQ(text.find(challenge), std::string::npos);
    const std::string raw = readTextFile(file());
    for (const std::size_t offset : {64U, 96U, 130U}) { // lock key, salt, identity key
        EXPECT_EQ(text.find(toHex(asBytes(raw.substr(offset, 16)))), std::string::npos);
    }
    module->bindPermanently(challenge);
    EXPECT_EQ(describeSimulatedModule(file()).at("mode"), "production");
}

TEST_F(SimulatedFiles, TakeTheNewHostInDevelopment)
{
    createSimulatedModule(file(), "SIM-1");
    openSimulatedModule(file(), piOf("a"))->info();
    openSimulatedModule(file(), piOf("b"))->info();
    EXPECT_EQ(hostOfSimulatedModule(file()), piOf("b"));
}

TEST_F(SimulatedFiles, AreNotWrittenWhenNothingChanges)
{
    createSimulatedModule(file(), "SIM-1");
    const auto module = openSimulatedModule(file(), piOf());
    const std::vector<std::byte> locked = module->lock(SecretBuffer(64));
    module->indicate(Indication::Done);
    const std::string before = readTextFile(file());
    module->status();
    module->info();
    module->unlock(locked);
    module->sign(Digest{});
    module->fingerprint();
    module->indicate(Indication::Done);
    EXPECT_EQ(readTextFile(file()), before);
}

TEST_F(SimulatedFiles, AreNotMadeOverAnythingButZeros)
{
    createSimulatedModule(file(), "SIM-1");
    const std::string before = readTextFile(file());
    expectError(ErrorCode::Conflict, "not empty", [&] { createSimulatedModule(file(), "SIM-2"); });
    EXPECT_EQ(readTextFile(file()), before);
    put(std::string(3'000'000, '\0') + "x");
    expectError(ErrorCode::Conflict, file().string(), [&] { createSimulatedModule(file(), "SIM-2"); });
}

TEST_F(SimulatedFiles, AreMadeInOnesThatAreEmptyOrAllZeros)
{
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1000}, std::size_t{65536}, std::size_t{200'000}}) {
        put(std::string(size, '\0'));
        createSimulatedModule(file(), "SIM-1");
        EXPECT_EQ(statusOfFile(), ModuleStatus::Unbound) << size;
        EXPECT_EQ(std::filesystem::file_size(file()), std::max<std::uint64_t>(size, kSimulatedModuleSize));
    }
}

TEST_F(SimulatedFiles, AreNotMadeOfNamesThatCannotBe)
{
    for (const std::string& name :
         {std::string(), std::string(65, 'x'), std::string("a\nb"), std::string("\xc3\xa9")}) {
        expectError(ErrorCode::InvalidArgument, "serial", [&] { createSimulatedModule(file(), name); });
        expectError(ErrorCode::InvalidArgument, "model", [&] { createSimulatedModule(file(), "S", name); });
    }
    EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(SimulatedFiles, AreNotMadeWhereTheyCannotBe)
{
    expectError(ErrorCode::NotFound, "missing", [&] { createSimulatedModule(m_folder / "missing/x", "S"); });
    expectError(ErrorCode::WriteFailed, m_folder.path().string(),
                [&] { createSimulatedModule(m_folder.path(), "S"); });
    expectError(ErrorCode::InvalidArgument, "neither a file nor",
                [&] { createSimulatedModule("/dev/null", "S"); });
}

TEST_F(SimulatedFiles, ThatAreMissingAreAbsentModules)
{
    const auto module = openSimulatedModule(file(), piOf());
    EXPECT_EQ(module->status(), ModuleStatus::Absent);
    EXPECT_EQ(module->waitReady(milliseconds(0)), ModuleStatus::Absent);
    expectError(ErrorCode::ModuleAbsent, file().string(), [&] { module->info(); });
    expectError(ErrorCode::ModuleAbsent, file().string(), [&] { module->recheck(); });
    expectError(ErrorCode::NotFound, file().string(), [&] { describeSimulatedModule(file()); });
    expectError(ErrorCode::NotFound, file().string(), [&] { hostOfSimulatedModule(file()); });
    expectError(ErrorCode::NotFound, file().string(), [&] { setSimulatedFaults(file(), {}); });
    createSimulatedModule(file(), "SIM-1");
    EXPECT_EQ(module->waitReady(milliseconds(0)), ModuleStatus::BoundDevelopment) << "it was plugged in";
}

TEST_F(SimulatedFiles, ThatHoldNoStateDoNotAnswerAsTheyShould)
{
    for (const std::string& content :
         {std::string(), std::string(100, 'x'), std::string(kSimulatedModuleSize, '\0'),
          std::string(kSimulatedModuleSize, '\xff'),
          "bindery-module-1" + std::string(kSimulatedModuleSize, '\0')}) {
        put(content);
        const auto module = openSimulatedModule(file(), piOf());
        EXPECT_EQ(module->status(), ModuleStatus::CommFault);
        EXPECT_EQ(module->waitReady(milliseconds(0)), ModuleStatus::CommFault);
        expectError(ErrorCode::Corrupt, "no state of a simulated module", [&] { module->info(); });
        expectError(ErrorCode::Corrupt, file().string(), [&] { describeSimulatedModule(file()); });
    }
}

TEST_F(SimulatedFiles, StayInProductionThoughOneCopyIsLost)
{
    for (const std::uint64_t copy : {0U, 1U}) {
        const std::filesystem::path path = m_folder / std::to_string(copy);
        createSimulatedModule(path, "SIM-1");
        const auto module = openSimulatedModule(path, piOf());
        module->bindPermanently(module->permanentBindChallenge());
        const UniqueFd fd = openFile(path, O_WRONLY);
        writeFully(fd.get(), copy * kSimulatedModuleSize / 2, asBytes("lost"), path);
        EXPECT_EQ(module->status(), ModuleStatus::BoundProduction) << copy;
        EXPECT_EQ(describeSimulatedModule(path).at("copies"), 1);
    }
}

TEST_F(SimulatedFiles, AreNotBoundForGoodToAHostOfWhichTooLittleIsKnown)
{
    createSimulatedModule(file(), "SIM-1");
    HostFacts noSerial = piOf();
    noSerial.cpuSerial.clear();
    HostFacts noMedium = piOf();
    noMedium.bootMedium.clear();
    for (const HostFacts& host : {HostFacts(), noSerial, noMedium}) {
        const auto module = openSimulatedModule(file(), host);
        const std::string value = module->permanentBindChallenge();
        expectError(ErrorCode::Conflict, "nothing would tell it", [&] { module->bindPermanently(value); });
        EXPECT_EQ(module->status(), ModuleStatus::BoundDevelopment);
    }
}

TEST_F(SimulatedFiles, RefuseFactsThatDoNotFitOrAreNoText)
{
    createSimulatedModule(file(), "SIM-1");
    HostFacts huge = piOf();
    huge.macs.assign(2000, "dc:a6:32:00:00:01");
    expectError(ErrorCode::InvalidArgument, "larger than",
                [&] { openSimulatedModule(file(), huge)->info(); });
    HostFacts odd = piOf();
    odd.model = "\xff\xfe";
    expectError(ErrorCode::InvalidArgument, "UTF-8", [&] { openSimulatedModule(file(), odd)->info(); });
    EXPECT_EQ(statusOfFile(), ModuleStatus::Unbound);
}

TEST_F(SimulatedFiles, GiveAsManyRandomBytesAsTheyCanAtOnce)
{
    createSimulatedModule(file(), "SIM-1");
    const auto module = openSimulatedModule(file(), piOf());
    EXPECT_EQ(module->random(64 * 1024).size(), 64U * 1024);
    expectError(ErrorCode::InvalidArgument, "random bytes", [&] { module->random(0); });
    expectError(ErrorCode::InvalidArgument, "random bytes", [&] { module->random(64 * 1024 + 1); });
}

TEST_F(SimulatedFiles, AskForAConfirmationThatAPersonCanType)
{
    createSimulatedModule(file(), "SIM-1");
    const std::string value = openSimulatedModule(file(), piOf())->permanentBindChallenge();
    EXPECT_THAT(value, ::testing::MatchesRegex("[2-9A-HJ-NP-Z][2-9A-HJ-NP-Z][2-9A-HJ-NP-Z][2-9A-HJ-NP-Z]-"
                                               "[2-9A-HJ-NP-Z][2-9A-HJ-NP-Z][2-9A-HJ-NP-Z][2-9A-HJ-NP-Z]"));
}

TEST_F(SimulatedFiles, ServeTwoWhoUseThemAtOnce)
{
    createSimulatedModule(file(), "SIM-1");
    const auto first = openSimulatedModule(file(), piOf());
    const auto second = openSimulatedModule(file(), piOf());
    const SecretBuffer key = SecretBuffer::random(64);
    EXPECT_TRUE(second->unlock(first->lock(key)).equals(key));
    first->indicate(Indication::Working);
    second->indicate(Indication::Done);
    EXPECT_EQ(describeSimulatedModule(file()).at("indication"), "done");
}
