# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the ledger, as one script for each version that leads to it from the one before."""

_VERSION_1 = """
CREATE TABLE jobs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL DEFAULT 1,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    base_url TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    folder TEXT NOT NULL,
    options TEXT NOT NULL,
    prompt TEXT NOT NULL,
    images TEXT NOT NULL,
    image_labels TEXT NOT NULL,
    bbox_condition TEXT NOT NULL,
    target TEXT NOT NULL,
    prepare_command TEXT NOT NULL,
    blender_version TEXT NOT NULL,
    created_at REAL NOT NULL,
    updated_at REAL NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    final_prompt TEXT NOT NULL,
    task_uuid TEXT NOT NULL,
    subscription_key TEXT NOT NULL,
    submitted_at REAL,
    consumed_credits REAL,
    resumable_until REAL,
    steps_done INTEGER NOT NULL,
    steps_total INTEGER NOT NULL,
    steps_failed INTEGER NOT NULL,
    queue_length INTEGER,
    waited_seconds REAL NOT NULL,
    bytes_done INTEGER NOT NULL,
    bytes_total INTEGER,
    model_file TEXT NOT NULL,
    preview_file TEXT NOT NULL,
    prepared_file TEXT NOT NULL,
    prepared_version TEXT NOT NULL,
    triangles INTEGER,
    dimensions TEXT NOT NULL,
    error_code TEXT NOT NULL,
    error TEXT NOT NULL,
    remedy TEXT NOT NULL,
    hold_code TEXT NOT NULL,
    hold TEXT NOT NULL,
    blocked INTEGER NOT NULL
);
CREATE INDEX jobs_by_account ON jobs (account, state);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    at REAL NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX events_by_job ON events (job_id);
CREATE TABLE landings (
    seq INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    blend_path TEXT NOT NULL,
    at REAL NOT NULL
);
CREATE INDEX landings_by_job ON landings (job_id);
CREATE TABLE accounts (
    account TEXT PRIMARY KEY,
    base_url TEXT NOT NULL DEFAULT '',
    balance REAL,
    checked_at REAL,
    error_code TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '',
    remedy TEXT NOT NULL DEFAULT 'NONE',
    requested INTEGER NOT NULL DEFAULT 0,
    parallel_limit INTEGER
);
CREATE TABLE sends (
    seq INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    at REAL NOT NULL,
    under_way INTEGER NOT NULL
);
CREATE INDEX sends_by_account ON sends (account, at);
CREATE TABLE pauses (
    account TEXT PRIMARY KEY,
    recorded_at REAL NOT NULL,
    until REAL NOT NULL
);
CREATE TABLE notices (
    seq INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    sentence TEXT NOT NULL
);
CREATE TABLE revision (value INTEGER NOT NULL);
INSERT INTO revision VALUES (1);
"""

_VERSION_2 = """
ALTER TABLE accounts ADD COLUMN daily_credits REAL;
CREATE TABLE past_payments (
    account TEXT NOT NULL,
    at REAL NOT NULL,
    options TEXT NOT NULL,
    consumed_credits REAL
);
CREATE INDEX past_payments_by_account ON past_payments (account, at);
CREATE TRIGGER payments_outlive_jobs BEFORE DELETE ON jobs WHEN OLD.submitted_at IS NOT NULL
BEGIN
    INSERT INTO past_payments VALUES (OLD.account, OLD.submitted_at, OLD.options, OLD.consumed_credits);
END;
CREATE TRIGGER payments_outlive_retries BEFORE UPDATE OF attempt ON jobs
WHEN NEW.attempt > OLD.attempt AND OLD.submitted_at IS NOT NULL
BEGIN
    INSERT INTO past_payments VALUES (OLD.account, OLD.submitted_at, OLD.options, OLD.consumed_credits);
END;
"""

_VERSION_3 = """
ALTER TABLE jobs ADD COLUMN work TEXT NOT NULL DEFAULT 'null';
ALTER TABLE jobs ADD COLUMN estimated_credits REAL;
ALTER TABLE jobs ADD COLUMN quads INTEGER;
ALTER TABLE past_payments ADD COLUMN estimated_credits REAL;
DROP TRIGGER payments_outlive_jobs;
DROP TRIGGER payments_outlive_retries;
CREATE TRIGGER payments_outlive_jobs BEFORE DELETE ON jobs WHEN OLD.submitted_at IS NOT NULL
BEGIN
    INSERT INTO past_payments
    VALUES (OLD.account, OLD.submitted_at, OLD.options, OLD.consumed_credits, OLD.estimated_credits);
END;
CREATE TRIGGER payments_outlive_retries BEFORE UPDATE OF attempt ON jobs
WHEN NEW.attempt > OLD.attempt AND OLD.submitted_at IS NOT NULL
BEGIN
    INSERT INTO past_payments
    VALUES (OLD.account, OLD.submitted_at, OLD.options, OLD.consumed_credits, OLD.estimated_credits);
END;
CREATE TABLE prices (
    account TEXT NOT NULL,
    priced_by TEXT NOT NULL,
    credits REAL NOT NULL,
    PRIMARY KEY (account, priced_by)
);
"""

