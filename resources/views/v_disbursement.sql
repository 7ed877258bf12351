CREATE TEMP VIEW v_disbursement AS
SELECT p.id AS disbursement_id,
       p.date AS date,
       CAST(substr(p.date, 1, 4) AS INTEGER) AS year,
       CAST(substr(p.date, 6, 2) AS INTEGER) AS month,
       p.plan_year AS plan_year,
       p.carried_over AS carried_over,
       p.component_id AS component_id,
       c.code AS component_code,
       p.unit_id AS unit_id,
       u.name AS unit_name,
       p.owner_id AS owner_id,
       a.name AS owner_name,
       p.source AS source,
       p.capital_kind AS capital_kind,
       p.kind AS kind,
       p.amount AS amount,
       iif(p.kind = 'recovery', -p.amount, p.amount) AS signed_amount,
       p.voucher AS voucher,
       p.content AS content,
       p.synthetic AS synthetic,
       p.note AS note
FROM disbursement AS p
JOIN component AS c ON c.id = p.component_id
JOIN unit AS u ON u.id = p.unit_id
LEFT JOIN agency AS a ON a.id = p.owner_id
