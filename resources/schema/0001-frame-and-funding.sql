-- 0001: the frame of a ledger and its funding.
--
-- Every domain table: id = site * 2^31 + serial, one serial for the whole ledger, so an id names one
-- record of one type. STRICT, so that a kind is kept. Money is whole dong. Dates are ISO text and
-- may be partial where the column says so. Later migrations only append columns and tables: old
-- changesets are read by column position.

-- One row: which office keeps this ledger.
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL,
  site INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('province', 'district', 'commune')),
  unit_id INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  year INTEGER NOT NULL,
  created TEXT NOT NULL,
  program TEXT NOT NULL,
  synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1))
) STRICT;

-- The next free serial. Never journalled: a number once given is never given again.
CREATE TABLE sequence (
  site INTEGER PRIMARY KEY,
  next INTEGER NOT NULL
) STRICT;

-- What is derived from the records (sort keys in indexes, the search index), and by which version of
-- the program's text functions. Never journalled.
CREATE TABLE derived (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT;

-- The journal, written by the store alone.
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,                       -- local time with offset, ISO 8601
  operator TEXT NOT NULL,
  action TEXT NOT NULL,                   -- the name of the user action, as it was shown
  undoes INTEGER REFERENCES change (id),  -- the change this one takes back
  schema INTEGER NOT NULL,                -- schema number its rows were written under
  inserted INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  changeset BLOB NOT NULL                 -- session changeset, deflated
) STRICT;
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- Forms in progress; not journalled.
CREATE TABLE draft (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  record_id INTEGER,
  data TEXT NOT NULL,                     -- JSON: field name to text as typed
  at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX draft_of ON draft (type, ifnull(record_id, 0));

-- A catalogue file that was loaded: what it is, from which text, for which time.
CREATE TABLE catalogue (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  loaded_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX catalogue_code ON catalogue (code, ifnull(valid_from, ''));

-- Code lists: unit kinds, unit classes, funding sources, capital kinds, ethnic groups, indicators …
CREATE TABLE code_item (
  id INTEGER PRIMARY KEY,
  catalogue_id INTEGER NOT NULL REFERENCES catalogue (id),
  list TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT,
  parent_code TEXT,
  position INTEGER NOT NULL,
  attributes TEXT,                        -- JSON object of what only this list has
  source TEXT NOT NULL,                   -- clause or text; 'source unknown' where none was seen
  valid_from TEXT,
  valid_to TEXT
) STRICT;
CREATE UNIQUE INDEX code_item_code ON code_item (list, code, ifnull(valid_from, ''));
CREATE INDEX code_item_catalogue ON code_item (catalogue_id);

CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  catalogue_id INTEGER REFERENCES catalogue (id),
  parent_id INTEGER REFERENCES unit (id),
  level TEXT NOT NULL CHECK (level IN ('province', 'district', 'commune', 'village')),
  kind TEXT NOT NULL,                     -- code list unit-kind
  code TEXT,                              -- official code; empty where none is known
  name TEXT NOT NULL,                     -- with its kind: "Xã Ngọc Côn"
  area TEXT CHECK (area IN ('rural', 'urban')),
  position INTEGER NOT NULL DEFAULT 0,
  valid_from TEXT,
  valid_to TEXT,
  successor_id INTEGER REFERENCES unit (id),
  note TEXT
) STRICT;
CREATE INDEX unit_parent ON unit (parent_id, position);
CREATE INDEX unit_code ON unit (code);
CREATE INDEX unit_catalogue ON unit (catalogue_id);
CREATE INDEX unit_successor ON unit (successor_id);

-- Poor district, especially difficult commune, region …, with years and the decision.
CREATE TABLE unit_class (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  class TEXT NOT NULL,                    -- code list unit-class
  year_from INTEGER,
  year_to INTEGER,
  decision TEXT,
  note TEXT
) STRICT;
CREATE INDEX unit_class_unit ON unit_class (unit_id);

CREATE TABLE agency (
  id INTEGER PRIMARY KEY,
  catalogue_id INTEGER REFERENCES catalogue (id),
  name TEXT NOT NULL,
  short_name TEXT,
  unit_id INTEGER REFERENCES unit (id),   -- the unit it belongs to
  position INTEGER NOT NULL DEFAULT 0,
  valid_from TEXT,
  valid_to TEXT,
  note TEXT
) STRICT;
CREATE INDEX agency_unit ON agency (unit_id);
CREATE INDEX agency_catalogue ON agency (catalogue_id);

-- The programme tree, copied from the catalogue, so that an office can follow its own numbering.
CREATE TABLE component (
  id INTEGER PRIMARY KEY,
  catalogue_id INTEGER REFERENCES catalogue (id),
  parent_id INTEGER REFERENCES component (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('project', 'sub-project', 'policy')),
  position INTEGER NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  source TEXT,
  note TEXT
) STRICT;
CREATE INDEX component_parent ON component (parent_id, position);
CREATE INDEX component_catalogue ON component (catalogue_id);

-- Who leads, co-ordinates, implements; by year, because every plan may say otherwise.
CREATE TABLE component_agency (
  id INTEGER PRIMARY KEY,
  component_id INTEGER NOT NULL REFERENCES component (id),
  agency_id INTEGER NOT NULL REFERENCES agency (id),
  role TEXT NOT NULL CHECK (role IN ('leads', 'coordinates', 'implements')),
  year INTEGER,
  position INTEGER NOT NULL DEFAULT 0,
  source TEXT
) STRICT;
CREATE INDEX component_agency_component ON component_agency (component_id, role, position);
CREATE INDEX component_agency_agency ON component_agency (agency_id);

-- A document that assigns, adjusts, supplements, carries over or recovers money.
CREATE TABLE funding_decision (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('assigned', 'adjusted', 'supplemented', 'carried-over', 'recovered')),
  number TEXT,
  date TEXT,                              -- may be partial
  issuer TEXT,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'issued')),
  synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  note TEXT
) STRICT;
CREATE INDEX funding_decision_year ON funding_decision (year, kind);

