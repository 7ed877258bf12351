-- A member alone: for what looks at every person. Where the household lives is in v_member. What is not
-- asked for is not looked up: hence the second look at the household in columns of their own.
CREATE TEMP VIEW v_person AS
SELECT m.id AS member_id,
       m.household_id AS household_id,
       (SELECT h.head FROM household AS h WHERE h.id = m.household_id) AS head,
       m.name AS name,
       m.sex AS sex,
       m.birth AS birth,
       CAST(substr(m.birth, 1, 4) AS INTEGER) AS birth_year,
       m.relation AS relation,
       m.id_number AS id_number,
       m.left_on AS left_on,
       m.left_on IS NULL AND (SELECT h.ended_on IS NULL FROM household AS h WHERE h.id = m.household_id) AS present
FROM member AS m
