-- 0003: who received what.

-- One row for each time a household, or one of its members, was given something: straight, as by the
-- general policies, or through an activity of a project. It stays with the household that received it
-- then; where a member lives now is told by the member.
CREATE TABLE support (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  member_id INTEGER REFERENCES member (id),        -- empty: the household as a whole
  component_id INTEGER REFERENCES component (id),  -- project, sub-project or general policy; empty: none of them
  date TEXT NOT NULL,                              -- may be partial: often only the year is known
  content TEXT NOT NULL,                           -- what: a breeding cow, a new house, an insurance card
  form TEXT NOT NULL CHECK (form IN ('money', 'goods', 'service', 'loan', 'card')),
  quantity REAL CHECK (quantity > 0),
  measure TEXT,                                    -- of the quantity: head, card, m²
  amount INTEGER CHECK (amount >= 0),              -- dong, or its worth; empty: not stated
  source TEXT,                                     -- code list funding-source
  synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  note TEXT
) STRICT;
CREATE INDEX support_household ON support (household_id, date);
CREATE INDEX support_member ON support (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX support_component ON support (component_id, date) WHERE component_id IS NOT NULL;
CREATE INDEX support_date ON support (date);
