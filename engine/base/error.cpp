// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <array>
#include <system_error>

namespace bindery
{

namespace
{

constexpr std::array kTable{
    ErrorTraits{ErrorCode::DeviceGone, "DeviceGone", 1,
                "The card left its slot. Put a card in and start again.", true},
    ErrorTraits{ErrorCode::NotEligible, "NotEligible", 3,
                "This card must not be written here. Read the reason, use another card or slot.", false},
    ErrorTraits{ErrorCode::TooSmall, "TooSmall", 3,
                "The card is too small for this image. Use a larger card.", false},
    ErrorTraits{ErrorCode::WriteFailed, "WriteFailed", 1,
                "Writing or reading failed. If the message names the card, put the card aside; if it names the station's disk, free some room.", true},
    ErrorTraits{ErrorCode::VerifyMismatch, "VerifyMismatch", 4,
                "The card does not hold what was written. Put it aside: it is bad.", false},
    ErrorTraits{ErrorCode::BadImage, "BadImage", 1,
                "The image cannot be used. Give it back to the line engineer.", false},
    ErrorTraits{ErrorCode::ModuleAbsent, "ModuleAbsent", 5,
                "No security module answers. Check that it is fitted, then power the unit again.", true},
    ErrorTraits{ErrorCode::ModuleRefused, "ModuleRefused", 5,
                "The security module refuses. Put the unit aside for a supervisor.", false},
    ErrorTraits{ErrorCode::NeedsRoot, "NeedsRoot", 6, "You lack the rights for this. Ask a supervisor.",
                false},
    ErrorTraits{ErrorCode::Busy, "Busy", 1, "Someone else is using it. Wait a moment and try again.", true},
    ErrorTraits{ErrorCode::Cancelled, "Cancelled", 7, "It was cancelled. The card must be made again.", true},
    ErrorTraits{ErrorCode::Corrupt, "Corrupt", 1,
                "The station's data is damaged. Stop and call a supervisor.", false},
    ErrorTraits{ErrorCode::Conflict, "Conflict", 3, "This contradicts the records. Ask a supervisor.", false},
    ErrorTraits{ErrorCode::InvalidArgument, "InvalidArgument", 2,
                "What was asked for cannot be. Correct it and try again.", false},
    ErrorTraits{ErrorCode::NotFound, "NotFound", 1, "There is no such thing. Check the name.", false},
    ErrorTraits{ErrorCode::Internal, "Internal", 1, "The station has a defect. Call the line engineer.",
                false},
};

} // namespace

std::span<const ErrorTraits> errorTable()
{
    return kTable;
}

const ErrorTraits& traitsOf(ErrorCode code)
{
    return kTable.at(static_cast<std::size_t>(code));
}

Error::Error(ErrorCode code, std::string message) : m_code(code), m_message(std::move(message)) {}

Error& Error::addContext(std::string_view prefix)
{
    m_message.insert(0, std::string(prefix) + ": ");
    return *this;
}

void throwErrno(ErrorCode code, std::string_view what, int errnoValue)
{
    throw Error(code, std::string(what) + ": " + std::generic_category().message(errnoValue));
}

} // namespace bindery
