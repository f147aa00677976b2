// SPDX-License-Identifier: Apache-2.0
// Asking the bus and polkit, over a real bus. Polkit's end is a script here; what the real one makes of the
// rules is polkit_rules_test.py.
#include "daemon/authority.h"
#include "scripted_polkit.h"
#include "support/expect_error.h"
#include "support/private_bus.h"

#include <chrono>
#include <future>
#include <memory>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sdbus-c++/sdbus-c++.h>
#include <unistd.h>

namespace bindery::daemon::test
{

using bindery::test::expectError;
using ::testing::HasSubstr;

namespace
{

/// A connection whose event loop runs in a thread of its own.
class Client
{
public:
    explicit Client(const std::string& address)
        : m_connection(sdbus::createSessionBusConnectionWithAddress(address))
    {
        m_connection->enterEventLoopAsync();
    }
    ~Client() { m_connection->leaveEventLoop(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    sdbus::IConnection& operator*() { return *m_connection; }
    std::string name() { return m_connection->getUniqueName(); }

private:
    std::unique_ptr<sdbus::IConnection> m_connection;
};

std::optional<Error> ask(Authority& authority, const std::string& sender, Right right, bool mayAsk = false)
{
    auto answered = std::make_shared<std::promise<std::optional<Error>>>();
    std::future<std::optional<Error>> answer = answered->get_future();
    authority.check(sender, right, mayAsk,
                    [answered](const std::optional<Error>& error) { answered->set_value(error); });
    if (answer.wait_for(std::chrono::seconds(20)) != std::future_status::ready) {
        return Error(ErrorCode::Internal, "no answer at all");
    }
    return answer.get();
}

void expectRefused(const std::optional<Error>& error, const std::string& part)
{
    ASSERT_TRUE(error.has_value()) << part;
    EXPECT_EQ(error->code(), ErrorCode::NeedsRoot) << error->what();
    EXPECT_THAT(error->what(), HasSubstr(part));
}

} // namespace

class AuthorityTest : public ::testing::Test
{
protected:
    bindery::test::PrivateBus m_bus;
    Client m_daemon{m_bus.address()};
    Client m_caller{m_bus.address()};
};

TEST_F(AuthorityTest, OfPolkitAllowsWhatPolkitAllows)
{
    ScriptedPolkit polkit(m_bus.address());
    PolkitAuthority authority(*m_daemon);
    polkit.say(true, false);
    for (const Right right : allRights()) {
        EXPECT_FALSE(ask(authority, m_caller.name(), right).has_value()) << nameOf(right);
        EXPECT_EQ(polkit.asked().action, "org.bindery." + std::string(nameOf(right)));
    }
    EXPECT_EQ(polkit.asked().kind, "system-bus-name");
    EXPECT_EQ(polkit.asked().client, m_caller.name());
}

TEST_F(AuthorityTest, OfPolkitAsksForAPasswordOnlyWhenTheCallerAllowsIt)
{
    ScriptedPolkit polkit(m_bus.address());
    PolkitAuthority authority(*m_daemon);
    ask(authority, m_caller.name(), Right::Operate, false);
    EXPECT_EQ(polkit.asked().flags, 0U);
    ask(authority, m_caller.name(), Right::Operate, true);
    EXPECT_EQ(polkit.asked().flags, 1U);
}

TEST_F(AuthorityTest, OfPolkitTellsWhatWouldHelp)
{
    ScriptedPolkit polkit(m_bus.address());
    PolkitAuthority authority(*m_daemon);
    polkit.say(false, false);
    expectRefused(ask(authority, m_caller.name(), Right::Operate),
                  "the action org.bindery.operate is not allowed: polkit's rules refuse it");
    polkit.say(false, true);
    expectRefused(ask(authority, m_caller.name(), Right::Approve),
                  "the action org.bindery.approve is not allowed: polkit wants an administrator's password");
}

TEST_F(AuthorityTest, OfPolkitRefusesWhenPolkitFails)
{
    ScriptedPolkit polkit(m_bus.address());
    PolkitAuthority authority(*m_daemon);
    polkit.fail("Action org.bindery.operate is not registered");
    expectRefused(ask(authority, m_caller.name(), Right::Operate),
                  "is not registered); is /usr/share/polkit-1");
}

TEST_F(AuthorityTest, OfPolkitRefusesWhenPolkitIsNotThere)
{
    PolkitAuthority authority(*m_daemon);
    expectRefused(ask(authority, m_caller.name(), Right::Operate), "polkit is not there to decide");
}

TEST_F(AuthorityTest, OfPolkitRefusesWhenPolkitDoesNotAnswerInTime)
{
    ScriptedPolkit polkit(m_bus.address());
    polkit.beSilent();
    PolkitAuthority authority(*m_daemon, {std::chrono::milliseconds(50), std::chrono::milliseconds(100)});
    expectRefused(ask(authority, m_caller.name(), Right::Operate), "polkit did not answer in time");
    expectRefused(ask(authority, m_caller.name(), Right::Operate, true), "polkit did not answer in time");
}

TEST_F(AuthorityTest, OfPolkitTakesAQuestionBackThatNobodyAnswers)
{
    ScriptedPolkit polkit(m_bus.address());
    polkit.beSilent();
    PolkitAuthority authority(*m_daemon, {std::chrono::milliseconds(50), std::chrono::milliseconds(100)});
    ask(authority, m_caller.name(), Right::Operate, false);
    EXPECT_EQ(polkit.asked().id, "") << "of rules alone nobody sees a window";
    ask(authority, m_caller.name(), Right::Operate, true);
    const std::string question = polkit.asked().id;
    EXPECT_NE(question, "");
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (polkit.takenBack().empty() && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_THAT(polkit.takenBack(), ::testing::ElementsAre(question));
}

TEST_F(AuthorityTest, OfPolkitDoesNotHoldUpOthersWhileItWaits)
{
    ScriptedPolkit polkit(m_bus.address());
    polkit.beSilent();
    PolkitAuthority authority(*m_daemon);
    bool isAnswered = false;
    authority.check(m_caller.name(), Right::Operate, true,
                    [&](const std::optional<Error>&) { isAnswered = true; });
    EXPECT_EQ(BusClients(*m_daemon).uidOf(m_caller.name()), ::geteuid());
    EXPECT_FALSE(isAnswered);
}

TEST_F(AuthorityTest, OfPolkitThatGoesGivesNoAnswerAnyMore)
{
    ScriptedPolkit polkit(m_bus.address());
    polkit.beSilent();
    bool isAnswered = false;
    {
        PolkitAuthority authority(*m_daemon, {std::chrono::milliseconds(50), std::chrono::milliseconds(50)});
        authority.check(m_caller.name(), Right::Operate, false,
                        [&](const std::optional<Error>&) { isAnswered = true; });
    }
    PolkitAuthority other(*m_daemon, {std::chrono::milliseconds(100), std::chrono::milliseconds(100)});
    expectRefused(ask(other, m_caller.name(), Right::Operate), "did not answer in time");
    EXPECT_FALSE(isAnswered);
}

TEST_F(AuthorityTest, OfASessionBusServesItsOwnUser)
{
    BusAuthority authority(*m_daemon);
    for (const Right right : allRights()) {
        EXPECT_FALSE(ask(authority, m_caller.name(), right).has_value()) << nameOf(right);
    }
}

TEST_F(AuthorityTest, OfASessionBusRefusesAClientThatLeft)
{
    BusAuthority authority(*m_daemon);
    const std::optional<Error> error = ask(authority, ":1.9999", Right::Operate);
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->code(), ErrorCode::NotFound);
}

TEST_F(AuthorityTest, KnowsTheUserBehindAClient)
{
    const BusClients clients(*m_daemon);
    EXPECT_EQ(clients.uidOf(m_caller.name()), ::geteuid());
    expectError(ErrorCode::NotFound, "the bus does not know the user behind the client :1.9999",
                [&] { static_cast<void>(clients.uidOf(":1.9999")); });
}

} // namespace bindery::daemon::test
