-- Steps down from the units without a parent. `v_last` follows mergers to their end (at most 16
-- steps, so that a ring somebody typed does no harm). A village of a commune that became part of
-- another enters there: hence the second look, at the commune.
CREATE TEMP VIEW v_unit AS
WITH RECURSIVE
v_tree (id, parent_id, depth, path, path_order, province_id, district_id, commune_id,
        village_id, entering_id, inside) AS (
  SELECT u.id, NULL, 0, u.name, printf('%06d.%014d', u.position, u.id),
         iif(u.level = 'province', u.id, NULL), iif(u.level = 'district', u.id, NULL),
         iif(u.level = 'commune', u.id, NULL), iif(u.level = 'village', u.id, NULL),
         NULL, ifnull(u.id = l.unit_id, 0)
  FROM unit AS u
  LEFT JOIN ledger AS l
  WHERE u.parent_id IS NULL
  UNION ALL
  SELECT u.id, u.parent_id, t.depth + 1, t.path || ' › ' || u.name,
         t.path_order || '/' || printf('%06d.%014d', u.position, u.id),
         iif(u.level = 'province', u.id, t.province_id),
         iif(u.level = 'district', u.id, t.district_id),
         iif(u.level = 'commune', u.id, t.commune_id),
         iif(u.level = 'village', u.id, t.village_id),
         iif(u.parent_id = l.unit_id, u.id, t.entering_id),
         t.inside OR ifnull(u.id = l.unit_id, 0)
  FROM v_tree AS t
  JOIN unit AS u ON u.parent_id = t.id
  LEFT JOIN ledger AS l
  WHERE t.depth < 16
),
v_chain (id, at, step) AS (
  SELECT id, successor_id, 1 FROM unit WHERE successor_id IS NOT NULL
  UNION ALL
  SELECT c.id, u.successor_id, c.step + 1
  FROM v_chain AS c
  JOIN unit AS u ON u.id = c.at
  WHERE u.successor_id IS NOT NULL AND c.step < 16
),
v_last (id, at) AS (
  SELECT c.id, c.at
  FROM v_chain AS c
  WHERE c.step = (SELECT max (longest.step) FROM v_chain AS longest WHERE longest.id = c.id)
),
v_entering (id, entering_id) AS (
  SELECT t.id, ifnull(now.entering_id, t.entering_id)
  FROM v_tree AS t
  LEFT JOIN v_last AS last ON last.id = t.id
  LEFT JOIN v_tree AS now ON now.id = last.at
),
-- Once for a query, however many rows it is joined to.
v_place AS MATERIALIZED (
  SELECT u.id AS unit_id,
         u.parent_id AS parent_id,
         u.level AS level,
         u.kind AS kind,
         u.code AS code,
         u.name AS name,
         u.area AS area,
         u.position AS position,
         u.valid_from AS valid_from,
         u.valid_to AS valid_to,
         u.successor_id AS successor_id,
         ifnull(last.at, u.id) AS current_id,
         t.depth AS depth,
         t.path AS path,
         t.path_order AS path_order,
         t.province_id AS province_id,
         province.name AS province_name,
         t.district_id AS district_id,
         district.name AS district_name,
         t.commune_id AS commune_id,
         commune.name AS commune_name,
         t.village_id AS village_id,
         village.name AS village_name,
         ifnull(u.id = l.unit_id, 0) AS own,
         t.inside AS inside,
         entering.id AS entering_id,
         entering.name AS entering_name,
         entering.code AS entering_code,
         ifnull(u.parent_id = l.unit_id, 0) AS enters,
         NOT EXISTS (SELECT 1 FROM unit AS child WHERE child.parent_id = u.id) AS leaf
  FROM unit AS u
  JOIN v_tree AS t ON t.id = u.id
  LEFT JOIN ledger AS l
  LEFT JOIN v_last AS last ON last.id = u.id
  LEFT JOIN v_entering AS at_first ON at_first.id = u.id
  LEFT JOIN v_entering AS at_last ON at_last.id = at_first.entering_id
  LEFT JOIN unit AS entering ON entering.id = at_last.entering_id
  LEFT JOIN unit AS province ON province.id = t.province_id
  LEFT JOIN unit AS district ON district.id = t.district_id
  LEFT JOIN unit AS commune ON commune.id = t.commune_id
  LEFT JOIN unit AS village ON village.id = t.village_id
)
SELECT p.unit_id AS unit_id,
       p.parent_id AS parent_id,
       p.level AS level,
       p.kind AS kind,
       p.code AS code,
       p.name AS name,
       p.area AS area,
       p.position AS position,
       p.valid_from AS valid_from,
       p.valid_to AS valid_to,
       p.successor_id AS successor_id,
       p.current_id AS current_id,
       p.depth AS depth,
       p.path AS path,
       p.path_order AS path_order,
       p.province_id AS province_id,
       p.province_name AS province_name,
       p.district_id AS district_id,
       p.district_name AS district_name,
       p.commune_id AS commune_id,
       p.commune_name AS commune_name,
       p.village_id AS village_id,
       p.village_name AS village_name,
       p.own AS own,
       p.inside AS inside,
       p.entering_id AS entering_id,
       p.entering_name AS entering_name,
       p.entering_code AS entering_code,
       p.enters AS enters,
       p.leaf AS leaf
FROM v_place AS p
