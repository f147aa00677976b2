// SPDX-License-Identifier: Apache-2.0
#include "cli/read_pin.h"

#include "base/error.h"
#include "base/file.h"
#include "base/stop_signals.h"

#include <cerrno>
#include <optional>
#include <string_view>

#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr std::size_t kLongestLine = 1024;

/// What is typed is not shown, while it lives.
class HiddenTyping
{
public:
    explicit HiddenTyping(int terminal) : m_terminal(terminal)
    {
        if (::tcgetattr(terminal, &m_before) != 0) {
            throwErrno(ErrorCode::Internal, "hiding what is typed at the terminal", errno);
        }
        termios hidden = m_before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        hidden.c_lflag |= ECHONL;
        if (::tcsetattr(terminal, TCSAFLUSH, &hidden) != 0) {
            throwErrno(ErrorCode::Internal, "hiding what is typed at the terminal", errno);
        }
    }
    ~HiddenTyping() { ::tcsetattr(m_terminal, TCSAFLUSH, &m_before); }
    HiddenTyping(const HiddenTyping&) = delete;
    HiddenTyping& operator=(const HiddenTyping&) = delete;

private:
    int m_terminal;
    termios m_before{};
};

/// Waits for input, or for a signal.
void await(int input, const StopSignals& signals)
{
    constexpr int kLook = 100; // milliseconds
    pollfd waiting{input, POLLIN, 0};
    while (::poll(&waiting, 1, kLook) <= 0) {
        if (signals.stopped()) {
            throw Error(ErrorCode::Cancelled, "no PIN was given");
        }
    }
}

/// Reads up to `room`, until `isWhole` of what was read, or the end.
template <typename IsWhole>
SecretBuffer readUntil(int input, const StopSignals& signals, IsWhole isWhole)
{
    SecretBuffer room(kLongestLine);
    std::size_t size = 0;
    while (size < room.size() && !isWhole(std::string_view(room.chars(), size))) {
        await(input, signals);
        const ssize_t got = ::read(input, room.span().data() + size, room.size() - size);
        if (got < 0 && errno != EINTR && errno != EIO) { // EIO: the terminal is gone
            throwErrno(codeOfFileErrno(errno), "reading the PIN", errno);
        }
        if (got == 0 || (got < 0 && errno == EIO)) {
            break;
        }
        size += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    return SecretBuffer::copyOf(room.view().first(size));
}

/// Without its line feed; nothing when it is no line, or more than one.
std::optional<SecretBuffer> lineOf(const SecretBuffer& read)
{
    std::string_view text(read.chars(), read.size());
    if (!text.empty() && text.back() == '\n') {
        text.remove_suffix(1);
    }
    if (!text.empty() && text.back() == '\r') {
        text.remove_suffix(1);
    }
    if (text.empty() || text.find('\n') != std::string_view::npos) {
        return std::nullopt;
    }
    return SecretBuffer::copyOf(read.view().first(text.size()));
}

SecretBuffer ask(const std::string& question, int input, int output, const StopSignals& signals)
{
    static_cast<void>(::write(output, question.data(), question.size()));
    const SecretBuffer typed = readUntil(
        input, signals, [](std::string_view text) { return text.find('\n') != std::string_view::npos; });
    if (typed.empty()) {
        throw Error(ErrorCode::Cancelled, "no PIN was given");
    }
    std::optional<SecretBuffer> line = lineOf(typed);
    if (!line) {
        throw Error(ErrorCode::InvalidArgument, "no PIN was typed: a PIN has 4 to 64 characters");
    }
    return *std::move(line);
}

/// What a program gives.
SecretBuffer onlyLine(int input, const StopSignals& signals)
{
    std::optional<SecretBuffer> line =
        lineOf(readUntil(input, signals, [](std::string_view) { return false; }));
    if (!line) {
        throw Error(ErrorCode::InvalidArgument,
                    "standard input holds no PIN: give it as the only line, or call this at a terminal");
    }
    return *std::move(line);
}

} // namespace

SecretBuffer readPin(const std::string& whose, int input, int output)
{
    const StopSignals signals([] {});
    if (::isatty(input) != 1) {
        return onlyLine(input, signals);
    }
    const HiddenTyping hidden(input);
    SecretBuffer pin = ask("New PIN of " + whose + ": ", input, output, signals);
    if (!pin.equals(ask("The same once more: ", input, output, signals))) {
        throw Error(ErrorCode::InvalidArgument, "the two differ, so no PIN was set: try again");
    }
    return pin;
}

SecretBuffer readKnownPin(const std::string& whose, int input, int output)
{
    const StopSignals signals([] {});
    if (::isatty(input) != 1) {
        return onlyLine(input, signals);
    }
    const HiddenTyping hidden(input);
    return ask("PIN of " + whose + ": ", input, output, signals);
}

} // namespace bindery::cli
