CREATE TEMP VIEW v_child_measure AS
SELECT c.id AS child_measure_id,
       c.member_id AS member_id,
       m.name AS name,
       m.sex AS sex,
       m.birth AS birth,
       m.household_id AS household_id,
       h.head AS head,
       h.unit_id AS unit_id,
       u.commune_id AS commune_id,
       u.entering_id AS entering_id,
       u.entering_name AS entering_name,
       c.date AS date,
       CAST(substr(c.date, 1, 4) AS INTEGER) AS year,
       iif(length(m.birth) = 10, CAST(julianday(c.date) - julianday(m.birth) AS INTEGER), NULL) AS age_days,
       c.height AS height,
       c.weight AS weight,
       c.position AS position,
       c.measured_by AS measured_by,
       NOT EXISTS (SELECT 1
                   FROM child_measure AS later
                   WHERE later.member_id = c.member_id
                     AND (later.date > c.date OR (later.date = c.date AND later.id > c.id))) AS newest,
       c.note AS note
FROM child_measure AS c
JOIN member AS m ON m.id = c.member_id
JOIN household AS h ON h.id = m.household_id
JOIN v_unit AS u ON u.unit_id = h.unit_id
