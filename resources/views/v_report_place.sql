-- For every unit a report may be about (`top_id`): in which row of it each unit counts. Rows are the
-- unit itself and those directly below it; of a province that still has districts, the districts and
-- their communes. A unit that became part of another counts there as long as that lies inside; so does
-- a village of a commune that did: hence the second look. At most 16 steps down, so that a ring
-- somebody typed does no harm.
CREATE TEMP VIEW v_report_place AS
WITH RECURSIVE
v_deep (top_id, top_level, id, part_id, opens, depth) AS (
  SELECT u.id, u.level, u.id, u.id, 1, 0 FROM unit AS u
  UNION ALL
  SELECT d.top_id, d.top_level, u.id, iif(d.opens, u.id, d.part_id),
         d.opens AND d.top_level = 'province' AND u.level = 'district', d.depth + 1
  FROM v_deep AS d
  JOIN unit AS u ON u.parent_id = d.id
  WHERE d.depth < 16
),
v_inside AS MATERIALIZED (SELECT top_id, id, part_id FROM v_deep),
v_now AS MATERIALIZED (SELECT unit_id, current_id FROM v_unit),
v_at (top_id, unit_id, part_id) AS (
  SELECT d.top_id, n.unit_id, d.part_id
  FROM v_now AS n
  JOIN v_inside AS d ON d.id = n.current_id
  UNION ALL
  SELECT d.top_id, d.id, d.part_id
  FROM v_now AS n
  JOIN v_inside AS d ON d.id = n.unit_id
  WHERE n.current_id <> n.unit_id
    AND NOT EXISTS (SELECT 1 FROM v_inside AS i WHERE i.id = n.current_id AND i.top_id = d.top_id)
)
SELECT a.top_id AS top_id,
       a.unit_id AS unit_id,
       ifnull(later.part_id, a.part_id) AS row_id
FROM v_at AS a
JOIN v_now AS n ON n.unit_id = a.part_id
LEFT JOIN v_inside AS later ON later.id = n.current_id AND later.top_id = a.top_id
