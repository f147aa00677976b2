// SPDX-License-Identifier: Apache-2.0
#include "cli/output.h"

#include <cerrno>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

/// Straight to the descriptor: an error is known at once, and nothing is left in a buffer at the end.
void writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t put = ::write(fd, text.data(), text.size());
        if (put >= 0) {
            text.remove_prefix(static_cast<std::size_t>(put));
        } else if (errno == EPIPE) {
            return;
        } else if (errno != EINTR) {
            throwErrno(ErrorCode::WriteFailed, "writing the output", errno);
        }
    }
}

} // namespace

void printText(std::string_view text)
{
    writeAll(STDOUT_FILENO, text);
}

void printJson(const Json& value)
{
    printText(value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::size_t outputWidth(const Console& console)
{
    return console.terminal ? console.size().columns : 0;
}

Json errorJson(ErrorCode code, const std::string& message)
{
    const ErrorTraits& traits = traitsOf(code);
    return {{"code", traits.name}, {"message", message}, {"cure", traits.operatorSentence}};
}

int tellError(const Error& error, bool json, const std::optional<std::string>& cure)
{
    const ErrorTraits& traits = traitsOf(error.code());
    const std::string sentence = cure ? *cure : std::string(traits.operatorSentence);
    try {
        if (json) {
            Json value = errorJson(error.code(), error.what());
            value["cure"] = sentence;
            printJson({{"error", std::move(value)}});
            return traits.exitStatus;
        }
    } catch (const Error&) {
        // standard output is what failed; standard error is left
    }
    try {
        const Console console = Console::of(STDERR_FILENO);
        writeAll(STDERR_FILENO, toned(console, Tone::Bad, "bindery:") + " " + printable(error.what()) +
                                    "\n         " + printable(sentence) + "\n");
    } catch (const Error&) {
        // nobody can be told; the exit status stays
    }
    return traits.exitStatus;
}

} // namespace bindery::cli
