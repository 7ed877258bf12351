CREATE TEMP VIEW v_review_answer AS
SELECT a.id AS review_answer_id,
       a.sheet_id AS review_sheet_id,
       s.household_id AS household_id,
       s.year AS year,
       s.kind AS kind,
       a.item AS item,
       a.option AS option,
       a.points AS points
FROM review_answer AS a
JOIN review_sheet AS s ON s.id = a.sheet_id
