// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "db/event_lines_internal.h"
#include "db/event_text_internal.h"

namespace bindery::db
{

namespace
{

StoredEvent eventOf(const Json& json)
{
    StoredEvent event;
    try {
        event.seq = json.at("seq").get<std::int64_t>();
        event.utcMicros = json.at("time").get<std::int64_t>();
        event.actor = json.at("actor").get<std::string>();
        event.action = json.at("action").get<std::string>();
        event.subject = json.at("subject").get<std::string>();
        event.payload = canonicalJson(json.at("payload"));
        event.previousHash = digestFromHex(json.at("prev_hash").get<std::string>());
        event.hash = digestFromHex(json.at("hash").get<std::string>());
    } catch (const Json::exception&) {
        throw Error(ErrorCode::Corrupt, "not an event");
    }
    return event;
}

std::string numbered(std::int64_t seq)
{
    return "event " + std::to_string(seq);
}

} // namespace

std::optional<std::int64_t> firstSeqOf(const std::string& line)
{
    try {
        const Json json = parseJson(line, "line");
        return json.contains("gap") ? gapOf(json).first : eventOf(json).seq;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::optional<LineFault> EventLines::take(const std::string& line)
{
    ++m_line;
    m_event.reset();
    // Also what the hash does not cover (blanks, members nobody asked for) must be as the station wrote it.
    const LineFault notCanonical{DefectKind::Edited, m_line,
                                 "the line is not written the way the station writes it"};
    try {
        const Json json = parseJson(line, "line");
        const bool isGap = json.is_object() && json.contains("gap");
        std::optional<LineFault> fault;
        if (isGap) {
            const Gap gap = gapOf(json);
            fault = gapLine(gap) == line ? takeGap(gap) : notCanonical;
        } else {
            StoredEvent event = eventOf(json);
            fault = exportLine(event) == line ? takeEvent(std::move(event)) : notCanonical;
        }
        m_previousWasGap = isGap;
        return fault;
    } catch (const Error& error) {
        return LineFault{DefectKind::Edited, m_line,
                         std::string("the line is not what the station wrote: ") + error.what()};
    }
}

std::optional<LineFault> EventLines::takeGap(const Gap& gap)
{
    if (gap.first > expected()) {
        return LineFault{DefectKind::Missing, m_line, numbered(expected()) + " should stand here", true};
    }
    if (gap.first < expected()) {
        return LineFault{DefectKind::Reordered, m_line,
                         "events from " + std::to_string(gap.first) +
                             " on stand here a second time or too late"};
    }
    if (!m_gapsAllowed) {
        return LineFault{DefectKind::Missing, m_line,
                         "events are left out, though the export was not filtered"};
    }
    for (const Subtree& subtree : gap.subtrees) {
        m_tree.append(subtree);
    }
    m_previous = gap.hash;
    m_leftOut += gap.last - gap.first + 1;
    m_firstGapLine = m_firstGapLine.value_or(m_line);
    return std::nullopt;
}

std::optional<LineFault> EventLines::takeEvent(StoredEvent event)
{
    const std::string text = canonicalEvent(event);
    if (event.hash != chainHash(event.previousHash, text)) {
        return LineFault{DefectKind::Edited, m_line,
                         numbered(event.seq) + " was edited: its hash does not fit what it says"};
    }
    if (event.seq > expected()) {
        return LineFault{DefectKind::Missing, m_line, numbered(expected()) + " should stand here", true};
    }
    if (event.seq < expected()) {
        return LineFault{DefectKind::Reordered, m_line,
                         numbered(event.seq) + " stands here a second time or too late"};
    }
    if (event.previousHash != m_previous) {
        // This line fits itself, so the one before it was changed and hashed anew (or stands for changed
        // events).
        if (m_line == 1) {
            return LineFault{DefectKind::Edited, m_line,
                             "the first event must not be chained to another one"};
        }
        return LineFault{
            DefectKind::Edited, m_line - 1,
            std::string(m_previousWasGap ? "the hash of the events left out here" : "this event") +
                " is not what the next line is chained to: it was changed and hashed anew"};
    }
    m_tree.append(leafHash(text));
    m_previous = event.hash;
    ++m_events;
    m_event = std::move(event);
    return std::nullopt;
}

std::optional<LineFault> EventLines::finish(const Checkpoint& checkpoint) const
{
    if (m_tree.size() < checkpoint.size) {
        return LineFault{DefectKind::Cut, m_line + 1,
                         "the end is missing: the station signed " + std::to_string(checkpoint.size) +
                             " events, here are " + std::to_string(m_tree.size())};
    }
    if (m_tree.size() > checkpoint.size) {
        return LineFault{DefectKind::Edited, m_line,
                         "there are more events than the " + std::to_string(checkpoint.size) +
                             " the station signed"};
    }
    if (m_previous != checkpoint.lastHash) {
        return LineFault{
            DefectKind::Edited, m_line,
            "the chain ends with another hash than the signed one: it was changed and hashed anew"};
    }
    if (m_tree.head() != checkpoint.treeHead) {
        return LineFault{
            DefectKind::Edited, m_firstGapLine.value_or(m_line),
            "the events have another tree head than the signed one: what stands for the events left out "
            "was changed"};
    }
    return std::nullopt;
}

} // namespace bindery::db
