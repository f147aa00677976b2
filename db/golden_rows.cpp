// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/records_internal.h"

namespace bindery::db
{

namespace
{

std::optional<StoredGolden> goldenOf(const SQLite::Database& database, const std::string& id)
{
    SQLite::Statement row = prepare(
        database,
        "SELECT name, root_digest, boot_digest, recipe_digest, recipe_name, source_name, "
        "source_digest, state, approved_by, approved, manifest_digest, staged_by, staged FROM golden_image "
        "WHERE id = ?",
        id);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    StoredGolden stored;
    stored.golden = {id,
                     textAt(row, 0),
                     textAt(row, 1),
                     textAt(row, 2),
                     textAt(row, 3),
                     textAt(row, 4),
                     textAt(row, 5),
                     textAt(row, 6),
                     textAt(row, 10)};
    const std::string state = textAt(row, 7);
    stored.state = state == "staged"     ? GoldenState::Staged
                   : state == "approved" ? GoldenState::Approved
                                         : GoldenState::Removed;
    stored.approvedBy = optionalTextAt(row, 8);
    stored.approvedUtcMicros = optionalIntegerAt(row, 9);
    stored.stagedBy = textAt(row, 11);
    stored.stagedUtcMicros = integerAt(row, 12);
    return stored;
}

StoredGolden requireGolden(const SQLite::Database& database, const std::string& id)
{
    std::optional<StoredGolden> stored = goldenOf(database, id);
    if (!stored || stored->state == GoldenState::Removed) {
        throw Error(ErrorCode::NotFound,
                    "the records know no golden image " + recordable(id, 64) +
                        (stored ? ": it was removed; stage it again" : "; stage it first"));
    }
    return *stored;
}

} // namespace

void Records::recordStaged(const GoldenRecord& golden, const std::string& actor)
{
    checkDigest("golden id", golden.id);
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requireActor(database, actor);
        const std::optional<StoredGolden> old = goldenOf(database, golden.id);
        if (old && old->state != GoldenState::Removed) {
            throw Error(ErrorCode::Conflict, "the golden image " + old->golden.name + "@" +
                                                 golden.id.substr(0, 12) + " is recorded as staged already");
        }
        const std::string name = recordable(golden.name, 256);
        const std::string source = recordable(golden.sourceName, 1024);
        const std::string recipe = recordable(golden.recipeName, 256);
        run(database,
            "INSERT INTO golden_image (id, name, root_digest, boot_digest, recipe_digest, recipe_name, "
            "source_name, "
            "source_digest, manifest_digest, state, staged, staged_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "'staged', ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, source_name = excluded.source_name, "
            "source_digest = excluded.source_digest, manifest_digest = excluded.manifest_digest, state = "
            "'staged', staged = excluded.staged, "
            "staged_by = excluded.staged_by, approved = NULL, approved_by = NULL, removed = NULL",
            golden.id, name, golden.rootDigest, golden.bootDigest, golden.recipeDigest, recipe, source,
            golden.sourceDigest, golden.manifestDigest, m_state->moment.utcMicros, actor);
        m_state->appendEvent(actor, "golden.staged", "golden:" + golden.id,
                             {{"boot", golden.bootDigest},
                              {"golden", golden.id},
                              {"manifest", golden.manifestDigest},
                              {"name", name},
                              {"recipe", golden.recipeDigest},
                              {"recipe_name", recipe},
                              {"root", golden.rootDigest},
                              {"source", golden.sourceDigest},
                              {"source_name", source}});
    });
}

void Records::recordApproved(const std::string& goldenId, const std::string& actor)
{
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requireActor(database, actor);
        const StoredGolden stored = requireGolden(database, goldenId);
        if (stored.state == GoldenState::Approved) {
            throw Error(ErrorCode::Conflict, "the golden image " + stored.golden.name + "@" +
                                                 goldenId.substr(0, 12) + " was approved already, by " +
                                                 stored.approvedBy.value_or("?"));
        }
        run(database,
            "UPDATE golden_image SET state = 'approved', approved = ?, approved_by = ? WHERE id = ?",
            m_state->moment.utcMicros, actor, goldenId);
        m_state->appendEvent(actor, "golden.approved", "golden:" + goldenId,
                             {{"golden", goldenId}, {"name", stored.golden.name}});
    });
}

void Records::recordRemoved(const std::string& goldenId, const std::string& actor)
{
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requireActor(database, actor);
        const StoredGolden stored = requireGolden(database, goldenId);
        SQLite::Statement open = prepare(
            database, "SELECT id, work_order FROM attempt WHERE golden = ? AND result IS NULL", goldenId);
        if (open.executeStep()) {
            throw Error(ErrorCode::Conflict, "the golden image " + stored.golden.name +
                                                 " is in use by attempt " + textAt(open, 0) + " of order " +
                                                 textAt(open, 1) + "; wait until it has ended");
        }
        SQLite::Statement order = prepare(
            database, "SELECT number FROM work_order WHERE golden = ? AND state <> 'closed'", goldenId);
        if (order.executeStep()) {
            throw Error(ErrorCode::Conflict, "the golden image " + stored.golden.name + " belongs to order " +
                                                 textAt(order, 0) + ", which is not closed; close it first");
        }
        run(database, "UPDATE golden_image SET state = 'removed', removed = ? WHERE id = ?",
            m_state->moment.utcMicros, goldenId);
        m_state->appendEvent(actor, "golden.removed", "golden:" + goldenId,
                             {{"golden", goldenId}, {"name", stored.golden.name}});
    });
}

std::optional<StoredGolden> Records::findGolden(const std::string& goldenId) const
{
    return m_state->read([&](const SQLite::Database& database) { return goldenOf(database, goldenId); });
}

} // namespace bindery::db
