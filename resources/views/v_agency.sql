CREATE TEMP VIEW v_agency AS
SELECT a.id AS agency_id,
       a.name AS name,
       ifnull(a.short_name, a.name) AS short_name,
       a.unit_id AS unit_id,
       u.name AS unit_name,
       a.position AS position,
       a.valid_from AS valid_from,
       a.valid_to AS valid_to
FROM agency AS a
LEFT JOIN unit AS u ON u.id = a.unit_id
