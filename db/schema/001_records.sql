-- SPDX-License-Identifier: Apache-2.0
-- The records of a station. Times are UTC microseconds; digests and ids are lower-case hex; unknown is NULL.

CREATE TABLE station (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;

-- The name stays out of the chain, so that it can be erased.
CREATE TABLE actor (
    badge TEXT PRIMARY KEY,
    name TEXT,
    role TEXT NOT NULL CHECK (role IN ('operator', 'supervisor', 'engineer', 'auditor', 'station')),
    valid_from INTEGER NOT NULL,
    valid_to INTEGER
) STRICT;

CREATE TABLE golden_image (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    root_digest TEXT NOT NULL,
    boot_digest TEXT NOT NULL,
    recipe_digest TEXT NOT NULL,
    recipe_name TEXT NOT NULL,
    source_name TEXT NOT NULL,
    source_digest TEXT NOT NULL,
    manifest_digest TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('staged', 'approved', 'removed')),
    proof TEXT,
    staged INTEGER NOT NULL,
    staged_by TEXT NOT NULL REFERENCES actor (badge),
    approved INTEGER,
    approved_by TEXT REFERENCES actor (badge),
    removed INTEGER,
    CHECK ((approved IS NULL) = (approved_by IS NULL)),
    CHECK (state <> 'approved' OR approved IS NOT NULL)
) STRICT;

CREATE TABLE work_order (
    number TEXT PRIMARY KEY,
    state TEXT NOT NULL
        CHECK (state IN ('draft', 'released', 'first article', 'open', 'paused', 'closing', 'closed')),
    golden TEXT REFERENCES golden_image (id),
    target INTEGER CHECK (target > 0),
    serial_scheme TEXT NOT NULL DEFAULT 'counter' CHECK (serial_scheme IN ('counter', 'list', 'scanned')),
    serial_prefix TEXT NOT NULL,
    serial_next INTEGER NOT NULL DEFAULT 1 CHECK (serial_next > 0),
    policy TEXT NOT NULL,
    created INTEGER NOT NULL,
    created_by TEXT NOT NULL REFERENCES actor (badge),
    closed INTEGER,
    closed_by TEXT REFERENCES actor (badge),
    CHECK ((state = 'closed') = (closed IS NOT NULL))
) STRICT;

CREATE TABLE unit (
    serial TEXT PRIMARY KEY,
    work_order TEXT NOT NULL REFERENCES work_order (number),
    state TEXT NOT NULL CHECK (state IN ('new', 'written', 'written_unverified', 'enrolling', 'locked', 'verified',
        'bound', 'production', 'waiting for module', 'bind failed', 'quarantined', 'retired', 'superseded',
        'scrapped', 'RMA')),
    serial_state TEXT NOT NULL CHECK (serial_state IN ('reserved', 'consumed', 'void')),
    void_reason TEXT,
    pi_serial TEXT,
    module_serial TEXT,
    last_attempt TEXT REFERENCES attempt (id),
    created INTEGER NOT NULL,
    CHECK ((serial_state = 'void') = (void_reason IS NOT NULL))
) STRICT;

CREATE TABLE medium (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('device', 'file')),
    path TEXT,
    cid TEXT,
    header_uuid TEXT,
    size INTEGER NOT NULL CHECK (size >= 0),
    model TEXT,
    card_lot TEXT,
    card_part TEXT,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    last_slot TEXT,
    seen_count INTEGER NOT NULL DEFAULT 1,
    written_count INTEGER NOT NULL DEFAULT 0,
    passed_count INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE attempt (
    id TEXT PRIMARY KEY,
    work_order TEXT NOT NULL REFERENCES work_order (number),
    serial TEXT NOT NULL REFERENCES unit (serial),
    golden TEXT NOT NULL REFERENCES golden_image (id),
    medium INTEGER NOT NULL REFERENCES medium (id),
    actor TEXT NOT NULL REFERENCES actor (badge),
    slot TEXT,
    -- What was seen when the card was put in; the row in medium goes on changing.
    medium_kind TEXT NOT NULL CHECK (medium_kind IN ('device', 'file')),
    medium_path TEXT,
    medium_size INTEGER NOT NULL CHECK (medium_size >= 0),
    medium_model TEXT,
    disk_seq INTEGER,
    cid TEXT,
    reader TEXT,
    found_header_uuid TEXT,
    card_lot TEXT,
    card_part TEXT,
    started INTEGER NOT NULL,
    started_monotonic INTEGER NOT NULL,
    started_boot TEXT NOT NULL,
    started_synchronised INTEGER CHECK (started_synchronised IN (0, 1)),
    verify_intended TEXT NOT NULL CHECK (verify_intended IN ('none', 'full', 'cached')),
    fill_intended TEXT NOT NULL CHECK (fill_intended IN ('none', 'discard', 'zero', 'random')),
    tool_version TEXT NOT NULL,
    supersedes TEXT REFERENCES attempt (id),
    superseded_by TEXT REFERENCES attempt (id),
    change_reason TEXT,
    -- Empty while the attempt is open.
    ended INTEGER,
    ended_monotonic INTEGER,
    ended_boot TEXT,
    ended_synchronised INTEGER CHECK (ended_synchronised IN (0, 1)),
    result TEXT CHECK (result IN ('passed', 'failed', 'cancelled', 'interrupted', 'written_unverified')),
    reason TEXT,
    message TEXT,
    bytes_written INTEGER CHECK (bytes_written >= 0),
    step_millis TEXT,
    verify TEXT CHECK (verify IN ('none', 'full', 'cached')),
    fill TEXT CHECK (fill IN ('none', 'discard', 'zero', 'random')),
    CHECK ((result IS NULL) = (ended IS NULL)),
    CHECK ((supersedes IS NULL) = (change_reason IS NULL))
) STRICT;

