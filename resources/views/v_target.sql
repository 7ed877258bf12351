CREATE TEMP VIEW v_target AS
SELECT t.id AS target_id,
       v.id AS target_value_id,
       t.component_id AS component_id,
       c.code AS component_code,
       t.code AS code,
       t.name AS name,
       t.measure AS measure,
       t.operator AS operator,
       t.position AS position,
       t.source AS source,
       v.unit_id AS unit_id,
       u.name AS unit_name,
       v.year AS year,
       v.baseline AS baseline,
       v.planned AS planned,
       v.achieved AS achieved,
       v.section AS section
FROM target AS t
LEFT JOIN component AS c ON c.id = t.component_id
LEFT JOIN target_value AS v ON v.target_id = t.id
LEFT JOIN unit AS u ON u.id = v.unit_id
