CREATE TEMP VIEW v_household_event AS
SELECT e.id AS household_event_id,
       e.household_id AS household_id,
       h.head AS head,
       h.unit_id AS unit_id,
       u.entering_id AS entering_id,
       u.entering_name AS entering_name,
       e.kind AS kind,
       e.date AS date,
       CAST(substr(e.date, 1, 4) AS INTEGER) AS year,
       e.reason AS reason,
       e.member_id AS member_id,
       m.name AS member_name,
       e.other_id AS other_id,
       other.head AS other_head,
       e.from_unit_id AS from_unit_id,
       origin.name AS from_unit_name,
       e.to_unit_id AS to_unit_id,
       goal.name AS to_unit_name,
       e.note AS note
FROM household_event AS e
JOIN household AS h ON h.id = e.household_id
JOIN v_unit AS u ON u.unit_id = h.unit_id
LEFT JOIN member AS m ON m.id = e.member_id
LEFT JOIN household AS other ON other.id = e.other_id
LEFT JOIN unit AS origin ON origin.id = e.from_unit_id
LEFT JOIN unit AS goal ON goal.id = e.to_unit_id
