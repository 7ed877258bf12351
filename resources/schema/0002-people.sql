-- 0002: households, their members, and the yearly review.

-- A household as it is now. What it was in a year stands in household_year and is never rewritten
-- from here.
CREATE TABLE household (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),   -- its village; the commune where none is known
  code TEXT,                                       -- the household's number in the office's lists
  head TEXT NOT NULL,                              -- name of the head, as lists show it
  address TEXT,
  ethnicity TEXT,                                  -- code list ethnic-group
  separate_since TEXT,                             -- may be partial
  merit INTEGER NOT NULL DEFAULT 0 CHECK (merit IN (0, 1)),          -- has members with merit for the revolution
  no_labour INTEGER NOT NULL DEFAULT 0 CHECK (no_labour IN (0, 1)),  -- nobody able to work
  assisted INTEGER NOT NULL DEFAULT 0 CHECK (assisted IN (0, 1)),    -- has social protection beneficiaries
  alone INTEGER NOT NULL DEFAULT 0 CHECK (alone IN (0, 1)),          -- single, without support
  farming INTEGER NOT NULL DEFAULT 0 CHECK (farming IN (0, 1)),      -- lives on farming, forestry, fishery, salt
  phone TEXT,
  origin_id INTEGER REFERENCES household (id),     -- the household it split from
  ended_on TEXT,
  ended_why TEXT CHECK (ended_why IN ('died', 'moved-away', 'merged', 'entered-by-mistake', 'other')),
  merged_into_id INTEGER REFERENCES household (id),
  synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  note TEXT
) STRICT;
CREATE INDEX household_unit ON household (unit_id, name_key (head), ended_on);
CREATE INDEX household_head ON household (name_key (head), ended_on);
CREATE INDEX household_origin ON household (origin_id) WHERE origin_id IS NOT NULL;
CREATE INDEX household_merged ON household (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  position INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL,
  sex TEXT CHECK (sex IN ('male', 'female')),
  birth TEXT,                                      -- may be partial
  relation TEXT NOT NULL CHECK (relation IN ('head', 'spouse', 'child', 'parent', 'grandchild',
    'grandparent', 'sibling', 'in-law', 'other')),
  id_number TEXT,                                  -- 12 digits; text, leading zeros matter
  ethnicity TEXT,
  disability TEXT CHECK (disability IN ('none', 'mild', 'severe', 'very-severe')),
  pregnancy TEXT CHECK (pregnancy IN ('none', 'pregnant', 'nursing')),
  schooling TEXT CHECK (schooling IN ('none', 'nursery', 'primary', 'lower-secondary',
    'upper-secondary', 'vocational', 'higher')),    -- where he or she studies now
  qualification TEXT CHECK (qualification IN ('none', 'primary', 'lower-secondary', 'upper-secondary',
    'elementary-vocational', 'intermediate', 'college', 'university', 'on-the-job')),  -- highest finished
  work TEXT CHECK (work IN ('contract', 'no-contract', 'self-employed', 'seeking', 'not-seeking',
    'studying', 'unable')),
  monthly_assistance INTEGER CHECK (monthly_assistance IN (0, 1)),
  insurance INTEGER CHECK (insurance IN (0, 1)),   -- empty: not known
  insurance_number TEXT,
  internet INTEGER CHECK (internet IN (0, 1)),
  joined_on TEXT,
  left_on TEXT,
  left_why TEXT CHECK (left_why IN ('died', 'moved-away', 'married', 'split', 'entered-by-mistake', 'other')),
  note TEXT
) STRICT;
CREATE INDEX member_household ON member (household_id, position);
CREATE INDEX member_id_number ON member (id_number) WHERE id_number IS NOT NULL;
CREATE INDEX member_name ON member (name_key (name));

