CREATE TEMP VIEW v_ledger AS
SELECT l.title AS title,
       l.role AS role,
       l.year AS year,
       l.unit_id AS unit_id,
       u.name AS unit_name,
       u.level AS unit_level,
       p.name AS parent_name,
       l.synthetic AS synthetic
FROM ledger AS l
LEFT JOIN unit AS u ON u.id = l.unit_id
LEFT JOIN unit AS p ON p.id = u.parent_id
