CREATE TEMP VIEW v_catalogue AS
SELECT id AS catalogue_id,
       code AS code,
       kind AS kind,
       title AS title,
       source AS source,
       valid_from AS valid_from,
       valid_to AS valid_to,
       loaded_at AS loaded_at
FROM catalogue
