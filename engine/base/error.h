// SPDX-License-Identifier: Apache-2.0
// The one exception type of Bindery, and the table of its codes. A code says what the person in front of the
// station does next; the message says what happened, where, and (for bad input) the cure.
// Expected outcomes (a card is not eligible, a module is absent) are values, not exceptions.
#pragma once

#include <exception>
#include <span>
#include <string>
#include <string_view>

namespace bindery
{

enum class ErrorCode {
    DeviceGone,      ///< the medium left, or another one took its place
    NotEligible,     ///< the medium must not be written
    TooSmall,        ///< the medium is smaller than the golden image needs
    WriteFailed,     ///< the medium refused a write, a flush or a read; or a store of the station did
    VerifyMismatch,  ///< what was read back is not what was written
    BadImage,        ///< a source, image, archive or file system is damaged or not supported
    ModuleAbsent,    ///< no security module answers
    ModuleRefused,   ///< the security module refuses
    NeedsRoot,       ///< the caller lacks the rights
    Busy,            ///< someone else holds it
    Cancelled,       ///< a person or a signal asked to stop
    Corrupt,         ///< records, store or export do not hold what they must
    Conflict,        ///< the wish contradicts what is recorded or exists
    InvalidArgument, ///< the caller asked for something that cannot be
    NotFound,        ///< no such image, unit, file
    Internal,        ///< a defect of Bindery or its environment
};

/// What a code means to programs and people. `exitStatus` is that of the command line.
struct ErrorTraits {
    ErrorCode code;
    std::string_view name; ///< as written in records and JSON, stable
    int exitStatus;        ///< 1 failed, 2 usage, 3 not eligible or conflict, 4 verify, 5 module, 6 rights, 7
                           ///< cancelled
    std::string_view operatorSentence; ///< what to do next, in the operator's words
    bool retryMakesSense;
};

/// All codes in declaration order.
std::span<const ErrorTraits> errorTable();
const ErrorTraits& traitsOf(ErrorCode code);

class Error : public std::exception
{
public:
    Error(ErrorCode code, std::string message);

    ErrorCode code() const noexcept { return m_code; }
    const char* what() const noexcept override { return m_message.c_str(); }
    /// Puts "prefix: " in front of the message; for use on the way up.
    Error& addContext(std::string_view prefix);

private:
    ErrorCode m_code;
    std::string m_message;
};

/// "what: Input/output error"; `errnoValue` as in errno(3).
[[noreturn]] void throwErrno(ErrorCode code, std::string_view what, int errnoValue);

/// Runs `act`; an Error that leaves it carries `prefix`.
template <typename Act>
decltype(auto) withContext(std::string_view prefix, Act&& act)
{
    try {
        return static_cast<Act&&>(act)();
    } catch (Error& error) {
        error.addContext(prefix);
        throw;
    }
}

} // namespace bindery
