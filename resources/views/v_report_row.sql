-- The rows of a report about a unit, in the order of paper: see v_report_place. A unit that became part
-- of another has no row where that has one.
CREATE TEMP VIEW v_report_row AS
SELECT p.top_id AS top_id,
       p.row_id AS row_id,
       iif(p.row_id = p.top_id, NULL, iif(above.level = 'district' AND above.unit_id <> p.top_id,
                                          above.unit_id, p.top_id)) AS parent_id,
       (p.row_id <> p.top_id) + (above.level = 'district' AND above.unit_id <> p.top_id)
       + NOT (top.level = 'province' AND EXISTS (SELECT 1 FROM unit AS below
                                                 WHERE below.parent_id = top.id AND below.level = 'district'))
         AS level,
       iif(p.row_id = p.top_id OR u.level = 'district', 'group', 'normal') AS style,
       u.name AS name,
       u.path_order AS path_order
FROM v_report_place AS p
JOIN v_unit AS u ON u.unit_id = p.unit_id
JOIN unit AS top ON top.id = p.top_id
LEFT JOIN v_unit AS above ON above.unit_id = u.parent_id
WHERE p.unit_id = p.row_id
