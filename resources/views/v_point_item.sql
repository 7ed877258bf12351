CREATE TEMP VIEW v_point_item AS
SELECT p.id AS point_item_id,
       p.catalogue_id AS catalogue_id,
       c.title AS catalogue_title,
       c.valid_from AS valid_from,
       c.valid_to AS valid_to,
       ifnull(CAST(substr(c.valid_from, 1, 4) AS INTEGER), 0) AS year_from,
       ifnull(CAST(substr(c.valid_to, 1, 4) AS INTEGER), 9999) AS year_to,
       p.item AS item,
       p.item_name AS item_name,
       p.exclusive AS exclusive,
       p.option AS option,
       p.option_name AS option_name,
       p.region AS region,
       p.points AS points,
       p.position AS position,
       p.condition AS condition
FROM point_item AS p
JOIN catalogue AS c ON c.id = p.catalogue_id
