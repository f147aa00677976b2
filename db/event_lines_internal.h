// SPDX-License-Identifier: Apache-2.0
// Checks the lines of events.jsonl, one after the other.
#pragma once

#include "db/export_files_internal.h"
#include "db/export_format_internal.h"
#include "db/records.h"

#include <optional>
#include <string>

namespace bindery::db
{

/// What is wrong with a line. A gap in the numbers is told apart by the caller, who can look ahead.
struct LineFault {
    DefectKind kind = DefectKind::Edited;
    std::uint64_t line = 0;
    std::string message;
    bool lineIsMissing = false; ///< event expected() is not here: missing or further down
};

class EventLines
{
public:
    /// `gapsAllowed`: the export was filtered.
    explicit EventLines(bool gapsAllowed) : m_gapsAllowed(gapsAllowed) {}

    std::optional<LineFault> take(const std::string& line);
    /// At the end of the file, against what was signed.
    std::optional<LineFault> finish(const Checkpoint& checkpoint) const;

    /// The event of the line just taken; empty for a gap.
    const std::optional<StoredEvent>& event() const { return m_event; }
    std::int64_t expected() const { return m_tree.size() + 1; }
    std::int64_t events() const { return m_events; }
    std::int64_t leftOut() const { return m_leftOut; }

private:
    std::optional<LineFault> takeGap(const Gap& gap);
    std::optional<LineFault> takeEvent(StoredEvent event);

    bool m_gapsAllowed;
    TreeHead m_tree;
    Digest m_previous{};
    std::optional<StoredEvent> m_event;
    std::uint64_t m_line = 0;
    std::optional<std::uint64_t> m_firstGapLine;
    bool m_previousWasGap = false;
    std::int64_t m_events = 0;
    std::int64_t m_leftOut = 0;
};

/// The seq that a line claims to begin with; empty when it is no line of events.jsonl.
std::optional<std::int64_t> firstSeqOf(const std::string& line);

} // namespace bindery::db
