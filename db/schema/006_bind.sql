-- SPDX-License-Identifier: Apache-2.0
-- The bind: what units reported, the parts that were fitted to them, the history of each keyslot, what persons
-- confirmed. Each row names the event that made it.

-- What a unit was when it asked, as it told it. Lists are canonical JSON.
ALTER TABLE bind ADD COLUMN event INTEGER REFERENCES audit_event (seq);
ALTER TABLE bind ADD COLUMN pi_serial TEXT;
ALTER TABLE bind ADD COLUMN pi_model TEXT;
ALTER TABLE bind ADD COLUMN pi_revision TEXT;
ALTER TABLE bind ADD COLUMN macs TEXT;
ALTER TABLE bind ADD COLUMN boot_medium TEXT;
ALTER TABLE bind ADD COLUMN module_firmware TEXT;
ALTER TABLE bind ADD COLUMN module_public_key BLOB;
ALTER TABLE bind ADD COLUMN token_digest TEXT;
ALTER TABLE bind ADD COLUMN keyslots TEXT;
ALTER TABLE bind ADD COLUMN message TEXT;

CREATE TRIGGER bind_no_update BEFORE UPDATE ON bind
BEGIN
    SELECT RAISE(ABORT, 'steps of a bind are never changed');
END;

CREATE TRIGGER bind_no_delete BEFORE DELETE ON bind
BEGIN
    SELECT RAISE(ABORT, 'steps of a bind are never deleted');
END;

CREATE TRIGGER bind_no_replace BEFORE INSERT ON bind
WHEN EXISTS (SELECT 1 FROM bind WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'this step of a bind exists');
END;

-- Why a unit is in a side state.
ALTER TABLE unit ADD COLUMN state_reason TEXT;

UPDATE unit SET state_reason = (SELECT json_extract(e.payload, '$.reason') FROM audit_event e
    WHERE e.action = 'unit.scrapped' AND e.unit = unit.serial ORDER BY e.seq DESC LIMIT 1)
WHERE state = 'scrapped';

-- The moves of db/unit_states.cpp: whoever writes the file, a unit makes no other. A unit is written by an attempt
-- that ended so, also once more.
CREATE TRIGGER unit_moves BEFORE UPDATE OF state ON unit
WHEN OLD.state <> NEW.state AND NOT (
    (NEW.state IN ('written', 'written_unverified') AND EXISTS (SELECT 1 FROM attempt WHERE id = NEW.last_attempt
        AND serial = NEW.serial AND result IN ('passed', 'written_unverified')))
    OR (OLD.state IN ('written', 'waiting for module', 'bind failed') AND NEW.state = 'enrolling')
    OR (OLD.state IN ('written', 'enrolling', 'bind failed') AND NEW.state = 'waiting for module')
    OR (OLD.state IN ('written', 'enrolling', 'waiting for module') AND NEW.state = 'bind failed')
    OR (OLD.state IN ('enrolling', 'waiting for module', 'bind failed') AND NEW.state = 'locked')
    OR (OLD.state IN ('enrolling', 'waiting for module', 'bind failed', 'locked') AND NEW.state = 'verified')
    OR (OLD.state IN ('enrolling', 'waiting for module', 'bind failed', 'locked', 'verified')
        AND NEW.state = 'bound')
    OR (OLD.state = 'bound' AND NEW.state = 'production')
    OR (OLD.state NOT IN ('new', 'retired', 'scrapped') AND NEW.state IN ('quarantined', 'RMA', 'retired'))
    OR (OLD.state <> 'new' AND NEW.state = 'scrapped'))
BEGIN
    SELECT RAISE(ABORT, 'a unit does not go from this state to that one');
END;

-- Every state that a keyslot ever had; the table keyslot holds the last.
CREATE TABLE keyslot_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event INTEGER NOT NULL REFERENCES audit_event (seq),
    attempt TEXT NOT NULL REFERENCES attempt (id),
    serial TEXT NOT NULL REFERENCES unit (serial),
    number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 31),
    purpose TEXT NOT NULL CHECK (purpose IN ('transport', 'module', 'recovery')),
    state TEXT NOT NULL CHECK (state IN ('created', 'tested', 'destruction_reported', 'destroyed', 'compromised')),
    exposure TEXT,
    reason TEXT,
    actor TEXT NOT NULL REFERENCES actor (badge),
    changed INTEGER NOT NULL,
    UNIQUE (event, number)
) STRICT;

