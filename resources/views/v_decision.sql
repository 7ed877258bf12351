CREATE TEMP VIEW v_decision AS
SELECT id AS decision_id,
       year AS year,
       kind AS kind,
       number AS number,
       date AS date,
       issuer AS issuer,
       title AS title,
       state AS state,
       state = 'issued' AS issued,
       kind = 'carried-over' AS carried,
       CASE length(date)
         WHEN 10 THEN date
         WHEN 7 THEN date || '-01'
         WHEN 4 THEN date || '-01-01'
         ELSE year || '-01-01'
       END AS counts_from,
       synthetic AS synthetic,
       note AS note
FROM funding_decision
