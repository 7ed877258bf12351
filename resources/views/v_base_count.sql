CREATE TEMP VIEW v_base_count AS
SELECT b.id AS base_count_id,
       b.unit_id AS unit_id,
       u.name AS unit_name,
       u.level AS level,
       u.commune_id AS commune_id,
       u.entering_id AS entering_id,
       u.entering_name AS entering_name,
       u.current_id AS current_id,
       u.enters AS enters,
       u.own AS own,
       b.year AS year,
       b.households AS households,
       b.persons AS persons,
       b.minority_households AS minority_households,
       b.minority_persons AS minority_persons,
       b.native_households AS native_households,
       b.native_persons AS native_persons,
       b.source AS source
FROM base_count AS b
JOIN v_unit AS u ON u.unit_id = b.unit_id
