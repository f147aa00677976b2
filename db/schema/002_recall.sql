-- SPDX-License-Identifier: Apache-2.0
-- Recall: any set of units by order, lot, slot, golden image, time or reader within seconds over a million events.

CREATE INDEX attempt_by_started ON attempt (started);
CREATE INDEX attempt_by_order ON attempt (work_order, started);
CREATE INDEX attempt_by_serial ON attempt (serial, started);
CREATE INDEX attempt_by_golden ON attempt (golden, started);
CREATE INDEX attempt_by_slot ON attempt (slot, started) WHERE slot IS NOT NULL;
CREATE INDEX attempt_by_reader ON attempt (reader, started) WHERE reader IS NOT NULL;
CREATE INDEX attempt_by_lot ON attempt (card_lot, started) WHERE card_lot IS NOT NULL;
CREATE INDEX attempt_by_medium ON attempt (medium);
CREATE INDEX attempt_open ON attempt (started) WHERE result IS NULL;

CREATE INDEX medium_by_cid ON medium (cid) WHERE cid IS NOT NULL;
CREATE INDEX medium_by_header ON medium (header_uuid) WHERE header_uuid IS NOT NULL;
CREATE INDEX medium_by_path ON medium (path) WHERE path IS NOT NULL;

CREATE INDEX unit_by_order ON unit (work_order, serial_state);
CREATE INDEX keyslot_by_serial ON keyslot (serial);
CREATE INDEX sealed_secret_by_uuid ON sealed_secret (luks_uuid);
CREATE INDEX escrow_by_serial ON escrow (serial);
CREATE INDEX bind_by_serial ON bind (serial);
CREATE INDEX bind_by_attempt ON bind (attempt);

CREATE INDEX audit_event_by_unit ON audit_event (unit) WHERE unit IS NOT NULL;
CREATE INDEX audit_event_by_order ON audit_event (work_order) WHERE work_order IS NOT NULL;
CREATE INDEX audit_event_by_time ON audit_event (time);
