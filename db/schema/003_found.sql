-- SPDX-License-Identifier: Apache-2.0
-- What the blank test saw on a card before it was written: nothing, an empty file system of the factory, data.

ALTER TABLE attempt ADD COLUMN found TEXT CHECK (found IN ('blank', 'factory', 'data'));

CREATE TRIGGER attempt_found_stays BEFORE UPDATE OF found ON attempt
BEGIN
    SELECT RAISE(ABORT, 'how an attempt started is never changed');
END;
