CREATE TEMP VIEW v_component_offices AS
SELECT y.year AS year,
       c.id AS component_id,
       c.code AS component_code,
       (SELECT group_concat(o.agency_name, '; ')
        FROM (SELECT agency_name
              FROM v_component_agency
              WHERE year = y.year AND component_id = c.id AND role = 'leads'
              ORDER BY position, component_agency_id) AS o) AS leads,
       (SELECT group_concat(o.agency_name, '; ')
        FROM (SELECT agency_name
              FROM v_component_agency
              WHERE year = y.year AND component_id = c.id AND role = 'implements'
              ORDER BY position, component_agency_id) AS o) AS implements,
       (SELECT group_concat(o.agency_name, '; ')
        FROM (SELECT agency_name
              FROM v_component_agency
              WHERE year = y.year AND component_id = c.id AND role = 'coordinates'
              ORDER BY position, component_agency_id) AS o) AS coordinates
FROM v_year AS y
JOIN component AS c
