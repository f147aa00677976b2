-- SPDX-License-Identifier: Apache-2.0
-- Signing in: the language that a person reads, and wrong PINs.

-- Like the name it stays out of the chain, so that it can be erased. NULL: the person never said.
ALTER TABLE actor ADD COLUMN language TEXT CHECK (language IN ('en', 'de', 'es'));

-- Wrong PINs of a badge since the last right one. How long to wait follows from them, whichever process asks and
-- however often it is started anew. `boot` and `monotonic` measure the wait by a clock that nobody sets.
CREATE TABLE wrong_pin (
    badge TEXT PRIMARY KEY REFERENCES actor (badge),
    in_a_row INTEGER NOT NULL CHECK (in_a_row > 0),
    last INTEGER NOT NULL,
    boot TEXT NOT NULL,
    monotonic INTEGER NOT NULL
) STRICT;
