-- Who received what. Names and units are those of the household today; the class is that of the year.
CREATE TEMP VIEW v_support AS
SELECT s.id AS support_id,
       s.date AS date,
       CAST(substr(s.date, 1, 4) AS INTEGER) AS year,
       s.household_id AS household_id,
       h.head AS head,
       h.code AS household_code,
       h.unit_id AS unit_id,
       u.name AS unit_name,
       u.village_id AS village_id,
       u.village_name AS village_name,
       u.commune_id AS commune_id,
       u.commune_name AS commune_name,
       u.entering_id AS entering_id,
       u.entering_name AS entering_name,
       y.class AS class,
       s.member_id AS member_id,
       m.name AS member_name,
       m.household_id AS member_household_id,
       s.component_id AS component_id,
       c.code AS component_code,
       ifnull(c.short_name, c.name) AS component_short_name,
       c.kind AS component_kind,
       s.content AS content,
       s.form AS form,
       s.quantity AS quantity,
       s.measure AS measure,
       s.amount AS amount,
       s.source AS source,
       s.synthetic AS synthetic,
       s.note AS note
FROM support AS s
JOIN household AS h ON h.id = s.household_id
JOIN v_unit AS u ON u.unit_id = h.unit_id
LEFT JOIN household_year AS y ON y.household_id = s.household_id
  AND y.year = CAST(substr(s.date, 1, 4) AS INTEGER) AND y.movement IS NOT 'other-out'
LEFT JOIN member AS m ON m.id = s.member_id
LEFT JOIN component AS c ON c.id = s.component_id
