-- SPDX-License-Identifier: Apache-2.0
-- Which card a confirmation is for, and which cards asked with the same parts. States that nothing ever set go.

-- NULL: for whichever unit comes with these parts, as long as one card alone claims them.
ALTER TABLE bind_confirmation ADD COLUMN unit TEXT REFERENCES unit (serial);
-- A later one took its place.
ALTER TABLE bind_confirmation ADD COLUMN withdrawn INTEGER CHECK (withdrawn IS NULL OR used IS NULL);

DROP INDEX bind_confirmation_unused;
CREATE UNIQUE INDEX bind_confirmation_unused ON bind_confirmation (module_serial, pi_serial)
    WHERE used IS NULL AND withdrawn IS NULL;

DROP TRIGGER bind_confirmation_only_used;
CREATE TRIGGER bind_confirmation_only_used BEFORE UPDATE ON bind_confirmation
WHEN OLD.used IS NOT NULL OR OLD.withdrawn IS NOT NULL OR (NEW.used IS NULL AND NEW.withdrawn IS NULL)
    OR OLD.id <> NEW.id OR OLD.event <> NEW.event OR OLD.module_serial <> NEW.module_serial
    OR OLD.pi_serial <> NEW.pi_serial OR OLD.unit IS NOT NEW.unit OR OLD.actor <> NEW.actor
    OR OLD.confirmed <> NEW.confirmed
BEGIN
    SELECT RAISE(ABORT, 'a confirmation is used up or withdrawn, once, and not changed');
END;

DROP TRIGGER bind_confirmation_no_replace;
CREATE TRIGGER bind_confirmation_no_replace BEFORE INSERT ON bind_confirmation
WHEN EXISTS (SELECT 1 FROM bind_confirmation WHERE id = NEW.id OR event = NEW.event OR (used IS NULL
    AND withdrawn IS NULL AND module_serial = NEW.module_serial AND pi_serial = NEW.pi_serial))
BEGIN
    SELECT RAISE(ABORT, 'this confirmation exists');
END;

-- A card that asked with a module and a Pi that nobody had confirmed for it: two cards that claim the same parts
-- are told apart by a person only.
CREATE TABLE bind_claim (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event INTEGER NOT NULL UNIQUE REFERENCES audit_event (seq),
    attempt TEXT NOT NULL REFERENCES attempt (id),
    unit TEXT NOT NULL REFERENCES unit (serial),
    module_serial TEXT NOT NULL CHECK (module_serial <> ''),
    pi_serial TEXT NOT NULL CHECK (pi_serial <> ''),
    claimed INTEGER NOT NULL,
    UNIQUE (module_serial, pi_serial, attempt)
) STRICT;

CREATE INDEX bind_claim_by_attempt ON bind_claim (attempt);

CREATE TRIGGER bind_claim_no_update BEFORE UPDATE ON bind_claim
BEGIN
    SELECT RAISE(ABORT, 'claims are never changed');
END;

CREATE TRIGGER bind_claim_no_delete BEFORE DELETE ON bind_claim
BEGIN
    SELECT RAISE(ABORT, 'claims are never deleted');
END;

CREATE TRIGGER bind_claim_no_replace BEFORE INSERT ON bind_claim
WHEN EXISTS (SELECT 1 FROM bind_claim WHERE id = NEW.id OR event = NEW.event OR (attempt = NEW.attempt
    AND module_serial = NEW.module_serial AND pi_serial = NEW.pi_serial))
BEGIN
    SELECT RAISE(ABORT, 'this claim exists');
END;

-- Without "waiting for module": a unit without its module can sign nothing, so the station never knows it.
DROP TRIGGER unit_moves;
CREATE TRIGGER unit_moves BEFORE UPDATE OF state ON unit
WHEN OLD.state <> NEW.state AND NOT (
    (NEW.state IN ('written', 'written_unverified') AND EXISTS (SELECT 1 FROM attempt WHERE id = NEW.last_attempt
        AND serial = NEW.serial AND result IN ('passed', 'written_unverified')))
    OR (OLD.state IN ('written', 'bind failed') AND NEW.state = 'enrolling')
    OR (OLD.state IN ('written', 'enrolling') AND NEW.state = 'bind failed')
    OR (OLD.state IN ('enrolling', 'bind failed') AND NEW.state = 'locked')
    OR (OLD.state IN ('enrolling', 'bind failed', 'locked') AND NEW.state = 'verified')
    OR (OLD.state IN ('enrolling', 'bind failed', 'locked', 'verified') AND NEW.state = 'bound')
    OR (OLD.state = 'bound' AND NEW.state = 'production')
    OR (OLD.state NOT IN ('new', 'retired', 'scrapped') AND NEW.state IN ('quarantined', 'RMA', 'retired'))
    OR (OLD.state <> 'new' AND NEW.state = 'scrapped'))
BEGIN
    SELECT RAISE(ABORT, 'a unit does not go from this state to that one');
END;
