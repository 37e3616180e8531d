-- All times are seconds since the Unix epoch, by the backend's own clock.

CREATE TABLE server_secret (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    hmac_key BLOB NOT NULL
) STRICT;

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    -- A keyed hash of the name: its place on the ring, on which an unknown name finds its neighbor.
    name_key BLOB NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    phone TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'super-user', 'viewer')),
    password_hash TEXT NOT NULL,
    user_handle BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE passkeys (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    credential_id BLOB NOT NULL UNIQUE,
    -- The credential record, as JSON.
    credential TEXT NOT NULL,
    -- The transports as the browser reported them, as a JSON array.
    transports TEXT NOT NULL,
    name TEXT NOT NULL,
    aaguid BLOB,
    backup_eligible INTEGER NOT NULL,
    backed_up INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
) STRICT;

CREATE INDEX passkeys_by_account ON passkeys (account_id);

CREATE TABLE sessions (
    -- SHA-256 of the session ID in the cookie.
    id_hash BLOB PRIMARY KEY,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE flows (
    id TEXT PRIMARY KEY,
    session BLOB NOT NULL REFERENCES sessions (id_hash) ON DELETE CASCADE,
    seen_at INTEGER NOT NULL
) STRICT;

CREATE INDEX flows_by_session ON flows (session);

CREATE TABLE challenges (
    flow TEXT PRIMARY KEY REFERENCES flows (id) ON DELETE CASCADE,
    ceremony TEXT NOT NULL CHECK (ceremony IN ('assertion', 'attestation')),
    -- What verification needs, as JSON.
    state TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE codes (
    flow TEXT PRIMARY KEY REFERENCES flows (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    mac BLOB NOT NULL,
    sent_at INTEGER NOT NULL,
    tries_left INTEGER NOT NULL
) STRICT;

CREATE TABLE rate_limits (
    scope TEXT NOT NULL,
    subject BLOB NOT NULL,
    window_started_at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (scope, subject)
) STRICT;

CREATE TABLE deferrals (
    account_id INTEGER PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    deferred_at INTEGER NOT NULL,
    sign_ins_since INTEGER NOT NULL
) STRICT;
