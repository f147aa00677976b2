// SPDX-License-Identifier: Apache-2.0
// A PIN from a real terminal and from a pipe.
#include "base/file.h"
#include "cli/read_pin.h"
#include "support/expect_error.h"

#include <array>
#include <csignal>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

namespace bindery::cli
{

using test::expectError;

namespace
{

SecretBuffer piped(const std::string& text)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throwErrno(ErrorCode::Internal, "pipe2", errno);
    }
    const UniqueFd reading(ends[0]);
    {
        const UniqueFd writing(ends[1]);
        EXPECT_EQ(::write(writing.get(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
    }
    return readPin("s-17", reading.get(), STDERR_FILENO);
}

/// A terminal at which somebody answers each question once it is there.
class Typist
{
public:
    using Answer = std::function<void(int)>;

    Typist()
    {
        int ours = -1;
        int theirs = -1;
        if (::openpty(&ours, &theirs, nullptr, nullptr, nullptr) != 0) {
            throwErrno(ErrorCode::Internal, "openpty", errno);
        }
        m_ours = UniqueFd(ours);
        m_theirs = UniqueFd(theirs);
    }

    static Answer types(const std::string& text)
    {
        return [text](int fd) {
            EXPECT_EQ(::write(fd, text.data(), text.size()), static_cast<ssize_t>(text.size()));
        };
    }

    SecretBuffer read(std::vector<Answer> answers)
    {
        std::jthread person([this, answers = std::move(answers)] {
            sigset_t all;
            sigfillset(&all);
            ::pthread_sigmask(SIG_BLOCK, &all, nullptr); // signals are for who reads
            std::size_t answered = 0;
            std::array<char, 256> part{};
            while (answered < answers.size()) {
                const ssize_t got = ::read(m_ours.get(), part.data(), part.size());
                if (got <= 0) {
                    return;
                }
                m_shown.append(part.data(), static_cast<std::size_t>(got));
                if (m_shown.size() >= 2 && m_shown.substr(m_shown.size() - 2) == ": ") {
                    answers[answered++](m_ours.get());
                }
            }
        });
        return readPin("s-17", m_theirs.get(), m_theirs.get());
    }
    /// What the person saw until the last answer.
    const std::string& shown() const { return m_shown; }
    bool echoes() const
    {
        termios now{};
        EXPECT_EQ(::tcgetattr(m_theirs.get(), &now), 0);
        return (now.c_lflag & ECHO) != 0;
    }

private:
    UniqueFd m_ours;
    UniqueFd m_theirs;
    std::string m_shown;
};

} // namespace

TEST(ReadPin, TakesTheOnlyLineOfAPipe)
{
    EXPECT_EQ(asText(piped("4711\n").view()), "4711");
    EXPECT_EQ(asText(piped("4711\r\n").view()), "4711");
    EXPECT_EQ(asText(piped(" 47 11").view()), " 47 11");
}

TEST(ReadPin, RefusesAPipeWithoutOneLine)
{
    for (const std::string text : {"", "\n", "4711\n4712\n", "\n4711\n"}) {
        expectError(ErrorCode::InvalidArgument, "standard input holds no PIN", [&] { piped(text); });
    }
}

TEST(ReadPin, AsksTwiceAtATerminalAndDoesNotShowIt)
{
    Typist typist;
    const SecretBuffer pin = typist.read({Typist::types("4711\n"), Typist::types("4711\n")});
    EXPECT_EQ(asText(pin.view()), "4711");
    EXPECT_EQ(typist.shown(), "New PIN of s-17: \r\nThe same once more: ");
    EXPECT_TRUE(typist.echoes());
}

TEST(ReadPin, RefusesTwoThatDiffer)
{
    Typist typist;
    expectError(ErrorCode::InvalidArgument, "the two differ", [&] {
        typist.read({Typist::types("4711\n"), Typist::types("4712\n")});
    });
    EXPECT_TRUE(typist.echoes());
}

TEST(ReadPin, RefusesAnEmptyOne)
{
    Typist typist;
    expectError(ErrorCode::InvalidArgument, "no PIN was typed", [&] { typist.read({Typist::types("\n")}); });
    EXPECT_TRUE(typist.echoes());
}

TEST(ReadPin, IsCancelledByTheEndOfInput)
{
    Typist typist;
    expectError(ErrorCode::Cancelled, "no PIN was given", [&] { typist.read({Typist::types("\x04")}); });
    EXPECT_TRUE(typist.echoes());
}

TEST(ReadPin, IsCancelledByASignalAndLeavesTheTerminalAsItWas)
{
    Typist typist;
    expectError(ErrorCode::Cancelled, "no PIN was given",
                [&] { typist.read({[](int) { ::kill(::getpid(), SIGINT); }}); });
    EXPECT_TRUE(typist.echoes());
}

} // namespace bindery::cli