# A row's revision is what the ledger's becomes when the transaction that writes the row is committed.
_VERSION_4 = """
ALTER TABLE jobs RENAME COLUMN version TO revision;
UPDATE jobs SET revision = (SELECT value FROM revision);
CREATE INDEX jobs_by_revision ON jobs (revision);
CREATE INDEX jobs_by_state ON jobs (state);
CREATE INDEX jobs_by_family ON jobs (CASE WHEN json_valid(target) THEN json_extract(target, '$.variant_of') END);
CREATE INDEX jobs_by_payment ON jobs (account, submitted_at, consumed_credits, estimated_credits);
CREATE TABLE removed_jobs (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
);
CREATE INDEX removed_jobs_by_revision ON removed_jobs (revision);
CREATE TRIGGER new_jobs_have_a_revision AFTER INSERT ON jobs
BEGIN
    UPDATE jobs SET revision = (SELECT value + 1 FROM revision) WHERE seq = NEW.seq;
    DELETE FROM removed_jobs WHERE id = NEW.id;
END;
CREATE TRIGGER changed_jobs_have_a_revision AFTER UPDATE ON jobs
BEGIN
    UPDATE jobs SET revision = (SELECT value + 1 FROM revision) WHERE seq = NEW.seq;
END;
CREATE TRIGGER removed_jobs_have_a_revision AFTER DELETE ON jobs
BEGIN
    INSERT OR REPLACE INTO removed_jobs SELECT OLD.id, value + 1 FROM revision;
END;
"""

_VERSION_5 = """
ALTER TABLE jobs ADD COLUMN blend_path TEXT NOT NULL DEFAULT '';
ALTER TABLE past_payments ADD COLUMN job_id TEXT NOT NULL DEFAULT '';
ALTER TABLE past_payments ADD COLUMN blend_path TEXT NOT NULL DEFAULT '';
CREATE INDEX past_payments_by_job ON past_payments (job_id);
DROP TRIGGER payments_outlive_jobs;
DROP TRIGGER payments_outlive_retries;
CREATE TRIGGER payments_outlive_jobs BEFORE DELETE ON jobs WHEN OLD.submitted_at IS NOT NULL
BEGIN
    INSERT INTO past_payments
    VALUES (OLD.account, OLD.submitted_at, OLD.options, OLD.consumed_credits, OLD.estimated_credits,
            OLD.id, OLD.blend_path);
END;
CREATE TRIGGER payments_outlive_retries BEFORE UPDATE OF attempt ON jobs
WHEN NEW.attempt > OLD.attempt AND OLD.submitted_at IS NOT NULL
BEGIN
    INSERT INTO past_payments
    VALUES (OLD.account, OLD.submitted_at, OLD.options, OLD.consumed_credits, OLD.estimated_credits,
            OLD.id, OLD.blend_path);
END;
CREATE TABLE keepings (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    library TEXT NOT NULL,
    project TEXT NOT NULL,
    size TEXT NOT NULL,
    asked_at REAL NOT NULL,
    error TEXT NOT NULL,
    path TEXT NOT NULL,
    UNIQUE (job_id, library)
);
"""

# An order outlives its job if that may have been paid: the same key is not paid for again. What was submitted is among
# the past payments by the time that an order is looked at.
_VERSION_6 = """
ALTER TABLE jobs ADD COLUMN ordered TEXT NOT NULL DEFAULT '{}';
CREATE TABLE orders (
    base_url TEXT NOT NULL,
    key TEXT NOT NULL,
    job_id TEXT NOT NULL,
    batch TEXT NOT NULL,
    by_script INTEGER NOT NULL,
    PRIMARY KEY (base_url, key)
);
CREATE INDEX orders_by_job ON orders (job_id);
CREATE INDEX orders_by_batch ON orders (batch) WHERE batch != '';
CREATE TRIGGER unpaid_orders_go_with_jobs AFTER DELETE ON jobs
WHEN OLD.task_uuid = ''
BEGIN
    DELETE FROM orders WHERE job_id = OLD.id AND job_id NOT IN (SELECT job_id FROM past_payments);
END;
"""

MIGRATIONS: tuple[str, ...] = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4, _VERSION_5, _VERSION_6)
"""The script at index n leads from version n to n + 1. A published script is never edited, but followed by another."""
