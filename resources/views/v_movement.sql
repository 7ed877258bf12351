-- Terms of review forms 2 and 3, one row a household and term; what a term adds is in `households`
-- and `persons`. The terms come from what the review wrote down (`movement`), start and end from the
-- classes of two years: so the two can be held against each other.
CREATE TEMP VIEW v_movement AS
SELECT m.year AS year,
       m.class AS class,
       m.term AS term,
       m.household_id AS household_id,
       m.household_year_id AS household_year_id,
       m.unit_id AS unit_id,
       u.commune_id AS commune_id,
       u.entering_id AS entering_id,
       u.entering_name AS entering_name,
       m.ethnicity AS ethnicity,
       m.state = 'official' AS official,
       m.households AS households,
       m.persons AS persons
FROM (
  SELECT p.year + 1 AS year, p.class AS class, 'start' AS term, p.household_id AS household_id,
         p.id AS household_year_id, p.unit_id AS unit_id, p.ethnicity AS ethnicity,
         1 AS households, p.persons AS persons, p.state AS state
  FROM household_year AS p
  WHERE p.class IN ('poor', 'near-poor') AND p.movement IS NOT 'other-out'
  UNION ALL
  SELECT n.year, n.class, 'end', n.household_id, n.id, n.unit_id, n.ethnicity, 1, n.persons, n.state
  FROM household_year AS n
  WHERE n.class IN ('poor', 'near-poor') AND n.movement IS NOT 'other-out'
  UNION ALL
  -- out of the class of last year: counted where and as it stood there
  SELECT n.year, p.class,
         CASE n.movement WHEN 'from-poor' THEN 'down-one'
                         WHEN 'from-near-poor' THEN 'down-two'
                         WHEN 'escaped' THEN iif(p.class = 'poor', 'down-two', 'down-one')
                         ELSE 'other-out' END,
         n.household_id, n.id, p.unit_id, p.ethnicity, 1, p.persons, n.state
  FROM household_year AS n
  JOIN household_year AS p ON p.household_id = n.household_id AND p.year = n.year - 1
  WHERE p.class IN ('poor', 'near-poor')
    AND p.movement IS NOT 'other-out'
    AND (n.movement IN ('escaped', 'other-out')
         OR (n.movement = 'from-poor' AND p.class = 'poor')
         OR (n.movement = 'from-near-poor' AND p.class = 'near-poor'))
  UNION ALL
  -- into the class of this year
  SELECT n.year, n.class,
         CASE n.movement WHEN 'new' THEN 'new'
                         WHEN 'relapse' THEN 'relapse'
                         WHEN 'other-in' THEN 'other-in'
                         ELSE 'up-one' END,
         n.household_id, n.id, n.unit_id, n.ethnicity, 1, n.persons, n.state
  FROM household_year AS n
  WHERE n.class IN ('poor', 'near-poor')
    AND (n.movement IN ('new', 'relapse', 'other-in')
         OR (n.movement = 'from-poor' AND n.class = 'near-poor')
         OR (n.movement = 'from-near-poor' AND n.class = 'poor'))
  UNION ALL
  -- stayed, with other persons than last year
  SELECT n.year, n.class, iif(n.persons > p.persons, 'other-in', 'other-out'), n.household_id, n.id,
         n.unit_id, n.ethnicity, 0, abs(n.persons - p.persons), n.state
  FROM household_year AS n
  JOIN household_year AS p ON p.household_id = n.household_id AND p.year = n.year - 1
  WHERE n.movement = 'stayed' AND p.class = n.class AND p.class IN ('poor', 'near-poor')
    AND p.movement IS NOT 'other-out' AND n.persons <> p.persons
    AND n.unit_id = p.unit_id AND n.ethnicity IS p.ethnicity
  UNION ALL
  -- stayed, but elsewhere or under another ethnic group: out there …
  SELECT n.year, p.class, 'other-out', n.household_id, n.id, p.unit_id, p.ethnicity, 1, p.persons, n.state
  FROM household_year AS n
  JOIN household_year AS p ON p.household_id = n.household_id AND p.year = n.year - 1
  WHERE n.movement = 'stayed' AND p.class = n.class AND p.class IN ('poor', 'near-poor')
    AND p.movement IS NOT 'other-out' AND (n.unit_id <> p.unit_id OR n.ethnicity IS NOT p.ethnicity)
  UNION ALL
  -- … and in here
  SELECT n.year, n.class, 'other-in', n.household_id, n.id, n.unit_id, n.ethnicity, 1, n.persons, n.state
  FROM household_year AS n
  JOIN household_year AS p ON p.household_id = n.household_id AND p.year = n.year - 1
  WHERE n.movement = 'stayed' AND p.class = n.class AND p.class IN ('poor', 'near-poor')
    AND p.movement IS NOT 'other-out' AND (n.unit_id <> p.unit_id OR n.ethnicity IS NOT p.ethnicity)
) AS m
JOIN v_unit AS u ON u.unit_id = m.unit_id
