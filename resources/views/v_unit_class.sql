CREATE TEMP VIEW v_unit_class AS
SELECT c.id AS unit_class_id,
       c.unit_id AS unit_id,
       u.name AS unit_name,
       c.class AS class,
       i.name AS class_name,
       c.year_from AS year_from,
       c.year_to AS year_to,
       c.decision AS decision
FROM unit_class AS c
JOIN unit AS u ON u.id = c.unit_id
LEFT JOIN v_code AS i ON i.list = 'unit-class' AND i.code = c.class AND i.newest
