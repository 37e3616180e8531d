-- Managing passkeys: what is known of each, who is asked again who they are, who removed what and why, and counts.

ALTER TABLE passkeys ADD COLUMN attachment TEXT CHECK (attachment IN ('platform', 'cross-platform'));
ALTER TABLE passkeys ADD COLUMN last_used_browser TEXT;
ALTER TABLE passkeys ADD COLUMN last_used_system TEXT;

-- When whoever is signed in last proved who they are.
ALTER TABLE sessions ADD COLUMN verified_at INTEGER;

-- The display name in lower case, by which people are found and sorted.
ALTER TABLE accounts ADD COLUMN display_name_key TEXT NOT NULL DEFAULT '';
-- How many passkeys the account has: counted ahead, because a hundred thousand accounts are sorted by it.
ALTER TABLE accounts ADD COLUMN passkeys INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN last_sign_in_at INTEGER;
-- An administrator took a passkey away: a new one is offered whatever was deferred.
ALTER TABLE accounts ADD COLUMN set_up_due INTEGER NOT NULL DEFAULT 0;

UPDATE accounts
SET display_name_key = lower(display_name),
    passkeys = (SELECT count(*) FROM passkeys WHERE account_id = accounts.id);

CREATE TRIGGER passkey_added AFTER INSERT ON passkeys BEGIN
    UPDATE accounts SET passkeys = passkeys + 1 WHERE id = NEW.account_id;
END;

CREATE TRIGGER passkey_removed AFTER DELETE ON passkeys BEGIN
    UPDATE accounts SET passkeys = passkeys - 1 WHERE id = OLD.account_id;
END;

-- One per order of the list of people; each has all that a search looks at.
CREATE INDEX accounts_by_name ON accounts (name, display_name_key);
CREATE INDEX accounts_by_display_name ON accounts (display_name_key, name);
CREATE INDEX accounts_by_passkeys ON accounts (passkeys, name, display_name_key);
CREATE INDEX accounts_by_last_sign_in ON accounts (last_sign_in_at, name, display_name_key);

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    -- Whose passkeys.
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    -- Who did it, as they were called then.
    by_name TEXT NOT NULL,
    by_display_name TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('created', 'renamed', 'removed', 'removed-all')),
    passkey TEXT,
    reason TEXT
) STRICT;

CREATE INDEX audit_by_account ON audit (account_id);

-- A day is 86 400 seconds of the Unix epoch.
CREATE TABLE sign_in_counts (
    day INTEGER NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('passkey', 'password')),
    count INTEGER NOT NULL,
    PRIMARY KEY (day, method)
) STRICT, WITHOUT ROWID;

CREATE TABLE failure_counts (
    day INTEGER NOT NULL,
    state TEXT NOT NULL,
    browser TEXT NOT NULL,
    ceremony TEXT NOT NULL,
    elapsed TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, state, browser, ceremony, elapsed)
) STRICT, WITHOUT ROWID;
