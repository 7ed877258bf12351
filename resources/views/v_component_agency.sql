-- For every year in use: what was said for that year, else what was said without one.
CREATE TEMP VIEW v_component_agency AS
SELECT ca.id AS component_agency_id,
       y.year AS year,
       ca.component_id AS component_id,
       c.code AS component_code,
       ca.role AS role,
       ca.position AS position,
       ca.agency_id AS agency_id,
       a.name AS agency_name,
       ifnull(a.short_name, a.name) AS agency_short_name,
       ca.year IS NOT NULL AS dated,
       ca.source AS source
FROM v_year AS y
JOIN component_agency AS ca ON ca.year = y.year OR ca.year IS NULL
JOIN component AS c ON c.id = ca.component_id
JOIN agency AS a ON a.id = ca.agency_id
WHERE ca.year IS NOT NULL
   OR NOT EXISTS (SELECT 1
                  FROM component_agency AS dated
                  WHERE dated.component_id = ca.component_id
                    AND dated.role = ca.role
                    AND dated.year = y.year)
