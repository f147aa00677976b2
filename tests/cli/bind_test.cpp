// SPDX-License-Identifier: Apache-2.0
// The bench's verbs, as a person at a shell or another program would use them.
#include "base/file.h"
#include "base/process.h"
#include "bind/bind_client.h"
#include "bind/header_state.h"
#include "bind/site.h"
#include "card/card_header.h"
#include "cli/card_fixture.h"
#include "device/open_medium.h"
#include "module/simulated_module.h"

#include <chrono>
#include <csignal>
#include <cstdint>
#include <fstream>

#include <gmock/gmock.h>
#include <sys/stat.h>

namespace bindery::test
{

using ::testing::HasSubstr;

namespace
{

constexpr int kFailed = 1;
constexpr int kUsage = 2;
constexpr int kConflict = 3;
constexpr int kRights = 6;

} // namespace

class BindProgram : public CardProgram
{
protected:
    std::string expect(int status, const Arguments& arguments) const
    {
        const ProgramRun ran = run(arguments);
        EXPECT_EQ(ran.status, status) << ::testing::PrintToString(arguments) << ran.out << ran.err;
        return ran.out + ran.err;
    }
    Json finding(const std::string& name) const
    {
        const Json report = parseJson(run({"doctor", "--json"}).out, "doctor");
        for (const Json& each : report.at("findings")) {
            if (each.at("name") == name) {
                return each;
            }
        }
        return nullptr;
    }
};

TEST_F(BindProgram, MakesASiteThatAnotherStationJoins)
{
    const Json site = json({"bind", "site", "init"});
    ASSERT_EQ(site.at("pins").size(), 2U);
    EXPECT_EQ(site.at("site_key_here"), true);
    EXPECT_EQ(site.at("spare_key_here"), true);
    EXPECT_THAT(expect(kConflict, {"bind", "site", "init"}), HasSubstr("site"));
    EXPECT_EQ(json({"bind", "site", "show"}).at("pins"), site.at("pins"));

    const std::string keys = (state() / "keys/site").string();
    const ProgramRun joined = runBindery({"bind", "site", "join", keys, "--json"}, {in("other")});
    ASSERT_EQ(joined.status, 0) << joined.out << joined.err;
    const Json other = parseJson(joined.out, "join");
    EXPECT_EQ(other.at("pins"), site.at("pins"));
    EXPECT_EQ(other.at("site_key_here"), false);
    EXPECT_EQ(other.at("spare_key_here"), false);
    EXPECT_THAT(expect(0, {"records", "list", "--json"}), HasSubstr("attempts"));
    expect(0, {"audit", "check"});
}

TEST_F(BindProgram, ServesUntilItIsTold)
{
    json({"bind", "site", "init"});
    for (const int signal : {SIGINT, SIGTERM}) {
        RunningBindery bench({"bind", "serve", "--listen", "127.0.0.1:0", "--policy", "open", "--json"},
                             setting());
        const Json first = parseJson(bench.lineWith("{"), "the first line");
        EXPECT_EQ(first.at("event"), "listening");
        EXPECT_GT(first.at("port"), 0);
        const ProgramRun ended = bench.end(signal);
        EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
    }
}

TEST_F(BindProgram, TellsAPersonWhereItListensAndWhoArmedIt)
{
    json({"bind", "site", "init"});
    RunningBindery bench({"bind", "serve", "--listen", "[::1]:0", "--actor", "op-7"}, setting());
    const std::string line = bench.lineWith("The bench listens");
    EXPECT_THAT(line, HasSubstr(" of [::1], armed by op-7, policy scan."));
    EXPECT_EQ(bench.end(SIGINT).status, 0);
}

TEST_F(BindProgram, RefusesToServeWhatCannotBeServed)
{
    EXPECT_THAT(expect(kFailed, {"bind", "serve", "--listen", "127.0.0.1:0"}),
                HasSubstr("bindery bind site init"));
    json({"bind", "site", "init"});
    for (const char* listen :
         {"7443", "127.0.0.1", "127.0.0.1:", ":7443", "127.0.0.1:99999", "::1:7443", "127.0.0.1:74x"}) {
        EXPECT_THAT(expect(kUsage, {"bind", "serve", "--listen", listen}), HasSubstr("0.0.0.0:7443"))
            << listen;
    }
    expect(kUsage, {"bind", "serve", "--policy", "none"});
    EXPECT_THAT(expect(kUsage, {"bind", "serve", "--policy", "list"}), HasSubstr("--list FILE"));
    replaceFile(in("list.csv"), asBytes("M-1,P-1\n"));
    EXPECT_THAT(expect(kUsage, {"bind", "serve", "--list", in("list.csv").string()}),
                HasSubstr("--policy list only"));
    replaceFile(in("list.csv"), asBytes("M-1;P-1\n"));
    EXPECT_THAT(expect(kFailed, {"bind", "serve", "--policy", "list", "--list", in("list.csv").string()}),
                HasSubstr("list.csv"));
}

TEST_F(BindProgram, SaysThatAPortIsTaken)
{
    json({"bind", "site", "init"});
    RunningBindery bench({"bind", "serve", "--listen", "127.0.0.1:0", "--json"}, setting());
    const std::string port =
        std::to_string(parseJson(bench.lineWith("listening"), "the first line").at("port").get<int>());
    const ProgramRun second = run({"bind", "serve", "--listen", "127.0.0.1:" + port});
    EXPECT_EQ(second.status, kFailed) << second.err;
    EXPECT_THAT(second.err, HasSubstr(port));
    EXPECT_THAT(second.err, HasSubstr("take another one with --listen"));
    bench.end(SIGINT);
}

/// The whole of it once, with a unit that is played by the test.
TEST_F(BindProgram, GivesAUnitItsSecretWhenAPersonTypesWhatTheBenchSays)
{
    replaceFile(in("demo.toml"), asBytes("name = \"demo\"\ndemo = true\n"));
    expect(0, {"golden", "stage", in("system.img").string(), "--recipe", in("demo.toml").string(), "--name",
               "demo"});
    expect(0, {"golden", "approve", "demo"});
    const Json card = json({"provision", "--golden", "demo", "--to", in("a.img").string()}).at("cards").at(0);
    json({"bind", "site", "init"});
    RunningBindery bench({"bind", "serve", "--listen", "127.0.0.1:0", "--actor", "op-7"}, setting());
    const std::string first = bench.lineWith("The bench listens on port ");
    const auto port =
        static_cast<std::uint16_t>(std::stoi(first.substr(std::string("The bench listens on port ").size())));

    module::HostFacts host;
    host.cpuSerial = "100000003d1e5c2f";
    module::createSimulatedModule(in("module.bin"), "SIM 1");
    const auto module = module::openSimulatedModule(in("module.bin"), host);
    module->waitReady(std::chrono::seconds(10));
    luks::Header header = card::readHeader(*device::openForReading(in("a.img")),
                                           json({"inspect", in("a.img").string()}).at("luks").at("offset"));
    bind::Hello hello;
    hello.luksUuid = header.uuid();
    hello.host = host;
    hello.module = module->info();
    hello.moduleStatus = module->status();
    const bind::HeaderReport report{{0}, bind::profileDigestOf(header), ""};
    bind::BindClient client({"127.0.0.1", port}, bind::readPins(state() / "keys/site"),
                            std::chrono::seconds(30));
    EXPECT_EQ(client.tell(hello, bind::Act::Authorise, report, *module).verdict, bind::Verdict::Waiting);

    std::string command = bench.lineWith("bindery bind confirm ");
    EXPECT_THAT(command, HasSubstr("--unit " + card.at("serial").get<std::string>() +
                                   " --module 'SIM 1' --pi 100000003d1e5c2f"));
    command.replace(command.find("bindery"), 7, binderyProgram().string());
    EXPECT_EQ(runProgram({"sh", "-c", command}, std::chrono::seconds(60)).exitStatus, 0) << command;
    const bind::Ruling ruling = client.tell(hello, bind::Act::Authorise, report, *module);
    EXPECT_EQ(ruling.verdict, bind::Verdict::Authorised) << ruling.reason;
    ASSERT_TRUE(ruling.secret);
    EXPECT_TRUE(header.testKeyslot(card::kTransportSlot, *ruling.secret));
    bench.lineWith("authorised");
    const ProgramRun ended = bench.end(SIGINT);
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(ended.out.find(asText(ruling.secret->view())), std::string::npos);

    const Json unit = json({"bind", "status", "SIM 1"}).at("unit");
    EXPECT_EQ(unit.at("serial"), card.at("serial"));
    EXPECT_EQ(unit.at("bind").at("state"), "enrolling");
    EXPECT_EQ(unit.at("bind").at("parts").at("pi_serial"), "100000003d1e5c2f");
    EXPECT_THAT(expect(0, {"inspect", in("a.img").string()}), HasSubstr("SIM 1"));
    expect(0, {"audit", "check"});
}

TEST_F(BindProgram, ConfirmsPartsOnceEach)
{
    EXPECT_THAT(expect(0, {"bind", "confirm", "--module", "M-1", "--pi", "P-1", "--actor", "op-7"}),
                HasSubstr("Module M-1 and Pi P-1 belong together"));
    const auto serial = makeCard("a.img").at("serial").get<std::string>();
    EXPECT_THAT(expect(0, {"bind", "confirm", "--unit", serial, "--module", "M-1", "--pi", "P-1"}),
                HasSubstr("unit " + serial + " alone may bind with both"));
    EXPECT_EQ(json({"bind", "confirm", "--module", "M-1", "--pi", "P-1"}).at("unit"), serial);
    expect(kFailed, {"bind", "confirm", "--unit", "SN-none", "--module", "M-1", "--pi", "P-1"});
    expect(kUsage, {"bind", "confirm", "--module", "M-1"});
    expect(0, {"person", "add", "sup-1", "--role", "supervisor"});
    expect(0, {"person", "add", "aud-1", "--role", "auditor", "--actor", "sup-1"});
    expect(kRights, {"bind", "confirm", "--module", "M-2", "--pi", "P-2", "--actor", "aud-1"});
    expect(0, {"audit", "check"});
}

TEST_F(BindProgram, StatusOfAUnitThatWasMadeIsWritten)
{
    EXPECT_THAT(expect(0, {"bind", "status"}), HasSubstr("No unit on record fits"));
    const Json card = makeCard("a.img");
    const auto serial = card.at("serial").get<std::string>();
    const Json units = json({"bind", "status"}).at("units");
    ASSERT_EQ(units.size(), 1U);
    EXPECT_EQ(units.at(0).at("serial"), serial);
    EXPECT_EQ(units.at(0).at("bind").at("state"), "written");
    EXPECT_EQ(units.at(0).at("bind").at("secret_held"), true);
    EXPECT_EQ(units.at(0).at("bind").at("recovery"), nullptr);
    EXPECT_EQ(json({"bind", "status", "--unit-state", "bound"}).at("units").size(), 0U);
    expect(kUsage, {"bind", "status", "--unit-state", "sleeping"});

    const Json one = json({"bind", "status", serial});
    EXPECT_EQ(one.at("unit").at("luks_uuid"), card.at("luks_uuid"));
    EXPECT_EQ(json({"bind", "status", card.at("luks_uuid")}), one);
    EXPECT_EQ(one.at("keyslots").at(0).at("purpose"), "transport");
    EXPECT_THAT(expect(0, {"bind", "status", serial}), HasSubstr("The unit has not been at a bench yet."));
    EXPECT_THAT(expect(0, {"bind", "status"}), HasSubstr("written"));
    expect(kFailed, {"bind", "status", "S-0"});
}

TEST_F(BindProgram, DecidesAboutUnitsAndParts)
{
    const auto serial = makeCard("a.img").at("serial").get<std::string>();
    EXPECT_THAT(expect(0, {"unit", "quarantine", serial, "--reason", "seal broken"}),
                HasSubstr("is quarantined."));
    EXPECT_EQ(json({"bind", "status", serial}).at("unit").at("bind").at("state"), "quarantined");
    expect(0, {"unit", "rma", serial, "--reason", "RMA 2214"});
    EXPECT_THAT(expect(kRights, {"unit", "retire", serial, "--reason", "out of service"}),
                HasSubstr("supervisor"));
    expect(0, {"person", "add", "sup-1", "--role", "supervisor"});
    expect(0, {"unit", "retire", serial, "--reason", "out of service", "--actor", "sup-1"});
    EXPECT_EQ(json({"bind", "status", "--unit-state", "retired"}).at("units").size(), 1U);
    expect(kUsage, {"unit", "retire", serial});
    expect(kFailed, {"unit", "rma", "S-0", "--reason", "x"});
    expect(kUsage, {"unit", "take-out-part", "wheel", "W-1", "--reason", "x"});
    EXPECT_THAT(
        expect(kRights, {"unit", "take-out-part", "module", "M-1", "--reason", "x", "--actor", "op-7"}),
        HasSubstr("supervisor"));
    expect(kFailed, {"unit", "take-out-part", "module", "M-1", "--reason", "x", "--actor", "sup-1"});
    expect(0, {"audit", "check"});
}

TEST_F(BindProgram, MakesSimulatedModulesWithFaults)
{
    const std::string file = in("module.bin").string();
    const Arguments verb{"bind", "simulate-module"};
    const auto words = [&](const Arguments& more) {
        Arguments all = verb;
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    EXPECT_THAT(expect(0, words({"create", file, "--serial", "SIM-1"})), HasSubstr("SIM-1"));
    expect(kConflict, words({"create", file, "--serial", "SIM-2"}));
    const Json made = json(words({"show", file}));
    EXPECT_EQ(made.at("serial"), "SIM-1");
    EXPECT_EQ(made.at("mode"), "unbound");
    EXPECT_EQ(json(words({"fault", file, "--json-faults", R"({"absent_times": 3})"}))
                  .at("faults")
                  .at("absent_times"),
              3);
    EXPECT_EQ(json(words({"fault", file, "--json-faults", "{}"})).at("faults").at("absent_times"), 0);
    EXPECT_THAT(expect(kUsage, words({"fault", file, "--json-faults", R"({"sleepy": true})"})),
                HasSubstr("sleepy"));
    expect(kUsage, words({"fault", file, "--json-faults", "{"}));
    EXPECT_THAT(expect(0, words({"show", file})), HasSubstr("serial"));
    EXPECT_THAT(expect(kConflict, words({"bind-permanently", file})), HasSubstr("start its unit once"));
    expect(kFailed, words({"show", in("none.bin").string()}));
    expect(kUsage, words({"create", in("b.bin").string()}));
}

TEST_F(BindProgram, DoctorLooksForTheSiteItsKeysAndTheSpare)
{
    EXPECT_EQ(finding("bind site").at("state"), "warning");
    EXPECT_THAT(finding("bind site").at("cure").get<std::string>(), HasSubstr("bindery bind site init"));
    EXPECT_EQ(finding("spare key"), nullptr);
    json({"bind", "site", "init"});
    EXPECT_EQ(finding("bind site").at("state"), "good");
    EXPECT_EQ(finding("spare key").at("state"), "warning");
    EXPECT_EQ(finding("keys").at("state"), "good") << finding("keys");
    std::filesystem::remove(state() / "keys/site/spare.key");
    EXPECT_EQ(finding("spare key"), nullptr);

    replaceFile(state() / "keys/site/station.pem", asBytes("no certificate"), 0644);
    EXPECT_EQ(finding("bind site").at("state"), "warning");
    EXPECT_EQ(run({"doctor"}).status, 0) << "cards can still be made";
    EXPECT_NE(finding("qemu").at("state"), "missing");
}

TEST_F(BindProgram, DoctorFindsKeysThatOthersCanRead)
{
    EXPECT_EQ(finding("keys").at("state"), "good") << "no secret was sealed yet: no master is missing";
    makeCard("a.img");
    EXPECT_THAT(finding("keys").at("found").get<std::string>(), HasSubstr("root only"));
    ASSERT_EQ(::chmod((state() / "keys/master").c_str(), 0640), 0);
    EXPECT_EQ(finding("keys").at("state"), "warning");
    EXPECT_THAT(finding("keys").at("found").get<std::string>(),
                HasSubstr("keys/master is open to group root (mode 0640)"));
    EXPECT_THAT(finding("keys").at("cure").get<std::string>(), HasSubstr("chmod 0600"));
    ASSERT_EQ(::chmod((state() / "keys/master").c_str(), 0604), 0);
    EXPECT_THAT(finding("keys").at("found").get<std::string>(), HasSubstr("everybody"));
    ASSERT_EQ(::chmod((state() / "keys/master").c_str(), 0600), 0);
    std::filesystem::rename(state() / "keys/master", in("master"));
    EXPECT_EQ(finding("keys").at("state"), "missing");
    std::filesystem::rename(in("master"), state() / "keys/master");
    ASSERT_EQ(::chown((state() / "keys/station.pem").c_str(), 65534, 0), 0);
    EXPECT_THAT(finding("keys").at("found").get<std::string>(), HasSubstr("station.pem is open to nobody"));
}

} // namespace bindery::test
