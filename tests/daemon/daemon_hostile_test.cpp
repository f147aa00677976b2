// SPDX-License-Identifier: Apache-2.0
// Clients that lie, babble, flood, hang and vanish, at the real daemon: it answers each with a refusal,
// serves the others, and touches nothing that it was not given.
#include "base/file.h"
#include "daemon/contract.h"
#include "daemon/daemon_test.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <limits>
#include <random>
#include <set>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bindery::daemon::test
{

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Lt;
using ::testing::StartsWith;

namespace
{

namespace fs = std::filesystem;

constexpr const char* kLine = "org.bindery.Line1";
constexpr const char* kOrderPath = "/org/bindery/orders/DEMO_2d1";

using Policy = std::map<std::string, sdbus::Variant>;

template <typename T>
sdbus::Variant variant(T value)
{
    return sdbus::Variant(std::move(value));
}

sdbus::UnixFd pass(const UniqueFd& file)
{
    return sdbus::UnixFd(file.get());
}

} // namespace

class DaemonUnderAttack : public DaemonTest
{
protected:
    DaemonUnderAttack() { begin(); }

    /// Files and folders beside the state, where nothing of the daemon's belongs.
    std::set<std::string> outside()
    {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder().path())) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }
    std::string pathOf(const Verb& verb)
    {
        if (verb.interface == "org.bindery.Order1") {
            return kOrderPath;
        }
        if (verb.interface == "org.bindery.GoldenImage1") {
            return m_image;
        }
        return kStation;
    }
    std::string imageOf()
    {
        station().SignIn(kDemoSupervisor, kDemoPin);
        station().UseOrder(kDemoOrder, "");
        m_image = "/org/bindery/images/" + station().Golden().substr(0, 12);
        station().LeaveOrder();
        return m_image;
    }
    UniqueFd newTarget(int flags = O_RDWR | O_CREAT) { return openFile(folder() / "target", flags, 0600); }
    std::string tableTo(const UniqueFd& target)
    {
        return refusalOf([&] { station().ExportTable({}, "csv", pass(target)); });
    }

    std::string m_image;
};

TEST_F(DaemonUnderAttack, RefusesWrongSignatures)
{
    imageOf();
    for (const Verb& verb : verbsOfTheContract()) {
        if (verb.interface == "org.bindery.Job1") {
            continue; // there is none
        }
        auto proxy = sdbus::createProxy(client().connection(), kName, pathOf(verb));
        sdbus::MethodCall call = proxy->createMethodCall(verb.interface, verb.name);
        appendEmptyArguments(call, verb.signature);
        call << std::uint64_t{7} << std::string("one more");
        EXPECT_EQ(refusalOf([&] { proxy->callMethod(call); }), "org.freedesktop.DBus.Error.InvalidArgs")
            << verb.text();
    }
    EXPECT_EQ(refusalOf([&] { client().callLater(kLine, "Format", std::string("/dev/sda")).get(); }),
              "org.freedesktop.DBus.Error.UnknownMethod");
    expectAlive();
}

