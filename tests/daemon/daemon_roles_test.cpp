// SPDX-License-Identifier: Apache-2.0
// Every verb of the contract by every role, at the real daemon: who is let in, and who is told why not. What
// a verb makes of empty arguments does not matter here, only whether it is refused for the person.
#include "base/file.h"
#include "daemon/contract.h"
#include "daemon/daemon_test.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include <fcntl.h>

namespace bindery::daemon::test
{

using ::testing::AnyOf;
using ::testing::HasSubstr;

namespace
{

struct Role {
    const char* name;
    const char* badge; ///< empty: nobody is signed in
    const char* pin;
};

constexpr std::array<Role, 5> kRoles{{{"nobody", "", ""},
                                      {"auditor", kAuditor, ""},
                                      {"operator", kDemoOperator, ""},
                                      {"engineer", kEngineer, ""},
                                      {"supervisor", kDemoSupervisor, kDemoPin}}};

/// Written down once more, so that a change of the daemon's own table is seen.
const std::map<std::string, std::set<std::string>>& letIn()
{
    static const std::set<std::string> kMakers{"operator", "engineer", "supervisor"};
    static const std::set<std::string> kAll{"nobody", "auditor", "operator", "engineer", "supervisor"};
    static const std::map<std::string, std::set<std::string>> kTable{
        {"sign-in", kAll},
        {"audit", kAll},
        {"export", {"auditor", "operator", "engineer", "supervisor"}},
        {"operate", kMakers},
        {"orders", kMakers},
        {"slots", kMakers},
        {"arm", kMakers},
        {"stage", {"supervisor"}},
        {"approve", {"supervisor"}},
        {"supervise", {"supervisor"}},
        {"persons", {"supervisor"}}};
    return kTable;
}

/// What is one's own needs somebody, though the right itself is everybody's.
const std::set<std::string> kOfAPerson{"org.bindery.Station1.SetLanguage", "org.bindery.Station1.SetPin"};

} // namespace

class DaemonRoles : public DaemonTest
{
protected:
    void signIn(const Role& role)
    {
        if (station().Person() == role.badge) {
            return;
        }
        if (*role.badge == '\0') {
            station().SignOut();
        } else {
            station().SignIn(role.badge, role.pin);
        }
    }
    /// An object of each interface; one export is asked for, so that there is a job.
    std::map<std::string, std::string> paths()
    {
        const UniqueFd target = openFile(folder() / "export.tar", O_WRONLY | O_CREAT, 0600);
        station().SignIn(kDemoOperator, "");
        const std::string job = station().ExportAudit({}, sdbus::UnixFd(target.get()));
        client().awaitJob(job);
        const std::string order = "/org/bindery/orders/DEMO_2d1";
        station().UseOrder(kDemoOrder, "");
        const std::string image = "/org/bindery/images/" + station().Golden().substr(0, 12);
        return {
            {"org.bindery.Order1", order}, {"org.bindery.GoldenImage1", image}, {"org.bindery.Job1", job}};
    }
    /// The error's name, and its text; empty for an answer.
    std::pair<std::string, std::string> outcome(const std::string& path, const Verb& verb)
    {
        auto proxy = sdbus::createProxy(client().connection(), kName, path);
        sdbus::MethodCall call = proxy->createMethodCall(verb.interface, verb.name);
        appendEmptyArguments(call, verb.signature);
        try {
            proxy->callMethod(call, 60'000'000);
            return {};
        } catch (const sdbus::Error& error) {
            return {error.getName(), error.getMessage()};
        }
    }
};

TEST_F(DaemonRoles, AreLetInByTheTable)
{
    begin();
    const std::map<std::string, std::string> paths = this->paths();
    std::vector<Verb> verbs = verbsOfTheContract();
    // Last what takes the ground from under the others.
    std::stable_partition(verbs.begin(), verbs.end(), [](const Verb& verb) {
        return verb.name != "Remove" && verb.name != "Close" && verb.name != "LeaveOrder";
    });
    EXPECT_GT(verbs.size(), 50U);
    for (const Role& role : kRoles) {
        for (const Verb& verb : verbs) {
            signIn(role);
            const auto path = paths.find(verb.interface);
            const auto [name, text] = outcome(path == paths.end() ? kStation : path->second, verb);
            const bool isRefused = name == "org.bindery.Error.NeedsRoot";
            const bool isLetIn = letIn().at(verb.right).count(role.name) != 0 &&
                                 (*role.badge != '\0' || kOfAPerson.count(verb.text()) == 0);
            // One's own PIN is; that of another, or of no badge at all, is a supervisor's.
            if (verb.name == "SetPin" && std::string(role.name) != "supervisor") {
                EXPECT_TRUE(isRefused) << verb.text() << " by " << role.name << ": " << name << " " << text;
                continue;
            }
            EXPECT_EQ(!isRefused, isLetIn)
                << verb.text() << " by " << role.name << ": " << name << " " << text;
            EXPECT_NE(name, "org.bindery.Error.Internal") << verb.text() << ": " << text;
            if (isRefused) {
                EXPECT_THAT(text, HasSubstr("sign")) << verb.text() << ": the cure is told";
            } else if (!name.empty()) {
                EXPECT_THAT(name, HasSubstr("org.bindery.Error.")) << verb.text() << ": " << text;
            }
        }
    }
    expectAlive();
}

TEST_F(DaemonRoles, WithAPinAreNotHadWithoutIt)
{
    begin();
    expectRefusal("NeedsRoot", "has a PIN", [&] { station().SignIn(kDemoSupervisor, ""); });
    expectRefusal("NeedsRoot", "not the PIN", [&] { station().SignIn(kDemoSupervisor, "4321"); });
    EXPECT_EQ(station().Person(), "");
    expectRefusal("NotFound", "GHOST", [&] { station().SignIn("GHOST", ""); });
    EXPECT_EQ(station().SignIn(kDemoSupervisor, kDemoPin), "supervisor");
    EXPECT_EQ(station().Role(), "supervisor");
}

TEST_F(DaemonRoles, EndWithTheBadge)
{
    begin();
    signInSupervisor();
    station().AddPerson("OPERATOR-9", "Nina Roth", "operator");
    station().SignIn("OPERATOR-9", "");
    expectRefusal("NeedsRoot", "supervisor", [&] { station().RetirePerson("OPERATOR-9"); });
    signInSupervisor();
    station().RetirePerson("OPERATOR-9");
    expectRefusal("NeedsRoot", "retired", [&] { station().SignIn("OPERATOR-9", ""); });
    expectRefusal("InvalidArgument", "is no role", [&] { station().AddPerson("X-1", "X", "station"); });
}

} // namespace bindery::daemon::test
