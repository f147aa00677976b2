-- SPDX-License-Identifier: Apache-2.0
-- Persons: who was named stays named.

-- What a supervisor's PIN is checked against: salted and slow to compute. NULL: none was set. It is never in the
-- chain, for a PIN is short enough to be guessed from it.
ALTER TABLE actor ADD COLUMN pin TEXT;

CREATE TRIGGER actor_no_delete BEFORE DELETE ON actor
BEGIN
    SELECT RAISE(ABORT, 'persons are retired, not deleted');
END;
