-- A member without an ethnic group of his own is of that of the household.
CREATE TEMP VIEW v_member AS
SELECT m.id AS member_id,
       m.household_id AS household_id,
       h.head AS head,
       h.code AS household_code,
       h.unit_id AS unit_id,
       u.name AS unit_name,
       u.village_name AS village_name,
       u.commune_id AS commune_id,
       u.commune_name AS commune_name,
       u.entering_id AS entering_id,
       u.entering_name AS entering_name,
       m.position AS position,
       m.name AS name,
       m.sex AS sex,
       m.birth AS birth,
       CAST(substr(m.birth, 1, 4) AS INTEGER) AS birth_year,
       m.relation AS relation,
       m.id_number AS id_number,
       substr(m.id_number, 1, 3) || '*****' || substr(m.id_number, -4) AS id_masked,
       ifnull(m.ethnicity, h.ethnicity) AS ethnicity,
       ethnic.name AS ethnicity_name,
       CAST(json_extract(ethnic.attributes, '$.minority') AS INTEGER) AS minority,
       m.disability AS disability,
       m.pregnancy AS pregnancy,
       m.schooling AS schooling,
       m.qualification AS qualification,
       m.work AS work,
       m.monthly_assistance AS monthly_assistance,
       m.insurance AS insurance,
       m.insurance_number AS insurance_number,
       m.internet AS internet,
       m.joined_on AS joined_on,
       m.left_on AS left_on,
       m.left_why AS left_why,
       m.left_on IS NULL AND h.ended_on IS NULL AS present,
       h.synthetic AS synthetic,
       m.note AS note
FROM member AS m
JOIN household AS h ON h.id = m.household_id
JOIN v_unit AS u ON u.unit_id = h.unit_id
LEFT JOIN v_code AS ethnic ON ethnic.list = 'ethnic-group' AND ethnic.code = ifnull(m.ethnicity, h.ethnicity)
  AND ethnic.newest