CREATE INDEX keyslot_change_by_serial ON keyslot_change (serial);

INSERT INTO keyslot_change (event, attempt, serial, number, purpose, state, exposure, reason, actor, changed)
SELECT seq, attempt, serial, number, purpose, state, exposure, reason, actor, time FROM (
    SELECT e.seq, json_extract(e.payload, '$.attempt') AS attempt, e.unit AS serial,
        json_extract(s.value, '$.number') AS number, json_extract(s.value, '$.purpose') AS purpose,
        json_extract(s.value, '$.state') AS state, json_extract(s.value, '$.exposure') AS exposure, NULL AS reason,
        e.actor, e.time
    FROM audit_event e, json_each(e.payload, '$.keyslots') s WHERE e.action = 'attempt.closed'
    UNION ALL
    SELECT e.seq, k.attempt, k.serial, k.number, k.purpose, json_extract(e.payload, '$.state'), k.exposure,
        json_extract(e.payload, '$.reason'), e.actor, e.time
    FROM audit_event e JOIN keyslot k ON k.attempt = json_extract(e.payload, '$.attempt')
        AND k.number = json_extract(e.payload, '$.number')
    WHERE e.action = 'keyslot.changed')
ORDER BY seq, number;

CREATE TRIGGER keyslot_change_no_update BEFORE UPDATE ON keyslot_change
BEGIN
    SELECT RAISE(ABORT, 'the history of a keyslot is never changed');
END;

CREATE TRIGGER keyslot_change_no_delete BEFORE DELETE ON keyslot_change
BEGIN
    SELECT RAISE(ABORT, 'the history of a keyslot is never deleted');
END;

CREATE TRIGGER keyslot_change_no_replace BEFORE INSERT ON keyslot_change
WHEN EXISTS (SELECT 1 FROM keyslot_change WHERE id = NEW.id OR (event = NEW.event AND number = NEW.number))
BEGIN
    SELECT RAISE(ABORT, 'this change of a keyslot exists');
END;

CREATE TRIGGER keyslot_stays_destroyed BEFORE UPDATE ON keyslot
WHEN OLD.state = 'destroyed' OR OLD.attempt <> NEW.attempt OR OLD.serial <> NEW.serial OR OLD.number <> NEW.number
    OR OLD.purpose <> NEW.purpose OR OLD.created <> NEW.created
BEGIN
    SELECT RAISE(ABORT, 'a destroyed keyslot stays so, and a keyslot remains that of its card');
END;

CREATE TRIGGER keyslot_no_replace BEFORE INSERT ON keyslot
WHEN EXISTS (SELECT 1 FROM keyslot WHERE id = NEW.id OR (attempt = NEW.attempt AND number = NEW.number))
BEGIN
    SELECT RAISE(ABORT, 'this keyslot exists');
END;

