-- Passkey management: details of each passkey, when a user last proved their identity, who removed what and
-- why, and counts.

ALTER TABLE passkeys ADD COLUMN attachment TEXT CHECK (attachment IN ('platform', 'cross-platform'));
ALTER TABLE passkeys ADD COLUMN last_used_browser TEXT;
ALTER TABLE passkeys ADD COLUMN last_used_system TEXT;

-- When the signed-in user last proved their identity.
ALTER TABLE sessions ADD COLUMN verified_at INTEGER;

-- The display name in lower case, by which users are searched and sorted.
ALTER TABLE accounts ADD COLUMN display_name_key TEXT NOT NULL DEFAULT '';
-- How many passkeys the account has: kept up to date, because a hundred thousand accounts are sorted by it.
ALTER TABLE accounts ADD COLUMN passkeys INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN last_sign_in_at INTEGER;
-- An administrator removed a passkey: set-up is offered regardless of any deferral.
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

-- One per order of the user list; each covers everything that a search reads.
CREATE INDEX accounts_by_name ON accounts (name, display_name_key);
CREATE INDEX accounts_by_display_name ON accounts (display_name_key, name);
CREATE INDEX accounts_by_passkeys ON accounts (passkeys, name, display_name_key);
CREATE INDEX accounts_by_last_sign_in ON accounts (last_sign_in_at, name, display_name_key);

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    -- The account that the passkeys belong to.
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    -- The account that made the change, by its names at the time.
    by_name TEXT NOT NULL,
    by_display_name TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('created', 'renamed', 'removed', 'removed-all')),
    passkey TEXT,
    reason TEXT
) STRICT;

CREATE INDEX audit_by_account ON audit (account_id);

-- Days are counted from the Unix epoch, 86 400 seconds each.
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
