CREATE TEMP VIEW v_funding AS
SELECT f.id AS line_id,
       f.decision_id AS decision_id,
       d.year AS year,
       d.kind AS decision_kind,
       d.number AS decision_number,
       d.date AS decision_date,
       d.title AS decision_title,
       d.state AS decision_state,
       d.issued AS issued,
       d.carried AS carried,
       d.counts_from AS counts_from,
       d.synthetic AS synthetic,
       f.component_id AS component_id,
       c.code AS component_code,
       f.unit_id AS unit_id,
       u.name AS unit_name,
       f.owner_id AS owner_id,
       a.name AS owner_name,
       f.source AS source,
       f.capital_kind AS capital_kind,
       f.amount AS amount,
       iif(d.kind = 'recovered', -abs(f.amount), f.amount) AS signed_amount,
       iif(d.issued, iif(d.kind = 'recovered', -abs(f.amount), f.amount), 0) AS in_force_amount,
       f.note AS note
FROM funding_line AS f
JOIN v_decision AS d ON d.decision_id = f.decision_id
JOIN component AS c ON c.id = f.component_id
JOIN unit AS u ON u.id = f.unit_id
LEFT JOIN agency AS a ON a.id = f.owner_id
