CREATE TEMP VIEW v_stated_total AS
SELECT s.id AS stated_total_id,
       s.decision_id AS decision_id,
       d.year AS year,
       d.kind AS decision_kind,
       d.issued AS issued,
       s.component_id AS component_id,
       c.code AS component_code,
       s.unit_id AS unit_id,
       s.source AS source,
       s.capital_kind AS capital_kind,
       s.amount AS amount,
       s.section AS section,
       s.quote AS quote
FROM stated_total AS s
JOIN v_decision AS d ON d.decision_id = s.decision_id
LEFT JOIN component AS c ON c.id = s.component_id