-- Card, module and Pi of each unit: fitted from, to. A card is known by its LUKS UUID.
CREATE TABLE part (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event INTEGER NOT NULL UNIQUE REFERENCES audit_event (seq),
    kind TEXT NOT NULL CHECK (kind IN ('card', 'module', 'pi')),
    serial TEXT NOT NULL CHECK (serial <> ''),
    unit TEXT NOT NULL REFERENCES unit (serial),
    attempt TEXT NOT NULL REFERENCES attempt (id),
    key_sha256 TEXT, -- of a module's public key: its serial alone can be copied
    fitted_from INTEGER NOT NULL,
    fitted_to INTEGER,
    reason TEXT,
    CHECK ((fitted_to IS NULL) = (reason IS NULL)),
    CHECK ((kind = 'module') = (key_sha256 IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX part_fitted_once ON part (kind, serial) WHERE fitted_to IS NULL;
CREATE UNIQUE INDEX part_one_of_each ON part (unit, kind) WHERE fitted_to IS NULL;
CREATE INDEX part_by_serial ON part (serial);
CREATE INDEX part_by_key ON part (key_sha256) WHERE key_sha256 IS NOT NULL;
CREATE INDEX part_by_unit ON part (unit);

CREATE TRIGGER part_only_taken_out BEFORE UPDATE ON part
WHEN OLD.fitted_to IS NOT NULL OR NEW.fitted_to IS NULL OR NEW.fitted_to < OLD.fitted_from OR OLD.id <> NEW.id
    OR OLD.event <> NEW.event OR OLD.kind <> NEW.kind OR OLD.serial <> NEW.serial OR OLD.unit <> NEW.unit
    OR OLD.attempt <> NEW.attempt OR OLD.key_sha256 IS NOT NEW.key_sha256 OR OLD.fitted_from <> NEW.fitted_from
BEGIN
    SELECT RAISE(ABORT, 'a part that was fitted is taken out, once, and not changed');
END;

CREATE TRIGGER part_no_delete BEFORE DELETE ON part
BEGIN
    SELECT RAISE(ABORT, 'parts are never deleted');
END;

CREATE TRIGGER part_no_replace BEFORE INSERT ON part
WHEN EXISTS (SELECT 1 FROM part WHERE id = NEW.id OR event = NEW.event
    OR (fitted_to IS NULL AND NEW.fitted_to IS NULL AND kind = NEW.kind AND (serial = NEW.serial OR unit = NEW.unit)))
BEGIN
    SELECT RAISE(ABORT, 'this part is fitted already');
END;

CREATE TABLE bind_confirmation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event INTEGER NOT NULL UNIQUE REFERENCES audit_event (seq),
    module_serial TEXT NOT NULL CHECK (module_serial <> ''),
    pi_serial TEXT NOT NULL CHECK (pi_serial <> ''),
    actor TEXT NOT NULL REFERENCES actor (badge),
    confirmed INTEGER NOT NULL,
    used INTEGER
) STRICT;

CREATE UNIQUE INDEX bind_confirmation_unused ON bind_confirmation (module_serial, pi_serial) WHERE used IS NULL;

CREATE TRIGGER bind_confirmation_only_used BEFORE UPDATE ON bind_confirmation
WHEN OLD.used IS NOT NULL OR NEW.used IS NULL OR OLD.id <> NEW.id OR OLD.event <> NEW.event
    OR OLD.module_serial <> NEW.module_serial OR OLD.pi_serial <> NEW.pi_serial OR OLD.actor <> NEW.actor
    OR OLD.confirmed <> NEW.confirmed
BEGIN
    SELECT RAISE(ABORT, 'a confirmation is used up once, and not changed');
END;

CREATE TRIGGER bind_confirmation_no_delete BEFORE DELETE ON bind_confirmation
BEGIN
    SELECT RAISE(ABORT, 'confirmations are never deleted');
END;

CREATE TRIGGER bind_confirmation_no_replace BEFORE INSERT ON bind_confirmation
WHEN EXISTS (SELECT 1 FROM bind_confirmation WHERE id = NEW.id OR event = NEW.event OR (used IS NULL
    AND module_serial = NEW.module_serial AND pi_serial = NEW.pi_serial))
BEGIN
    SELECT RAISE(ABORT, 'this confirmation exists');
END;

-- Recovery keys stay as they were escrowed; that somebody took one out is all that changes.
CREATE TRIGGER escrow_only_released BEFORE UPDATE ON escrow
WHEN NEW.state <> 'released' OR OLD.attempt <> NEW.attempt OR OLD.serial <> NEW.serial OR OLD.keyslot <> NEW.keyslot
    OR OLD.certificate_digest <> NEW.certificate_digest OR OLD.envelope <> NEW.envelope OR OLD.created <> NEW.created
BEGIN
    SELECT RAISE(ABORT, 'an escrowed key is released, and not changed');
END;

CREATE TRIGGER escrow_no_delete BEFORE DELETE ON escrow
BEGIN
    SELECT RAISE(ABORT, 'escrowed keys are never deleted');
END;

CREATE TRIGGER escrow_no_replace BEFORE INSERT ON escrow
WHEN EXISTS (SELECT 1 FROM escrow WHERE attempt = NEW.attempt)
BEGIN
    SELECT RAISE(ABORT, 'this attempt has an escrowed key');
END;