CREATE UNIQUE INDEX attempt_one_open_per_serial ON attempt (serial) WHERE result IS NULL;

-- The card an attempt makes: what a verify needs years later.
CREATE TABLE attempt_card (
    attempt TEXT PRIMARY KEY REFERENCES attempt (id),
    luks_uuid TEXT NOT NULL UNIQUE,
    file_system_uuid TEXT NOT NULL,
    disk_signature TEXT NOT NULL,
    cipher TEXT NOT NULL,
    layout TEXT NOT NULL,
    changes TEXT NOT NULL,
    recorded INTEGER NOT NULL
) STRICT;

CREATE TABLE keyslot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    attempt TEXT NOT NULL REFERENCES attempt (id),
    serial TEXT NOT NULL REFERENCES unit (serial),
    number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 31),
    purpose TEXT NOT NULL CHECK (purpose IN ('transport', 'module', 'recovery')),
    state TEXT NOT NULL CHECK (state IN ('created', 'tested', 'destruction_reported', 'destroyed', 'compromised')),
    exposure TEXT,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    UNIQUE (attempt, number)
) STRICT;

-- Ciphertext only: the wrapping key of each lies outside the database.
CREATE TABLE sealed_secret (
    attempt TEXT PRIMARY KEY REFERENCES attempt (id),
    luks_uuid TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('transport')),
    nonce BLOB,
    ciphertext BLOB,
    sealed INTEGER NOT NULL,
    destroyed INTEGER,
    destroyed_reason TEXT,
    CHECK ((ciphertext IS NULL) = (destroyed IS NOT NULL)),
    CHECK ((nonce IS NULL) = (ciphertext IS NULL))
) STRICT;

-- Recovery keys, each a CMS envelope to the customer's certificate.
CREATE TABLE escrow (
    attempt TEXT PRIMARY KEY REFERENCES attempt (id),
    serial TEXT NOT NULL REFERENCES unit (serial),
    keyslot INTEGER NOT NULL REFERENCES keyslot (id),
    certificate_digest TEXT NOT NULL,
    envelope BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('escrowed', 'released')),
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE bind (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    attempt TEXT NOT NULL REFERENCES attempt (id),
    serial TEXT NOT NULL REFERENCES unit (serial),
    step TEXT NOT NULL,
    module_kind TEXT,
    module_model TEXT,
    module_serial TEXT,
    status TEXT NOT NULL,
    header_digest TEXT,
    signature BLOB,
    recorded INTEGER NOT NULL
) STRICT;

-- Every act of anyone, chained: hash = SHA-256(prev_hash || canonical event). The columns after it are read out of the
-- payload, so they cannot say anything else.
CREATE TABLE audit_event (
    seq INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL,
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    work_order TEXT GENERATED ALWAYS AS (json_extract(payload, '$.order')) VIRTUAL,
    unit TEXT GENERATED ALWAYS AS (json_extract(payload, '$.unit')) VIRTUAL
) STRICT;

CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY CHECK (size > 0),
    last_hash BLOB NOT NULL CHECK (length(last_hash) = 32),
    tree_head BLOB NOT NULL CHECK (length(tree_head) = 32),
    time INTEGER NOT NULL,
    station TEXT NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    -- Roots of the full subtrees of the first `size` events, largest first: the next tree head grows from them.
    frontier BLOB NOT NULL CHECK (length(frontier) % 32 = 0)
) STRICT;

CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
BEGIN
    SELECT RAISE(ABORT, 'audit events are never changed');
END;

CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
BEGIN
    SELECT RAISE(ABORT, 'audit events are never deleted');
END;

-- INSERT OR REPLACE of another connection would get around the two above. seq is -1 here when none was given.
CREATE TRIGGER audit_event_append_only BEFORE INSERT ON audit_event
BEGIN
    SELECT RAISE(ABORT, 'an audit event with this seq exists')
    WHERE EXISTS (SELECT 1 FROM audit_event WHERE seq = NEW.seq);
    SELECT RAISE(ABORT, 'audit events are numbered without gaps')
    WHERE NEW.seq <> coalesce((SELECT max(seq) FROM audit_event), 0) + 1;
    SELECT RAISE(ABORT, 'an audit event must be chained to the one before it')
    WHERE NEW.prev_hash <> coalesce((SELECT hash FROM audit_event WHERE seq = NEW.seq - 1), zeroblob(32));
END;

CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are never changed');
END;

CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are never deleted');
END;

CREATE TRIGGER checkpoint_append_only BEFORE INSERT ON checkpoint
WHEN NEW.size <= coalesce((SELECT max(size) FROM checkpoint), 0)
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are only appended');
END;

CREATE TRIGGER attempt_no_delete BEFORE DELETE ON attempt
BEGIN
    SELECT RAISE(ABORT, 'attempts are never deleted');
END;

CREATE TRIGGER attempt_no_replace BEFORE INSERT ON attempt
WHEN EXISTS (SELECT 1 FROM attempt WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'this attempt exists');
END;

CREATE TRIGGER attempt_starts_open BEFORE INSERT ON attempt WHEN NEW.result IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'an attempt starts open');
END;

CREATE TRIGGER attempt_start_stays BEFORE UPDATE OF id, work_order, serial, golden, medium, actor, slot, medium_kind,
    medium_path, medium_size, medium_model, disk_seq, cid, reader, found_header_uuid, card_lot, card_part, started,
    started_monotonic, started_boot, started_synchronised, verify_intended, fill_intended, tool_version, supersedes,
    change_reason ON attempt
BEGIN
    SELECT RAISE(ABORT, 'how an attempt started is never changed');
END;

CREATE TRIGGER attempt_result_stays BEFORE UPDATE OF ended, ended_monotonic, ended_boot, ended_synchronised, result,
    reason, message, bytes_written, step_millis, verify, fill ON attempt
WHEN OLD.result IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a result is never changed into another');
END;

CREATE TRIGGER attempt_card_no_update BEFORE UPDATE ON attempt_card
BEGIN
    SELECT RAISE(ABORT, 'the facts of a card are never changed');
END;

CREATE TRIGGER attempt_card_no_delete BEFORE DELETE ON attempt_card
BEGIN
    SELECT RAISE(ABORT, 'the facts of a card are never deleted');
END;

CREATE TRIGGER attempt_card_no_replace BEFORE INSERT ON attempt_card
WHEN EXISTS (SELECT 1 FROM attempt_card WHERE attempt = NEW.attempt OR luks_uuid = NEW.luks_uuid)
BEGIN
    SELECT RAISE(ABORT, 'the facts of this card are recorded');
END;

CREATE TRIGGER sealed_secret_no_delete BEFORE DELETE ON sealed_secret
BEGIN
    SELECT RAISE(ABORT, 'sealed secrets are scrubbed, not deleted');
END;

CREATE TRIGGER sealed_secret_no_replace BEFORE INSERT ON sealed_secret
WHEN EXISTS (SELECT 1 FROM sealed_secret WHERE attempt = NEW.attempt)
BEGIN
    SELECT RAISE(ABORT, 'this attempt has a sealed secret');
END;

CREATE TRIGGER sealed_secret_only_scrubbed BEFORE UPDATE ON sealed_secret
WHEN NEW.ciphertext IS NOT NULL OR OLD.ciphertext IS NULL
BEGIN
    SELECT RAISE(ABORT, 'a sealed secret can only be scrubbed, once');
END;

CREATE TRIGGER keyslot_no_delete BEFORE DELETE ON keyslot
BEGIN
    SELECT RAISE(ABORT, 'keyslots are never deleted');
END;

CREATE TRIGGER unit_no_delete BEFORE DELETE ON unit
BEGIN
    SELECT RAISE(ABORT, 'units are never deleted');
END;

CREATE TRIGGER work_order_stays_closed BEFORE UPDATE ON work_order WHEN OLD.state = 'closed'
BEGIN
    SELECT RAISE(ABORT, 'a closed order stays as it is');
END;

CREATE TRIGGER work_order_no_delete BEFORE DELETE ON work_order
BEGIN
    SELECT RAISE(ABORT, 'orders are never deleted');
END;