CREATE TABLE funding_line (
  id INTEGER PRIMARY KEY,
  decision_id INTEGER NOT NULL REFERENCES funding_decision (id),
  component_id INTEGER NOT NULL REFERENCES component (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  owner_id INTEGER REFERENCES agency (id),
  source TEXT,                            -- code list funding-source; empty: not stated
  capital_kind TEXT,                      -- code list capital-kind; empty: not stated
  amount INTEGER NOT NULL,                -- dong, signed
  note TEXT
) STRICT;
CREATE INDEX funding_line_decision ON funding_line (decision_id);
CREATE INDEX funding_line_component ON funding_line (component_id);
CREATE INDEX funding_line_unit ON funding_line (unit_id);
CREATE INDEX funding_line_owner ON funding_line (owner_id);

-- Every total printed in a document, kept beside the sums so that paper and arithmetic can be compared.
CREATE TABLE stated_total (
  id INTEGER PRIMARY KEY,
  decision_id INTEGER NOT NULL REFERENCES funding_decision (id),
  component_id INTEGER REFERENCES component (id),  -- empty: the whole programme
  unit_id INTEGER REFERENCES unit (id),            -- empty: the whole of the compiling unit
  source TEXT,
  capital_kind TEXT,
  amount INTEGER NOT NULL,
  section TEXT,                           -- where in the document
  quote TEXT                              -- as printed
) STRICT;
CREATE INDEX stated_total_decision ON stated_total (decision_id);
CREATE INDEX stated_total_component ON stated_total (component_id);
CREATE INDEX stated_total_unit ON stated_total (unit_id);

-- Passages of a document that the rules read: names, years, and mentions of its own number and date.
CREATE TABLE decision_text (
  id INTEGER PRIMARY KEY,
  decision_id INTEGER NOT NULL REFERENCES funding_decision (id),
  component_id INTEGER REFERENCES component (id),
  kind TEXT NOT NULL CHECK (kind IN ('heading', 'content', 'mention', 'other')),
  section TEXT NOT NULL,
  text TEXT NOT NULL,
  number TEXT,                            -- mention: the decision's number as written here
  date TEXT                               -- mention: the decision's date as written here
) STRICT;
CREATE INDEX decision_text_decision ON decision_text (decision_id);
CREATE INDEX decision_text_component ON decision_text (component_id);

CREATE TABLE disbursement (
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL,                     -- a full day
  plan_year INTEGER NOT NULL,             -- the year whose money it is
  carried_over INTEGER NOT NULL DEFAULT 0 CHECK (carried_over IN (0, 1)),
  component_id INTEGER NOT NULL REFERENCES component (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  owner_id INTEGER REFERENCES agency (id),
  source TEXT,
  capital_kind TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('advance', 'payment', 'recovery')),
  amount INTEGER NOT NULL CHECK (amount > 0),  -- dong; a recovery is taken off
  voucher TEXT,
  content TEXT,
  paid_type TEXT,                         -- the record it pays for, if any
  paid_id INTEGER,
  synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  note TEXT
) STRICT;
CREATE INDEX disbursement_date ON disbursement (date);
CREATE INDEX disbursement_component ON disbursement (component_id, plan_year);
CREATE INDEX disbursement_unit ON disbursement (unit_id);
CREATE INDEX disbursement_owner ON disbursement (owner_id);

-- The share of the central budget that the local budget must add, as the office set it.
CREATE TABLE counterpart_ratio (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  component_id INTEGER REFERENCES component (id),
  percent REAL NOT NULL CHECK (percent >= 0),
  source TEXT
) STRICT;
CREATE INDEX counterpart_ratio_component ON counterpart_ratio (component_id);

CREATE TABLE target (
  id INTEGER PRIMARY KEY,
  component_id INTEGER REFERENCES component (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  measure TEXT NOT NULL,                  -- unit of measure: "điểm %/năm", "lượt người"
  operator TEXT NOT NULL CHECK (operator IN ('=', '>=', '<=', '>', '<', '~')),
  position INTEGER NOT NULL DEFAULT 0,
  source TEXT
) STRICT;
CREATE INDEX target_component ON target (component_id);

CREATE TABLE target_value (
  id INTEGER PRIMARY KEY,
  target_id INTEGER NOT NULL REFERENCES target (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  year INTEGER NOT NULL,
  baseline REAL,
  planned REAL,
  achieved REAL,
  section TEXT,
  note TEXT
) STRICT;
CREATE INDEX target_value_target ON target_value (target_id, year);
CREATE INDEX target_value_unit ON target_value (unit_id);

-- What the office decides for itself: thresholds of its own rules, signature lines of its papers.
CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

-- A finding somebody looked at and accepted, with the reason and what exactly was accepted.
CREATE TABLE acceptance (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  record_type TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  field TEXT,
  fingerprint TEXT NOT NULL,              -- the figures at that time; other figures ask again
  reason TEXT NOT NULL,
  accepted_by TEXT NOT NULL,
  accepted_at TEXT NOT NULL
) STRICT;
CREATE INDEX acceptance_of ON acceptance (rule, record_type, record_id);

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  record_type TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT,
  added_at TEXT NOT NULL,
  data BLOB NOT NULL CHECK (length(data) <= 8388608)
) STRICT;
CREATE INDEX attachment_of ON attachment (record_type, record_id);

-- A closed year: no edits without reopening it, with a reason.
CREATE TABLE period_lock (
  id INTEGER PRIMARY KEY,
  what TEXT NOT NULL CHECK (what IN ('review', 'funding')),
  year INTEGER NOT NULL,
  closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
  reason TEXT,
  UNIQUE (what, year)
) STRICT;
