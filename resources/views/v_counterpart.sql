CREATE TEMP VIEW v_counterpart AS
SELECT r.id AS counterpart_ratio_id,
       r.year AS year,
       r.component_id AS component_id,
       c.code AS component_code,
       r.percent AS percent,
       r.source AS source
FROM counterpart_ratio AS r
LEFT JOIN component AS c ON c.id = r.component_id
