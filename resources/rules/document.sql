-- What KP-SUM and KP-KIND-MISSING read: for every document that states totals, the tree of
-- components, what it states and its lines; once for the whole of the compiling unit (unit_id 0) and
-- once for every unit it states totals of. Ordered: parents before parts, components before figures.
-- A kind '' says that the money has none (credit, mobilised, integrated), NULL that none is stated.
WITH RECURSIVE
plans (decision_id, year, unit_id) AS (
  SELECT DISTINCT decision_id, year, ifnull(unit_id, 0)
  FROM v_stated_total
  WHERE :year = 0 OR year = :year
),
below (unit_id, below_id) AS (
  SELECT DISTINCT unit_id, unit_id FROM plans WHERE unit_id <> 0
  UNION
  SELECT b.unit_id, u.unit_id
  FROM below AS b
  JOIN v_unit AS u ON u.parent_id = b.below_id
),
kindless (source) AS (
  SELECT code
  FROM v_code
  WHERE list = 'funding-source' AND newest
    AND json_extract(attributes, '$.budget') IN ('credit', 'mobilised', 'integrated')
),
facts AS (
  SELECT p.decision_id, p.year, p.unit_id, 1 AS position, c.path_order AS part, 'component' AS fact,
         NULL AS record_id, c.component_id, ifnull(c.parent_id, 0) AS parent_id, c.code,
         c.kind AS component_kind, NULL AS source, NULL AS capital_kind, 0 AS amount, NULL AS section
  FROM plans AS p
  JOIN v_component AS c
  UNION ALL
  SELECT p.decision_id, p.year, p.unit_id, 2, s.stated_total_id, 'stated',
         s.stated_total_id, ifnull(s.component_id, 0), NULL, NULL,
         NULL, s.source, s.capital_kind, s.amount, s.section
  FROM plans AS p
  JOIN v_stated_total AS s ON s.decision_id = p.decision_id AND ifnull(s.unit_id, 0) = p.unit_id
  UNION ALL
  SELECT p.decision_id, p.year, p.unit_id, 3, f.line_id, 'line',
         f.line_id, f.component_id, NULL, NULL,
         NULL, f.source,
         iif(f.capital_kind IS NULL AND f.source IN (SELECT source FROM kindless), '', f.capital_kind),
         f.amount, NULL
  FROM plans AS p
  JOIN v_funding AS f ON f.decision_id = p.decision_id
  WHERE p.unit_id = 0
     OR EXISTS (SELECT 1 FROM below AS b WHERE b.unit_id = p.unit_id AND b.below_id = f.unit_id)
)
SELECT f.decision_id,
       f.year,
       f.unit_id,
       (SELECT u.name FROM v_unit AS u WHERE u.unit_id = f.unit_id) AS unit_name,
       f.fact,
       f.record_id,
       f.component_id,
       f.parent_id,
       f.code,
       f.component_kind,
       f.source,
       f.capital_kind,
       f.amount,
       f.section
FROM facts AS f
ORDER BY f.decision_id, f.unit_id, f.position, f.part
