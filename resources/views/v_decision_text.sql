CREATE TEMP VIEW v_decision_text AS
SELECT x.id AS decision_text_id,
       x.decision_id AS decision_id,
       d.year AS year,
       x.component_id AS component_id,
       c.code AS component_code,
       x.kind AS kind,
       x.section AS section,
       x.text AS text,
       x.number AS number,
       x.date AS date
FROM decision_text AS x
JOIN funding_decision AS d ON d.id = x.decision_id
LEFT JOIN component AS c ON c.id = x.component_id
