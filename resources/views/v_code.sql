CREATE TEMP VIEW v_code AS
SELECT i.id AS code_id,
       i.list AS list,
       i.code AS code,
       i.name AS name,
       ifnull(i.short_name, i.name) AS short_name,
       i.parent_code AS parent_code,
       i.position AS position,
       i.attributes AS attributes,
       ifnull(json_extract(i.attributes, '$.budget') = 'local', 0) AS local,
       i.source AS source,
       i.valid_from AS valid_from,
       i.valid_to AS valid_to,
       NOT EXISTS (SELECT 1
                   FROM code_item AS later
                   WHERE later.list = i.list
                     AND later.code = i.code
                     AND ifnull(later.valid_from, '') > ifnull(i.valid_from, '')) AS newest
FROM code_item AS i
