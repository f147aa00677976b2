-- SPDX-License-Identifier: Apache-2.0
-- The line: one active order, first articles, slots, the daily check, leave to make a unit once more.

ALTER TABLE work_order ADD COLUMN active INTEGER CHECK (active = 1);
ALTER TABLE work_order ADD COLUMN first_article TEXT NOT NULL DEFAULT 'none'
    CHECK (first_article IN ('none', 'wanted', 'approved'));
ALTER TABLE work_order ADD COLUMN first_article_by TEXT REFERENCES actor (badge);
-- When the line took it up: its yield counts from there.
ALTER TABLE work_order ADD COLUMN opened INTEGER;

CREATE UNIQUE INDEX work_order_one_active ON work_order (active) WHERE active IS NOT NULL;

-- The moves of db/order_state.cpp: whoever writes the file, an order makes no other.
CREATE TRIGGER work_order_moves BEFORE UPDATE OF state ON work_order
WHEN OLD.state <> NEW.state AND NOT (
    (OLD.state = 'draft' AND NEW.state IN ('released', 'closing', 'closed'))
    OR (OLD.state = 'released' AND NEW.state IN ('first article', 'open', 'closing', 'closed'))
    OR (OLD.state = 'first article' AND NEW.state IN ('open', 'paused', 'closing', 'closed'))
    OR (OLD.state = 'open' AND NEW.state IN ('paused', 'closing', 'closed'))
    OR (OLD.state = 'paused' AND NEW.state IN ('first article', 'open', 'closing', 'closed'))
    OR (OLD.state = 'closing' AND NEW.state IN ('first article', 'open', 'closed')))
BEGIN
    SELECT RAISE(ABORT, 'an order does not go from this state to that one');
END;

-- What a person said of a slot. A slot nobody spoke of has no row.
CREATE TABLE slot (
    slot TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('open', 'blocked', 'out of service')),
    reason TEXT NOT NULL,
    changed INTEGER NOT NULL,
    changed_by TEXT NOT NULL REFERENCES actor (badge),
    reopened INTEGER -- failures before it count no more
) STRICT;

CREATE TABLE reference_check (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    card TEXT NOT NULL CHECK (card IN ('known good', 'known bad')),
    as_expected INTEGER NOT NULL CHECK (as_expected IN (0, 1)),
    slot TEXT,
    message TEXT NOT NULL,
    checked INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actor (badge)
) STRICT;

CREATE INDEX reference_check_good ON reference_check (card, checked) WHERE as_expected = 1;

CREATE TRIGGER reference_check_no_update BEFORE UPDATE ON reference_check
BEGIN
    SELECT RAISE(ABORT, 'what a reference card showed is never changed');
END;

CREATE TRIGGER reference_check_no_delete BEFORE DELETE ON reference_check
BEGIN
    SELECT RAISE(ABORT, 'what a reference card showed is never deleted');
END;

CREATE TABLE reprovision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    serial TEXT NOT NULL REFERENCES unit (serial),
    reason TEXT NOT NULL,
    released INTEGER NOT NULL,
    released_by TEXT NOT NULL REFERENCES actor (badge),
    used_by TEXT REFERENCES attempt (id)
) STRICT;

CREATE UNIQUE INDEX reprovision_one_unused ON reprovision (serial) WHERE used_by IS NULL;

CREATE TRIGGER reprovision_only_used BEFORE UPDATE ON reprovision
WHEN OLD.used_by IS NOT NULL OR NEW.used_by IS NULL OR NEW.serial <> OLD.serial OR NEW.reason <> OLD.reason
BEGIN
    SELECT RAISE(ABORT, 'a release to make a unit once more is used up once, and not changed');
END;

CREATE TRIGGER reprovision_no_delete BEFORE DELETE ON reprovision
BEGIN
    SELECT RAISE(ABORT, 'releases are never deleted');
END;