/// Well-typed nonsense at every verb. The seed is printed; BINDERY_SEED repeats it.
TEST_F(DaemonUnderAttack, AnswersNonsense)
{
    const char* wanted = std::getenv("BINDERY_SEED");
    const unsigned seed =
        wanted != nullptr ? static_cast<unsigned>(std::stoul(wanted)) : std::random_device{}();
    std::cout << "BINDERY_SEED=" << seed << std::endl;
    std::mt19937 random(seed);
    const auto pick = [&](const auto& list) { return list[random() % list.size()]; };
    const std::vector<std::string> texts{"",
                                         "..",
                                         "../../../etc/passwd",
                                         "/etc/passwd",
                                         "/dev/sda",
                                         "a/b",
                                         "-rf",
                                         "--help",
                                         "'; DROP TABLE attempt;--",
                                         "line\nbreak",
                                         "tab\t\x01\x7f\x1b[2J",
                                         "\xe2\x80\xae right to left",
                                         "\xf0\x9f\x98\x80",
                                         "%s%n",
                                         "${HOME}",
                                         "DEMO-1",
                                         "demo",
                                         kDemoOperator,
                                         "known good",
                                         "csv",
                                         "scan",
                                         "open",
                                         std::string(70, 'x'),
                                         std::string(300, 'y'),
                                         std::string(5000, 'z'),
                                         std::string(100'000, '/')};
    const std::vector<std::uint32_t> numbers{
        0, 1, 4, 5, 99, 999, 1000, 65'536, 2'147'483'648U, 4'294'967'295U};
    const std::vector<std::string> keys{
        "golden",   "target", "serial_prefix", "serial_scheme", "verify", "fill",
        "ssh_keys", "escrow", "size_at_least", "from",          "to",     "order",
        "slot",     "x"};
    const std::set<std::string> before = outside();
    imageOf();
    std::vector<Verb> verbs = verbsOfTheContract();
    // What would only end the run: it is in other tests.
    std::erase_if(verbs, [](const Verb& verb) {
        return verb.interface == "org.bindery.Job1" || verb.name == "Doctor" || verb.name == "Prove";
    });
    for (int round = 0; round < 600; ++round) {
        const Verb verb = pick(verbs);
        if (station().Person() != kDemoSupervisor) {
            station().SignIn(kDemoSupervisor, kDemoPin);
        }
        auto proxy = sdbus::createProxy(client().connection(), kName, pathOf(verb));
        sdbus::MethodCall call = proxy->createMethodCall(verb.interface, verb.name);
        for (std::size_t at = 0; at < verb.signature.size(); ++at) {
            if (verb.signature.compare(at, 5, "a{sv}") == 0) {
                Policy policy;
                for (unsigned count = random() % 4; count > 0; --count) {
                    const std::array<sdbus::Variant, 5> values{
                        variant(pick(texts)), variant(std::int64_t(random()) - 7), variant(std::uint64_t(-1)),
                        variant(0.5), variant(std::vector<std::string>{"a"})};
                    policy[pick(keys)] = pick(values);
                }
                call << policy;
                at += 4;
            } else if (verb.signature.compare(at, 5, "a(ss)") == 0) {
                call << std::vector<sdbus::Struct<std::string, std::string>>{
                    sdbus::Struct<std::string, std::string>(pick(texts), pick(texts))};
                at += 4;
            } else if (verb.signature.compare(at, 2, "as") == 0) {
                call << std::vector<std::string>{pick(texts), pick(texts)};
                at += 1;
            } else if (verb.signature[at] == 'u') {
                call << pick(numbers);
            } else if (verb.signature[at] == 's') {
                call << pick(texts);
            } else {
                appendEmptyArguments(call, verb.signature.substr(at, 1));
            }
        }
        const std::string name = refusalOf([&] { proxy->callMethod(call, 60'000'000); });
        EXPECT_NE(name, "Internal") << verb.text() << " in round " << round;
        EXPECT_THAT(name, ::testing::Not(StartsWith("org.freedesktop")))
            << verb.text() << " in round " << round;
        ASSERT_TRUE(daemon().isRunning()) << verb.text() << " in round " << round << "\n" << daemon().said();
    }
    EXPECT_EQ(outside(), before);
    expectAlive();
}

TEST_F(DaemonUnderAttack, KeepsNoHugeTexts)
{
    signInSupervisor();
    const std::string huge(8U << 20U, 'h');
    const auto recordsSize = [&] {
        return fs::file_size(state() / "records.sqlite") + fs::file_size(state() / "records.sqlite-wal");
    };
    const auto before = recordsSize();
    expectRefusal("InvalidArgument", "longer than", [&] { station().UseOrder(huge, ""); });
    expectRefusal("InvalidArgument", "longer than", [&] { station().Pause(huge); });
    expectRefusal("InvalidArgument", "longer than", [&] { station().GiveSerial(1, huge); });
    expectRefusal("InvalidArgument", "longer than", [&] { station().AddPerson("X-1", huge, "operator"); });
    expectRefusal("InvalidArgument", "longer than", [&] { station().AddPerson(huge, "X", "operator"); });
    expectRefusal("InvalidArgument", "longer than", [&] { station().SetLanguage(huge); });
    expectRefusal("InvalidArgument", "longer than", [&] { station().SignIn(huge, ""); });
    expectRefusal("InvalidArgument", "PIN", [&] { station().SetPin(kDemoSupervisor, huge); });
    expectRefusal("NeedsRoot", "not the PIN", [&] { station().SignIn(kDemoApprover, huge); });
    expectRefusal("InvalidArgument", "longer than", [&] {
        station().New("4711", {{"escrow", variant(huge)}});
    });
    expectRefusal("InvalidArgument", "nothing is known of the key", [&] {
        station().New("4711", {{huge, variant(true)}});
    });
    EXPECT_THAT(refusalOf([&] { station().Unit(huge); }), AnyOf("NotFound", "InvalidArgument"));
    EXPECT_LT(recordsSize(), before + (1U << 20U));
    expectAlive();
}

TEST_F(DaemonUnderAttack, TakesNoHugeLists)
{
    signInSupervisor();
    const sdbus::ObjectPath path = station().New("4711", {{"serial_scheme", variant(std::string("list"))}});
    expectRefusal("InvalidArgument", "at once",
                  [&] { client().order(path).AddSerials(std::vector<std::string>(200'000, "S-1")); });
    std::vector<sdbus::Struct<std::string, std::string>> parts(
        100'000, sdbus::Struct<std::string, std::string>("m", "p"));
    EXPECT_THAT(refusalOf([&] { station().Arm("list", parts); }), AnyOf("", "InvalidArgument", "Conflict"));
    expectAlive();
}

TEST_F(DaemonUnderAttack, TakesNoPathsForNames)
{
    signInSupervisor();
    const UniqueFd source = openFile(folder() / "source", O_RDWR | O_CREAT, 0600);
    const std::set<std::string> before = outside();
    for (const std::string& name :
         {std::string("../x"), std::string("/etc/passwd"), std::string("a/../../b")}) {
        EXPECT_EQ(refusalOf([&] { station().New(name, {}); }), "InvalidArgument") << name;
        EXPECT_EQ(refusalOf([&] {
                      station().New("OK-1", {{"serial_prefix", variant(name)}});
                  }),
                  "InvalidArgument")
            << name;
        EXPECT_EQ(refusalOf([&] { station().UseOrder(name, ""); }), "NotFound") << name;
        EXPECT_EQ(refusalOf([&] { station().UseOrder("adhoc", name); }), "NotFound") << name;
        EXPECT_EQ(refusalOf([&] { station().Stage(pass(source), "image", name, "x"); }), "NotFound") << name;
        EXPECT_EQ(refusalOf([&] { station().Stage(pass(source), name, "generic", "x"); }), "InvalidArgument")
            << name;
        EXPECT_EQ(refusalOf([&] { station().InsertUnit(1, name); }), "NotFound") << name;
    }
    EXPECT_EQ(outside(), before);
}

TEST_F(DaemonUnderAttack, TakesNoUnknownWishes)
{
    signInSupervisor();
    expectRefusal("InvalidArgument", "\"colour\"", [&] {
        station().New("4711", {{"colour", variant(true)}});
    });
    expectRefusal("InvalidArgument", "target must be a whole number", [&] {
        station().New("4711", {{"target", variant(std::string("3"))}});
    });
    expectRefusal("InvalidArgument", "verify", [&] { station().New("4711", {{"verify", variant(true)}}); });
    expectRefusal("InvalidArgument", "serial_scheme", [&] {
        station().New("4711", {{"serial_scheme", variant(std::string("random"))}});
    });
    EXPECT_EQ(refusalOf([&] {
                  station().New("4711", {{"target", variant(std::int64_t{-5})}});
              }),
              "InvalidArgument");
    EXPECT_EQ(refusalOf([&] {
                  station().New("4711", {{"target", variant(std::numeric_limits<std::uint64_t>::max())}});
              }),
              "InvalidArgument");
    expectRefusal("InvalidArgument", "\"colour\"", [&] {
        station().FindAttempts({{"colour", variant(true)}}, 10);
    });
    EXPECT_EQ(station().Orders().size(), 3U) << "the demo's two, and the standing one";
}

TEST_F(DaemonUnderAttack, KnowsNoSlotsButItsOwn)
{
    signInSupervisor();
    station().UseOrder(kDemoOrder, "");
    for (const std::uint32_t slot : {5U, 999U, 1000U, 2'147'483'648U, 4'294'967'295U}) {
        const auto isRefused = AnyOf("NotFound", "InvalidArgument");
        EXPECT_THAT(refusalOf([&] { station().Start(slot); }), isRefused) << slot;
        EXPECT_THAT(refusalOf([&] { station().Cancel(slot); }), isRefused) << slot;
        EXPECT_THAT(refusalOf([&] { station().Acknowledge(slot); }), isRefused) << slot;
        EXPECT_THAT(refusalOf([&] { station().AllowData(slot); }), isRefused) << slot;
        EXPECT_THAT(refusalOf([&] { station().GiveSerial(slot, "S-1"); }), isRefused) << slot;
        EXPECT_THAT(refusalOf([&] { station().ReopenSlot(slot, "x"); }), isRefused) << slot;
        EXPECT_THAT(refusalOf([&] { station().TakeSlotOutOfService(slot, "x"); }), isRefused) << slot;
        EXPECT_THAT(refusalOf([&] { station().CheckReference("known good", slot); }), isRefused) << slot;
        EXPECT_THAT(refusalOf([&] { station().Insert(slot, "blank"); }), isRefused) << slot;
    }
    for (const std::uint32_t slot : {0U, 1000U, 4'294'967'295U}) {
        EXPECT_EQ(refusalOf([&] { station().ReopenSlot(slot, "x"); }), "InvalidArgument") << slot;
        EXPECT_EQ(refusalOf([&] { station().Acknowledge(slot); }), "InvalidArgument") << slot;
    }
    station().LeaveOrder();
    EXPECT_EQ(refusalOf([&] { station().Learn(0); }), "InvalidArgument");
    EXPECT_EQ(refusalOf([&] { station().Learn(4'294'967'295U); }), "InvalidArgument");
    expectRefusal("InvalidArgument", "", [&] { station().ForgetSlot(0); });
}

TEST_F(DaemonUnderAttack, WritesToNoOtherDescriptorsThanFilesOpenForWriting)
{
    const UniqueFd good = newTarget();
    const UniqueFd readOnly = newTarget(O_RDONLY);
    const UniqueFd pathOnly = newTarget(O_PATH);
    const UniqueFd aFolder = openFile(folder().path(), O_RDONLY | O_DIRECTORY);
    const UniqueFd device = openFile("/dev/null", O_RDWR);
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const UniqueFd reading(ends[0]);
    const UniqueFd writing(ends[1]);
    const UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    for (const UniqueFd* bad : {&readOnly, &pathOnly, &aFolder, &device, &reading, &writing, &socket}) {
        EXPECT_EQ(tableTo(*bad), "InvalidArgument") << bad->get();
    }
    EXPECT_EQ(fs::file_size(folder() / "target"), 0U);
    EXPECT_EQ(tableTo(good), "");
    EXPECT_GT(fs::file_size(folder() / "target"), 0U);
}

TEST_F(DaemonUnderAttack, ReadsNoOtherDescriptorsThanFilesOpenForReading)
{
    signInSupervisor();
    const auto stage = [&](const UniqueFd& source) {
        return refusalOf([&] { station().Stage(pass(source), "image", "generic", "x"); });
    };
    newTarget();
    EXPECT_EQ(stage(newTarget(O_WRONLY)), "InvalidArgument");
    EXPECT_EQ(stage(newTarget(O_PATH)), "InvalidArgument");
    EXPECT_EQ(stage(openFile(folder().path(), O_RDONLY | O_DIRECTORY)), "InvalidArgument");
    EXPECT_EQ(stage(openFile("/dev/zero", O_RDONLY)), "InvalidArgument");
    const UniqueFd empty = newTarget(O_RDONLY);
    EXPECT_EQ(refusalOf([&] {
                  station().StageByRecipe(pass(empty), "image", pass(openFile("/dev/zero", O_RDONLY)), "x");
              }),
              "InvalidArgument");
    const std::string job = station().Stage(pass(empty), "image", "generic", "x");
    EXPECT_EQ(client().awaitJob(job), "failed") << "an empty file is no image";
    EXPECT_NE(client().job(job).Message(), "");
}

TEST_F(DaemonUnderAttack, OutlivesClientsThatVanish)
{
    signInSupervisor();
    station().UseOrder(kDemoOrder, "");
    for (int round = 0; round < 20; ++round) {
        auto connection = sdbus::createSessionBusConnectionWithAddress(address());
        auto proxy = sdbus::createProxy(*connection, kName, kStation);
        const std::vector<Verb> verbs = verbsOfTheContract();
        for (const Verb& verb : verbs) {
            if (verb.name == "SignOut" || verb.name == "SignIn" || pathOf(verb) != kStation) {
                continue;
            }
            sdbus::MethodCall call = proxy->createMethodCall(verb.interface, verb.name);
            appendEmptyArguments(call, verb.signature);
            proxy->callMethod(call, [](sdbus::MethodReply&, const sdbus::Error*) {});
        }
    }
    expectAlive();
}

TEST_F(DaemonUnderAttack, ServesOthersWhileOneFloodsAndReadsNothing)
{
    // Sends and listens to everything, and never takes an answer out of its socket.
    auto deaf = sdbus::createSessionBusConnectionWithAddress(address());
    const auto match = deaf->addMatch("type='signal'", [](sdbus::Message&) {});
    auto proxy = sdbus::createProxy(*deaf, kName, kStation);
    station().SignIn(kDemoOperator, "");
    station().UseOrder(kDemoOrder, "");
    insertReady(1);
    std::vector<sdbus::PendingAsyncCall> calls;
    for (int count = 0; count < 3000; ++count) {
        sdbus::MethodCall call = proxy->createMethodCall(kLine, count % 2 == 0 ? "Start" : "ApproveNothing");
        call << 7U;
        calls.push_back(proxy->callMethod(call, [](sdbus::MethodReply&, const sdbus::Error*) {}));
    }
    const auto start = std::chrono::steady_clock::now();
    station().Start(1);
    EXPECT_THAT(std::chrono::steady_clock::now() - start, Lt(std::chrono::seconds(20)));
    client().awaitSlot(1, "passed");
    expectAlive();
}

TEST_F(DaemonUnderAttack, HoldsNoMoreJobsThanItCanServe)
{
    signInSupervisor();
    std::deque<std::future<void>> exports;
    std::vector<UniqueFd> targets;
    for (int count = 0; count < 40; ++count) {
        targets.push_back(openFile(folder() / ("target-" + std::to_string(count)), O_RDWR | O_CREAT, 0600));
        sdbus::MethodCall call = client().newCall("org.bindery.Records1", "ExportAudit");
        call << Policy{} << pass(targets.back());
        exports.push_back(client().sendLater(call));
    }
    int begun = 0;
    for (std::future<void>& each : exports) {
        const std::string refusal = refusalOf([&] { each.get(); });
        EXPECT_THAT(refusal, AnyOf("", "Busy"));
        begun += refusal.empty() ? 1 : 0;
    }
    EXPECT_GE(begun, 8);
    EXPECT_LT(begun, 40);
    EXPECT_EQ(station().SignIn(kDemoOperator, ""), "operator") << "others are served meanwhile";
}

class DaemonUnderLoad : public DaemonTest
{
};

TEST_F(DaemonUnderLoad, TellsProgressTenTimesASecondAtMost)
{
    beginOrder({"--pace", "60"});
    for (const int slot : {1, 2, 3, 4}) {
        insertReady(slot);
    }
    auto seen = sdbus::createSessionBusConnectionWithAddress(address());
    std::map<std::string, std::vector<std::chrono::steady_clock::time_point>> told;
    const auto match = seen->addMatch(
        "type='signal',interface='org.freedesktop.DBus.Properties',path_namespace='/org/bindery/slots'",
        [&](sdbus::Message& message) {
            std::string interface;
            std::map<std::string, sdbus::Variant> changed;
            message >> interface >> changed;
            if (changed.count("BytesDone") != 0 && changed.at("BytesDone").get<std::uint64_t>() != 0) {
                told[message.getPath()].push_back(std::chrono::steady_clock::now());
            }
        });
    station().Start(0);
    seen->enterEventLoopAsync();
    for (const int slot : {1, 2, 3, 4}) {
        client().awaitSlot(slot, "passed");
    }
    seen->leaveEventLoop();
    EXPECT_EQ(told.size(), 4U) << "each slot tells how far it is";
    for (const auto& [path, times] : told) {
        const double seconds = std::chrono::duration<double>(times.back() - times.front()).count();
        EXPECT_LE(static_cast<double>(times.size()), seconds * 10 + 3) << path;
    }
}

} // namespace bindery::daemon::test