-- What happened to a household: each one change, with its day and reason.
CREATE TABLE household_event (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  kind TEXT NOT NULL CHECK (kind IN ('registered', 'split', 'merged', 'new-head', 'moved', 'birth', 'joined', 'left',
    'death', 'ended', 'reopened', 'duplicate')),
  date TEXT NOT NULL,
  reason TEXT,
  member_id INTEGER REFERENCES member (id),
  other_id INTEGER REFERENCES household (id),
  from_unit_id INTEGER REFERENCES unit (id),
  to_unit_id INTEGER REFERENCES unit (id),
  note TEXT
) STRICT;
CREATE INDEX household_event_household ON household_event (household_id, date);
CREATE INDEX household_event_member ON household_event (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX household_event_other ON household_event (other_id) WHERE other_id IS NOT NULL;
CREATE INDEX household_event_from ON household_event (from_unit_id) WHERE from_unit_id IS NOT NULL;
CREATE INDEX household_event_to ON household_event (to_unit_id) WHERE to_unit_id IS NOT NULL;

-- The household in a year, as it was recognised: a picture of that time, with what reports count by.
-- A household that left the list otherwise than by its living (died, moved away, merged) has one last
-- row with the movement 'other-out'; that row is counted in no class, and 'not-poor' stands there.
CREATE TABLE household_year (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  year INTEGER NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  class TEXT NOT NULL CHECK (class IN ('poor', 'near-poor', 'average', 'not-poor')),
  movement TEXT CHECK (movement IN ('stayed', 'new', 'relapse', 'from-poor', 'from-near-poor', 'escaped',
    'other-in', 'other-out')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'preliminary', 'official')),
  a_points INTEGER,                                -- income points (B1 in the older sheets)
  b_points INTEGER,                                -- deprivation points (B2)
  d1 INTEGER NOT NULL DEFAULT 0 CHECK (d1 IN (0, 1)),
  d2 INTEGER NOT NULL DEFAULT 0 CHECK (d2 IN (0, 1)),
  d3 INTEGER NOT NULL DEFAULT 0 CHECK (d3 IN (0, 1)),
  d4 INTEGER NOT NULL DEFAULT 0 CHECK (d4 IN (0, 1)),
  d5 INTEGER NOT NULL DEFAULT 0 CHECK (d5 IN (0, 1)),
  d6 INTEGER NOT NULL DEFAULT 0 CHECK (d6 IN (0, 1)),
  d7 INTEGER NOT NULL DEFAULT 0 CHECK (d7 IN (0, 1)),
  d8 INTEGER NOT NULL DEFAULT 0 CHECK (d8 IN (0, 1)),
  d9 INTEGER NOT NULL DEFAULT 0 CHECK (d9 IN (0, 1)),
  d10 INTEGER NOT NULL DEFAULT 0 CHECK (d10 IN (0, 1)),
  d11 INTEGER NOT NULL DEFAULT 0 CHECK (d11 IN (0, 1)),
  d12 INTEGER NOT NULL DEFAULT 0 CHECK (d12 IN (0, 1)),
  causes TEXT,                                     -- codes of the list poverty-cause, separated by blanks
  persons INTEGER NOT NULL DEFAULT 0 CHECK (persons >= 0),
  head TEXT NOT NULL,
  head_female INTEGER NOT NULL DEFAULT 0 CHECK (head_female IN (0, 1)),
  ethnicity TEXT,
  merit INTEGER NOT NULL DEFAULT 0 CHECK (merit IN (0, 1)),
  no_labour INTEGER NOT NULL DEFAULT 0 CHECK (no_labour IN (0, 1)),
  farming INTEGER NOT NULL DEFAULT 0 CHECK (farming IN (0, 1)),
  children INTEGER NOT NULL DEFAULT 0 CHECK (children >= 0),
  decision_number TEXT,
  decision_date TEXT,                              -- the day of recognition: the 36 months count from it
  reviewer TEXT,
  reason TEXT,                                     -- why the class differs from what the sheet gives
  note TEXT,
  UNIQUE (household_id, year)
) STRICT;
CREATE INDEX household_year_year ON household_year (year, class, unit_id);
CREATE INDEX household_year_unit ON household_year (unit_id, year);

-- The sheets of a review as filled: A, B1 (answers or a typed total), B2 (measures and ticks).
CREATE TABLE review_sheet (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  year INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('periodic', 'request', 'recheck', 'self-assessment')),
  area TEXT NOT NULL CHECK (area IN ('rural', 'urban')),
  standard TEXT NOT NULL,                          -- code of the poverty standard used
  state TEXT NOT NULL CHECK (state IN ('open', 'filled', 'agreed')),
  requested_on TEXT,                               -- form 01
  request_reason TEXT,
  screened TEXT CHECK (screened IN ('review', 'not-poor')),  -- what form A led to
  a_total INTEGER,                                 -- typed, or the sum of the answers
  income INTEGER,                                  -- dong a person a month, for average living standard
  floor_area REAL,
  walls_solid INTEGER CHECK (walls_solid IN (0, 1)),
  columns_solid INTEGER CHECK (columns_solid IN (0, 1)),
  roof_solid INTEGER CHECK (roof_solid IN (0, 1)),
  water TEXT,                                      -- code list water-source
  toilet TEXT,                                     -- code list toilet
  devices TEXT,                                    -- codes of the list information-device, separated by blanks
  d1 INTEGER CHECK (d1 IN (0, 1)),
  d2 INTEGER CHECK (d2 IN (0, 1)),
  d3 INTEGER CHECK (d3 IN (0, 1)),
  d4 INTEGER CHECK (d4 IN (0, 1)),
  d5 INTEGER CHECK (d5 IN (0, 1)),
  d6 INTEGER CHECK (d6 IN (0, 1)),
  d7 INTEGER CHECK (d7 IN (0, 1)),
  d8 INTEGER CHECK (d8 IN (0, 1)),
  d9 INTEGER CHECK (d9 IN (0, 1)),
  d10 INTEGER CHECK (d10 IN (0, 1)),
  d11 INTEGER CHECK (d11 IN (0, 1)),
  d12 INTEGER CHECK (d12 IN (0, 1)),
  causes TEXT,
  reviewer TEXT,
  reviewed_on TEXT,
  present INTEGER CHECK (present >= 0),            -- at the village meeting
  agreed INTEGER CHECK (agreed >= 0),
  meeting_on TEXT,
  posted_on TEXT,
  complaint TEXT,
  complaint_answer TEXT,
  note TEXT
) STRICT;
CREATE INDEX review_sheet_household ON review_sheet (household_id, year);
CREATE INDEX review_sheet_year ON review_sheet (year, kind, state);

CREATE TABLE review_answer (
  id INTEGER PRIMARY KEY,
  sheet_id INTEGER NOT NULL REFERENCES review_sheet (id),
  item TEXT NOT NULL,                              -- of the loaded point table
  option TEXT NOT NULL,
  points INTEGER NOT NULL,
  UNIQUE (sheet_id, item, option)
) STRICT;

-- A loaded table of income points; the program ships none.
CREATE TABLE point_item (
  id INTEGER PRIMARY KEY,
  catalogue_id INTEGER NOT NULL REFERENCES catalogue (id),
  item TEXT NOT NULL,
  item_name TEXT NOT NULL,
  exclusive INTEGER NOT NULL CHECK (exclusive IN (0, 1)),  -- one option of the item, or several
  option TEXT NOT NULL,
  option_name TEXT NOT NULL,
  region TEXT NOT NULL,                            -- code list region; one item of it is the towns
  points INTEGER NOT NULL,
  position INTEGER NOT NULL,
  condition TEXT
) STRICT;
CREATE INDEX point_item_catalogue ON point_item (catalogue_id, region, position);

-- How many households and persons live in a unit: without it no rate is shown.
CREATE TABLE base_count (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  year INTEGER NOT NULL,
  households INTEGER NOT NULL CHECK (households >= 0),
  persons INTEGER NOT NULL CHECK (persons >= 0),
  minority_households INTEGER CHECK (minority_households >= 0),
  minority_persons INTEGER CHECK (minority_persons >= 0),
  native_households INTEGER CHECK (native_households >= 0),
  native_persons INTEGER CHECK (native_persons >= 0),
  source TEXT,
  UNIQUE (unit_id, year)
) STRICT;

CREATE TABLE child_measure (
  id INTEGER PRIMARY KEY,
  member_id INTEGER NOT NULL REFERENCES member (id),
  date TEXT NOT NULL,
  height REAL CHECK (height > 0),                  -- cm
  weight REAL CHECK (weight > 0),                  -- kg
  position TEXT CHECK (position IN ('lying', 'standing')),
  measured_by TEXT,
  note TEXT
) STRICT;
CREATE INDEX child_measure_member ON child_measure (member_id, date);

-- Filters an office keeps by name.
CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  filter TEXT NOT NULL                             -- JSON
) STRICT;
